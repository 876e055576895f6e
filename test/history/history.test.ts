import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HISTORY_BYTES_MIN, type LiveColumns } from '../../lib/history/history.js'
import { ClientMessage, ServerMessage, type WireAnswer, type WireQuery } from '../../lib/stream/wire.js'
import { ask, historyOf, type Row, randomRows, tell } from './told.js'

const rows = randomRows(30_000, 21, 900)
const firstNs = rows[0]!.timeNs
const everything = { first_ns: 0, last_ns: Infinity }

test('the thread answers as the caller would, each question under its own id', async t => {
  const answers: WireAnswer[][] = []
  for (const inThread of [true, false]) {
    const history = historyOf(t, { inThread })
    tell(rows, [history.onTransitions], () => 999)
    history.end()
    const heat = { stages: [1], column_ns: 1e6, columns: 30, quantiles: [0.5, 0.999] }
    const queries: WireQuery[] = [
      { ...everything, stats: { sites: 5 } },
      { ...everything, first_ns: firstNs, heat },
      { ...everything, worst: { stages: [3], limit: 20 } },
      { ...everything, worst: { stages: [3], limit: 20 } },
    ]
    const frames = await Promise.all(
      queries.map((query, i) => history.ask(i % 2, encoded({ ...query, id: 50 + i }))),
    )
    const found = frames.map(decoded)
    assert.deepEqual(
      found.map(({ id }) => id),
      [50, 51, 52, 53],
    )
    assert.deepEqual({ ...found[2], id: 0 }, { ...found[3], id: 0 })
    assert.ok(found[0]!.stats!.transitions! > 0 && found[1]!.heat!.cells! > 0 && found[2]!.worst!.total! > 0)
    answers.push(found)
  }
  assert.deepEqual(answers[0], answers[1])
})

test('what is no question, or too large a one, is refused in a sentence', async t => {
  const history = historyOf(t)
  tell(rows, [history.onTransitions], () => 999)
  const range = { first_ns: firstNs, last_ns: Infinity }
  const wrong: [Uint8Array, RegExp][] = [
    [Uint8Array.of(1, 2, 3), /cannot be read/],
    [encoded(undefined), /no question/],
    [encoded({ first_ns: 5, last_ns: 4, stats: {} }), /range/],
    [encoded({ first_ns: Number.NaN, last_ns: 4, stats: {} }), /range/],
    [encoded({ first_ns: -Infinity, last_ns: 4, heat: { column_ns: 1, columns: 1 } }), /range/],
    [encoded({ ...range, heat: { column_ns: 0, columns: 4 } }), /longer than 0/],
    [encoded({ ...range, heat: { column_ns: Number.NaN, columns: 4 } }), /longer than 0/],
    [encoded({ ...range, heat: { column_ns: 1, columns: 4097 } }), /4096 .*4097/],
    [encoded({ ...range, heat: { column_ns: 1, columns: 4, quantiles: [0.5, 1] } }), /between 0 and 1/],
    [encoded({ ...range, heat: { column_ns: 1, columns: 4, stages: [9 as 5] } }), /no stage 9/],
    [encoded({ ...range, series: { column_ns: 1, columns: 5000 } }), /4096 .*5000/],
    [encoded({ ...range, stats: { sites: 5000 } }), /4096 .*5000/],
    [encoded({ ...range, worst: { limit: 1001 } }), /1000 .*1001/],
    [encoded({ ...range, filter: { terms: [{ field: 12 as 1 }] } }), /no term 12/],
    [encoded({ ...range, filter: { terms: new Array(65).fill({ field: 1 }) } }), /64 .*65/],
  ]
  for (const [frame, why] of wrong) {
    const answer = decoded(await history.ask('client', frame))
    assert.match(answer.refused!, why)
    assert.equal(answer.stats ?? answer.heat ?? answer.series ?? answer.worst ?? null, null)
  }
  for (const columnNs of [1e-300, 1e300]) {
    const { heat } = await ask(history, { ...range, heat: { stages: [1], column_ns: columnNs, columns: 3 } })
    assert.equal(heat!.columns, 3)
  }
  assert.throws(() => historyOf(t, { bytesMax: HISTORY_BYTES_MIN - 1 }), /holds nothing/)
})

