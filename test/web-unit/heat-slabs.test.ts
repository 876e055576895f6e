import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Slabs } from '../../web/src/views/overview/slabs.js'

/** Intervals of these lengths that end one after the other within a slab. */
function worst(lengths: number[], endNs: number) {
  const intervals = lengths.map((length, i) => ({ begin_ns: endNs + i - length, end_ns: endNs + i }))
  return { total: lengths.length, intervals }
}

test('a range of sixteen slabs is asked for from the newest on, then only the newest again', () => {
  const slabs = new Slabs()
  const asked: number[] = []
  slabs.move(0, 1600, 'a')
  assert.equal(slabs.slabNs, 128)
  while (slabs.urgent) {
    const slab = slabs.next()
    asked.push(slab)
    slabs.put(slab, worst([], slab * 128), 1600, 1600)
  }
  assert.deepEqual(asked, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  assert.equal(slabs.merged(9)!.firstNs, 0)
  assert.equal(slabs.next(), 12)
})

test('a slab that was the newest is asked for once more when it is complete', () => {
  const slabs = new Slabs()
  slabs.move(0, 1600, 'a')
  while (slabs.urgent) slabs.put(slabs.next(), worst([], 0), 1600, 1600)
  slabs.move(100, 1700, 'a')
  assert.equal(slabs.next(), 13)
  assert.equal(slabs.merged(9), undefined)
  slabs.put(13, worst([], 0), 1700, 1700)
  assert.equal(slabs.merged(9)!.firstNs, 128)
  assert.ok(slabs.urgent)
  assert.equal(slabs.next(), 12)
  slabs.put(12, worst([], 0), 1700, 1700)
  assert.ok(!slabs.urgent)
})

test('a slab of which the answer did not see the end is asked for again', () => {
  const slabs = new Slabs()
  slabs.move(0, 256, 'a')
  while (slabs.urgent) slabs.put(slabs.next(), worst([], 0), 1e9, 1e9)
  const { slabNs } = slabs
  slabs.move(slabNs, 256 + slabNs, 'a')
  const newest = slabs.next()
  // The past went on while it was answered.
  slabs.put(newest, worst([], 0), (newest + 0.5) * slabNs, (newest + 2) * slabNs)
  slabs.move(2 * slabNs, 256 + 2 * slabNs, 'a')
  slabs.put(newest + 1, worst([], 0), (newest + 2) * slabNs, (newest + 2) * slabNs)
  assert.ok(slabs.urgent)
  assert.equal(slabs.next(), newest)
})

test('the longest of all slabs come first, of equal ones the earlier', () => {
  const slabs = new Slabs()
  slabs.move(0, 256, 'a')
  while (slabs.urgent) {
    const slab = slabs.next()
    slabs.put(
      slab,
      slab === 3 ? worst([50, 20], 48) : slab === 7 ? worst([50, 70, 5], 112) : worst([], 0),
      300,
      300,
    )
  }
  const { total, intervals } = slabs.merged(3)!
  assert.equal(total, 5)
  assert.deepEqual(
    intervals.map(one => [one.end_ns! - one.begin_ns!, one.end_ns]),
    [
      [70, 113],
      [50, 48],
      [50, 112],
    ],
  )
})

test('until all is known it is told since when', () => {
  const slabs = new Slabs()
  slabs.move(0, 1600, 'a')
  for (let i = 0; i < 3; i++) slabs.put(slabs.next(), worst([i + 1], 0), 1600, 1600)
  const { firstNs, total } = slabs.merged(9)!
  assert.deepEqual([firstNs, total], [10 * 128, 3])
})

test('another question or another width forgets everything', () => {
  const slabs = new Slabs()
  slabs.move(0, 256, 'a')
  while (slabs.urgent) slabs.put(slabs.next(), worst([1], 0), 300, 300)
  slabs.move(0, 256, 'b')
  assert.equal(slabs.merged(9), undefined)
})
