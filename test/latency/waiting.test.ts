import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { aggregate } from '../../lib/latency/aggregate.js'
import { Latency } from '../../lib/latency/latency.js'
import { waitingNow } from '../../lib/latency/waiting.js'
import { Model } from '../../lib/model/model.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'
import { BASE_NS, siteKinds, slotsOf } from '../model/tape.js'

const site = (name: string, system = false) => ({ function: name, createdAt: '', createdBy: '', system })
const names = [site('unknown'), site('main.worker'), site('runtime.bgsweep', true)]
const texts = ['', 'chan receive', 'select']

test('what waits is counted by reason, with the longest wait whose beginning is known', () => {
  const rows = [
    { state: State.Waiting, reason: 1, sinceNs: 700, site: 1 },
    { state: State.Waiting, reason: 2, sinceNs: 100, site: 1 },
    { state: State.Waiting, reason: 2, sinceNs: Number.NaN, site: 1 },
    { state: State.Waiting, reason: 2, sinceNs: 400, site: 0 },
    { state: State.Waiting, reason: REASON_NONE, sinceNs: Number.NaN, site: 1 },
    { state: State.Waiting, reason: 1, sinceNs: 1, site: 2 },
    { state: State.Runnable, reason: REASON_NONE, sinceNs: 5, site: 1 },
    { state: State.Undetermined, reason: REASON_NONE, sinceNs: Number.NaN, site: 1 },
  ]
  const live = {
    length: rows.length,
    goid: Float64Array.from(rows, (_, i) => i + 1),
    state: Uint8Array.from(rows, ({ state }) => state),
    sinceNs: Float64Array.from(rows, ({ sinceNs }) => sinceNs),
    createdNs: new Float64Array(rows.length).fill(Number.NaN),
    site: Uint32Array.from(rows, row => row.site),
    tid: new Uint32Array(rows.length),
    reason: Uint8Array.from(rows, ({ reason }) => reason),
  }
  assert.deepEqual(Object.entries(waitingNow(live, names, texts, 1000)), [
    ['select', { goroutines: 3, longest_ns: 900, since_unknown: 1 }],
    ['chan receive', { goroutines: 1, longest_ns: 300, since_unknown: 0 }],
    ['unknown', { goroutines: 1, longest_ns: null, since_unknown: 1 }],
  ])
})

test("the runtime's own are told from the live ones, and do not count among those that wait", () => {
  const system = 2
  const model = new Model({
    baseNs: BASE_NS,
    siteKinds,
    holdNs: 0,
    resolve: pc => site(`f${pc}`, pc === system),
  })
  const { bytes, slots } = slotsOf([
    { timeNs: 0, kind: Kind.CREATE, goid: 1, reason: 1, startpc: 1, gopc: 1 },
    { timeNs: 1, kind: Kind.CREATE, goid: 2, reason: 1, startpc: system, gopc: 2 },
    { timeNs: 10, kind: Kind.RUN, goid: 1, tid: 1 },
    { timeNs: 20, kind: Kind.PARK, goid: 1, tid: 1, reason: 2 },
    { timeNs: 30, kind: Kind.RUN, goid: 2, tid: 1 },
    { timeNs: 40, kind: Kind.PARK, goid: 2, tid: 1, reason: 1 },
    { timeNs: 50, kind: Kind.CREATE, goid: 3, reason: 1, startpc: 1, gopc: 1 },
  ])
  model.push(bytes, slots)
  model.end()
  const session = {
    time_ns: 60,
    duration_ns: 60,
    produced: 7,
    hits_per_s: 0,
    hit_cost_ns: 0,
    lost: 0,
    lost_by_cause: {},
  }
  const { goroutines } = aggregate(model, new Latency(), session, { waitReasons: texts })
  assert.deepEqual([goroutines.live, goroutines.live_system], [3, 1])
  assert.deepEqual(waitingNow(model.goroutines(), model.sites.names, texts, 60), {
    select: { goroutines: 1, longest_ns: 40, since_unknown: 0 },
  })
})