test('columns and pixels too small to be told apart do not keep the reader for ever', async t => {
  const history = historyOf(t)
  tell(rows, [history.onTransitions], () => 999)
  history.end()
  const first_ns = rows[rows.length >> 1]!.timeNs
  for (const columnNs of [1e-1, 1e-2, 1e-3, 1e-5, 1e-300]) {
    const { series } = await ask(history, {
      first_ns,
      last_ns: Infinity,
      series: { column_ns: columnNs, columns: 4096 },
    })
    const busyNs = new Float64Array(series!.busy_ns!.slice().buffer)
    const most = series!.ps! * (4096 * columnNs)
    assert.ok(busyNs.reduce((sum, ns) => sum + ns, 0) <= most + 1, `${columnNs} ns`)
  }
  for (const first of [-1e300, -1e30]) {
    const lanes = { pixel_ns: 1e6, sites: [1] }
    const frame = await history.ask(1, encoded({ first_ns: first, last_ns: Infinity, lanes }))
    assert.match(decoded(frame).refused!, /so far before/)
  }
})

test('nobody waits for the end of a long question of somebody else', async t => {
  const history = historyOf(t, { bytesMax: 256 << 20 })
  for (let times = 0; times < 20; times++) tell(shifted(times * 1e9), [history.onTransitions], () => 4096)
  history.end()
  const done: string[] = []
  const long = { ...everything, first_ns: firstNs, worst: { stages: [0, 1, 2, 3, 4, 5], limit: 1000 } }
  const short = { first_ns: firstNs, last_ns: firstNs + 1e6, stats: {} }
  const goids = { field: 1, not: true, values: [5] }
  const asked = [
    ...[1, 2, 3].map(async i => {
      await history.ask('slow', encoded({ ...long, filter: { terms: [{ ...goids, values: [i] }] } }))
      done.push('long')
    }),
    history.ask('quick', encoded(short)).then(() => done.push('short')),
  ]
  await Promise.all(asked)
  assert.ok(done.indexOf('short') <= 1, done.join())
})

test('who leaves is answered by a refusal, and the others are answered', async t => {
  const history = historyOf(t)
  tell(rows, [history.onTransitions], () => 999)
  const query = encoded({ ...everything, stats: {} })
  const gone = history.ask('gone', query)
  const other = history.ask('other', query)
  history.leave('gone')
  assert.match(decoded(await gone).refused!, /left/)
  assert.ok(decoded(await other).stats!.transitions! > 0)
})

test('a reader that cannot go on says so, and the session does', async t => {
  const getLive = () => {
    throw new Error('the model is broken')
  }
  const history = historyOf(t, { inThread: false, getLive })
  tell(rows, [history.onTransitions], () => 999)
  const answer = decoded(await history.ask(1, encoded({ ...everything, stats: { sites: 3 } })))
  assert.match(answer.refused!, /live goroutines are not known: the model is broken/)
  await ask(history, { ...everything, stats: {} })

  const open = history.ask(1, encoded({ ...everything, id: 2, worst: { stages: [1], limit: 9 } }))
  await history.close()
  assert.match(decoded(await open).refused!, /closed/)
  assert.match(decoded(await history.ask(1, encoded({ ...everything, id: 3, stats: {} }))).refused!, /closed/)
  tell(rows, [history.onTransitions], () => 999)
  history.onGap({ firstNs: 1, lastNs: 2, lost: [1] })
  history.advance(5)
})

