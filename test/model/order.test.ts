import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind, SLOT_SIZE } from '../../lib/contract.gen.js'
import { EventOrder } from '../../lib/model/order.js'
import { GOID_WORD, SLOT_WORDS } from '../../lib/model/record.js'
import { BASE_NS, siteKinds, slotsOf, type TapeEvent } from './tape.js'
import { random } from './world.js'

/** Releases what is due; the goids in the order in which they come out. */
function drain(order: EventOrder, boundNs: number): number[] {
  const end = order.until(boundNs)
  const goids: number[] = []
  for (let i = order.head; i < end; i++) goids.push(order.words[order.sequence[i] * SLOT_WORDS + GOID_WORD])
  order.release(end)
  return goids
}

function push(order: EventOrder, events: TapeEvent[]): void {
  const { bytes, slots } = slotsOf(events)
  order.push(bytes, slots)
}

test('any disorder comes out sorted by time, equal times by arrival, across pushes and growth', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const next = random(seed)
    const order = new EventOrder(BASE_NS, siteKinds, 16)
    const jitterNs = [0, 3, 50, 100_000][seed % 4]
    const events = Array.from({ length: 400 }, (_, i): TapeEvent => {
      const kind = next() < 0.2 ? Kind.CREATE : Kind.RUN
      return { timeNs: i * 4 + Math.floor(next() * jitterNs), kind, goid: i + 1 }
    })
    for (let at = 0; at < events.length; ) {
      const length = 1 + Math.floor(next() * 30)
      push(order, events.slice(at, at + length))
      at += length
    }
    const expected = events.toSorted((a, b) => a.timeNs - b.timeNs).map(event => event.goid)
    assert.deepEqual(drain(order, Infinity), expected, `seed ${seed}`)
    assert.equal(order.late, 0)
    assert.equal(order.events, events.length)
  }
})

test('with events released in between, what is late is exactly what is older than something released', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const next = random(seed)
    const order = new EventOrder(BASE_NS, siteKinds, 16)
    let waiting: TapeEvent[] = []
    let floorNs = -Infinity
    let late = 0
    for (let i = 0; i < 100; i++) {
      const batch = Array.from({ length: Math.floor(next() * 20) }, (_, k): TapeEvent => {
        return { timeNs: Math.floor(i * 40 + next() * 200), kind: Kind.READY, goid: i * 100 + k + 1 }
      })
      push(order, batch)
      late += batch.filter(event => event.timeNs < floorNs).length
      const boundNs = order.newestNs - 60
      const sorted = [...waiting, ...batch].sort((a, b) => a.timeNs - b.timeNs)
      const due = sorted.filter(event => event.timeNs <= boundNs)
      waiting = sorted.filter(event => event.timeNs > boundNs)
      for (const event of due) floorNs = Math.max(floorNs, event.timeNs)
      assert.deepEqual(
        drain(order, boundNs),
        due.map(event => event.goid),
      )
      assert.equal(order.late, late)
    }
    assert.ok(late > 0, `seed ${seed} has nothing late`)
  }
})

test('buffers do not grow while batches stay the same', () => {
  const order = new EventOrder(BASE_NS, siteKinds, 64)
  const sizes = new Set<number>()
  for (let i = 0; i < 2000; i++) {
    push(
      order,
      Array.from({ length: 20 }, (_, k) => ({ timeNs: i * 200 + k * 10, kind: Kind.RUN, goid: 1 })),
    )
    drain(order, order.newestNs - 300)
    if (i > 10) sizes.add(order.times.length)
  }
  assert.equal(sizes.size, 1)
  assert.ok([...sizes][0] <= 512)
})

test('slots that are no record are counted and skipped', () => {
  const order = new EventOrder(BASE_NS, siteKinds)
  const { bytes, slots } = slotsOf([
    { timeNs: 1, kind: Kind.RUN, goid: 1 },
    { timeNs: 2, kind: 200 as Kind, goid: 2 },
    { timeNs: 3, kind: Kind.RUN, goid: 3 },
    { timeNs: 4, kind: Kind.CREATE, goid: 4 },
  ])
  // The last create event is cut in half.
  order.push(bytes, slots - 1)
  assert.equal(order.malformed, 2)
  assert.deepEqual(drain(order, Infinity), [1, 3])
})

test('bytes at any offset of a larger buffer are read', () => {
  const { bytes, slots } = slotsOf([{ timeNs: 7, kind: Kind.RUN, goid: 42 }])
  const memory = new Uint8Array(100)
  memory.set(bytes, 3)
  const order = new EventOrder(BASE_NS, siteKinds)
  order.push(memory.subarray(3, 3 + 2 * SLOT_SIZE), slots)
  assert.equal(order.newestNs, 7)
  assert.deepEqual(drain(order, Infinity), [42])
})
