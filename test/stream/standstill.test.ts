import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { StreamReader } from './reader.js'
import { aggregate, FakeSession } from './session.js'

test('who could not be heard while the server itself stood still is not silent', {
  timeout: 60_000,
}, async t => {
  const silenceMs = 400
  const session = await FakeSession.start(t, { limits: { pingMs: 20, silenceMs, flushMs: 10 } })
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  for (let round = 0; round < 3; round++) {
    const untilMs = performance.now() + 2 * silenceMs
    // As in a process that is stopped: neither timers nor sockets are served.
    while (performance.now() < untilMs);
    await sleep(50)
  }
  assert.equal(session.server.counts.terminated, 0)
  session.server.publishAggregate(aggregate(1))
  await reader.next('aggregate')
})