test('an answer that is shared tells of the past as it is now only if its range was complete', async t => {
  const history = historyOf(t)
  const half = rows.length / 2
  tell(rows.slice(0, half), [history.onTransitions], () => 999)
  const newestNs = Math.max(...rows.slice(0, half).map(row => row.timeNs))
  const whole = { first_ns: firstNs, last_ns: newestNs - 1000, stats: {} }
  const open = { first_ns: firstNs, last_ns: Infinity, stats: {} }
  const before = [await ask(history, whole), await ask(history, open)]
  tell(rows.slice(half), [history.onTransitions], () => 999)
  history.advance(newestNs + 60e9)
  const after = [await ask(history, whole), await ask(history, open)]
  assert.deepEqual(after[0]!.stats, before[0]!.stats)
  // Within a moment the same answer as before, told with the past that it was made from; or a new one with all rows.
  const isOld = after[1]!.history!.last_ns === before[1]!.history!.last_ns
  assert.equal(isOld, after[1]!.stats!.transitions === before[1]!.stats!.transitions)
  for (const { history: told, last_ns } of after) assert.ok(told!.last_ns! >= last_ns!)
  const fresh = await ask(history, { ...open, first_ns: firstNs + 1 })
  assert.equal(fresh.history!.last_ns, newestNs + 60e9)
})

test('if the past cannot be kept any more it says so, and the session goes on', async t => {
  let fails = false
  const getStates = () => {
    if (fails) throw new Error('no states')
    return new Float64Array(6)
  }
  const history = historyOf(t, { getStates })
  tell(rows.slice(0, 2000), [history.onTransitions], () => 999)
  await ask(history, { ...everything, stats: {} })
  fails = true
  tell(rows.slice(2000), [history.onTransitions], () => 999)
  history.onGap({ firstNs: 1, lastNs: 2, lost: [1] })
  const answer = decoded(await history.ask(1, encoded({ ...everything, id: 9, stats: {} })))
  assert.deepEqual(
    [answer.id, answer.refused],
    [9, 'The past can be asked no more, because keeping it has failed: no states.'],
  )
})

test('live goroutines by site are those of now', async t => {
  const count = 100
  const live: LiveColumns = {
    timeNs: 1,
    length: count,
    goid: Float64Array.from({ length: count }, (_, i) => i + 1),
    sinceNs: new Float64Array(count),
    createdNs: new Float64Array(count),
    site: Uint32Array.from({ length: count }, (_, i) => (i % 4 === 0 ? 40_000 : 40_001)),
    tid: new Uint32Array(count),
    state: new Uint8Array(count).fill(4),
    reason: new Uint8Array(count),
    flags: Uint8Array.from({ length: count }, (_, i) => (i < 10 ? 1 : 0)),
  }
  const history = historyOf(t, { getLive: () => structuredClone(live) })
  tell(rows, [history.onTransitions], () => 999)
  const { stats } = await ask(history, { ...everything, stats: { sites: 4096 } })
  const of = (site: number) => stats!.sites!.find(each => each.site === site)?.live
  assert.deepEqual([of(40_000), of(40_001)], [22, 68])
})

test('time goes on while nothing happens, and never back', async t => {
  const history = historyOf(t)
  tell(rows, [history.onTransitions], () => 999)
  const newestNs = Math.max(...rows.map(row => row.timeNs))
  // Each question is a new one: an answer that is shared may be of a moment ago.
  let asked = 0
  const lastNs = async () => (await ask(history, { ...everything, first_ns: asked++ })).history!.last_ns
  assert.equal(await lastNs(), newestNs)
  history.advance(newestNs + 5e9)
  assert.equal(await lastNs(), newestNs + 5e9)
  history.advance(newestNs + 1e9)
  assert.equal(await lastNs(), newestNs + 5e9)
})

function shifted(ns: number): Row[] {
  return rows.map(row => ({
    ...row,
    timeNs: row.timeNs + ns,
    sinceNs: row.sinceNs + ns,
    createdNs: row.createdNs + ns,
  }))
}

function encoded(query: WireQuery | undefined): Uint8Array {
  return ClientMessage.encode(query ? { query } : {}).finish()
}

function decoded(frame: Uint8Array): WireAnswer {
  const { answer } = ServerMessage.decode(frame)
  assert.ok(answer)
  return answer
}
