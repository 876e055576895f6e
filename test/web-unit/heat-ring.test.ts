import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Heat } from '../../web/src/link/answer.js'
import { HeatRing, shadeOf } from '../../web/src/views/overview/heatring.js'

/** @param cells [column, bucket, count] */
function heat(columns: number, cells: [number, number, number][]): Heat {
  return {
    rows: cells.length,
    columns,
    column: Uint16Array.from(cells, cell => cell[0]),
    bucket: Uint8Array.from(cells, cell => cell[1]),
    count: Uint32Array.from(cells, cell => cell[2]),
    quantile_ns: Float64Array.from({ length: columns * 2 }, (_, i) => i),
    max_ns: Float64Array.from({ length: columns }, (_, i) => 1000 + i),
  }
}

test('cells are found by their column of the grid, however far', () => {
  const ring = new HeatRing(16)
  const first = 2 ** 40 + 5
  ring.write(
    first,
    3,
    heat(3, [
      [0, 40, 7],
      [2, 41, 9],
      [2, 60, 70000],
    ]),
  )
  assert.equal(ring.count(first, 40), 7)
  assert.equal(ring.count(first + 2, 60), 70000)
  assert.equal(ring.total(first + 2), 70009)
  assert.equal(ring.total(first + 1), 0)
  const slot = ring.slotOf(first + 2)
  assert.deepEqual([ring.low[slot], ring.high[slot], ring.darkest[slot]], [41, 60, shadeOf(70000)])
  assert.deepEqual([ring.p50[slot], ring.p99[slot], ring.max[slot]], [4, 5, 1002])
})

test('a column that is asked for again is replaced', () => {
  const ring = new HeatRing(16)
  ring.write(
    100,
    2,
    heat(2, [
      [0, 40, 7],
      [1, 41, 9],
    ]),
  )
  ring.write(101, 2, heat(2, [[0, 50, 1]]))
  assert.equal(ring.count(100, 40), 7)
  assert.equal(ring.count(101, 41), 0)
  assert.equal(ring.count(101, 50), 1)
  assert.equal(ring.shades[41 * 16 + ring.slotOf(101)], 0)
})

test('a column takes the place of the one a ring’s length before', () => {
  const ring = new HeatRing(8)
  ring.write(
    0,
    8,
    heat(8, [
      [0, 10, 1],
      [7, 11, 2],
    ]),
  )
  ring.write(8, 1, heat(1, [[0, 12, 3]]))
  assert.equal(ring.total(8), 3)
  assert.equal(ring.count(8, 10), 0)
  assert.equal(ring.total(7), 2)
})

test('of an answer longer than the ring the newest columns stay', () => {
  const ring = new HeatRing(8)
  ring.write(
    0,
    20,
    heat(20, [
      [0, 10, 1],
      [11, 20, 4],
      [12, 30, 5],
      [19, 40, 6],
    ]),
  )
  assert.equal(ring.total(12), 5)
  assert.equal(ring.total(19), 6)
  assert.equal(
    ring.shades.reduce((sum, shade) => sum + (shade > 0 ? 1 : 0), 0),
    2,
  )
})

test('a shade grows with the count’s logarithm and is zero for nothing only', () => {
  assert.equal(shadeOf(0), 0)
  assert.equal(shadeOf(1), 1)
  assert.equal(shadeOf(2), 9)
  assert.equal(shadeOf(1024), 81)
  assert.equal(shadeOf(0xffffffff), 255)
})

test('an answer with fewer columns than were asked for leaves nothing old behind', () => {
  const ring = new HeatRing(8)
  ring.write(0, 8, heat(8, [[5, 10, 1]]))
  ring.write(8, 8, heat(2, [[0, 12, 3]]))
  assert.equal(ring.total(8), 3)
  assert.equal(ring.total(13), 0)
  assert.ok(Number.isNaN(ring.max[ring.slotOf(13)]))
})
