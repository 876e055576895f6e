import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '../fuzz/random.js'
import { FakeFlight } from './flight.js'
import { StreamReader } from './reader.js'
import { aggregate, FakeSession, transitions } from './session.js'

const guard = { timeout: 30_000 }
/** A client that is slow to answer a close still reads why, however long the machine stands still. */
const patient = { closeMs: 10_000 }

/** What a client may do wrong, and how the connection ends. */
const wrongs: [string, (reader: StreamReader) => void, number, RegExp][] = [
  ['a text frame', r => r.ws.send('{"subscribe":{"all":true}}'), 1003, /text frames are not understood/],
  [
    'an empty message',
    r => r.ws.send(Buffer.alloc(0)),
    1002,
    /must subscribe or unsubscribe, ask or trigger/,
  ],
  [
    'an unknown field alone',
    r => r.ws.send(Buffer.from([0xf8, 7, 1])),
    1002,
    /must subscribe or unsubscribe, ask or trigger/,
  ],
  ['a truncated message', r => r.ws.send(Buffer.from([0x0a, 0x7f, 0x08])), 1002, /not a ClientMessage/],
  ['a wire type that does not exist', r => r.ws.send(Buffer.from([0x0f])), 1002, /not a ClientMessage/],
  ['a group without end', r => r.ws.send(Buffer.alloc(1000, 0x0b)), 1002, /not a ClientMessage/],
  ['a goid of 0', r => r.send({ subscribe: { goids: [0] } }), 1002, /whole number/],
  ['a goid of 1.5', r => r.send({ subscribe: { goids: [1.5] } }), 1002, /whole number/],
  ['a goid that is NaN', r => r.send({ unsubscribe: { goids: [Number.NaN] } }), 1002, /whole number/],
  ['a goid of infinity', r => r.send({ subscribe: { goids: [Infinity] } }), 1002, /whole number/],
  // Field 4, with a reason (field 2) that is no UTF-8, and one that goes beyond the end.
  [
    'a reason that is no text',
    r => r.ws.send(Buffer.from([0x22, 0x05, 0x12, 0x03, 0xff, 0xc0, 0x80])),
    1002,
    /not a ClientMessage/,
  ],
  ['a truncated reason', r => r.ws.send(Buffer.from([0x22, 0x05, 0x12, 0x7f])), 1002, /not a ClientMessage/],
  ['a reason of 65 KB', r => r.send({ trigger: { reason: 'x'.repeat(65 << 10) } }), 1009, /^$/],
  ['a message of 65 KB', r => r.ws.send(randomBytes(65 << 10, 1)), 1009, /^$/],
  ['a message of 64 MB', r => r.ws.send(Buffer.alloc(64 << 20)), 1009, /^$/],
  ['a thousand fragments', r => fragments(r, 1000), 1008, /^$/],
]

function randomBytes(count: number, seed: number): Buffer {
  const random = new Random(seed)
  return Buffer.from(Array.from({ length: count }, () => random.below(256)))
}

function fragments(reader: StreamReader, count: number): void {
  for (let i = 0; i < count; i++) reader.ws.send(Buffer.from([0]), { fin: i === count - 1 })
}

test('a client that sends something else is told why and disconnected; others go on', guard, async t => {
  const session = await FakeSession.start(t)
  const witness = await StreamReader.connect(session.url)
  await witness.ask({ subscribe: { all: true } })
  for (const [index, [what, wrong, code, reason]] of wrongs.entries()) {
    await t.test(what, guard, async () => {
      const reader = await StreamReader.connect(session.url)
      reader.ws.on('error', () => undefined)
      await reader.next('snapshot')
      wrong(reader)
      const closed = await reader.closed
      // A connection cut while the client still writes may reach it as a reset, before it reads why.
      if (closed.code !== 1006)
        assert.deepEqual([closed.code, reason.test(closed.reason)], [code, true], closed.reason)
      while (session.server.counts.malformed < index + 1) await sleep(1)
      session.server.onTransitions(transitions(index, 1))
      assert.equal((await witness.next('transitions')).rows, 1)
    })
  }
  assert.equal(session.server.counts.malformed, wrongs.length)
  assert.equal(session.server.counts.clients, 1)
})

