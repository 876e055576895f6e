import type { TestContext } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import type { Aggregate, StageStats, Stages } from '../../lib/latency/report.js'
import { State, TransitionBatch } from '../../lib/model/transition.js'
import type { LiveGoroutines, StreamSite } from '../../lib/stream/frames.js'
import { type StreamOptions, StreamServer } from '../../lib/stream/server.js'

/** A session made up of arithmetic, behind a real server: every value can be told from its row number. */
export class FakeSession {
  readonly sites: StreamSite[] = []
  live: LiveGoroutines = liveGoroutines(3)
  snapshots = 0
  readonly server: StreamServer
  url = ''

  constructor(options: Partial<StreamOptions> = {}) {
    this.addSites(2)
    this.server = new StreamServer({
      listen: '127.0.0.1:0',
      hello: {
        version: '0.1.0',
        pid: 4242,
        goVersion: 'go1.26.8',
        syscalls: true,
        command: '/srv/app --port 80',
        baseNs: '9007199254740993123',
        startedAtUnixMs: 1_700_000_000_000,
        waitReasons: ['', 'GC assist marking', 'IO wait'],
        recording: false,
      },
      getSnapshot: () => {
        this.snapshots++
        return this.live
      },
      getSites: from => this.sites.slice(from),
      ...options,
    })
  }

  /** Starts a server that is closed when the test ends. */
  static async start(t: TestContext, options: Partial<StreamOptions> = {}): Promise<FakeSession> {
    const session = new FakeSession(options)
    session.url = (await session.server.start()).url
    t.after(() => session.server.close())
    return session
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  addSites(count: number): void {
    for (let i = 0; i < count; i++) {
      const site = this.sites.length
      this.sites.push({
        site,
        function: `main.worker${site}`,
        created_at: `/src/main.go:${site}`,
        created_by: 'main.main',
        system: site === 1,
      })
    }
  }
}

/** Rows `first … first+count-1` of the endless run of transitions: goid and site count round, times count up. */
export function transitions(first: number, count: number, goids = 100, sites = 2): TransitionBatch {
  const batch = new TransitionBatch(count)
  batch.length = count
  for (let i = 0; i < count; i++) {
    const row = first + i
    batch.timeNs[i] = row * 1000 + 0.5
    batch.sinceNs[i] = row % 7 === 0 ? Number.NaN : row * 1000 - 300
    batch.goid[i] = 1 + (row % goids)
    batch.other[i] = row % 3 === 0 ? 0 : 2 ** 40 + row
    batch.tid[i] = 4_000_000_000 + (row % 8)
    batch.site[i] = row % sites
    batch.p[i] = row % 5 === 0 ? 65535 : row % 64
    batch.kind[i] = Kind.RUN
    batch.from[i] = State.Runnable
    batch.to[i] = State.Running
    batch.reason[i] = 255
    batch.endedReason[i] = row % 251
    batch.flags[i] = row % 8
  }
  return batch
}

export function liveGoroutines(count: number): LiveGoroutines {
  const live: LiveGoroutines = {
    timeNs: 5_000_000,
    length: count,
    total: count,
    goid: new Float64Array(count),
    sinceNs: new Float64Array(count),
    site: new Uint32Array(count),
    tid: new Uint32Array(count),
    state: new Uint8Array(count),
    reason: new Uint8Array(count),
    flags: new Uint8Array(count),
  }
  for (let i = 0; i < count; i++) {
    live.goid[i] = 2 ** 33 + i
    live.sinceNs[i] = i === 0 ? Number.NaN : i * 10
    live.site[i] = i % 2
    live.tid[i] = i * 3
    live.state[i] = State.Waiting
    live.reason[i] = 2
    live.flags[i] = i % 2
  }
  return live
}

/** An aggregate in which every number follows from `n`. */
export function aggregate(n: number, sites = 2): Aggregate {
  return {
    time_ns: n * 1e8,
    duration_ns: n * 1e8 - 1,
    events: n * 1000,
    produced: n * 1000 + 7,
    hits_per_s: 10_000 + n,
    hit_cost_ns: 431.25,
    lost: 7,
    lost_by_cause: { ring_full: 4, g_fault: 0, pool_empty: 3 },
    undetermined: 2,
    censored: 3,
    disagreements: 1,
    goroutines: { seen: 10 + n, snapshot: 4, created: 6 + n, exited: 5, live: 5 + n, live_system: 1 },
    states: { runnable: 2, running: 1, waiting: 2 + n },
    stages: stages(n),
    window_ns: 1e9,
    window: stages(n + 1),
    wait_reasons: { 'IO wait': stats(n + 2), 'chan receive': stats(n + 3) },
    sites: Array.from({ length: sites }, (_, site) => ({
      site,
      function: `main.worker${site}`,
      created_at: `/src/main.go:${site}`,
      created_by: 'main.main',
      system: site === 1,
      live: 1,
      created: 2 + site,
      exited: 1,
      stages: stages(site),
    })),
  }
}

function stages(n: number): Stages {
  return {
    create_to_run: stats(n),
    ready_to_run: stats(n + 10),
    run: stats(n + 20),
    wait: stats(n + 30),
    syscall: stats(0),
    lifetime: stats(n + 40),
  }
}

function stats(n: number): StageStats {
  return {
    count: n,
    total_ns: n * 2 ** 40,
    p50_ns: n * 100,
    p90_ns: n * 200,
    p99_ns: n * 300.5,
    p999_ns: n * 400,
    max_ns: n * 500,
  }
}
