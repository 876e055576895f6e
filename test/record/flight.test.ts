import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { FlightRecording } from '../../lib/flight.js'
import type { LiveGoroutines } from '../../lib/model/live.js'
import { State } from '../../lib/model/transition.js'
import { RecordingEncoder } from '../../lib/recording/encoder.js'
import { FlightRecorder, type WrittenFlight } from '../../lib/recording/flight.js'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { RecordingWriter } from '../../lib/recording/writer.js'
import { Replay } from '../../lib/replay.js'
import { serve } from '../../lib/serve.js'
import { follow, toldBy } from '../../lib/told.js'
import { StreamReader } from '../stream/reader.js'
import { scratch, synthetic } from './scratch.js'

const S = 1e9

function goroutinesOf({ length, goid, state, sinceNs, site, reason }: LiveGoroutines): string[] {
  return Array.from({ length }, (_, row) =>
    [goid, state, sinceNs, site, reason].map(column => column[row]).join(' '),
  ).sort()
}

interface Setting {
  spanNs: number
  bytesMax: number
  postNs?: number
  cooldownNs?: number
  filesMax?: number
}

/** A session that is recorded as a whole, and by a flight recorder besides. */
function flown(t: TestContext, setting: Setting) {
  const folder = scratch(t)
  const agent = synthetic()
  t.after(() => agent.stop())
  const whole = join(folder, 'whole.rqs')
  const writer = new RecordingWriter({ ...toldBy(agent, false), output: createRecordingFile(whole) })
  follow(agent, writer)
  const written: WrittenFlight[] = []
  const failed: Error[] = []
  let files = 0
  const recorder = new FlightRecorder({
    ...toldBy(agent, false),
    ring: setting,
    postNs: setting.postNs ?? 0.3 * S,
    cooldownNs: setting.cooldownNs ?? 0,
    filesMax: setting.filesMax ?? 10,
    armedNs: () => agent.armedNs,
    open: () => {
      const path = join(folder, `flight${files++}.rqs`)
      return { path, output: createRecordingFile(path) }
    },
    onWritten: flight => written.push(flight),
    onFailed: error => failed.push(error),
  })
  /** Of the chunks that the recorder has taken. */
  let newestNs = -Infinity
  const encoder = new RecordingEncoder({
    ...toldBy(agent, false),
    take: chunk => {
      newestNs = Math.max(newestNs, chunk.lastNs)
      recorder.take(chunk)
    },
    keyframeNs: 0.2 * S,
  })
  follow(agent, encoder)
  agent.on('aggregate', () => recorder.advance(agent.toldNs))
  const until = async (ns: number) => {
    while (agent.nowNs() < agent.armedNs + ns) await new Promise(resolve => setTimeout(resolve, 20))
  }
  const end = async () => {
    await agent.stop()
    await writer.finish(agent.nowNs())
    await encoder.finish(agent.nowNs())
    await recorder.finish()
    assert.deepEqual(failed, [])
  }
  const trigger = (why: string) => {
    const aheadNs = Math.max(0, newestNs - agent.toldNs)
    return { aheadNs, ...recorder.trigger(why, agent.toldNs) }
  }
  return { agent, recorder, trigger, written, whole, until, end }
}

test('the file holds the seconds before and after, and begins as a full recording is there', async t => {
  const { agent, trigger, written, whole, until, end } = flown(t, { spanNs: S, bytesMax: 64 << 20 })
  agent.start()
  await until(2.5 * S)
  const { outcome, aheadNs } = trigger('a test')
  assert.equal(outcome, 'writing')
  await until(4 * S)
  await end()
  const [flight, ...more] = written
  assert.equal(more.length, 0)
  // The ring reaches back from its newest chunk, which may be later than the trigger.
  assert.ok(flight!.keptNs >= S - aheadNs, `${flight!.keptNs} ns before, newest ${aheadNs} ns after`)
  assert.ok(flight!.keptNs < 2.2 * S, `${flight!.keptNs} ns before: the ring let nothing go`)
  assert.ok(flight!.lastNs >= flight!.triggeredNs + 0.3 * S)
  assert.ok(flight!.lastNs < flight!.triggeredNs + 2 * S, 'it ended before the session did')

  const file = openRecording(flight!.path)
  const full = openRecording(whole)
  assert.equal(file.head.whole, true)
  assert.equal(file.head.firstNs, flight!.firstNs)
  const first = file.statesAt(file.head.firstNs)
  assert.ok(first.length > 300)
  assert.deepEqual(goroutinesOf(first), goroutinesOf(full.statesAt(first.timeNs)))
  for (let row = 0; row < first.length; row++) {
    assert.notEqual(first.state[row], State.Undetermined)
    assert.notEqual(file.head.sites[first.site[row]!]!.function, 'unknown')
  }
  // All rows of that part of the session, none of another.
  const rows = { file: 0, full: 0 }
  const count = (of: keyof typeof rows) => ({
    begin: () => undefined,
    batch: ({ length }: { length: number }) => {
      rows[of] += length
    },
    gap: () => assert.fail('nothing was lost'),
    end: () => undefined,
  })
  await file.walk(count('file'))
  const { firstNs, lastNs } = file.head
  await full.walk(count('full'), { fromNs: firstNs + 1, toNs: lastNs })
  assert.equal(rows.file, file.head.rows)
  assert.ok(Math.abs(rows.file - rows.full) <= 1000, `${rows.file} and ${rows.full}`)
  file.close()
  full.close()

  const replay = Replay.open(flight!.path)
  replay.start()
  const summary = await replay.ended
  assert.equal(summary.goroutines.snapshot, first.length)
  assert.equal(summary.events, rows.file)
  assert.equal(summary.goroutines.live, replay.live)
})

