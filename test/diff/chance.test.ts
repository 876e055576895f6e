import assert from 'node:assert/strict'
import test from 'node:test'
import { BUCKETS, coarseBucketOf, edgeOf, quantileOf } from '../../lib/diff/buckets.js'
import { adjusted, beyond, quantileOfT } from '../../lib/diff/chance.js'
import { randomOf, schemesOf } from '../../lib/diff/resamples.js'

const near = (value: number, wanted: number, within: number) =>
  assert.ok(Math.abs(value - wanted) <= within, `${value}, not ${wanted}`)

test("Student's t as in the tables", () => {
  const table: [t: number, freedom: number, both: number][] = [
    [12.706, 1, 0.05],
    [2.228, 10, 0.05],
    [3.169, 10, 0.01],
    [2.042, 30, 0.05],
    [1.96, 1e6, 0.05],
    [4.587, 10, 0.001],
  ]
  for (const [t, freedom, both] of table) {
    near(beyond(t, freedom), both, both * 0.01)
    near(beyond(-t, freedom), both, both * 0.01)
    near(quantileOfT(both, freedom), t, t * 0.002)
  }
  assert.equal(beyond(0, 7), 1)
  // Below the smallest double's neighbourhood it is still a probability.
  assert.ok(beyond(60, 20) > 0 && beyond(60, 20) < 1e-20)
})

test('chances are adjusted for their number', () => {
  assert.deepEqual(adjusted([]), [])
  assert.deepEqual(adjusted([0.03]), [0.03])
  // 0.01 × 4 / 1, 0.02 × 4 / 2, 0.03 × 4 / 3, 0.5 × 4 / 4: never more than that of a larger one.
  for (const [i, value] of adjusted([0.03, 0.01, 0.5, 0.02]).entries())
    near(value, [0.04, 0.04, 0.5, 0.04][i]!, 1e-12)
})

test('buckets hold what they say, and quantiles lie within one of the truth', () => {
  const next = randomOf(5)
  for (let i = 0; i < 20_000; i++) {
    const ns = Math.floor(2 ** (next() * 52))
    const bucket = coarseBucketOf(ns)
    assert.ok(bucket < BUCKETS && edgeOf(bucket) <= ns && ns < edgeOf(bucket + 1), `${ns} in ${bucket}`)
  }
  const values = Array.from({ length: 5000 }, () => Math.floor(1e6 * next() ** 3)).sort((a, b) => a - b)
  const counts = new Float64Array(BUCKETS)
  for (const ns of values) counts[coarseBucketOf(ns)]!++
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    const truth = values[Math.ceil(share * values.length) - 1]!
    near(quantileOf(counts, values.length, share), truth, truth / 32 + 1)
  }
})

test('every scheme draws as many groups as there are, and each with the same chance', () => {
  const files = Array.from({ length: 48 }, (_, block) => Math.floor(block / 12))
  const resamples = 2000
  const schemes = schemesOf(
    files,
    files.map(() => 1e9),
    resamples,
    randomOf(1),
  )
  assert.deepEqual(
    schemes.map(({ groups }) => groups.length),
    [48, 12, 4, 4],
  )
  for (const { groups, weights, toldNs } of schemes) {
    const drawn = Array.from(files, () => 0)
    for (const [i, weight] of weights.entries()) drawn[i % 48]! += weight
    for (const times of drawn) near(times / resamples, 1, 5 / Math.sqrt(resamples))
    for (const group of groups) assert.equal(new Set(group.map(block => files[block])).size, 1)
    assert.ok(toldNs.every(ns => ns === 48e9))
  }
  assert.deepEqual(schemesOf([0], [1], 10, randomOf(1)), [])
})