test('random bytes never bring the server down', guard, async t => {
  const session = await FakeSession.start(t, { limits: { messagesAtOnce: 10_000, clients: 1000 } })
  for (let round = 0; round < 200; round++) {
    const reader = await StreamReader.connect(session.url)
    reader.ws.send(randomBytes(1 + (round % 300), round))
    reader.ws.terminate()
  }
  const reader = await StreamReader.connect(session.url)
  session.server.publishAggregate(aggregate(4))
  assert.equal((await reader.next('aggregate')).time_ns, 4e8)
})

test('bytes that are no WebSocket frames end that connection only', guard, async t => {
  const session = await FakeSession.start(t)
  const witness = await StreamReader.connect(session.url)
  // Each begins with a reserved bit: what may begin a frame would be waited for.
  const random = randomBytes(5000, 2)
  random[0] = 0xf2
  for (const bytes of [random, Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(100, 0xff)]) {
    const socket = connect(session.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      'GET /stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await once(socket, 'data')
    socket.resume()
    socket.write(bytes)
    await new Promise(resolve => socket.once('close', resolve))
  }
  session.server.publishAggregate(aggregate(1))
  await witness.next('aggregate')
})

test('bytes that are no HTTP end that connection only', guard, async t => {
  const session = await FakeSession.start(t)
  for (const bytes of [
    randomBytes(5000, 3),
    Buffer.from('GET /stream HTTP/9\r\n\r\n'),
    Buffer.alloc(1 << 20, 0x41),
  ]) {
    const socket = connect(session.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(bytes)
    await new Promise(resolve => socket.once('close', resolve))
  }
  await StreamReader.connect(session.url)
})

test('a flood of messages is stopped', guard, async t => {
  const flight = new FakeFlight()
  const limits = { ...patient, messagesAtOnce: 50, messagesPerSecond: 1 }
  const session = await FakeSession.start(t, { limits, flight })
  const floods: [string, (reader: StreamReader) => void][] = [
    ['subscribe', r => r.send({ subscribe: { goids: [1, 2, 3], snapshot: true } })],
    ['trigger', r => r.send({ trigger: { id: 1, reason: 'now' } })],
    ['ping', r => r.ws.ping()],
    ['pong', r => r.ws.pong()],
  ]
  for (const [what, send] of floods) {
    const reader = await StreamReader.connect(session.url)
    await reader.next('snapshot')
    for (let i = 0; i < 500; i++) send(reader)
    const closed = await reader.closed
    assert.equal(closed.code, 1008, what)
    assert.match(closed.reason, /more than 1 messages a second/)
    assert.ok(reader.names.filter(name => name === 'subscription').length <= 50)
  }
  assert.ok(flight.whys.length > 0 && flight.whys.length <= 52, `${flight.whys.length} triggers`)
})

test('more subscriptions than allowed are refused and leave nothing behind', guard, async t => {
  const session = await FakeSession.start(t, { limits: { ...patient, subscriptions: 100 } })
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { goids: Array.from({ length: 100 }, (_, i) => i + 1) } })
  reader.send({ subscribe: { goids: [101] } })
  const closed = await reader.closed
  assert.deepEqual(closed, { code: 1008, reason: 'more than 100 subscriptions' })
  assert.equal(session.server.counts.subscribers, 0)
})

test('a subprotocol that is not ours is refused, ours and none are taken', guard, async t => {
  const session = await FakeSession.start(t)
  await assert.rejects(StreamReader.connect(session.url, ['graphql-ws']), /400: The only subprotocol here is/)
  const named = await StreamReader.connect(session.url, ['other', 'runqscope.stream.v1'])
  assert.equal(named.ws.protocol, 'runqscope.stream.v1')
  const bare = await StreamReader.connect(session.url)
  assert.equal(bare.ws.protocol, '')
  // Compression is never negotiated, even if the client offers it.
  assert.equal(bare.ws.extensions, '')
})