test('a ring that is cut short by bytes says what it kept', async t => {
  const { agent, recorder, written, until, end } = flown(t, { spanNs: 30 * S, bytesMax: 64 << 10 })
  agent.start()
  await until(3 * S)
  recorder.trigger('a test', agent.toldNs)
  await end()
  const [flight] = written
  assert.equal(flight!.cut, true)
  assert.ok(flight!.keptNs < flight!.askedNs)
  assert.ok(flight!.askedNs < 4 * S, 'no more is asked for than the session is old')
  const file = openRecording(flight!.path)
  const told = await new Promise<{ firstNs: number; lastNs: number }>(resolve => {
    let firstNs = Number.NaN
    void file.walk({
      begin: (_, live) => {
        firstNs = live.timeNs
      },
      batch: () => undefined,
      gap: () => undefined,
      end: lastNs => resolve({ firstNs, lastNs }),
    })
  })
  assert.equal(told.firstNs, flight!.firstNs)
  assert.equal(told.lastNs, flight!.lastNs)
  file.close()
})

test('cool-down, a file that is being written, and the limit of files', async t => {
  const setting = { spanNs: S, bytesMax: 64 << 20, postNs: 0.2 * S, cooldownNs: 3600 * S, filesMax: 2 }
  const { agent, recorder, written, until, end } = flown(t, setting)
  agent.start()
  await until(0.8 * S)
  assert.equal(recorder.trigger('first', agent.toldNs).refused, '')
  const second = recorder.trigger('second', agent.toldNs, true)
  assert.deepEqual([second.outcome, second.files], ['busy', 1])
  assert.equal(second.refused, `${second.path} is still being written`)
  assert.equal(second.untilNs, agent.toldNs + 0.2 * S)
  for (let waits = 0; written.length < 1 && waits < 500; waits++)
    await until(agent.nowNs() - agent.armedNs + 0.02 * S)
  assert.equal(written.length, 1)
  const third = recorder.trigger('third', agent.toldNs)
  assert.deepEqual([third.outcome, third.path, third.untilNs], ['cooling', '', 0])
  assert.match(third.refused, /--cooldown lets none through for another 35\d\d\.\d s/)
  assert.ok(third.cooldownNs > 3500 * S && third.cooldownNs < 3600 * S)
  assert.equal(recorder.trigger('by hand', agent.toldNs, true).outcome, 'writing')
  const full = recorder.trigger('one too many', agent.toldNs, true)
  assert.equal(full.outcome, 'full')
  assert.match(full.refused, /--max-files allows 2 files/)
  assert.notEqual(full.path, '')
  await end()
  assert.equal(written.length, 2)
  assert.equal(recorder.trigger('too late', agent.toldNs, true).outcome, 'over')
  assert.deepEqual(
    written.map(({ why }) => why),
    ['first', 'by hand'],
  )
})

test('a trigger before anything has happened waits for the first goroutines', async t => {
  const { agent, recorder, written, until, end } = flown(t, { spanNs: S, bytesMax: 64 << 20 })
  assert.equal(recorder.trigger('early', 0).outcome, 'waiting')
  assert.match(recorder.trigger('again', 0, true).refused, /still waits/)
  agent.start()
  await until(0.6 * S)
  await end()
  assert.deepEqual(
    written.map(({ why }) => why),
    ['early'],
  )
  assert.equal(written[0]!.keptNs, 0)
  assert.ok(written[0]!.rows > 0)
})

test('the library: a session with a flight recorder that viewers can have written', async t => {
  const agent = synthetic()
  t.after(() => agent.stop())
  const path = join(scratch(t), 'a.rqs')
  assert.throws(() => new FlightRecording(agent, { path: join(path, 'b.rqs') }), /no file can be made in/)
  assert.throws(() => new FlightRecording(agent, { path, on: ['wait >'] }), /is no comparison/)
  const flight = new FlightRecording(agent, { path, spanNs: 5 * S, postNs: 0.2 * S, cooldownNs: 0.1 * S })
  const begun: string[] = []
  flight.on('begun', why => begun.push(why))
  const { url, server } = await serve(agent, { listen: '127.0.0.1:0', historyBytes: 0, flight })
  t.after(() => server.close())
  agent.start()
  const reader = await StreamReader.connect(url)
  assert.equal((await reader.next('hello')).flight!.span_ns, 5 * S)
  while ((await reader.next('aggregate')).duration_ns! < S);
  assert.equal(flight.trigger('a deploy').outcome, 'writing')
  const first = await reader.next('flight')
  assert.equal(first.trigger, 'a deploy')
  assert.equal(flight.terms.bytesMax, 256 << 20)
  assert.ok(flight.kept.spanNs > 0 && flight.kept.bytes > 0)
  reader.send({ trigger: { id: 1, reason: 'a look' } })
  assert.equal((await reader.next('triggered')).refused, '')
  await agent.stop()
  await flight.finish()
  const second = await reader.next('flight')
  assert.deepEqual(begun, ['a deploy', 'WebSocket: a look'])
  assert.notEqual(second.path, first.path)
  for (const { path: each, transitions } of [first, second]) {
    const file = openRecording(each!)
    assert.deepEqual([file.head.whole, file.head.rows], [true, transitions])
    file.close()
  }
  reader.send({ trigger: { id: 2 } })
  assert.equal((await reader.next('triggered')).refused, 'the session has ended')
})
