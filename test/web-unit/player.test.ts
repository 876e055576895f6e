import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Player } from '../../web/src/session/player.js'

test('a recording plays from its beginning and stands at its end', async () => {
  const player = new Player()
  player.setExtent(100, 2e9, 1_000)
  assert.equal(player.playing.value, true)
  assert.equal(player.now(1_000), 100)
  assert.equal(player.now(1_500), 100 + 500e6)
  assert.equal(player.now(9_000), 2e9)
  await Promise.resolve()
  assert.equal(player.playing.value, false)
  player.play(10_000)
  assert.equal(player.now(10_000), 100)
})

test('it does not begin by itself where somebody chose a place', () => {
  const player = new Player()
  player.startAt(5e8, 0)
  player.setExtent(0, 2e9, 10)
  assert.equal(player.playing.value, false)
  assert.equal(player.now(400), 5e8)
})

test('pausing, seeking and the speed keep the place', () => {
  const player = new Player()
  player.setExtent(0, 10e9, 0)
  player.pause(1_000)
  assert.equal(player.now(5_000), 1e9)
  player.play(5_000)
  player.setSpeed(0.1, 6_000)
  assert.equal(player.now(6_000), 2e9)
  assert.equal(player.now(7_000), 2.1e9)
  const seeks = player.seeks.value
  player.seek(20e9, 7_000)
  assert.equal(player.seeks.value, seeks + 1)
  assert.equal(player.now(7_000), 10e9)
})

test('a recording that is still being read goes on to its end', () => {
  const player = new Player()
  player.setExtent(0, 1e9, 0)
  player.setExtent(0, 3e9, 500)
  assert.equal(player.now(2_000), 2e9)
})

test('it waits for what is still being read, and stands at the end when there is no more', async () => {
  const player = new Player()
  player.setExtent(0, 1e9, 0, true)
  assert.equal(player.now(2_000), 1e9)
  await Promise.resolve()
  assert.equal(player.playing.value, true)
  player.setExtent(0, 3e9, 2_500, true)
  assert.equal(player.now(3_000), 2e9)
  assert.equal(player.now(9_000), 3e9)
  player.complete()
  assert.equal(player.now(9_500), 3e9)
  await Promise.resolve()
  assert.equal(player.playing.value, false)
})
