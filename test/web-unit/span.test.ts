import assert from 'node:assert/strict'
import { test } from 'node:test'
import { panned, SPAN_NS_MIN, whole, zoomed } from '../../web/src/session/span.js'

const span = { firstNs: 1000, lastNs: 2000 }

test('zooming keeps a moment where it is', () => {
  assert.deepEqual(zoomed(span, 0.5, 1250), { firstNs: 1125, lastNs: 1625 })
  assert.deepEqual(zoomed(span, 2, 2000), { firstNs: 0, lastNs: 2000 })
  for (const atNs of [1000, 1300, 2000]) {
    const { firstNs, lastNs } = zoomed(zoomed(span, 0.25, atNs), 4, atNs)
    assert.ok(Math.abs(firstNs - 1000) < 1e-6 && Math.abs(lastNs - 2000) < 1e-6)
  }
})

test('zooming ends at what can be told apart, and at a day', () => {
  const near = zoomed(span, 1e-9, 1500)
  assert.equal(near.lastNs - near.firstNs, SPAN_NS_MIN)
  const far = zoomed(span, 1e12, 1500)
  assert.equal(far.lastNs - far.firstNs, 86_400e9)
})

test('half of the range stays over what is kept', () => {
  const kept = { firstNs: 0, lastNs: 5000 }
  assert.deepEqual(panned(span, 300, kept), { firstNs: 1300, lastNs: 2300 })
  assert.deepEqual(panned(span, -1e9, kept), { firstNs: -500, lastNs: 500 })
  assert.deepEqual(panned(span, 1e9, kept), { firstNs: 4500, lastNs: 5500 })
  assert.deepEqual(panned(span, 1e9, { firstNs: 0, lastNs: 0 }), { firstNs: -500, lastNs: 500 })
})

test('a range has whole ends in order', () => {
  assert.deepEqual(whole(10.4, 99.6), { firstNs: 10, lastNs: 100 })
  assert.deepEqual(whole(99.6, 10.4), { firstNs: 10, lastNs: 100 })
  assert.deepEqual(whole(7, 7), { firstNs: 7, lastNs: 7 + SPAN_NS_MIN })
})
