import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../../lib/report/result.js'
import { build } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program, ran, runqscope } from '../attach/program.js'
import { scratch } from '../record/scratch.js'

afterEach(killAll)

/** Long enough to be the worst on a machine that has other things to do. */
const STALL_MS = 400

test('a stall of a real program is ranked first, with who held the P', { skip: blocked }, async t => {
  const path = join(scratch(t), 'stall.rqs')
  const target = Program.start(build('stall'), ['-ms', `${STALL_MS}`], {
    env: { ...process.env, GODEBUG: 'asyncpreemptoff=1' },
  })
  const [, pid] = await target.says(/^pid (\d+)/)
  const recorder = runqscope(['record', pid!, '-o', path, '--json'])
  await recorder.says(/"type":"armed"/)
  await sleep(500)
  target.write('\n')
  await target.says(/stall/)
  await sleep(STALL_MS + 1000)
  recorder.kill('SIGTERM')
  assert.equal(await recorder.end(), 0, recorder.stderr)

  const program = await ran(['report', path, '--json'])
  assert.equal(await program.exited, 0, program.stderr)
  const report = JSON.parse(program.stdout) as Report
  const [first] = report.findings
  assert.equal(first!.kind, 'delay', first!.text)
  assert.ok(first!.ns! >= STALL_MS * 0.9e6, first!.text)
  const [worst] = report.delays
  assert.ok(
    worst!.delayed_sites.some(({ site }) => site.function === 'main.victim'),
    JSON.stringify(worst),
  )
  assert.ok(
    worst!.meanwhile.some(
      ({ longest }) => longest?.site.function === 'main.stall' && longest.ns >= STALL_MS * 0.9e6,
    ),
    JSON.stringify(worst!.meanwhile),
  )
})
