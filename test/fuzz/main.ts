/** Fuzzes the readers of binaries for long; scripts/fuzz says how it is called. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { branchesOf, describeBranches } from './coverage.js'
import { describe, fuzz } from './run.js'
import { tryAll } from './tally.js'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const inputs = wholeNumber(values.inputs)
const seed = wholeNumber(values.seed)
/** Counting branches slows planning down, and the last inputs find next to no new ones. */
const COVERED_INPUTS = 20_000

if (values.only !== undefined) {
  const progress = new Int32Array(new SharedArrayBuffer(4))
  const from = wholeNumber(values.only)
  console.log(JSON.stringify(await tryAll({ seed, from, to: from + 1, step: 1, progress }), null, 2))
} else {
  const total = await fuzz(inputs, seed, availableParallelism())
  console.log(describe(total))
  const covered = Math.min(inputs, COVERED_INPUTS)
  const branches = await branchesOf({ seed, inputs: covered })
  console.log(describeBranches(branches.filter(({ file }) => /^(binary|plan)\//.test(file))))
  if (total.findings.length > 0 || total.reached < inputs / 2) process.exitCode = 1
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is no whole number`)
  return Number(text)
}
