import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RawFeed } from '../../web/src/link/feed.js'
import { TransitionRing } from '../../web/src/link/ring.js'
import { transitionMessage } from './transitions.js'

function timesOf(ring: TransitionRing, ns: number): number[] {
  return [...ring.runs(ns)].flatMap(({ columns, first, last }) => [...columns.time_ns.subarray(first, last)])
}

const plain = (times: number[]) => ({ transitions: transitionMessage(times) })

test('the latest messages stay, whatever comes', () => {
  // A row takes 48 bytes, and a message 512 besides.
  const ring = new TransitionRing(3 * (512 + 10 * 48))
  assert.deepEqual(timesOf(ring, 1e9), [])
  assert.ok(Number.isNaN(ring.firstNs))
  let time = 0
  const all: number[] = []
  for (let message = 0; message < 600; message++) {
    const times = Array.from({ length: 10 }, () => ++time)
    all.push(...times)
    assert.equal(ring.add(plain(times)), 10)
    const kept = all.slice(-30)
    assert.equal(ring.rows, kept.length)
    assert.equal(ring.firstNs, kept[0])
    assert.equal(ring.lastNs, time)
    if (message % 100 < 5) assert.deepEqual(timesOf(ring, 1e9), kept)
  }
  assert.deepEqual(timesOf(ring, 12), all.slice(-13))
  for (const { columns, first, last } of ring.runs(1e9))
    for (let row = first; row < last; row++) assert.equal(columns.goid[row], columns.time_ns[row]! * 2)
  assert.equal(ring.add(plain([])), 0)
  assert.equal(ring.rows, 30)
})

test('a message whose columns contradict its rows is refused, and what is kept stays as it is', () => {
  const ring = new TransitionRing(10_000)
  ring.add(plain([1, 2, 3]))
  const transitions = transitionMessage([4, 5, 6])
  for (const wrong of [{ rows: 4 }, { rows: 4_294_967_295 }, { site: new Uint8Array(5) }])
    assert.throws(() => ring.add({ transitions: { ...transitions, ...wrong } }), RangeError)
  assert.throws(() => ring.add({ packed: { rows: 1, time: new Uint8Array(4) } }), RangeError)
  assert.deepEqual(timesOf(ring, 1e9), [1, 2, 3])
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
  feed.set(10_000)
  feed.take(plain([1, 2]))
  assert.equal(note(), '')
  feed.lose(3)
  feed.miss(4)
  feed.break()
  assert.match(note(), /^3 transitions .* too slow\. 4 events were lost .* no connection is missing\.$/)
  feed.clear()
  assert.equal(note(), '')
})
