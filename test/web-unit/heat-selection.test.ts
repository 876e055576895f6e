import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HeatRing } from '../../web/src/views/overview/heatring.js'
import { groups } from '../../web/src/views/overview/heattable.js'
import { newFrame } from '../../web/src/views/overview/plot.js'
import { cellBeside, cellsBetween, cornerOf } from '../../web/src/views/overview/selection.js'
import { moment, tickStep } from '../../web/src/views/overview/timeaxis.js'

test('a selection is the whole cells that it touches, whichever corner came first', () => {
  const a = { ns: 1039, place: 41.2 }
  const b = { ns: 1001, place: 44.9 }
  const area = { firstNs: 1000, lastNs: 1040, low: 41, high: 45 }
  assert.deepEqual(cellsBetween(a, b, 10), area)
  assert.deepEqual(cellsBetween(b, a, 10), area)
  assert.deepEqual(cellsBetween(cornerOf(7, 30, 64), cornerOf(7, 30, 64), 64), {
    firstNs: 448,
    lastNs: 512,
    low: 30,
    high: 31,
  })
})

test('a selection stays within what there is', () => {
  const area = cellsBetween({ ns: -50, place: -3 }, { ns: 25, place: 400 }, 10)
  assert.deepEqual(area, { firstNs: 0, lastNs: 30, low: 0, high: 256 })
})

test('the keyboard stays within the picture', () => {
  const frame = Object.assign(newFrame(), { first: 100, last: 110, low: 40, high: 60 })
  assert.deepEqual(cellBeside(frame, 105, 50, 1, -1), { column: 106, bucket: 49 })
  assert.deepEqual(cellBeside(frame, 109, 59, 1, 1), { column: 109, bucket: 59 })
  assert.deepEqual(cellBeside(frame, 3, 200, 0, 0), { column: 100, bucket: 59 })
})

test('the table adds up columns and loses none', () => {
  const ring = new HeatRing(16)
  ring.write(100, 5, {
    rows: 4,
    columns: 5,
    column: Uint16Array.of(0, 1, 1, 4),
    bucket: Uint8Array.of(40, 40, 60, 44),
    count: Uint32Array.of(3, 95, 2, 1),
    quantile_ns: new Float64Array(10),
    max_ns: Float64Array.of(1100, 33000, Number.NaN, Number.NaN, 2100),
  })
  const rows = groups(ring, 100, 105, 1000, 3)
  assert.equal(rows.length, 3)
  assert.deepEqual(rows[0], {
    firstNs: 100_000,
    lastNs: 102_000,
    count: 100,
    p50: [2048, 2560],
    p99: [65536, 81920],
    maxNs: 33000,
  })
  assert.deepEqual([rows[1]!.count, rows[1]!.maxNs, ...rows[1]!.p50], [0, Number.NaN, Number.NaN, Number.NaN])
  assert.deepEqual([rows[2]!.firstNs, rows[2]!.lastNs, rows[2]!.count], [104_000, 105_000, 1])
})

test('ticks are round and not too many', () => {
  assert.equal(tickStep(10e9, 10), 1e9)
  assert.equal(tickStep(10e9, 7), 2e9)
  assert.equal(tickStep(100, 10), 10)
  assert.equal(tickStep(600e9, 8), 120e9)
  for (let span = 10; span < 1e14; span *= 3) assert.ok(span / tickStep(span, 9) <= 9)
})

test('moments are told as exactly as the step between them needs', () => {
  assert.equal(moment(12.3e9, 1e9), '12 s')
  assert.equal(moment(12.3e9, 1e8), '12.3 s')
  assert.equal(moment(12.3e9, 5e7), '12.30 s')
  assert.equal(moment(1_000_000_001, 1), '1.000000001 s')
  assert.equal(moment(125.25e9, 1e7), '125.25 s')
  assert.equal(moment(179.9996e9, 1e6), '180.000 s')
  assert.equal(moment(3725e9, 1e9), '3725 s')
  assert.equal(moment(-2e9, 1e9), '−2 s')
})
