import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Agent } from '../../lib/agent.js'
import type { LiveGoroutines } from '../../lib/model/live.js'
import type { TransitionBatch } from '../../lib/model/transition.js'
import { open } from '../../lib/open.js'
import { Replay } from '../../lib/replay.js'
import { SampleSource } from '../../lib/source/sample.js'
import { SyntheticSource } from '../../scripts/measure/synthetic.js'
import { comparable, recorded, scratch } from './scratch.js'

const samplePath = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

test('the summary of a recording is that of its session', async t => {
  const path = join(scratch(t), 'a.rqs')
  const summary = await recorded(path, new SyntheticSource({ rate: 40_000, goroutines: 500 }), 1500)
  assert.ok(summary.events > 20_000)
  const replay = Replay.open(path)
  replay.start()
  const again = await replay.ended
  assert.equal(again.ended, 'recording ended')
  assert.deepEqual(comparable(again), comparable(summary))
})

test('of a real server, too, with what its probes found before the attach', async t => {
  const path = join(scratch(t), 'a.rqs')
  const summary = await recorded(path, new SampleSource(samplePath))
  assert.ok(summary.goroutines.snapshot > 0 && summary.goroutines.created > 0)
  const replay = Replay.open(path)
  assert.equal(replay.recording, true)
  replay.start()
  assert.deepEqual(comparable(await replay.ended), comparable(summary))
})

/** Rows as text, to be compared. */
function rowsOf(batch: TransitionBatch): string[] {
  const { timeNs, sinceNs, createdNs, goid, other, tid, site, p, kind, from, to, reason, flags } = batch
  return Array.from({ length: batch.length }, (_, row) =>
    [timeNs, sinceNs, createdNs, goid, other, tid, site, p, kind, from, to, reason, batch.endedReason, flags]
      .map(column => column[row])
      .join(' '),
  )
}

function goroutinesOf({ length, goid, state, sinceNs, site, reason, tid }: LiveGoroutines): string[] {
  return Array.from({ length }, (_, row) =>
    [goid, state, sinceNs, site, reason, tid].map(column => column[row]).join(' '),
  ).sort()
}

test('sinks are told the same rows, and who lives at the end is the same', async t => {
  const path = join(scratch(t), 'a.rqs')
  await recorded(path, new SampleSource(samplePath))
  const told: string[][] = []
  const live: string[][] = []
  const states: Record<string, number>[] = []
  for (const session of [new Agent(new SampleSource(samplePath)), open(path)]) {
    const rows: string[] = []
    session.addSink(batch => rows.push(...rowsOf(batch)))
    session.start()
    await session.ended
    told.push(rows)
    live.push(goroutinesOf(session.goroutines()))
    states.push(session.states)
    assert.equal(session.live, live.at(-1)!.length)
  }
  assert.ok(told[0]!.length > 1000)
  assert.deepEqual(told[1], told[0])
  assert.deepEqual(live[1], live[0])
  assert.deepEqual(states[1], states[0])
})

test('it can be ended in the middle', async t => {
  const path = join(scratch(t), 'a.rqs')
  await recorded(path, new SampleSource(samplePath))
  const replay = Replay.open(path)
  let rows = 0
  replay.addSink(batch => {
    rows += batch.length
    void replay.stop()
  })
  replay.start()
  const summary = await replay.ended
  assert.equal(summary.ended, 'requested')
  assert.ok(rows > 0 && rows < replay.file.head.rows)
})

test('what is no recording is refused in one sentence', t => {
  const folder = scratch(t)
  const text = join(folder, 'text')
  writeFileSync(text, 'hello\n')
  for (const path of [text, join(folder, 'missing.rqs'), folder])
    assert.throws(
      () => open(path),
      (error: Error & { code?: string }) => {
        assert.equal(error.name, 'RunqscopeError', path)
        assert.ok(!error.message.includes('\n'))
        assert.ok(error.message.includes(path), error.message)
        return true
      },
    )
})
