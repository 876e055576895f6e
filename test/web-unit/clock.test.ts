import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SessionClock } from '../../web/src/session/clock.js'

test('time goes on between two messages, and not far beyond the latest', () => {
  const clock = new SessionClock()
  assert.equal(clock.now(5), 0)
  clock.told(1e9, 100)
  assert.equal(clock.now(100), 1e9)
  assert.equal(clock.now(120), 1.02e9)
  assert.equal(clock.now(5_000), 1.05e9)
})

test('it never goes back, however uneven the messages come', () => {
  const clock = new SessionClock()
  let random = 1
  let before = 0
  for (let ms = 0; ms < 20_000; ms++) {
    random = (random * 16_807) % 2_147_483_647
    // The server is up to 40 ms behind what it tells next.
    if (random % 17 === 0) clock.told(Math.max(0, ms * 1e6 - (random % 40) * 1e6), ms)
    const now = clock.now(ms)
    assert.ok(now >= before, `${now} after ${before}`)
    before = now
  }
  assert.ok(Math.abs(before - 20_000e6) < 60e6)
})

test('a small difference is made up for a part at a time, a large one at once', () => {
  const clock = new SessionClock()
  clock.told(1e9, 0)
  clock.told(1.12e9, 100)
  assert.ok(Math.abs(clock.now(100) - 1.102e9) < 1)
  clock.told(9e9, 110)
  assert.equal(clock.now(110), 9e9)
})

test('it stands still when nothing comes any more, and shows all that is there', () => {
  const clock = new SessionClock()
  clock.told(1e9, 0)
  clock.told(1.1e9, 50)
  clock.stop()
  assert.equal(clock.now(60), 1.1e9)
  assert.equal(clock.now(9_000), 1.1e9)
  clock.told(8e9, 9_000)
  assert.equal(clock.now(9_000), 8e9)
  clock.reset()
  assert.equal(clock.now(9_100), 0)
})
