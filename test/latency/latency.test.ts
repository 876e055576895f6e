import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { aggregate, type SessionFigures } from '../../lib/latency/aggregate.js'
import { Latency, waitReasonText } from '../../lib/latency/latency.js'
import { Model } from '../../lib/model/model.js'
import { REASON_COROUTINE, REASON_NONE, REASON_PREEMPTED } from '../../lib/model/transition.js'
import { BASE_NS, siteKinds, slotsOf, type TapeEvent } from '../model/tape.js'

const session: SessionFigures = {
  time_ns: 0,
  duration_ns: 5,
  produced: 9,
  hits_per_s: 2,
  hit_cost_ns: 300,
  lost: 1,
  lost_by_cause: { ring_full: 1 },
}
const waitReasons = ['', 'select', 'coroutine']

function setUp(): { model: Model; latency: Latency; push: (events: TapeEvent[]) => void } {
  const model = new Model({
    baseNs: BASE_NS,
    siteKinds,
    holdNs: 0,
    resolve: pc => ({
      function: `main.f${pc}`,
      createdAt: 'main.go:1',
      createdBy: 'main.main',
      system: false,
    }),
  })
  const latency = new Latency()
  model.addSink(latency.sink)
  const push = (events: TapeEvent[]): void => {
    const { bytes, slots } = slotsOf(events)
    model.push(bytes, slots)
  }
  return { model, latency, push }
}

/** A life in site `pc`: `ready` ns until it runs, `run` ns until it exits. */
function life(goid: number, timeNs: number, pc: number, ready: number, run: number): TapeEvent[] {
  return [
    { timeNs, kind: Kind.CREATE, goid, reason: 1, startpc: pc, gopc: pc },
    { timeNs: timeNs + ready, kind: Kind.RUN, goid, tid: 1 },
    { timeNs: timeNs + ready + run, kind: Kind.GOSCHED, goid, tid: 1 },
    { timeNs: timeNs + 2 * ready + run, kind: Kind.RUN, goid, tid: 1 },
    { timeNs: timeNs + 2 * ready + 2 * run, kind: Kind.EXIT, goid, tid: 1 },
  ]
}

test('the window forgets after a second, the session does not', () => {
  const { model, latency, push } = setUp()
  const figures = (timeNs: number) =>
    aggregate(model, latency, { ...session, time_ns: timeNs }, { waitReasons })
  for (let tick = 0; tick < 30; tick++) {
    push(life(tick + 1, tick * 1e8, 1, 1000 * (tick + 1), 10))
    latency.tick((tick + 1) * 1e8)
    const { window, window_ns, stages } = figures((tick + 1) * 1e8)
    assert.equal(stages.create_to_run.count, tick + 1)
    assert.equal(stages.create_to_run.max_ns, 1000 * (tick + 1))
    assert.equal(window.create_to_run.count, Math.min(tick + 1, 9), `tick ${tick}`)
    assert.equal(window_ns, Math.min(tick + 1, 9) * 1e8)
  }
  for (let tick = 30; tick < 41; tick++) latency.tick((tick + 1) * 1e8)
  const { window, stages } = figures(42e8)
  assert.equal(window.create_to_run.count, 0)
  assert.equal(window.create_to_run.max_ns, 0)
  assert.equal(stages.create_to_run.count, 30)
  assert.equal(stages.lifetime.count, 30)
})

test('a tick that comes early moves nothing', () => {
  const { model, latency, push } = setUp()
  push(life(1, 0, 1, 50, 50))
  for (let i = 0; i < 100; i++) latency.tick(i * 1e5)
  assert.equal(aggregate(model, latency, session, { waitReasons }).window.run.count, 2)
})

test('sites come by ready→run time, and the limit cuts the rest', () => {
  const { model, latency, push } = setUp()
  push([...life(1, 0, 5, 10, 1), ...life(2, 1000, 6, 30, 1), ...life(3, 2000, 7, 20, 1)])
  const all = aggregate(model, latency, session, { waitReasons })
  assert.deepEqual(
    all.sites.map(site => site.function),
    ['main.f6', 'main.f7', 'main.f5'],
  )
  assert.deepEqual(all.sites[0].stages.ready_to_run, {
    count: 1,
    total_ns: 30,
    p50_ns: 30,
    p90_ns: 30,
    p99_ns: 30,
    p999_ns: 30,
    max_ns: 30,
  })
  assert.equal(all.sites[0].created_at, 'main.go:1')
  assert.equal(all.sites[0].created_by, 'main.main')
  const cut = aggregate(model, latency, session, { waitReasons, sitesMax: 2 })
  assert.deepEqual(cut.sites, all.sites.slice(0, 2))
})

test('what the session knows is passed through, and the sites sum up to the whole', () => {
  const { model, latency, push } = setUp()
  for (let i = 0; i < 500; i++) push(life(i + 1, i * 1e6, 1 + (i % 100), 100 + i, 50 + i))
  const report = aggregate(model, latency, session, { waitReasons })
  assert.equal(report.events, 2500)
  assert.deepEqual([report.produced, report.lost, report.lost_by_cause], [9, 1, { ring_full: 1 }])
  assert.equal(report.sites.length, 100)
  for (const stage of ['create_to_run', 'ready_to_run', 'run', 'lifetime'] as const) {
    let count = 0
    let total = 0
    for (const site of report.sites) {
      count += site.stages[stage].count
      total += site.stages[stage].total_ns
    }
    assert.deepEqual([count, total], [report.stages[stage].count, report.stages[stage].total_ns], stage)
    assert.ok(count >= 500)
  }
})

test('two reasons of one text are one line', () => {
  const { model, latency, push } = setUp()
  push([
    { timeNs: 0, kind: Kind.CREATE, goid: 1, reason: 1, startpc: 1, gopc: 1 },
    { timeNs: 10, kind: Kind.RUN, goid: 1, tid: 1 },
    { timeNs: 20, kind: Kind.PARK, goid: 1, tid: 1, reason: 2 },
    { timeNs: 50, kind: Kind.READY, goid: 1 },
    { timeNs: 60, kind: Kind.RUN, goid: 1, tid: 1 },
    { timeNs: 65, kind: Kind.CREATE, goid: 2, reason: 4, startpc: 1, gopc: 1 },
    { timeNs: 70, kind: Kind.CORO_SWITCH, goid: 2, tid: 1 },
    { timeNs: 90, kind: Kind.CORO_SWITCH, goid: 1, tid: 1 },
  ])
  for (let i = 0; i < 2; i++) {
    const { wait_reasons } = aggregate(model, latency, session, { waitReasons })
    assert.deepEqual(Object.keys(wait_reasons), ['coroutine'])
    const { count, total_ns, max_ns } = wait_reasons.coroutine
    assert.deepEqual({ count, total_ns, max_ns }, { count: 3, total_ns: 30 + 5 + 20, max_ns: 30 })
  }
})

test('wait reasons have texts', () => {
  assert.equal(waitReasonText(1, waitReasons), 'select')
  assert.equal(waitReasonText(REASON_PREEMPTED, waitReasons), 'preempted')
  assert.equal(waitReasonText(REASON_COROUTINE, waitReasons), 'coroutine')
  assert.equal(waitReasonText(REASON_NONE, waitReasons), 'unknown')
  assert.equal(waitReasonText(0, waitReasons), 'unknown')
})
