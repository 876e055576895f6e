/** Verifies every cell and writes docs/compatibility.md; scripts/compatibility says how it is called. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './binary.js'
import { allCells, type Cell, formOf } from './cells.js'
import { page, type Results } from './page.js'
import { verifyAll } from './pool.js'
import { compilerVersions, verifyCompiler } from './toolchain.js'
import type { Outcome } from './verify.js'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = new RegExp(values.only ?? '')

const results: Results = {
  cells: [],
  compilers: [],
  environment: environment(),
  command: 'scripts/compatibility',
}
let bad = 0

const cells = allCells().filter(cell => wanted.test(nameOf(cell)))
await verifyAll(cells, (cell, outcome) => {
  results.cells.push({ cell, outcome })
  tell(nameOf(cell), outcome)
  // Refusing is right for a form that is not promised; a plan that is wrong never is.
  if (outcome.is === 'refused' && formOf(cell).core) bad++
})
for (const version of compilerVersions) {
  const name = `go${version} compile`
  if (!wanted.test(name)) continue
  const { symbols, ...outcome } = verifyCompiler(version)
  results.compilers.push({ version, outcome, symbols })
  tell(name, outcome)
  if (outcome.is === 'refused') bad++
}

if (values.only === undefined) writeFileSync(join(root, 'docs', 'compatibility.md'), page(results))
console.log(
  `${results.cells.length + results.compilers.length} cells, ${bad} wrong or refused against the promise`,
)
if (bad) process.exitCode = 1

function nameOf({ version, arch, form }: Cell): string {
  return `go${version} ${arch} ${form}`
}

function tell(name: string, outcome: Outcome): void {
  if (outcome.is === 'planned') {
    console.log(`${name}: ${outcome.sites} sites, ${outcome.transitions} transitions`)
    for (const remark of outcome.remarks) console.log(`  ${remark}`)
    for (const problem of outcome.problems) console.log(`  wrong: ${problem}`)
    if (outcome.problems.length) bad++
  } else console.log(`${name}: ${outcome.is}: ${outcome.message}`)
}

function environment(): string[] {
  const first = (command: string, ...args: string[]) => {
    try {
      return execFileSync(command, args, { encoding: 'utf8' }).split('\n')[0]!
    } catch (error) {
      return `no ${command} (${(error as NodeJS.ErrnoException).code})`
    }
  }
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return [
    'Go toolchains of the versions in the tables, as the Go project released them',
    `Go's libraries of ${first('go', 'env', 'GOVERSION')}, Capstone in @alexaltea/capstone-js ${devDependencies['@alexaltea/capstone-js']}`,
    `Node.js ${process.version}`,
    first('gcc', '--version'),
    first('aarch64-linux-gnu-gcc', '--version'),
  ]
}
