import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AddressState, readHash, SPAN_NS_DEFAULT, writeHash } from '../../web/src/session/hash.js'

const following: AddressState = {
  route: { view: 'overview' },
  dock: '',
  following: true,
  firstNs: -SPAN_NS_DEFAULT,
  lastNs: 0,
  filter: '',
  system: false,
  params: {},
}

test('an address says only what differs from the default', () => {
  assert.equal(writeHash(following), '#/overview')
  assert.equal(writeHash({ ...following, firstNs: 100, lastNs: 60e9 + 100 }), '#/overview?span=60000000000')
  const paused = {
    ...following,
    route: { view: 'timeline' as const },
    following: false,
    firstNs: 12,
    lastNs: 3400,
  }
  assert.equal(writeHash(paused), '#/timeline?from=12&to=3400')
})

test('everything that makes up a view comes back from its address', () => {
  const states: AddressState[] = [
    following,
    { ...following, route: { view: 'goroutine', goid: 4_294_967_297 }, system: true },
    {
      ...following,
      route: { view: 'goroutines', site: 17 },
      filter: 'state:waiting reason:chan site:main.* wait>10ms',
    },
    {
      ...following,
      following: false,
      firstNs: 1_234_567_890_123,
      lastNs: 1_234_567_890_143,
      brush: { firstNs: 5, lastNs: 10.5, minNs: 1e3, maxNs: Number.POSITIVE_INFINITY, stages: [0, 1] },
      dock: 'timeline,sites',
      positionNs: 77,
      params: { sort: '-p99', pins: '3 4' },
    },
  ]
  for (const state of states) assert.deepEqual(readHash(writeHash(state)), state)
})

test('an address that makes no sense shows the default', () => {
  const senseless = [
    '',
    '#',
    '#/',
    '#/nonsense',
    '#/overview?from=5&to=4',
    '#/overview?from=x&to=9',
    '#/overview?from=1',
    '#/overview?span=-3',
    '#/overview?brush=1_2_3',
    '#/overview?brush=9_2_3_4_1',
    '#/<img src=x>?%%%=%',
  ]
  for (const hash of senseless) {
    const { params, ...state } = readHash(hash)
    const { params: _, ...expected } = following
    assert.deepEqual(state, expected, hash)
    assert.ok(Object.keys(params).length <= 1)
  }
  assert.deepEqual(readHash('#/goroutine').route, { view: 'goroutines' })
})

test('a parameter without a value is one that is on', () => {
  assert.deepEqual(readHash('#/overview?raw').params, { raw: '1' })
  assert.deepEqual(readHash('#/overview?raw=128').params, { raw: '128' })
})
