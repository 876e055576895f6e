import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RawFeed } from '../../web/src/link/feed.js'
import { ROW_BYTES, TransitionRing } from '../../web/src/link/ring.js'
import { transitionMessage } from './transitions.js'

function timesOf(ring: TransitionRing, ns: number): number[] {
  return ring.runs(ns).flatMap(({ columns, first, last }) => [...columns.time_ns.subarray(first, last)])
}

test('the latest transitions stay, whatever comes', () => {
  const ring = new TransitionRing(10 * ROW_BYTES)
  assert.equal(ring.capacity, 10)
  assert.deepEqual(timesOf(ring, 1e9), [])
  let time = 0
  const expected: number[] = []
  for (const rows of [3, 4, 1, 0, 9, 10, 25, 2, 7]) {
    const times = Array.from({ length: rows }, () => ++time)
    expected.push(...times)
    assert.equal(ring.add(transitionMessage(times)), rows)
    assert.deepEqual(timesOf(ring, 1e9), expected.slice(-10))
    assert.equal(ring.lastNs, time)
    assert.equal(ring.firstNs, expected.slice(-10)[0])
  }
  assert.deepEqual(timesOf(ring, 3), [time - 3, time - 2, time - 1, time])
  for (const { columns, first, last } of ring.runs(1e9))
    for (let row = first; row < last; row++) assert.equal(columns.goid[row], columns.time_ns[row]! * 2)
})

test('a message whose columns contradict its rows is refused', () => {
  const ring = new TransitionRing(10 * ROW_BYTES)
  const message = transitionMessage([1, 2, 3])
  assert.throws(() => ring.add({ ...message, rows: 4 }), RangeError)
  assert.throws(() => ring.add({ ...message, rows: 4_294_967_295 }), RangeError)
  assert.throws(() => ring.add({ ...message, site: new Uint8Array(5) }), RangeError)
})

test('a message that is refused leaves the rows that are kept as they are', () => {
  const ring = new TransitionRing(4 * ROW_BYTES)
  ring.add(transitionMessage([1, 2, 3, 4]))
  assert.throws(() => ring.add({ ...transitionMessage([7, 8, 9]), flags: new Uint8Array(2) }), RangeError)
  assert.deepEqual(timesOf(ring, 1e9), [1, 2, 3, 4])
})

test('what is missing from the rows kept is said with their file', t => {
  const notes: string[] = []
  const feed = new RawFeed(message => {
    if (message.type === 'saving') notes.push(message.state.note)
  })
  t.after(() => feed.set(0))
  const note = () => {
    feed.save(1, {})
    return notes.at(-1)!
  }
  feed.break()
  feed.set(100 * ROW_BYTES)
  feed.take(transitionMessage([1, 2]))
  assert.equal(note(), '')
  feed.lose(3)
  feed.miss(4)
  feed.break()
  assert.match(note(), /^3 transitions .* too slow\. 4 events were lost .* no connection is missing\.$/)
  feed.clear()
  assert.equal(note(), '')
})
