import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { rowsOf, StreamReader } from './reader.js'
import { aggregate, FakeSession, liveGoroutines, transitions } from './session.js'

const guard = { timeout: 60_000 }
const BATCH = 4096

/** Sends batches, each only when the fast clients have taken the one before, until `enough`; returns the rows sent. */
async function pump(
  session: FakeSession,
  fast: { received: number }[],
  enough: (sent: number) => boolean,
): Promise<number> {
  let sent = 0
  while (!enough(sent)) {
    session.server.onTransitions(transitions(sent, BATCH))
    sent += BATCH
    while (fast.some(({ received }) => received < sent)) await sleep(1)
  }
  return sent
}

/** Subscribes to everything and counts rows. */
async function counting(session: FakeSession): Promise<{ reader: StreamReader; received: number }> {
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  const counter = { reader, received: 0 }
  reader.ws.on('message', () => {
    for (const { transitions: rows } of reader.messages.splice(0)) counter.received += rows?.rows ?? 0
  })
  return counter
}

test('a slow client loses its detail and is told how much; fast ones get all', guard, async t => {
  const session = await FakeSession.start(t, { limits: { softBytes: 256 << 10, flushMs: 5 } })
  const fast = await Promise.all(Array.from({ length: 9 }, () => counting(session)))
  const slow = await StreamReader.connect(session.url)
  await slow.ask({ subscribe: { all: true } })
  slow.ws.pause()

  const lost = (): number => session.server.counts.transitionsLost
  const sent = await pump(session, fast, () => lost() > 20 * BATCH)
  for (const { received } of fast) assert.equal(received, sent)

  // Aggregates do not pile up either: the latest waits, and comes when the client reads again.
  for (let n = 1; n <= 50; n++) session.server.publishAggregate(aggregate(n))
  slow.ws.resume()
  const timeNs = (row: number): number => row * 1000 + 0.5
  let row = 0
  let told = 0
  let total = 0
  // Every row comes in its place, or lies in a loss that is told in its place.
  while (row < sent) {
    if (slow.messages.length === 0) await sleep(1)
    for (const { transitions: taken, client_loss: loss } of slow.messages.splice(0)) {
      for (const { time_ns } of taken ? rowsOf(taken) : []) assert.equal(time_ns, timeNs(row++))
      if (!loss) continue
      assert.equal(loss.first_ns, timeNs(row))
      row += loss.lost!
      assert.equal(loss.last_ns, timeNs(row - 1))
      told += loss.lost!
      total = loss.lost_total!
    }
  }
  assert.equal(row, sent)
  assert.equal(told, lost())
  assert.equal(total, told)
  const aggregates = slow.names.filter(name => name === 'aggregate').length
  assert.ok(aggregates <= 3, `${aggregates} of 50 aggregates had piled up`)

  // It is whole again.
  session.server.onTransitions(transitions(sent, 10))
  assert.equal((await slow.next('transitions')).rows, 10)
})

test('a slow client that wants one goroutine loses rows of that one only', guard, async t => {
  const session = await FakeSession.start(t, { limits: { softBytes: 64 << 10, flushMs: 5 } })
  const fast = [await counting(session)]
  const slow = await StreamReader.connect(session.url)
  await slow.ask({ subscribe: { goids: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } })
  slow.ws.pause()
  const sent = await pump(session, fast, () => session.server.counts.transitionsLost > 0)
  let wanted = 0
  for (let row = 0; row < sent; row++) if (row % 100 < 10) wanted++
  slow.ws.resume()
  session.server.end('enough')
  let received = 0
  let told = 0
  for (let over = false; !over; ) {
    if (slow.messages.length === 0) await sleep(1)
    for (const message of slow.messages.splice(0)) {
      received += message.transitions?.rows ?? 0
      told += message.client_loss?.lost ?? 0
      over ||= message.message === 'end'
    }
  }
  assert.ok(told > 0)
  assert.equal(received + told, wanted)
})

test('what waits for a client that never reads stays bounded, and it is disconnected', guard, async t => {
  const session = await FakeSession.start(t, {
    limits: { softBytes: 64 << 10, hardBytes: 256 << 10, flushMs: 5, snapshotMs: 0 },
  })
  session.live = liveGoroutines(20_000)
  const greedy = await StreamReader.connect(session.url)
  greedy.ws.pause()
  // A snapshot is the only large thing a client can ask for; while it is slow it gets none.
  while (session.server.counts.clients > 0) {
    if (greedy.ws.readyState === greedy.ws.OPEN) greedy.send({ subscribe: { snapshot: true } })
    await sleep(60)
  }
  assert.equal(session.server.counts.terminated, 1)
})

test('a peer that is gone without a word is disconnected', guard, async t => {
  const session = await FakeSession.start(t, { limits: { pingMs: 20, silenceMs: 2000, flushMs: 10 } })
  const alive = await StreamReader.connect(session.url)
  // Half-open: the upgrade is done, and then nothing is read or answered.
  const socket = connect(session.port, '127.0.0.1')
  socket.write(
    'GET /stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await new Promise(resolve => socket.once('data', resolve))
  socket.pause()
  while (session.server.counts.clients < 2) await sleep(5)
  while (session.server.counts.clients > 1) await sleep(5)
  assert.equal(session.server.counts.terminated, 1)
  session.server.publishAggregate(aggregate(1))
  await alive.next('aggregate')
  socket.destroy()
})

test('more clients than allowed are turned away, and a place that is left is free again', guard, async t => {
  const session = await FakeSession.start(t, { limits: { clients: 3 } })
  const readers = await Promise.all([1, 2, 3].map(() => StreamReader.connect(session.url)))
  await assert.rejects(StreamReader.connect(session.url), /^Error: 503: There are 3 clients already/)
  await readers[0]!.close()
  while (session.server.counts.clients > 2) await sleep(1)
  const next = await StreamReader.connect(session.url)
  await next.next('hello')
})

test('an aggregate comes when the one before has arrived, and then the latest', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(`${session.url}?sites=1`, [], { autoPong: false })
  const pings: Buffer[] = []
  reader.ws.on('ping', data => pings.push(data))
  await reader.next('snapshot')
  for (let n = 1; n <= 20; n++) session.server.publishAggregate(aggregate(n, 5))
  const first = await reader.next('aggregate')
  assert.equal(first.time_ns, 1e8)
  assert.deepEqual([first.sites?.length, first.sites_total], [1, 5])
  // What it asks for is answered all the same, and nothing else has come before that.
  await reader.ask({ subscribe: { goids: [1] } })
  assert.equal(reader.names.filter(name => name === 'aggregate').length, 1)
  while (pings.length === 0) await sleep(1)
  reader.ws.pong(pings[0])
  assert.equal((await reader.next('aggregate')).time_ns, 20e8)
  // The same pong again was not asked for: it opens nothing.
  session.server.publishAggregate(aggregate(21))
  reader.ws.pong(pings[0])
  await reader.ask({ subscribe: { goids: [2] } })
  assert.equal(reader.names.filter(name => name === 'aggregate').length, 2)
})
