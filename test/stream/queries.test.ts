import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Past } from '../../lib/stream/past.js'
import { ClientMessage, ServerMessage } from '../../lib/stream/wire.js'
import { StreamReader } from './reader.js'
import { aggregate, FakeSession, liveGoroutines, transitions } from './session.js'

const guard = { timeout: 30_000 }

/** A past that answers when it is told to. */
class SlowPast implements Past {
  /** Questions that wait for an answer, in the order in which they came. */
  readonly open: {
    client: number
    id: number
    answer: (rows?: number) => void
    fail: (error: Error) => void
  }[] = []
  readonly left: number[] = []
  /** Questions that ever came. */
  asked = 0
  closed = false

  ask(client: number, message: Uint8Array): Promise<Uint8Array> {
    this.asked++
    const { id } = ClientMessage.decode(message).query!
    return new Promise((resolve, reject) => {
      const answer = (rows = 7) =>
        resolve(ServerMessage.encode({ answer: { id, history: { rows } } }).finish())
      this.open.push({ client, id: id!, answer, fail: reject })
    })
  }

  leave(client: number): void {
    this.left.push(client)
  }

  close(): Promise<void> {
    this.closed = true
    return Promise.resolve()
  }

  /** Waits until so many questions are open. */
  async opened(count: number): Promise<void> {
    while (this.open.length < count) await sleep(1)
  }
}

/** Answers the oldest question with a past, whoever asked it. */
function answerNext(past: SlowPast): { client: number; id: number } {
  const question = past.open.shift()!
  question.answer()
  return question
}

test('a question is handed on as it came and answered, before and after the end', guard, async t => {
  const past = new SlowPast()
  const session = await FakeSession.start(t, { past })
  const reader = await StreamReader.connect(session.url)
  reader.send({ query: { id: 1, first_ns: 5, last_ns: Infinity, stats: { sites: 3 } } })
  await past.opened(1)
  answerNext(past)
  const answer = await reader.next('answer')
  assert.deepEqual([answer.id, answer.history?.rows], [1, 7])
  assert.deepEqual(reader.names, ['hello', 'snapshot', 'answer'])
  session.server.end('the target exited', aggregate(1))
  await reader.next('end')
  reader.send({ query: { id: 4294967295 } })
  await past.opened(1)
  answerNext(past)
  assert.equal((await reader.next('answer')).id, 4294967295)
  await session.server.close()
  assert.equal(past.closed, true)
})

test('an answer never comes before the snapshot, nor before the sites that it may name', guard, async t => {
  const past = new SlowPast()
  const session = await FakeSession.start(t, { past, limits: { snapshotMs: 100 } })
  await (await StreamReader.connect(session.url)).next('snapshot')
  // The second client waits for its snapshot, and asks meanwhile.
  const reader = await StreamReader.connect(session.url)
  reader.send({ query: { id: 9 } })
  await past.opened(1)
  session.addSites(2)
  answerNext(past)
  await reader.next('answer')
  assert.deepEqual(reader.names.slice(0, 2), ['hello', 'snapshot'])
  assert.deepEqual(reader.names.slice(-2), ['sites', 'answer'])
})

test('without a past, and with one that fails, questions are refused in a sentence', guard, async t => {
  const none = await FakeSession.start(t)
  const reader = await StreamReader.connect(none.url)
  reader.send({ query: { id: 3, stats: {} } })
  const refused = await reader.next('answer')
  assert.equal(refused.id, 3)
  assert.match(refused.refused!, /^No past is kept: start runqscope with a --history of more than 0\.$/)

  const past = new SlowPast()
  const failing = await FakeSession.start(t, { past })
  const other = await StreamReader.connect(failing.url)
  other.send({ query: { id: 4 } })
  await past.opened(1)
  past.open.shift()!.fail(new Error('its thread ended'))
  assert.equal((await other.next('answer')).refused, 'The past cannot be asked: its thread ended.')
})

test(
  'of one client so many questions wait, more are refused, and room is made by answers',
  guard,
  async t => {
    const past = new SlowPast()
    const session = await FakeSession.start(t, { past })
    const reader = await StreamReader.connect(session.url)
    for (let id = 1; id <= 28; id++) reader.send({ query: { id } })
    for (let id = 17; id <= 28; id++) {
      const { id: which, refused } = await reader.next('answer')
      assert.deepEqual([which, refused], [id, '16 questions wait for an answer already.'])
    }
    // Of one client no more than eight are with the past at once, and they stay in order.
    const order: number[] = []
    for (let id = 1; id <= 16; id++) {
      await past.opened(Math.min(8, 17 - id))
      assert.ok(past.open.length <= 8)
      order.push(answerNext(past).id)
      await reader.next('answer')
    }
    assert.deepEqual(
      order,
      Array.from({ length: 16 }, (_, i) => i + 1),
    )
    reader.send({ query: { id: 29 } })
    await past.opened(1)
    answerNext(past)
    assert.equal((await reader.next('answer')).refused, '')
  },
)

