import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TransitionBatch } from '../../lib/model/transition.js'
import { Packing } from '../../lib/stream/packing.js'
import { Staging } from '../../lib/stream/staging.js'
import {
  checkPacked,
  decodeTransitions,
  unpackTransitions,
  type WirePackedTransitions,
} from '../../lib/stream/wire.js'
import { decodeFrame, StreamReader } from './reader.js'
import { FakeSession } from './session.js'

const guard = { timeout: 20_000 }

/** Rows with every value that the short form has room for, a few of them late. */
function batchOf(rows: number, change: (batch: TransitionBatch) => void = () => undefined): TransitionBatch {
  const batch = new TransitionBatch(rows)
  batch.length = rows
  for (let row = 0; row < rows; row++) {
    const ns = 5e12 + row * 1000 - (row % 7 === 3 ? 2500 : 0)
    batch.timeNs[row] = ns
    batch.sinceNs[row] = row % 5 === 0 ? Number.NaN : ns - ((row * 7919) % 0xfffffffe)
    batch.goid[row] = (row * 104729) % 0xffffffff
    batch.other[row] = row % 3 === 0 ? 0 : (row * 31) % 0xffffffff
    batch.tid[row] = 4_000_000_000 + (row % 900)
    batch.site[row] = (row * 13) % 0xffff
    batch.p[row] = row % 11 === 0 ? 0xffff : row % 300
    batch.kind[row] = row % 16
    batch.from[row] = row % 6
    batch.to[row] = (row + 1) % 6
    batch.reason[row] = row % 256
    batch.endedReason[row] = (row * 3) % 256
    batch.flags[row] = row % 8
  }
  change(batch)
  return batch
}

test('the short form holds the same rows as the long one', guard, async t => {
  const session = await FakeSession.start(t)
  const long = await StreamReader.connect(session.url)
  const short = await StreamReader.connect(session.url)
  await long.ask({ subscribe: { all: true } })
  await short.ask({ subscribe: { all: true, packed: true } })
  session.server.onTransitions(batchOf(3000))
  const expected = decodeTransitions(await long.next('transitions'))
  const message = await short.next('packed')
  assert.deepEqual(unpackTransitions(message), expected)
  assert.ok(message.time!.length * 6.5 === expected.rows * 26)
})

/** What a client gets that reads long values, and that unpacked; undefined if it gets the long form. */
function packed(batch: TransitionBatch): WirePackedTransitions | undefined {
  const staging = new Staging(batch.length)
  staging.append(batch, 0)
  const frame = new Packing(batch.length).encode(staging)
  return frame && decodeFrame(frame.bytes).packed!
}

function roundTrip(batch: TransitionBatch): WirePackedTransitions {
  const staging = new Staging(batch.length)
  staging.append(batch, 0)
  const message = packed(batch)
  assert.ok(message, 'it came in the long form')
  checkPacked(message)
  assert.deepEqual(
    unpackTransitions(message),
    decodeTransitions(decodeFrame(staging.encode().bytes).transitions!),
  )
  return message
}

/** Around the marks. */
const borders = [-3, -2, -1, 0, 1].map(beyond => 2 ** 32 + beyond)
const lengths = [0, 1, ...borders, 5e12, 2 ** 53 - 1, Number.NaN]
const goids = [1, ...borders, 2 ** 40, 2 ** 53 - 1]

test('what is too large for its column stands behind the rows', () => {
  const rows = lengths.length * goids.length
  const message = roundTrip(
    batchOf(rows, batch => {
      for (let row = 0; row < rows; row++) {
        batch.timeNs[row] = 2 ** 53 - 1
        batch.sinceNs[row] = 2 ** 53 - 1 - lengths[row % lengths.length]!
        batch.goid[row] = goids[row % goids.length]!
        batch.other[row] = goids[(row * 5) % goids.length]!
      }
    }),
  )
  // Of the lengths six are too large, and of the goids five, 8 bytes each.
  assert.equal(message.long_ns!.length, goids.length * 6 * 8)
  assert.equal(message.long_goid!.length, lengths.length * 5 * 8)
  assert.equal(message.long_other!.length, lengths.length * 5 * 8)
  assert.deepEqual([...unpackTransitions(message).goid.subarray(0, goids.length)], goids)
})

