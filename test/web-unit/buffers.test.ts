import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buffersOf } from '../../web/src/link/buffers.js'

test('every buffer of an answer is found, once', () => {
  const shared = new Float64Array(4)
  const one = new Uint8Array(3)
  const two = new Uint32Array(2)
  const answer = {
    id: 3,
    heat: { column: one, max_ns: shared, again: new Uint8Array(shared.buffer, 8) },
    series: { sites: [{ site: 1, runs: two }, { site: 2 }] },
    gaps: [{ first_ns: 1 }],
    worst: { intervals: [{ goid: 1 }] },
    lanes: undefined,
  }
  assert.deepEqual(new Set(buffersOf(answer)), new Set([one.buffer, shared.buffer, two.buffer]))
  assert.equal(buffersOf(answer).length, 3)
})