test(
  'who has used least of the past comes next, however many questions others have in line',
  guard,
  async t => {
    const past = new SlowPast()
    const session = await FakeSession.start(t, { past })
    const greedy: StreamReader[] = []
    for (let i = 0; i < 3; i++) {
      const reader = await StreamReader.connect(session.url)
      await reader.next('snapshot')
      greedy.push(reader)
      for (let id = 1; id <= 16; id++) reader.send({ query: { id: 100 * i + id } })
      await past.opened(8 * (i + 1))
    }
    // The past is full: eight questions of each, and eight of each wait.
    await sleep(20)
    assert.equal(past.open.length, 24)
    const modest = await StreamReader.connect(session.url)
    await modest.next('snapshot')
    for (let id = 901; id <= 905; id++) {
      modest.send({ query: { id } })
      // Its question is in line when the next place is free.
      await modest.ask({ unsubscribe: {} })
      answerNext(past)
      await past.opened(24)
      assert.equal(past.open.at(-1)!.id, id)
      past.open.pop()!.answer()
      assert.equal((await modest.next('answer')).id, id)
      await past.opened(24)
    }
  },
)

test('nothing is computed for a client that takes nothing, until it reads again', guard, async t => {
  const past = new SlowPast()
  const session = await FakeSession.start(t, {
    past,
    limits: { answerBytes: 64 << 10, softBytes: 1 << 20, flushMs: 5 },
  })
  const slow = await StreamReader.connect(session.url)
  await slow.ask({ subscribe: { all: true } })
  slow.ws.pause()
  for (let sent = 0; session.server.counts.transitionsLost === 0; sent += 4096) {
    session.server.onTransitions(transitions(sent, 4096))
    await sleep(1)
  }
  slow.send({ query: { id: 1 } })
  const other = await StreamReader.connect(session.url)
  other.send({ query: { id: 2 } })
  await past.opened(1)
  assert.equal(answerNext(past).id, 2)
  await other.next('answer')
  assert.equal(past.asked, 1)
  slow.ws.resume()
  await past.opened(1)
  assert.equal(answerNext(past).id, 1)
  assert.equal((await slow.next('answer')).id, 1)
})

test('a flood of questions is stopped, and does not use up what other messages may come', guard, async t => {
  const past = new SlowPast()
  const limits = { queriesAtOnce: 30, queriesPerSecond: 1, messagesAtOnce: 10, messagesPerSecond: 1 }
  const session = await FakeSession.start(t, { past, limits })
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  for (let id = 1; id <= 30; id++) reader.send({ query: { id } })
  await reader.ask({ subscribe: { goids: [1] } })
  for (let id = 31; id <= 300; id++) reader.send({ query: { id } })
  const closed = await reader.closed
  // A connection cut while the client still writes may reach it as a reset, before it reads why.
  if (closed.code !== 1006) assert.deepEqual(closed, { code: 1008, reason: 'more than 1 messages a second' })
  while (session.server.counts.clients > 0) await sleep(1)
  assert.equal(session.server.counts.malformed, 1)
  assert.ok(past.asked <= 8)
  assert.deepEqual(past.left, [0])
  // Its answers have nobody to go to, and the next client is served.
  while (past.open.length > 0) answerNext(past)
  const next = await StreamReader.connect(session.url)
  next.send({ query: { id: 1 } })
  await past.opened(1)
  answerNext(past)
  await next.next('answer')
})

test('a client that asks instead may go without the rows of the snapshot', guard, async t => {
  const session = await FakeSession.start(t, { limits: { snapshotMs: 60_000 } })
  session.live = liveGoroutines(25)
  const rows = async (query: string) => {
    const reader = await StreamReader.connect(`${session.url}${query}`)
    const { rows, total, goid, sites } = await reader.next('snapshot')
    assert.deepEqual([total, sites?.length], [25, 2])
    assert.equal(goid?.length, 8 * rows!)
    return rows
  }
  // One with rows was made just now, so the next of that kind would have to wait.
  assert.equal(await rows('?snapshot=1000'), 25)
  assert.equal(await rows('?snapshot=0'), 0)
  assert.equal(await rows('?token=none&snapshot=0'), 0)
})
