import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TransitionBatch } from '../../lib/model/transition.js'
import { decodeTransitions } from '../../lib/stream/wire.js'
import { rowsOf, StreamReader } from './reader.js'
import { FakeSession, transitions } from './session.js'

const guard = { timeout: 20_000 }

/** What a row of a batch should look like to a client. */
function expected(batch: TransitionBatch, keep: (row: number) => boolean = () => true) {
  return Array.from({ length: batch.length }, (_, i) => i)
    .filter(keep)
    .map(i => ({
      time_ns: batch.timeNs[i],
      since_ns: batch.sinceNs[i],
      goid: batch.goid[i],
      other: batch.other[i],
      tid: batch.tid[i],
      site: batch.site[i],
      p: batch.p[i],
      kind: batch.kind[i],
      from: batch.from[i],
      to: batch.to[i],
      reason: batch.reason[i],
      ended_reason: batch.endedReason[i],
      flags: batch.flags[i],
    }))
}

async function receive(reader: StreamReader, count: number): Promise<Record<string, number>[]> {
  const rows: Record<string, number>[] = []
  while (rows.length < count) rows.push(...rowsOf(await reader.next('transitions')))
  return rows
}

test('a client with only the .proto file reads every column right', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  const batch = transitions(0, 1000)
  session.server.onTransitions(batch)
  assert.deepEqual(await receive(reader, 1000), expected(batch))
})

test('the decoder of the page reads the same columns', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  const batch = transitions(50, 333)
  session.server.onTransitions(batch)
  const message = await reader.next('transitions')
  const columns = decodeTransitions(message)
  assert.equal(columns.rows, 333)
  const rows = Array.from({ length: columns.rows }, (_, row) => ({
    time_ns: columns.time_ns[row],
    since_ns: columns.since_ns[row],
    goid: columns.goid[row],
    other: columns.other[row],
    tid: columns.tid[row],
    site: columns.site[row],
    p: columns.p[row],
    kind: columns.kind[row],
    from: columns.from[row],
    to: columns.to[row],
    reason: columns.reason[row],
    ended_reason: columns.ended_reason[row],
    flags: columns.flags[row],
  }))
  assert.deepEqual(rows, expected(batch))
  assert.throws(
    () => decodeTransitions({ ...message, rows: 334 }),
    /column time_ns has 2664 bytes, 334 rows need 2672/,
  )
})

test('a batch is not kept: it may change as soon as the sink returns', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  const batch = transitions(0, 100)
  const before = expected(batch)
  session.server.onTransitions(batch)
  for (const column of [batch.timeNs, batch.goid, batch.site, batch.kind]) column.fill(0)
  assert.deepEqual(await receive(reader, 100), before)
})

test('rows of many batches arrive once, in order, in frames of bounded size', guard, async t => {
  const session = await FakeSession.start(t, { limits: { flushRows: 1000 } })
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  for (let batch = 0; batch < 10; batch++) session.server.onTransitions(transitions(batch * 777, 777))
  let row = 0
  while (row < 7770) {
    const message = await reader.next('transitions')
    assert.ok(message.rows! <= 1000)
    for (const { time_ns } of rowsOf(message)) assert.equal(time_ns, row++ * 1000 + 0.5)
  }
  assert.equal(row, 7770)
})

test('by goroutine, by site, both and all: each gets exactly its rows', guard, async t => {
  const session = await FakeSession.start(t)
  session.addSites(8)
  const wants: [object, (goid: number, site: number) => boolean][] = [
    [{ goids: [5] }, goid => goid === 5],
    [{ goids: [5, 6, 1e15] }, goid => goid === 5 || goid === 6],
    [{ sites: [3] }, (_, site) => site === 3],
    [{ goids: [14], sites: [3] }, (goid, site) => goid === 14 || site === 3],
    [{ all: true }, () => true],
    [{ all: true, goids: [5], sites: [3] }, () => true],
  ]
  const readers = await Promise.all(wants.map(() => StreamReader.connect(session.url)))
  for (const [i, [subscribe]] of wants.entries()) await readers[i]!.ask({ subscribe })
  const batch = transitions(0, 5000, 100, 10)
  session.server.onTransitions(batch)
  for (const [i, [, wanted]] of wants.entries()) {
    const rows = expected(batch, row => wanted(batch.goid[row]!, batch.site[row]!))
    assert.ok(rows.length >= 50)
    assert.deepEqual(await receive(readers[i]!, rows.length), rows)
    assert.deepEqual(
      readers[i]!.messages.filter(message => message.transitions),
      [],
    )
  }
})

