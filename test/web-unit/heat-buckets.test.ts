import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BUCKETS,
  bucketOf,
  decades,
  lengthAt,
  lowerNs,
  placeOf,
} from '../../web/src/views/overview/buckets.js'

test('buckets begin where the protocol says', () => {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const lower = bucket < 4 ? bucket : 2 ** (Math.floor(bucket / 4) + 1) * (1 + (bucket % 4) / 4)
    assert.equal(lowerNs(bucket), lower)
  }
})

test('a length lies in the bucket whose bounds hold it', () => {
  for (let bucket = 0; bucket < 200; bucket++) {
    assert.equal(bucketOf(lowerNs(bucket)), bucket)
    // Just below the next bound.
    const next = lowerNs(bucket + 1)
    assert.equal(bucketOf(next * (1 - 2 ** -52)), bucket)
  }
})

test('places and lengths are each other’s inverse', () => {
  for (const ns of [0, 1, 2.5, 4, 5.5, 100, 1e3, 123456, 1e9, 3600e9]) {
    assert.ok(Math.abs(lengthAt(placeOf(ns)) - ns) <= ns * 1e-12)
  }
})

test('an octave is four rows high everywhere above 4 ns', () => {
  for (let ns = 4; ns < 1e12; ns *= 2) assert.equal(placeOf(ns * 2) - placeOf(ns), 4)
})

test('the axis is labelled with the decades within it', () => {
  assert.deepEqual(decades(placeOf(512), placeOf(2 ** 20)), [1e3, 1e4, 1e5, 1e6])
  assert.deepEqual(decades(placeOf(0), placeOf(16)), [1, 10])
})
