import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { FramePool } from '../../lib/stream/framepool.js'
import { decodeTransitions, type WireTransitions } from '../../lib/stream/wire.js'
import { StreamReader } from './reader.js'
import { FakeSession, transitions } from './session.js'

const ROWS = 4096

test('memory is used again when the last who needs it has done with it, and not before', () => {
  const pool = new FramePool(1000)
  const frame = pool.take(900)
  frame.hold()
  frame.hold()
  frame.release()
  frame.release()
  assert.notEqual(pool.take(900).bytes.buffer, frame.bytes.buffer)
  frame.release()
  const again = pool.take(950)
  assert.equal(again.bytes.buffer, frame.bytes.buffer)
  assert.equal(again.bytes.length, 950)
  const small = pool.take(400)
  small.release()
  assert.notEqual(pool.take(400).bytes.buffer, small.bytes.buffer)
})

/** Checks that every row is as it was made, and counts. */
function check(message: WireTransitions): number {
  const columns = decodeTransitions(message)
  const row = (columns.time_ns[0]! - 0.5) / 1000
  const made = transitions(row, columns.rows)
  assert.deepEqual(columns.time_ns, made.timeNs)
  assert.deepEqual(columns.goid, made.goid)
  assert.deepEqual(columns.other, made.other)
  assert.deepEqual(columns.tid, made.tid)
  assert.deepEqual(columns.ended_reason, made.endedReason)
  assert.deepEqual(columns.flags, made.flags)
  return columns.rows
}

test('what waits for a slow client is not written over, whoever else comes and goes', {
  timeout: 60_000,
}, async t => {
  const session = await FakeSession.start(t, { limits: { flushRows: ROWS, flushMs: 5, softBytes: 3 << 20 } })
  const subscribed = async () => {
    const reader = await StreamReader.connect(session.url)
    await reader.ask({ subscribe: { all: true } })
    return reader
  }
  const slow = [await subscribed(), await subscribed()]
  const fast = await subscribed()
  let sent = 0
  let taken = 0
  const take = (reader: StreamReader) =>
    reader.messages
      .splice(0)
      .reduce((sum, { transitions }) => sum + (transitions ? check(transitions) : 0), 0)
  for (let round = 0; round < 12; round++) {
    for (const reader of slow) reader.ws.pause()
    // One that goes while frames wait for it: its share of them is given back in an error.
    const leaving = await subscribed()
    leaving.ws.pause()
    for (let frame = 0; frame < 24; frame++) {
      session.server.onTransitions(transitions(sent, ROWS))
      sent += ROWS
      if (frame === 12) leaving.ws.terminate()
      await turn()
    }
    for (const reader of slow) reader.ws.resume()
    while (taken < sent) {
      await turn()
      taken += take(fast)
    }
  }
  for (const reader of slow) {
    let received = 0
    let lost = 0
    while (received + lost < sent) {
      await turn()
      for (const message of reader.messages.splice(0)) {
        if (message.transitions) received += check(message.transitions)
        lost += message.client_loss?.lost ?? 0
      }
    }
    assert.ok(received > 12 * ROWS, `${received} rows`)
  }
})
