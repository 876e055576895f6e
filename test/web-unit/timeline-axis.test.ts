import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseLabel, exactLength, sessionTime, tickLabel, ticksOf } from '../../web/src/views/timeline/axis.js'
import { AXIS, Plot, ROW } from '../../web/src/views/timeline/plot.js'

const thin = (text: string) => text.replaceAll('\u2009', ' ')

test('steps are 1, 2 or 5 times a power of ten and leave room', () => {
  for (let min = 1; min < 1e11; min *= 1.7) {
    const { stepNs } = ticksOf(0, min * 10, min)
    assert.ok(stepNs >= min * 0.999 && stepNs <= min * 2.6, `${min}: ${stepNs}`)
    const digit = Number(String(stepNs.toExponential()).split('e')[0])
    assert.ok([1, 2, 5].includes(Math.round(digit)), String(stepNs))
  }
  assert.equal(ticksOf(0, 20, 0.3).stepNs, 1)
})

test('wide ranges are labelled with the session time', () => {
  const ticks = ticksOf(10e9, 20e9, 1e9)
  assert.equal(ticks.baseNs, 0)
  assert.equal(tickLabel(12e9, ticks), '12 s')
  assert.equal(baseLabel(ticks), '')
  const finer = ticksOf(10e9, 10.5e9, 50e6)
  assert.equal(tickLabel(10.05e9, finer), '10.05 s')
})

test('deep in, labels are relative to a base that is told', () => {
  const ticks = ticksOf(12_345_678_900, 12_345_678_950, 5)
  assert.equal(ticks.stepNs, 5)
  assert.equal(ticks.baseNs, 12_345_678_900)
  assert.equal(thin(baseLabel(ticks)), '12.345 678 900 s')
  assert.equal(tickLabel(12_345_678_925, ticks), '+25 ns')
  const coarser = ticksOf(12_345_678_900, 12_345_688_900, 500)
  assert.equal(tickLabel(coarser.baseNs + 4500, coarser), '+4.5 µs')
})

test('times keep their nanoseconds after days', () => {
  const days = 40 * 86_400e9 + 123_456_789
  assert.equal(thin(sessionTime(days)), '3,456,000.123 456 789 s')
  assert.equal(thin(exactLength(1_234_567)), '1.234 567 ms')
  assert.equal(exactLength(999), '999 ns')
  assert.equal(thin(exactLength(1_000)), '1.000 µs')
  assert.equal(exactLength(0), '0 ns')
})

test('places and times turn into each other to the nanosecond, days after the base', () => {
  const plot = new Plot()
  plot.width = 1000
  plot.height = 500
  plot.ratio = 2
  const dayNs = 86_400e9
  plot.setRange(dayNs + 5, dayNs + 105, 2000)
  for (const ns of [5, 6, 55, 105]) assert.ok(Math.abs(plot.nsAt(plot.x(dayNs + ns)) - dayNs - ns) < 0.01)
  assert.ok(Math.abs(plot.x(dayNs + 105) - 1000) <= 0.5)
})

test('while time goes on the scale stays and whole columns move', () => {
  const plot = new Plot()
  plot.width = 1000
  plot.setRange(20e9, 30e9, 1000)
  const { perNs } = plot.scale
  const { column } = plot
  plot.setRange(20e9 + 50_000_000.3, 30e9 + 50_000_000.3, 1000)
  assert.equal(plot.scale.perNs, perNs)
  assert.equal(plot.column - column, 5)
  assert.ok(plot.scale.shift >= 0 && plot.scale.shift < 1)
})

test('rows are found by height', () => {
  const plot = new Plot()
  plot.height = AXIS + ROW * 3
  plot.scrolled = ROW * 2
  plot.rows = Array(10).fill({})
  assert.equal(plot.rowAt(AXIS - 1), -1)
  assert.equal(plot.rowAt(AXIS), 2)
  assert.equal(plot.y(2), AXIS)
  assert.deepEqual([plot.firstRow, plot.endRow], [2, 5])
})