test('who is not subscribed, or no more, gets none', guard, async t => {
  const session = await FakeSession.start(t)
  const silent = await StreamReader.connect(session.url)
  const reader = await StreamReader.connect(session.url)
  session.server.onTransitions(transitions(0, 10))

  await reader.ask({ subscribe: { goids: [1, 2], sites: [1] } })
  await reader.ask({ unsubscribe: { goids: [1], sites: [1] } })
  const batch = transitions(100, 100)
  session.server.onTransitions(batch)
  assert.deepEqual(
    await receive(reader, 1),
    expected(batch, row => batch.goid[row] === 2),
  )

  // What came before the unsubscribe still arrives, ahead of its answer; what comes after does not.
  await reader.ask({ subscribe: { all: true } })
  session.server.onTransitions(transitions(200, 100))
  reader.send({ unsubscribe: { all: true } })
  assert.equal((await receive(reader, 100)).length, 100)
  const left = await reader.next('subscription')
  assert.deepEqual([left.all, left.goids, left.sites], [false, 0, 0])
  session.server.onTransitions(transitions(300, 100))
  session.server.end('enough')
  await reader.next('end')
  await silent.next('end')
  assert.ok(!silent.names.includes('transitions'))
  assert.equal(reader.names.filter(name => name === 'transitions').length, 2)
})

test('nothing stays of a subscriber who leaves', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true, goids: [1, 2], sites: [0] } })
  assert.equal(session.server.counts.subscribers, 1)
  reader.ws.terminate()
  while (session.server.counts.clients > 0) await sleep(1)
  assert.equal(session.server.counts.subscribers, 0)
})

test('a subscriber who asks gets a snapshot that fits between its transitions', guard, async t => {
  const session = await FakeSession.start(t, { limits: { snapshotMs: 0 } })
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  session.server.onTransitions(transitions(0, 10))
  session.live = { ...session.live, timeNs: 77 }
  reader.send({ subscribe: { snapshot: true } })
  await reader.next('subscription')
  const snapshot = await reader.next('snapshot')
  assert.equal(snapshot.time_ns, 77)
  session.server.onTransitions(transitions(10, 10))
  await reader.next('transitions')
  assert.deepEqual(reader.names.slice(3), ['transitions', 'subscription', 'snapshot', 'transitions'])
})

test('a subscription sent with the first packet is in force after the snapshot', guard, async t => {
  const session = await FakeSession.start(t, { limits: { snapshotMs: 200 } })
  await StreamReader.connect(session.url)
  const reader = await StreamReader.connect(session.url)
  reader.send({ subscribe: { all: true } })
  session.server.onTransitions(transitions(0, 10))
  await reader.next('subscription')
  assert.deepEqual(reader.names, ['hello', 'snapshot', 'subscription'])
})

test('a gap lies between what came before and after it, and gaps in a row become one', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  session.server.onTransitions(transitions(0, 10))
  session.server.onGap({ firstNs: 100, lastNs: 200, lost: [3, 0, 0] })
  session.server.onGap({ firstNs: 150, lastNs: 300, lost: [1, 0, 5] })
  session.server.onTransitions(transitions(10, 10))
  assert.equal((await reader.next('transitions')).rows, 10)
  const gap = await reader.next('gap')
  assert.deepEqual([gap.first_ns, gap.last_ns], [100, 300])
  assert.deepEqual({ ...gap.lost_by_cause }, { ring_full: 4, g_fault: 0, pool_empty: 5 })
  assert.equal((await reader.next('transitions')).rows, 10)
  assert.deepEqual(reader.names.slice(3), ['transitions', 'gap', 'transitions'])
})