test('any rows come out as they went in, whichever of them are long', () => {
  let seed = 1
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let round = 0; round < 200; round++) {
    const often = 1 + random(20)
    const one = (from: number[]) => from[random(from.length)]!
    const message = roundTrip(
      batchOf(1 + random(300), batch => {
        for (let row = 0; row < batch.length; row++) {
          if (random(often) === 0) batch.sinceNs[row] = batch.timeNs[row]! - one(lengths)
          if (random(often) === 0) batch.goid[row] = one(goids)
          if (random(often) === 0) batch.other[row] = one(goids)
        }
      }),
    )
    assert.equal(message.time!.length, message.rows! * 4)
  }
})

test('rows of which all are long fit their frame, and leave nothing to the rows after them', () => {
  const rows = 4096
  const packing = new Packing(rows)
  const staging = new Staging(rows)
  const encode = (batch: TransitionBatch) => {
    staging.rows = 0
    staging.append(batch, 0)
    const frame = packing.encode(staging)!
    const message = decodeFrame(Uint8Array.from(frame.bytes)).packed!
    frame.release()
    assert.deepEqual([...unpackTransitions(message).since_ns], [...batch.sinceNs])
    return message
  }
  const none = batchOf(rows)
  const all = batchOf(rows, batch => {
    for (let row = 0; row < rows; row++) {
      batch.tid[row] = row
      batch.sinceNs[row] = batch.timeNs[row]! - 1e12 - row
    }
    batch.goid.fill(2 ** 33)
    batch.other.fill(2 ** 34)
  })
  for (const round of [1, 2]) {
    assert.equal(encode(all).long_other!.length, rows * 8, `round ${round}`)
    assert.ok(packing.long)
    assert.equal(encode(none).long_ns?.length ?? 0, 0, `round ${round}`)
    assert.ok(!packing.long)
  }
})

for (const [what, change] of [
  ['a goid', (batch: TransitionBatch) => batch.goid.fill(2 ** 32 - 1, 1, 2)],
  ['another goid', (batch: TransitionBatch) => batch.other.fill(2 ** 32 - 1, 1, 2)],
  ['a length', (batch: TransitionBatch) => batch.sinceNs.fill(batch.timeNs[1]! - 2 ** 32 + 2, 1, 2)],
] as const)
  test(`${what} too large for its column comes in the form that a client reads`, guard, async t => {
    const session = await FakeSession.start(t)
    const [long, old, short] = await Promise.all([1, 2, 3].map(() => StreamReader.connect(session.url)))
    await long!.ask({ subscribe: { all: true } })
    await old!.ask({ subscribe: { all: true, packed: true } })
    await short!.ask({ subscribe: { all: true, packed: true, long_values: true } })
    for (const batch of [batchOf(3), batchOf(3, change), batchOf(3)]) session.server.onTransitions(batch)
    const expected = decodeTransitions(await long!.next('transitions'))
    assert.deepEqual(decodeTransitions(await old!.next('transitions')), expected)
    assert.deepEqual(unpackTransitions(await short!.next('packed')), expected)
    session.server.onTransitions(batchOf(3))
    assert.equal((await old!.next('packed')).rows, 3)
  })

