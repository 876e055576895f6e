/**
 * The test that runs inside the emulated machine: attaches by every method that this kernel must be able to, checks that
 * the others are refused in words, and prints one line of JSON behind `RESULT_MARK`. Its arguments are the methods that
 * must work, so that a doctor who finds nothing does not pass for a kernel that can nothing.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import type { AttachMethod } from '../../lib/probe/kernel.js'
import { attachFor, countsAll, isDiagnosed, refuses, survivesKill } from './attaching.js'
import { Child } from './child.js'
import { RESULT_MARK, type Result } from './result.js'
import { probeByTracefs } from './tracefs.js'

const methods = ['multi', 'perf'] as const
const expected = (process.argv[2] ?? '').split(',').filter(Boolean) as AttachMethod[]

const result: Result = {
  kernel: release(),
  architecture: process.arch,
  node: process.version,
  bootSeconds: Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]),
  findings: [],
}

/** Runs one part; what it returns is told, what it throws is a failure. */
async function part(what: string, run: () => Promise<string>): Promise<void> {
  const began = Date.now()
  try {
    tell(what, 'ok', await run())
  } catch (error) {
    tell(
      what,
      'failed',
      error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error),
    )
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  } finally {
    await Child.killAll()
  }
  process.stderr.write(`${what} took ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
}

function tell(what: string, status: 'ok' | 'failed', said: string): void {
  result.findings.push({ what, status, said })
  process.stderr.write(`${status}: ${what}: ${said}\n`)
}

/** Bits of /proc/sys/kernel/tainted (Documentation/admin-guide/tainted-kernels.rst): the kernel has died or warned. */
const TAINT_DIE = 1 << 7
const TAINT_WARN = 1 << 9

async function isSound(): Promise<string> {
  const tainted = Number(readFileSync('/proc/sys/kernel/tainted', 'utf8'))
  assert.equal(tainted & (TAINT_DIE | TAINT_WARN), 0, `the kernel is tainted: ${tainted}`)
  const log = execFileSync('dmesg', { encoding: 'utf8' })
  const said = log.split('\n').filter(line => /uprobe/.test(line))
  return ['no warning, no oops', ...said.map(line => line.replace(/^\[[^\]]*\] /, ''))].join('; it said: ')
}

await part('probes by tracefs', probeByTracefs)
await part('doctor', () => isDiagnosed(expected))
for (const method of methods) {
  if (expected.includes(method)) {
    await part(`attach by ${method}`, () => attachFor(method, '3s', method))
    await part(`every transition by ${method}`, () => countsAll(method))
    await part(`agent killed, by ${method}`, () => survivesKill(method))
  } else {
    await part(`refusal of ${method}`, () => refuses(method))
  }
}
const [best] = expected
if (best) await part('attach by default', () => attachFor(undefined, '1s', best))
else await part('refusal by default', () => refuses(undefined))
await part('kernel afterwards', isSound)
console.log(`${RESULT_MARK}${JSON.stringify(result)}`)
process.exit(result.findings.some(finding => finding.status === 'failed') ? 1 : 0)
