import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import type { Aggregate } from '../../lib/latency/report.js'
import type { LiveGoroutines } from '../../lib/model/live.js'
import type { SiteName } from '../../lib/model/sites.js'
import { REASON_NONE, State, TransitionBatch } from '../../lib/model/transition.js'
import { parseTrigger } from '../../lib/recording/trigger.js'
import { Watch } from '../../lib/recording/watch.js'
import { aggregate as anAggregate } from '../stream/session.js'

const MS = 1e6
const S = 1e9
const WORKER = 3
const READER = 4
const COLLECTOR = 5

const site = (name: string, system = false): SiteName => ({
  function: name,
  createdAt: '',
  createdBy: '',
  system,
})

interface Waiting {
  goid: number
  site: number
  sinceNs: number
  createdNs?: number
  state?: number
}

/** A session that stands still until it is told how it goes on. */
class Scene {
  readonly fired: string[] = []
  /** For which moments. */
  readonly firedNs: number[] = []
  readonly watch: Watch
  toldNs = 0
  readonly sites = {
    names: [
      site('unknown'),
      site('other sites'),
      site('C thread callback'),
      site('main.worker'),
      site('net.reader'),
      site('runtime.bgsweep', true),
    ],
    live: new Float64Array([0, 0, 0, 7, 2, 1]),
  }
  live: Waiting[] = []

  constructor(...conditions: string[]) {
    this.watch = new Watch(conditions.map(parseTrigger), this, (why, ns) => {
      this.fired.push(why)
      this.firedNs.push(ns)
    })
  }

  goroutines(): LiveGoroutines {
    const { live } = this
    return {
      length: live.length,
      goid: Float64Array.from(live, ({ goid }) => goid),
      state: Uint8Array.from(live, ({ state }) => state ?? State.Waiting),
      sinceNs: Float64Array.from(live, ({ sinceNs }) => sinceNs),
      createdNs: Float64Array.from(live, ({ createdNs }) => createdNs ?? Number.NaN),
      site: Uint32Array.from(live, ({ site }) => site),
      tid: new Uint32Array(live.length),
      reason: new Uint8Array(live.length).fill(REASON_NONE),
    }
  }

  /** A wait that ends. @param toldNs up to when the session has been told then */
  waited(atNs: number, ns: number, site: number, toldNs = atNs): void {
    const batch = new TransitionBatch(1)
    batch.length = 1
    batch.timeNs[0] = atNs
    batch.sinceNs[0] = atNs - ns
    batch.createdNs[0] = Number.NaN
    batch.goid[0] = 17
    batch.site[0] = site
    batch.kind[0] = Kind.READY
    batch.from[0] = State.Waiting
    batch.to[0] = State.Runnable
    this.toldNs = toldNs
    this.watch.sink(batch)
  }

  /** A goroutine of one more site comes. */
  meet(name: string): void {
    this.sites.names.push(site(name))
  }

  look(atNs: number, change: (aggregate: Aggregate) => void = () => undefined): void {
    this.toldNs = atNs
    const aggregate = { ...structuredClone(anAggregate(1)), time_ns: atNs, window_ns: S }
    change(aggregate)
    this.watch.look(aggregate)
  }
}

test('a long interval fires when it ends, of the sites that are meant', () => {
  const scene = new Scene('wait > 5s site:main.*')
  scene.waited(10 * S, 4.9 * S, WORKER)
  scene.waited(20 * S, 6 * S, READER)
  assert.deepEqual(scene.fired, [])
  scene.waited(30 * S, 6 * S, WORKER)
  assert.equal(scene.fired.length, 1)
  assert.match(scene.fired[0]!, /wait > 5s site:main\.\*: goroutine 17 of main\.worker, 6000\.0 ms of wait/)
})

test('a long interval fires for its end, however late the session has got to it', () => {
  const scene = new Scene('wait > 5s')
  scene.waited(30 * S, 6 * S, WORKER, 29.4 * S)
  assert.deepEqual(scene.firedNs, [30 * S])
})

test("the runtime's own goroutines count only where they are meant", () => {
  const scene = new Scene('wait > 5s')
  scene.waited(30 * S, 20 * S, COLLECTOR)
  assert.deepEqual(scene.fired, [])
  const meant = new Scene('wait > 5s site:runtime.*')
  meant.waited(30 * S, 20 * S, COLLECTOR)
  assert.equal(meant.fired.length, 1)
})

test('one that goes on fires as soon as it is too long, and not again when it ends', () => {
  const scene = new Scene('wait > 5s')
  scene.live = [{ goid: 17, site: WORKER, sinceNs: 10 * S }]
  scene.look(14.9 * S)
  assert.deepEqual(scene.fired, [])
  scene.look(15.6 * S)
  assert.equal(scene.fired.length, 1)
  for (let ns = 16 * S; ns < 20 * S; ns += 0.1 * S) scene.look(ns)
  assert.equal(scene.fired.length, 1)
  scene.waited(20 * S, 10 * S, WORKER)
  assert.equal(scene.fired.length, 1)
  // Another that became too long since the last look fires by its end.
  scene.waited(25.1 * S, 5.05 * S, WORKER)
  assert.equal(scene.fired.length, 2)
})

