import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TransitionBatch } from '../../lib/model/transition.js'
import { decodeTransitions, unpackTransitions } from '../../lib/stream/wire.js'
import { StreamReader } from './reader.js'
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

for (const [what, change] of [
  ['a goid beyond 32 bits', (batch: TransitionBatch) => batch.goid.fill(2 ** 32, 1, 2)],
  ['another beyond 32 bits', (batch: TransitionBatch) => batch.other.fill(2 ** 32, 1, 2)],
  ['a length beyond 32 bits', (batch: TransitionBatch) => batch.sinceNs.fill(1e12, 1, 2)],
  ['a run beyond 32 bits', (batch: TransitionBatch) => batch.timeNs.fill(5.1e12, 1, 2)],
  ['a time between two ns', (batch: TransitionBatch) => batch.timeNs.fill(5e12 + 0.5, 1, 2)],
] as const)
  test(`${what} comes in the long form`, guard, async t => {
    const session = await FakeSession.start(t)
    const short = await StreamReader.connect(session.url)
    await short.ask({ subscribe: { all: true, packed: true } })
    const batch = batchOf(3, change)
    session.server.onTransitions(batch)
    const columns = decodeTransitions(await short.next('transitions'))
    assert.deepEqual([...columns.goid], [...batch.goid])
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