for (const [what, change] of [
  ['a run beyond 32 bits', (batch: TransitionBatch) => batch.timeNs.fill(5.1e12, 1, 2)],
  ['a time between two ns', (batch: TransitionBatch) => batch.timeNs.fill(5e12 + 0.5, 1, 2)],
  ['a state that began later than it ended', (batch: TransitionBatch) => batch.sinceNs.fill(5.1e12, 1, 2)],
  ['a state that began between two ns', (batch: TransitionBatch) => batch.sinceNs.fill(4e12 + 0.5, 1, 2)],
  ['a state without a beginning', (batch: TransitionBatch) => batch.sinceNs.fill(-Infinity, 1, 2)],
  ['a goid beyond 2^53', (batch: TransitionBatch) => batch.goid.fill(2 ** 53, 1, 2)],
  ['another beyond 2^53', (batch: TransitionBatch) => batch.other.fill(2 ** 53, 1, 2)],
  ['a site beyond 16 bits', (batch: TransitionBatch) => batch.site.fill(2 ** 16, 1, 2)],
] as const)
  test(`${what} comes in the long form`, guard, async t => {
    const session = await FakeSession.start(t)
    const short = await StreamReader.connect(session.url)
    await short.ask({ subscribe: { all: true, packed: true, long_values: true } })
    const batch = batchOf(3, change)
    session.server.onTransitions(batch)
    const columns = decodeTransitions(await short.next('transitions'))
    assert.deepEqual([...columns.goid], [...batch.goid])
    assert.deepEqual([...columns.other], [...batch.other])
    assert.deepEqual([...columns.site], [...batch.site])
    assert.deepEqual([...columns.time_ns], [...batch.timeNs])
    assert.deepEqual([...columns.since_ns], [...batch.sinceNs])
  })

test('a thread that is not there is refused', () => {
  const column = (bytes: number) => new Uint8Array(bytes)
  const four = { time: column(4), length: column(4), goid: column(4), other: column(4) }
  const two = { thread: column(2), site: column(2), p: column(2), what: column(2) }
  const message = { rows: 1, base_ns: 1, ...four, ...two, reason: column(1), ended_reason: column(1) }
  assert.equal(unpackTransitions({ ...message, tids: column(4) }).rows, 1)
  assert.throws(() => unpackTransitions(message), RangeError)
  assert.throws(() => unpackTransitions({ ...message, tids: column(3) }), RangeError)
  assert.throws(() => unpackTransitions({ ...message, tids: column(4), rows: 2 }), RangeError)
})

const bytesOf = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer)

for (const name of ['long_ns', 'long_goid', 'long_other'] as const)
  test(`a message whose ${name} is damaged is refused as a whole`, () => {
    const message = packed(
      batchOf(9, batch => {
        for (const row of [2, 5]) {
          batch.sinceNs[row] = batch.timeNs[row]! - 1e12
          batch.goid[row] = 2 ** 33
          batch.other[row] = 2 ** 33
        }
      }),
    )!
    assert.equal(unpackTransitions({ ...message, [name]: bytesOf(1e12, 2e12) }).rows, 9)
    for (const column of [
      undefined,
      bytesOf(),
      bytesOf(1e12),
      bytesOf(1e12, 1e12, 1e12),
      bytesOf(1e12, 1e12).subarray(1),
      bytesOf(1e12, Number.NaN),
      bytesOf(Number.NaN, 1e12),
      bytesOf(1e12, Number.POSITIVE_INFINITY),
      bytesOf(1e12, -1e12),
      bytesOf(1e12, 1e12 + 0.5),
      bytesOf(1e12, 2 ** 53),
      bytesOf(1e12, 1e300),
      bytesOf(1e12, 0),
      bytesOf(1e12, 2 ** 32 - 3),
    ]) {
      const damaged = { ...message, [name]: column }
      assert.throws(() => checkPacked(damaged), RangeError, String(column))
      assert.throws(() => unpackTransitions(damaged), RangeError, String(column))
    }
    for (const base_ns of [Number.NaN, 1e300, Number.NEGATIVE_INFINITY])
      assert.throws(() => checkPacked({ ...message, base_ns }), RangeError)
  })

test('long values without a mark, and marks without one, are refused', () => {
  const message = packed(batchOf(4))!
  assert.throws(() => unpackTransitions({ ...message, long_ns: bytesOf(1e12) }), RangeError)
  const length = Uint8Array.from(message.length!)
  new DataView(length.buffer).setUint32(8, 0xfffffffe, true)
  assert.throws(() => unpackTransitions({ ...message, length }), RangeError)
  assert.equal(unpackTransitions({ ...message, length, long_ns: bytesOf(1e12) }).rows, 4)
})
