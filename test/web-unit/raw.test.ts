import assert from 'node:assert/strict'
import { test } from 'node:test'
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
