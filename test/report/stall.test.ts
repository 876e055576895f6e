import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DelayReport, Report } from '../../lib/report/result.js'
import { build } from '../attach/build.js'
import { blocked } from '../attach/kernel.js'
import { killAll, Program, ran, runqscope } from '../attach/program.js'
import { scratch } from '../record/scratch.js'

afterEach(killAll)

/** Long enough to be the worst on a machine that has other things to do, as a rule. */
const STALL_MS = 400
const LEAST_NS = STALL_MS * 0.9e6
const TRIES = 3

/** A program with one stall, recorded from before it until after it. */
async function reported(path: string): Promise<Report> {
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
  return JSON.parse(program.stdout) as Report
}

/** The victim was delayed, and by whom. */
const isPlanted = ({ delayed_sites, meanwhile }: DelayReport): boolean =>
  delayed_sites.some(({ site }) => site.function === 'main.victim') &&
  meanwhile.some(({ longest }) => longest?.site.function === 'main.stall' && longest.ns >= LEAST_NS)

test('a stall of a real program is ranked first, with who held the P', { skip: blocked }, async t => {
  const folder = scratch(t)
  for (let tries = 1; ; tries++) {
    const { delays, findings } = await reported(join(folder, `stall-${tries}.rqs`))
    const at = delays.findIndex(isPlanted)
    assert.ok(at >= 0, JSON.stringify(delays))
    const { delay_ns } = delays[at]!
    assert.ok(
      delays.slice(0, at).every(before => before.delay_ns >= delay_ns),
      JSON.stringify(delays),
    )
    if (at === 0) {
      const [first] = findings
      assert.equal(first!.kind, 'delay', first!.text)
      assert.ok(first!.ns === delay_ns && delay_ns >= LEAST_NS, first!.text)
      return
    }
    // The machine itself may have had somebody wait longer; not every time.
    assert.ok(tries < TRIES, `${tries} times something else came first: ${JSON.stringify(delays[0])}`)
    await killAll()
  }
})
