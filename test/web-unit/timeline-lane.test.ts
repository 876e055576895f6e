import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BEGAN_EARLIER, emptySpan, GOES_ON, Lane } from '../../web/src/views/timeline/lane.js'
import { LaneStore } from '../../web/src/views/timeline/store.js'
import { answerOf, lanesOf, type SpanRow } from './timeline-fixture.js'

function laneOf(rows: SpanRow[]): Lane {
  const lane = new Lane()
  add(lane, rows)
  return lane
}

function add(lane: Lane, rows: SpanRow[]): void {
  const lanes = lanesOf(rows)
  for (let row = 0; row < lanes.rows; row++) lane.add(lanes, row, undefined)
}

function spans(lane: Lane): [begin: number, end: number, goid: number, flags: number][] {
  const list: [number, number, number, number][] = []
  for (let index = lane.from; index < lane.to; index++) {
    const { beginNs, endNs, goid, flags } = lane.read(index, emptySpan())
    list.push([beginNs, endNs, goid, flags])
  }
  return list
}

test('spans are found by time, also between them', () => {
  const lane = laneOf([
    { begin: 10, end: 20 },
    { begin: 30, end: 40, goid: 8 },
  ])
  assert.equal(lane.at(9), -1)
  assert.equal(lane.at(10), 0)
  assert.equal(lane.at(19), 0)
  assert.equal(lane.at(20), -1)
  assert.equal(lane.firstAfter(20), 1)
  assert.equal(lane.firstAfter(40), 2)
})

test('a span that was open comes again, whole, and replaces what was known of it', () => {
  const lane = laneOf([
    { begin: 10, end: 20 },
    { begin: 25, end: 50, goid: 8, flags: GOES_ON },
  ])
  lane.cutAt(40, 0)
  assert.deepEqual(spans(lane), [
    [10, 20, 7, 0],
    [25, 40, 8, GOES_ON],
  ])
  add(lane, [
    { begin: 25, end: 60, goid: 8 },
    { begin: 60, end: 70, goid: 9, flags: GOES_ON },
  ])
  assert.deepEqual(spans(lane), [
    [10, 20, 7, 0],
    [25, 60, 8, 0],
    [60, 70, 9, GOES_ON],
  ])
  assert.equal(lane.changedNs, -Infinity, 'it was never painted')
})

test('a span whose beginning the server has forgotten keeps the one known here', () => {
  const lane = laneOf([{ begin: 10, end: 50, state: 4, reason: 3, flags: GOES_ON }])
  lane.cutAt(40, 0)
  add(lane, [{ begin: 30, end: 90, state: 4, reason: 3, flags: BEGAN_EARLIER }])
  assert.deepEqual(spans(lane), [[10, 90, 7, 0]])
  const other = laneOf([{ begin: 10, end: 50, state: 4, reason: 3, flags: GOES_ON }])
  other.cutAt(40, 0)
  add(other, [{ begin: 40, end: 90, state: 2, flags: BEGAN_EARLIER }])
  assert.deepEqual(spans(other), [
    [10, 40, 7, GOES_ON],
    [40, 90, 7, BEGAN_EARLIER],
  ])
})

test('old spans go and their room is used again', () => {
  const lane = new Lane()
  for (let time = 0; time < 100_000; time++) {
    add(lane, [{ begin: time * 10, end: time * 10 + 8, goid: time }])
    lane.dropBefore(time * 10 - 300)
  }
  assert.ok(lane.length <= 32, `${lane.length} spans are kept`)
  assert.ok(lane.beginNs.length <= 128, `${lane.beginNs.length} rows are reserved`)
  const last = lane.read(lane.to - 1, emptySpan())
  assert.deepEqual([last.beginNs, last.goid], [999_990, 99_999])
  assert.equal(lane.read(lane.from, emptySpan()).goid, lane.goid[lane.from])
})

test('the filter dims spans as they come and when it changes', () => {
  const lane = new Lane()
  const lanes = lanesOf([
    { begin: 0, end: 5, goid: 1 },
    { begin: 5, end: 9, goid: 2 },
  ])
  for (let row = 0; row < 2; row++) lane.add(lanes, row, span => span.goid === 1)
  assert.deepEqual([...lane.dim.slice(0, 2)], [1, 0])
  lane.dimAll(span => span.endNs - span.beginNs === 4)
  assert.deepEqual([...lane.dim.slice(0, 2)], [0, 1])
  lane.dimAll(undefined)
  assert.deepEqual([...lane.dim.slice(0, 2)], [0, 0])
})

