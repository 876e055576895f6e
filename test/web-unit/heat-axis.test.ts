import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LatencyAxis } from '../../web/src/views/overview/axis.js'

function settle(axis: LatencyAxis, fromMs: number): number {
  let nowMs = fromMs
  while (axis.step(nowMs, false) && nowMs < fromMs + 5000) nowMs += 16
  return nowMs
}

test('the axis covers what occurs, in whole octaves, however long', () => {
  const axis = new LatencyAxis()
  for (const [low, high] of [
    [40, 77],
    [3, 77],
    [30, 201],
  ] as const) {
    axis.cover(low, high, 0)
    settle(axis, 0)
    assert.ok(axis.low <= low && axis.high > high)
    assert.equal(axis.low % 4, 0)
    assert.equal(axis.high % 4, 0)
  }
  assert.deepEqual([axis.low, axis.high], [0, 204])
})

test('it grows in steps that lead nowhere else, within a quarter of a second', () => {
  const axis = new LatencyAxis()
  axis.cover(40, 70, 0)
  axis.step(0, false)
  axis.cover(40, 100, 16)
  let before = axis.high
  let nowMs = 16
  for (; axis.high < 104; nowMs += 16) {
    axis.step(nowMs, false)
    assert.ok(axis.high >= before && axis.high <= 104)
    before = axis.high
    assert.ok(nowMs < 400)
  }
  assert.ok(nowMs > 50)
})

test('it shrinks only after what needed it has been gone for two seconds', () => {
  const axis = new LatencyAxis()
  axis.cover(40, 100, 0)
  axis.cover(40, 70, 1500)
  assert.equal(axis.targetHigh, 104)
  axis.cover(40, 100, 1600)
  axis.cover(40, 70, 3500)
  assert.equal(axis.targetHigh, 104)
  axis.cover(40, 70, 3700)
  assert.equal(axis.targetHigh, 72)
})

test('nothing to cover changes nothing; without motion it is there at once', () => {
  const axis = new LatencyAxis()
  const { targetLow, targetHigh } = axis
  axis.cover(255, 0, 0)
  assert.deepEqual([axis.targetLow, axis.targetHigh], [targetLow, targetHigh])
  axis.cover(40, 70, 0)
  axis.cover(40, 90, 1)
  axis.step(1, true)
  assert.equal(axis.high, 92)
})
