import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Coverage, columnNsFor, type Stretch } from '../../web/src/views/overview/grid.js'

const never = () => assert.fail('what is held should stay')

function wish(first: number, last: number, key = 'a') {
  return { firstNs: first * 64, lastNs: last * 64, columnNs: 64, key }
}

/** Asks for all that is missing, until nothing is; the stretches that were asked for. */
function fill(coverage: Coverage, first: number, last: number, knownColumn: number): Stretch[] {
  const asked: Stretch[] = []
  for (let i = 0; i < 3; i++) {
    const stretch = coverage.next(wish(first, last), () => {})
    if (!stretch) break
    asked.push(stretch)
    coverage.answered(knownColumn * 64)
  }
  return asked
}

test('columns are a power of two of ns, as few as fit', () => {
  assert.equal(columnNsFor(1000, 10), 128)
  assert.equal(columnNsFor(1280, 10), 128)
  assert.equal(columnNsFor(1281, 10), 256)
  assert.equal(columnNsFor(3, 1000), 1)
  const columnNs = columnNsFor(30e9, 900)
  assert.ok(30e9 / columnNs <= 900 && 30e9 / columnNs > 450)
})

test('everything is asked for first, on the grid', () => {
  const coverage = new Coverage(1024, 4)
  assert.deepEqual(
    coverage.next(wish(5, 101), () => {}),
    { first: 4, columns: 100 },
  )
})

test('while time goes on only columns that are new or were incomplete are asked for', () => {
  const coverage = new Coverage(1024, 4)
  coverage.next(wish(0, 99), () => {})
  coverage.answered(98.5 * 64)
  assert.equal(coverage.last, 100)
  // 98 is incomplete and 97 is taken again; the grid begins at 96.
  assert.deepEqual(coverage.next(wish(4, 103.5), never), { first: 96, columns: 8 })
  coverage.answered(103 * 64)
  assert.equal(coverage.first, 0)
  assert.equal(coverage.last, 104)
  assert.deepEqual(coverage.next(wish(5, 104.2), never), { first: 100, columns: 8 })
})

test('what came while an answer was made is asked for again, though it is known by the time of the answer', () => {
  const coverage = new Coverage(1024, 4)
  coverage.next(wish(0, 99), () => {})
  coverage.answered(200 * 64, 80.5 * 64)
  assert.deepEqual(coverage.next(wish(4, 103.5), never), { first: 76, columns: 28 })
  // All that was asked for was there when the answer was begun.
  coverage.answered(200 * 64, 104 * 64)
  assert.deepEqual(coverage.next(wish(5, 103.7), never), undefined)
})

test('two viewers of nearly the same moment ask the same', () => {
  const one = new Coverage(1024, 4)
  const two = new Coverage(1024, 4)
  one.next(wish(0.2, 99), () => {})
  two.next(wish(0.4, 99.3), () => {})
  one.answered(98.2 * 64)
  two.answered(98.9 * 64)
  assert.deepEqual(one.next(wish(1, 101), never), two.next(wish(1.2, 101.3), never))
})

test('what lies to the left is asked for by itself and what is held stays', () => {
  const coverage = new Coverage(1024, 4)
  coverage.next(wish(200, 299), () => {})
  coverage.answered(Number.POSITIVE_INFINITY)
  assert.deepEqual(coverage.next(wish(160, 260), never), { first: 160, columns: 40 })
  coverage.answered(Number.POSITIVE_INFINITY)
  assert.deepEqual([coverage.first, coverage.last], [160, 300])
  assert.equal(coverage.next(wish(170, 290), never), undefined)
})

test('a jump, another column width and another key ask anew', () => {
  const coverage = new Coverage(1024, 4)
  let restarts = 0
  const restart = () => restarts++
  coverage.next(wish(0, 99), restart)
  assert.equal(restarts, 1)
  coverage.answered(Number.POSITIVE_INFINITY)
  assert.deepEqual(coverage.next(wish(500, 599), restart), { first: 500, columns: 100 })
  assert.equal(restarts, 2)
  coverage.answered(Number.POSITIVE_INFINITY)
  assert.deepEqual(coverage.next(wish(500, 599, 'b'), restart), { first: 500, columns: 100 })
  assert.equal(restarts, 3)
  coverage.answered(Number.POSITIVE_INFINITY)
  const wider = { firstNs: 0, lastNs: 12800 - 1, columnNs: 128, key: 'b' }
  assert.deepEqual(coverage.next(wider, restart), { first: 0, columns: 100 })
  assert.equal(restarts, 4)
})

test('an answer to a question that has become void is not taken', () => {
  const coverage = new Coverage(1024, 4)
  coverage.next(wish(0, 99), () => {})
  coverage.dropped()
  assert.equal(coverage.answered(0), undefined)
  assert.deepEqual(
    coverage.next(wish(0, 99), () => {}),
    { first: 0, columns: 100 },
  )
})

test('no more is held than there is room for', () => {
  const coverage = new Coverage(128, 4)
  let newest = 100
  fill(coverage, 0, newest, newest - 1)
  for (; newest < 1000; newest += 3) {
    fill(coverage, newest - 100, newest, newest - 1)
    assert.ok(coverage.last - coverage.first <= 128)
    assert.ok(coverage.first <= newest - 100 + 1 && coverage.last > newest)
  }
  for (let left = 880; left > 0; left -= 7) {
    fill(coverage, left, left + 100, Number.POSITIVE_INFINITY)
    assert.ok(coverage.last - coverage.first <= 128)
    assert.ok(coverage.first <= left && coverage.last >= left + 100)
  }
})

test('columns become complete in their order only', () => {
  const coverage = new Coverage(1024, 4)
  coverage.next(wish(200, 299), () => {})
  coverage.answered(250 * 64)
  coverage.next(wish(100, 299), never)
  coverage.answered(250 * 64)
  // The question about the left says nothing of what was incomplete on the right.
  assert.deepEqual(coverage.next(wish(100, 299), never), { first: 248, columns: 52 })
})
