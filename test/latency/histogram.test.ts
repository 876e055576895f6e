import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketOf, Histograms, middleOf } from '../../lib/latency/histogram.js'
import { random } from '../model/world.js'

const edges = [
  0,
  1,
  63,
  64,
  65,
  127,
  128,
  2 ** 22,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 31 + 1,
  2 ** 32,
  2 ** 52,
  2 ** 53 - 1,
]

test('every duration is told within 1 %', () => {
  const next = random(7)
  const durations = [...edges]
  for (let i = 0; i < 100_000; i++) durations.push(Math.floor(2 ** (next() * 53)))
  for (const ns of durations) {
    const told = middleOf(bucketOf(ns))
    assert.ok(Math.abs(told - ns) <= ns / 128, `${ns} is told as ${told}`)
  }
})

test('buckets follow each other without hole or overlap', () => {
  let last = -1
  for (let ns = 0; ns < 5000; ns++) {
    const bucket = bucketOf(ns)
    assert.ok(bucket === last || bucket === last + 1, `at ${ns}: ${last} → ${bucket}`)
    last = bucket
  }
  for (let power = 13; power < 53; power++) {
    assert.equal(bucketOf(2 ** power), bucketOf(2 ** power - 1) + 1, `at 2^${power}`)
  }
})

function sample(length: number, seed: number): number[] {
  const next = random(seed)
  return Array.from({ length }, () => Math.floor(10 ** (1 + 8 * next())))
}

function fill(histograms: Histograms, durations: readonly number[]): number {
  const id = histograms.add()
  for (const ns of durations) histograms.record(id, bucketOf(ns), ns)
  return id
}

function check(histograms: Histograms, id: number, durations: readonly number[]): void {
  const sorted = durations.toSorted((a, b) => a - b)
  assert.equal(histograms.count(id), sorted.length)
  assert.equal(
    histograms.total(id),
    sorted.reduce((sum, ns) => sum + ns, 0),
  )
  assert.equal(histograms.max(id), sorted.at(-1) ?? 0)
  const qs = [0.001, 0.5, 0.9, 0.99, 0.999, 1]
  for (const [i, told] of histograms.quantiles(id, qs).entries()) {
    const exact = sorted[Math.ceil(qs[i] * sorted.length) - 1]
    assert.ok(Math.abs(told - exact) <= exact * 0.01, `p${qs[i]}: ${told}, exactly ${exact}`)
  }
}

test('count, total and max are exact, quantiles within 1 %, for many histograms side by side', () => {
  const histograms = new Histograms()
  const samples = Array.from({ length: 300 }, (_, i) => sample(1 + i * 7, i + 1))
  const ids = samples.map(durations => fill(histograms, durations))
  for (const [i, id] of ids.entries()) check(histograms, id, samples[i])
})

test('merging is recording all; the source stays; clearing leaves nothing', () => {
  const histograms = new Histograms()
  const a = sample(1000, 1)
  const b = sample(3000, 2)
  const [into, from] = [fill(histograms, a), fill(histograms, b)]
  histograms.merge(into, from)
  check(histograms, into, [...a, ...b])
  check(histograms, from, b)
  histograms.clear(into)
  assert.equal(histograms.count(into), 0)
  assert.deepEqual(histograms.quantiles(into, [0.5, 1]), [0, 0])
  histograms.merge(into, from)
  check(histograms, into, b)
})

test('more than 2^32 of one bucket are counted', () => {
  const histograms = new Histograms()
  const id = fill(histograms, [50])
  // Doubling by merges: 2^33 values of 50, and then as many of 60.
  for (let i = 0; i < 33; i++) {
    const copy = histograms.add()
    histograms.merge(copy, id)
    histograms.merge(id, copy)
  }
  const other = fill(histograms, [60])
  for (let i = 0; i < 33; i++) {
    const copy = histograms.add()
    histograms.merge(copy, other)
    histograms.merge(other, copy)
  }
  histograms.merge(id, other)
  assert.equal(histograms.count(id), 2 ** 34)
  assert.deepEqual(histograms.quantiles(id, [0.25, 0.5, 0.51, 0.99]), [50, 50, 60, 60])
})

test('recording over the end of a 32-bit counter carries', () => {
  const histograms = new Histograms()
  const id = fill(histograms, [50])
  for (let i = 0; i < 32; i++) {
    const copy = histograms.add()
    histograms.merge(copy, id)
    if (i === 31) break
    histograms.merge(id, copy)
  }
  // 2^31 values; the rest up to 2^32 - 1 by merges of the smaller halves.
  let part = fill(histograms, [50])
  for (let i = 0; i < 31; i++) {
    histograms.merge(id, part)
    const twice = histograms.add()
    histograms.merge(twice, part)
    histograms.merge(twice, part)
    part = twice
  }
  assert.equal(histograms.count(id), 2 ** 32 - 1)
  histograms.record(id, bucketOf(50), 50)
  histograms.record(id, bucketOf(60), 60)
  assert.equal(histograms.count(id), 2 ** 32 + 1)
  assert.deepEqual(histograms.quantiles(id, [0.5, 0.999999]), [50, 50])
})