test('a goroutine in another state, or since when is not known, does not fire', () => {
  const scene = new Scene('ready_to_run > 5s')
  scene.live = [
    { goid: 1, site: WORKER, sinceNs: 0 },
    { goid: 2, site: WORKER, sinceNs: Number.NaN, state: State.Runnable },
    { goid: 3, site: WORKER, sinceNs: 0, createdNs: 0, state: State.Runnable },
  ]
  scene.look(100 * S)
  assert.deepEqual(scene.fired, [], 'the last one waits for its first run')
  scene.live.push({ goid: 4, site: WORKER, sinceNs: 95.5 * S, createdNs: 0, state: State.Runnable })
  scene.look(101 * S)
  assert.equal(scene.fired.length, 1)
  assert.match(scene.fired[0]!, /goroutine 4 /)
})

test('a figure fires when it has held for its time, and again only after it has not', () => {
  const scene = new Scene('ready_to_run.p99 > 10ms for 1s')
  const at = (ns: number, p99: number) =>
    scene.look(ns, ({ window }) => {
      window.ready_to_run.count = 5
      window.ready_to_run.p99_ns = p99
    })
  for (let ns = 0; ns <= 0.9 * S; ns += 0.1 * S) at(ns, 20 * MS)
  assert.deepEqual(scene.fired, [])
  at(0.95 * S, 5 * MS)
  for (let ns = S; ns < 2 * S; ns += 0.1 * S) at(ns, 20 * MS)
  assert.deepEqual(scene.fired, [], 'it has to hold without a break')
  for (let ns = 2 * S; ns < 5 * S; ns += 0.1 * S) at(ns, 20 * MS)
  assert.equal(scene.fired.length, 1)
  at(5 * S, 1 * MS)
  for (let ns = 6 * S; ns < 7.5 * S; ns += 0.1 * S) at(ns, 20 * MS)
  assert.equal(scene.fired.length, 2)
})

test('a figure of no interval is none', () => {
  const scene = new Scene('wait.max < 1ms')
  scene.look(S, ({ window }) => {
    window.wait = { ...window.wait, count: 0, max_ns: 0 }
  })
  assert.deepEqual(scene.fired, [])
})

test('figures of some sites alone', () => {
  const scene = new Scene('wait.max > 10ms site:main.worker', 'wait.rate > 1 site:main.worker')
  scene.waited(0.5 * S, 400 * MS, READER)
  scene.look(0.6 * S)
  assert.deepEqual(scene.fired, [])
  scene.waited(0.7 * S, 20 * MS, WORKER)
  scene.waited(0.8 * S, 20 * MS, WORKER)
  scene.look(0.9 * S)
  assert.equal(scene.fired.length, 2)
  // The window is a second long: afterwards there is nothing to tell.
  for (let ns = S; ns < 4 * S; ns += 0.1 * S) scene.look(ns)
  scene.waited(4.05 * S, 20 * MS, WORKER)
  scene.waited(4.06 * S, 20 * MS, WORKER)
  scene.look(4.1 * S)
  assert.equal(scene.fired.length, 4)
})

test('goroutines, of a state, of sites', () => {
  const scene = new Scene('goroutines > 5', 'goroutines.waiting > 2', 'goroutines > 6 site:main.*')
  scene.look(S, ({ goroutines, states }) => {
    goroutines.live = 5
    states.waiting = 2
    scene.sites.live[WORKER] = 6
  })
  assert.deepEqual(scene.fired, [])
  scene.look(2 * S, ({ goroutines, states }) => {
    goroutines.live = 6
    states.waiting = 3
    scene.sites.live[WORKER] = 7
  })
  assert.equal(scene.fired.length, 3)
})

test("the program's end", () => {
  const scene = new Scene('goroutines > 5000', 'exit')
  scene.watch.exited()
  assert.deepEqual(scene.fired, ['the program ended'])
})

test('a pattern that no site so far is as is told, once', () => {
  const scene = new Scene(
    'wait > 5s site:dns.*',
    'run.rate > 5 site:dns.*',
    'wait > 5s site:worker',
    'wait > 5s site:main.*',
    'goroutines > 5',
  )
  assert.deepEqual(scene.watch.unmatchedSites(), ['dns.*', 'worker'])
  scene.meet('github.com/miekg/dns.(*Server).serveUDPPacket')
  assert.deepEqual(scene.watch.unmatchedSites(), ['worker'])
  scene.waited(6 * S, 5.5 * S, scene.sites.names.length - 1)
  assert.equal(scene.fired.length, 1, 'and it fires by its short name')
})
