import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HEIGHT_MAX, scrollTo, wholeHeight, windowOf } from '../../web/src/parts/virtual.js'

const ROW = 28
const VIEW = 700

/** Where a row is on the screen: from the top of what is seen. */
function placeOf(row: number, scroll: number, count: number): number {
  const { first, top } = windowOf(scroll, VIEW, count, ROW)
  return top + (row - first) * ROW - scroll
}

test('only the rows on the screen and a few around them are shown', () => {
  assert.deepEqual(windowOf(0, VIEW, 100_000, ROW), { first: 0, last: 29, top: 0 })
  assert.deepEqual(windowOf(2_800, VIEW, 100_000, ROW), { first: 96, last: 129, top: 2_688 })
  assert.deepEqual(windowOf(0, VIEW, 0, ROW), { first: 0, last: 0, top: 0 })
  assert.deepEqual(windowOf(0, VIEW, 3, ROW), { first: 0, last: 3, top: 0 })
})

test('the first and the last of a million rows can be reached', () => {
  const count = 1_000_000
  assert.equal(wholeHeight(count, ROW), HEIGHT_MAX)
  const bottom = HEIGHT_MAX - VIEW
  assert.equal(windowOf(bottom, VIEW, count, ROW).last, count)
  assert.ok(Math.abs(placeOf(count - 1, bottom, count) - (VIEW - ROW)) < 1e-6)
  assert.equal(windowOf(0, VIEW, count, ROW).first, 0)
})

test('scrolling to a row shows it whole, and does nothing if it is seen', () => {
  for (const count of [1_000, 100_000, 1_000_000, 20_000_000]) {
    let scroll = 0
    for (const row of [0, 3, 40, 500, count - 1, Math.floor(count / 2), 7]) {
      scroll = scrollTo(row, scroll, VIEW, count, ROW)
      const place = placeOf(row, scroll, count)
      assert.ok(place > -0.01 && place < VIEW - ROW + 0.01, `row ${row} of ${count} is at ${place}`)
      assert.ok(Math.abs(scrollTo(row, scroll, VIEW, count, ROW) - scroll) < 1e-3)
    }
  }
})