test('an answer is spread over Ps, goroutines and the two states of sites', () => {
  const store = new LaneStore()
  const units = [store.ps, store.unit('goid', 17), store.unit('site', 3)]
  const lanes = lanesOf(
    [
      { lane: 0, begin: 0, end: 10 },
      { lane: 1, begin: 5, end: 10, goid: 17 },
      { lane: 2, begin: 0, end: 10, goid: 17, state: 4 },
      { lane: 3, begin: 0, end: 10, state: 3, merged: 2, busy: 15 },
      { lane: 3, begin: 0, end: 10, state: 2, merged: 4, busy: 25 },
    ],
    2,
  )
  assert.ok(
    store.accept({ units, firstNs: 0, lastNs: 50, pixelNs: 1, extend: false }, answerOf(0, 10, lanes)),
  )
  assert.equal(store.ps.lanes.length, 2)
  assert.deepEqual(spans(store.ps.lanes[1]!), [[5, 10, 17, 0]])
  assert.equal(units[1]!.lanes[0]!.state[0], 4)
  const [running, runnable] = units[2]!.lanes
  assert.deepEqual([running!.length, running!.busyNs[0]], [1, 15])
  assert.deepEqual([runnable!.length, runnable!.busyNs[0]], [1, 25])
  assert.deepEqual([units[1]!.firstNs, units[1]!.lastNs, units[1]!.pixelNs], [0, 10, 1])
  assert.equal(store.lastNs, 10)
})

test('an answer with spans left out is not taken while fewer lanes could be asked for', () => {
  const store = new LaneStore()
  const units = [store.ps, store.unit('goid', 17)]
  const lanes = { ...lanesOf([{ begin: 0, end: 10 }]), omitted: 5 }
  const asked = { units, firstNs: 0, lastNs: 50, pixelNs: 1, extend: false }
  assert.equal(store.accept(asked, answerOf(0, 10, lanes)), false)
  assert.equal(units[0]!.pixelNs, 0)
  assert.equal(store.accept({ ...asked, units: [store.ps] }, answerOf(0, 10, lanes)), true)
  assert.equal(store.omitted, 5)
})

test('an answer to a question that came before another resolution was asked for is not mixed in', () => {
  const store = new LaneStore()
  const goroutine = store.unit('goid', 17)
  const units = [store.ps, goroutine]
  const whole = { units, firstNs: 0, lastNs: 100, pixelNs: 8, extend: false }
  store.accept(whole, answerOf(0, 100, lanesOf([{ lane: 1, begin: 0, end: 50, goid: 17 }])))
  Object.assign(goroutine, { pixelNs: 4 })
  const late = lanesOf([
    { lane: 0, begin: 100, end: 120 },
    { lane: 1, begin: 90, end: 130, goid: 17, merged: 9 },
  ])
  store.accept({ units, firstNs: 88, lastNs: 200, pixelNs: 8, extend: true }, answerOf(88, 140, late))
  assert.deepEqual(spans(goroutine.lanes[0]!), [[0, 50, 17, 0]])
  assert.deepEqual([goroutine.lastNs, goroutine.pixelNs], [100, 4])
  assert.deepEqual([store.ps.lanes[0]!.length, store.ps.lastNs], [1, 140])
})

test('losses are kept in order, each once, also when one grows', () => {
  const store = new LaneStore()
  const asked = { units: [store.ps], firstNs: 0, lastNs: 100, pixelNs: 1, extend: false }
  const gap = (first_ns: number, last_ns: number) => ({ first_ns, last_ns })
  store.accept(asked, answerOf(0, 100, lanesOf([]), [gap(10, 20), gap(90, 100)]))
  const more = { ...asked, firstNs: 95, lastNs: 200, extend: true }
  store.accept(more, answerOf(95, 200, lanesOf([]), [gap(90, 120), gap(150, 160)]))
  assert.deepEqual(store.gaps, [gap(10, 20), gap(90, 120), gap(150, 160)])
  store.dropBefore(125)
  assert.deepEqual(store.gaps, [gap(150, 160)])
})

test('units that nobody wants are forgotten, those in use never', () => {
  const store = new LaneStore()
  const wanted = [store.ps, store.unit('goid', 1)]
  for (let goid = 2; goid < 1000; goid++) {
    store.unit('goid', goid)
    store.want(wanted)
  }
  assert.equal(store.unit('goid', 1), wanted[1])
  const before = store.unit('goid', 500)
  before.pixelNs = 4
  store.want(wanted)
  let kept = 0
  for (let goid = 2; goid < 500; goid++) kept += store.unit('goid', goid).wantedAt === 0 ? 1 : 0
  assert.equal(kept, 0, 'old ones were made anew')
})

test('however many Ps an answer claims, there are so many lanes as a machine may have', () => {
  const store = new LaneStore()
  const asked = {
    units: [store.ps, store.unit('goid', 7)],
    firstNs: 0,
    lastNs: 1000,
    pixelNs: 1,
    extend: false,
  }
  const rows = [
    { lane: 2, begin: 100, end: 200 },
    { lane: 60_000, begin: 100, end: 200 },
  ]
  for (const ps of [3, 50_000, 1e9]) {
    assert.equal(store.accept(asked, answerOf(0, 1000, lanesOf(rows, ps))), true)
    assert.ok(store.ps.lanes.length <= Math.min(ps, 4096), `${store.ps.lanes.length} lanes`)
    assert.equal(store.ps.lanes[2]!.length, 1)
  }
})
