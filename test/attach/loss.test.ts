import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { type AttachOptions, attach, type Gap, type Summary } from '../../lib/index.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { HANG_MS, killAll, Program, until } from './program.js'

interface Interval {
  from: number
  to: number
}

/** More than 1 MB of ring (40 bytes a record) and 2 MB of slabs (32 bytes) hold. */
const STANDSTILL_EVENTS = 200_000

/** A session whose own JavaScript stands still in the middle, for a number of events. */
async function interrupted(options: AttachOptions) {
  const target = Program.start(build('pingpong'), ['-pairs', '2'])
  await target.says(/^pid/)
  const intervals: Interval[] = []
  const gaps: Gap[] = []
  const agent = await attach(target.pid, {
    ...options,
    prepare: agent =>
      agent.addSink(
        batch => {
          for (let row = 0; row < batch.length; row++)
            if (!Number.isNaN(batch.sinceNs[row]))
              intervals.push({ from: batch.sinceNs[row]!, to: batch.timeNs[row]! })
        },
        gap => gaps.push({ ...gap }),
      ),
  })
  await until(() => intervals.length > 0, 'intervals before the standstill')
  const { produced } = agent.source.counters()
  for (
    const deadline = Date.now() + HANG_MS;
    agent.source.counters().produced < produced + STANDSTILL_EVENTS;
  )
    assert.ok(Date.now() < deadline)
  const resumedNs = agent.sessionNs(process.hrtime.bigint())
  const lastNs = () => gaps.reduce((last, gap) => Math.max(last, gap.lastNs), resumedNs)
  await until(() => intervals.at(-1)!.from > lastNs(), 'an interval after the last loss')
  const summary = await agent.stop()
  return { summary, intervals, gaps }
}

function check({ summary, intervals, gaps }: Awaited<ReturnType<typeof interrupted>>): Summary {
  assert.ok(summary.lost > 0)
  assert.equal(summary.produced, summary.events + summary.lost)
  assert.equal(
    Object.values(summary.lost_by_cause).reduce((sum, lost) => sum + lost, 0),
    summary.lost,
  )
  assert.ok(summary.undetermined > 0)
  assert.ok(gaps.length > 0)
  const told = gaps.flatMap(gap => gap.lost).reduce((sum, lost) => sum + lost, 0)
  assert.equal(told, summary.lost, 'the gaps hold every loss')
  for (const { from, to } of intervals)
    for (const { firstNs, lastNs } of gaps)
      assert.ok(to < firstNs || from > lastNs, 'no interval lies across a gap')
  const first = Math.min(...gaps.map(gap => gap.firstNs))
  assert.ok(
    intervals.some(({ to }) => to < first),
    'intervals before the first loss',
  )
  return summary
}

afterEach(killAll)

test('an agent that stands still loses at the slabs, and says so', { skip: blocked }, async () => {
  const summary = check(await interrupted({ slabBytes: 1 << 20, slabCount: 2, ringBytes: 1 << 20 }))
  assert.ok(summary.lost_by_cause.pool_empty! > 0)
})

test('an agent that stands still for less than its buffers hold loses nothing', {
  skip: blocked,
}, async () => {
  const { summary, gaps } = await interrupted({ slabBytes: 1 << 20, slabCount: 16, ringBytes: 1 << 26 })
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  assert.equal(gaps.length, 0)
  assert.equal(summary.undetermined, 0)
})
