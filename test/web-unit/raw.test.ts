import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  packedLayout,
  ServerMessage,
  UNKNOWN_LENGTH,
  type WirePackedTransitions,
} from '../../lib/stream/wire.js'
import { RawFeed } from '../../web/src/link/feed.js'
import { type RawMessage, TransitionRing } from '../../web/src/link/ring.js'
import { transitionMessage } from './transitions.js'

function timesOf(ring: TransitionRing, ns: number): number[] {
  return [...ring.runs(ns)].flatMap(({ columns, first, last }) => [...columns.time_ns.subarray(first, last)])
}

/** As the worker does: the message, and the frame that it was in. */
function add(ring: TransitionRing, message: RawMessage): number {
  return ring.add(message, frameOf(message))
}

function frameOf(message: RawMessage): Uint8Array {
  // Memory of its own, as a WebSocket has it: what is let go is given away.
  return Uint8Array.from(ServerMessage.encode(message).finish())
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
    assert.equal(add(ring, plain(times)), 10)
    const kept = all.slice(-30)
    assert.equal(ring.rows, kept.length)
    assert.equal(ring.firstNs, kept[0])
    assert.equal(ring.lastNs, time)
    if (message % 100 < 5) assert.deepEqual(timesOf(ring, 1e9), kept)
  }
  assert.deepEqual(timesOf(ring, 12), all.slice(-13))
  for (const { columns, first, last } of ring.runs(1e9))
    for (let row = first; row < last; row++) assert.equal(columns.goid[row], columns.time_ns[row]! * 2)
  assert.equal(add(ring, plain([])), 0)
  assert.equal(ring.rows, 30)
})

test('a message whose columns contradict its rows is refused, and what is kept stays as it is', () => {
  const ring = new TransitionRing(10_000)
  add(ring, plain([1, 2, 3]))
  const transitions = transitionMessage([4, 5, 6])
  for (const wrong of [{ rows: 4 }, { rows: 4_294_967_295 }, { site: new Uint8Array(5) }])
    assert.throws(() => add(ring, { transitions: { ...transitions, ...wrong } }), RangeError)
  assert.throws(() => add(ring, { packed: { rows: 1, time: new Uint8Array(4) } }), RangeError)
  assert.deepEqual(timesOf(ring, 1e9), [1, 2, 3])
})

const bytesOf = (column: Float64Array | Uint32Array) => new Uint8Array(column.buffer)

/** A packed message with a row for each length, 10 ns apart from 5e12 on. */
function packedMessage(lengths: number[], values: Partial<WirePackedTransitions> = {}) {
  const columns = Object.entries(packedLayout).map(([name, { BYTES_PER_ELEMENT }]) => [
    name,
    new Uint8Array(lengths.length * BYTES_PER_ELEMENT),
  ])
  const packed: WirePackedTransitions = {
    rows: lengths.length,
    ...Object.fromEntries(columns),
    time: bytesOf(Uint32Array.from(lengths, (_, row) => row * 10)),
    length: bytesOf(Uint32Array.from(lengths)),
    tids: bytesOf(Uint32Array.of(77)),
    base_ns: 5e12,
    ...values,
  }
  return { packed }
}

const LONG = 2 ** 32 - 2
const long = (...lengths: number[]) => ({ long_ns: bytesOf(Float64Array.from(lengths)) })

test('lengths that stand behind the rows are read in their places, and count as memory', () => {
  const lengths = [7, LONG, UNKNOWN_LENGTH, LONG, 8]
  // A row takes 26 bytes, a thread 4, a long length 8, and a message 512 besides.
  const ring = new TransitionRing(2 * (512 + 5 * 26 + 4 + 2 * 8))
  for (let round = 0; round < 3; round++)
    assert.equal(add(ring, packedMessage(lengths, long(1e12, UNKNOWN_LENGTH))), 5)
  assert.equal(ring.rows, 10)
  const [run] = ring.runs(1e9)
  assert.deepEqual(
    Array.from(run!.columns.since_ns, (sinceNs, row) => run!.columns.time_ns[row]! - sinceNs),
    [7, 1e12, Number.NaN, UNKNOWN_LENGTH, 8],
  )
})

test('a packed message that is damaged is refused, and what is kept stays as it is', () => {
  const ring = new TransitionRing(100_000)
  add(ring, packedMessage([1, LONG, 3], long(1e12)))
  const { firstNs, lastNs } = ring
  for (const values of [
    {},
    long(),
    long(1e12, 1e12, 1e12),
    long(1e12, Number.NaN),
    long(1e12, -1e12),
    long(1e12, Number.POSITIVE_INFINITY),
    long(1e12, 1e300),
    long(1e12, 5),
    { long_ns: new Uint8Array(15) },
    { ...long(1e12, 1e12), long_goid: bytesOf(Float64Array.of(2 ** 33)) },
    { ...long(1e12, 1e12), base_ns: Number.NaN },
    { ...long(1e12, 1e12), tids: new Uint8Array(0) },
    { ...long(1e12, 1e12), tids: new Uint8Array(5) },
  ])
    assert.throws(() => add(ring, packedMessage([LONG, 2, LONG], values)), RangeError)
  assert.deepEqual([ring.rows, ring.firstNs, ring.lastNs], [3, firstNs, lastNs])
  assert.deepEqual(timesOf(ring, 1e9), [5e12, 5e12 + 10, 5e12 + 20])
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
  feed.take(plain([1, 2]), frameOf(plain([1, 2])))
  assert.equal(note(), '')
  feed.lose(3)
  feed.miss(4)
  feed.break()
  assert.match(note(), /^3 transitions .* too slow\. 4 events were lost .* no connection is missing\.$/)
  feed.clear()
  assert.equal(note(), '')
})
