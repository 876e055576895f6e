import { EventEmitter } from 'node:events'
import { dropCauses } from './contract.gen.js'
import { RunqscopeError } from './errors.js'
import { aggregate } from './latency/aggregate.js'
import { Latency } from './latency/latency.js'
import type { Aggregate } from './latency/report.js'
import { type WaitingNow, waitingNow } from './latency/waiting.js'
import type { LiveGoroutines } from './model/live.js'
import { Model } from './model/model.js'
import type { Gap, TransitionSink } from './model/transition.js'
import type { Child } from './probe/child.js'
import type { ProbeListener, ProbeOptions } from './probe/probe.js'
import { openProgram, openWaiting, type Program } from './probe/program.js'
import { checkReached } from './probe/reach.js'
import { type Trial, tryMethods } from './probe/selftest.js'
import { standstill } from './probe/standstill.js'
import type { Starvation } from './probe/starvation.js'
import type { RecordedCounters } from './recording/walk.js'
import type { Session, SessionEvents } from './session.js'
import { LiveSource } from './source/live.js'
import type { EndReason, Source, SourceInfo } from './source/source.js'
import { type Summary, summarize } from './summary.js'

export interface AgentOptions {
  /** Count the runtime's own goroutines in the overall stages and wait reasons, too. */
  system?: boolean
  /** How often aggregates come, ms. */
  intervalMs?: number
  /** Sites in an aggregate, busiest first; the summary has all. */
  sitesMax?: number
}

export interface AttachOptions extends AgentOptions, ProbeOptions {
  /** Path of the library with Go inside, for a process that maps several. */
  library?: string
  /** Called with the source before it starts; returns the one to use in its place. */
  wrapSource?: (source: Source) => Source
  /** Called before the probes are armed: the moment to add sinks. */
  prepare?: (agent: Agent) => void | Promise<void>
}

const RESNAPSHOT_PAUSE_MS = 1000
const RATE_WINDOW_NS = 1e9

/**
 * One session, all stages in order: source → model → latency → aggregates and sinks. Nothing else knows them all.
 */
export class Agent extends EventEmitter<SessionEvents> implements Session {
  readonly baseNs: bigint
  /** Wall clock at the base. */
  readonly startedAtUnixMs: number
  readonly model: Model
  readonly latency: Latency
  readonly ended: Promise<Summary>
  armedNs = 0
  /** Everything that happened before this moment has been told to the sinks. */
  toldNs = 0

  private drainedNs = 0
  private endNs = Infinity
  /** Once it is over. */
  private starvation: Starvation | undefined
  private ticker: NodeJS.Timeout | undefined
  private resnapshot: NodeJS.Timeout | undefined
  private stopping: Promise<Summary> | undefined
  private resolveEnded!: (summary: Summary) => void
  private readonly lost = dropCauses.map(() => 0)
  private readonly rates: { ns: number; produced: number }[] = []

  constructor(
    readonly source: Source,
    private readonly options: AgentOptions = {},
  ) {
    super()
    this.baseNs = source.now()
    this.startedAtUnixMs = source.startedAtUnixMs ?? Date.now()
    this.model = new Model({ baseNs: this.baseNs, siteKinds: source.siteKinds, resolve: source.resolve })
    this.latency = new Latency({ system: options.system })
    this.model.addSink(this.latency.sink)
    this.ended = new Promise(resolve => {
      this.resolveEnded = resolve
    })
  }

  get info(): SourceInfo {
    return this.source.info
  }

  /** A sample is played as if it happened now; all of it is past nevertheless. */
  get recording(): boolean {
    return this.source.info.method === 'sample'
  }

  get sites(): Model['sites'] {
    return this.model.sites
  }

  get states(): Record<string, number> {
    return this.model.states
  }

  get live(): number {
    return this.model.counters.live
  }

  waiting(): Record<string, WaitingNow> {
    return waitingNow(this.goroutines(), this.sites.names, this.info.waitReasons, this.nowNs())
  }

  goroutines(): LiveGoroutines {
    return this.model.goroutines()
  }

  /** What the session has counted up to now. */
  counters(): RecordedCounters {
    const { model, source } = this
    const { produced } = source.counters()
    const kernel = this.starvation ?? source.starvation?.()
    const figures = { timeNs: this.nowNs(), produced, hitCostNs: source.hitCostNs }
    return { ...model.counters, ...figures, ...(kernel ? { kernel } : {}) }
  }

  /**
   * Adds a taker of every transition; `onGap` hears of losses, `onSnapshot` of each time that the live goroutines were
   * read from the target. Before `start`.
   */
  addSink(sink: TransitionSink, onGap?: (gap: Gap) => void, onSnapshot?: () => void): void {
    this.model.addSink(sink, onGap, onSnapshot)
  }

  /**
   * Arms the probes, then reads which goroutines there were before.
   * @param older false for a program that has not begun: nothing was there before
   */
  start(older = true): void {
    this.armedNs = this.sessionNs(this.source.start(this.listener))
    this.drainedNs = this.armedNs
    this.rates.push({ ns: this.armedNs, produced: 0 })
    if (older) this.takeSnapshot(this.armedNs)
    this.latency.tick(this.armedNs)
    this.ticker = setInterval(() => this.tick(), this.options.intervalMs ?? 100)
  }

  /** Whether it has been stopped, or told to. */
  get over(): boolean {
    return this.stopping !== undefined
  }

  /** Detaches, drains, and tells the whole session. Idempotent. */
  stop(reason: EndReason = 'requested'): Promise<Summary> {
    this.stopping ??= this.finish(reason)
    return this.stopping
  }

  /** The session so far; with all sites unless `sitesMax` says less. */
  aggregate(sitesMax?: number): Aggregate {
    const now = this.sessionNs(this.source.now())
    const { produced } = this.source.counters()
    return aggregate(
      this.model,
      this.latency,
      {
        time_ns: now,
        duration_ns: now - this.armedNs,
        produced,
        hits_per_s: this.hitRate(now, produced),
        hit_cost_ns: this.source.hitCostNs,
        lost: this.lost.reduce((sum, count) => sum + count, 0),
        lost_by_cause: Object.fromEntries(
          dropCauses.map(({ name }, cause) => [name.toLowerCase(), this.lost[cause]!]),
        ),
      },
      { waitReasons: this.source.info.waitReasons, sitesMax },
    )
  }

  sessionNs(monotonicNs: bigint): number {
    return Number(monotonicNs - this.baseNs)
  }

  /** The session's time: that of its end once it is over. */
  nowNs(): number {
    return Math.min(this.endNs, this.sessionNs(this.source.now()))
  }

  private readonly listener: ProbeListener = {
    batch: (bytes, slots, timeNs) => {
      this.drainedNs = this.sessionNs(timeNs)
      // A recording comes faster than its time went.
      this.latency.tick(this.drainedNs)
      if (slots > 0) this.model.push(bytes, slots)
    },
    gap: native => {
      const gap = {
        firstNs: this.sessionNs(native.firstNs),
        lastNs: this.sessionNs(native.lastNs),
        lost: native.lost,
      }
      native.lost.forEach((count, cause) => {
        this.lost[cause]! += count
      })
      this.model.gap(gap)
      this.emit('gap', gap)
      // A loss may hide exits and states for good; the target's memory tells how it is now.
      this.resnapshot ??= setTimeout(() => {
        this.resnapshot = undefined
        if (!this.stopping) this.takeSnapshotAgain()
      }, RESNAPSHOT_PAUSE_MS)
    },
    targetGone: how => {
      void this.stop(
        this.recording
          ? 'sample ended'
          : how === 'exit'
            ? 'target exited'
            : 'target executed another program',
      )
    },
  }

  private takeSnapshot(beginNs: number): void {
    const snapshot = this.source.snapshot(this.baseNs, beginNs)
    if (snapshot) this.model.applySnapshot(snapshot)
  }

  /** The target may be ending at this moment: a picture that cannot be had any more is no reason to fall. */
  private takeSnapshotAgain(): void {
    try {
      this.takeSnapshot(this.sessionNs(this.source.now()))
    } catch (error) {
      if (!(error instanceof RunqscopeError)) throw error
      this.emit('warning', `after a loss the goroutines could not be read again: ${error.message}`)
    }
  }

  private tick(): void {
    const now = this.sessionNs(this.source.now())
    this.model.advance(this.drainedNs)
    this.toldNs = this.drainedNs - this.model.holdNs
    this.latency.tick(now)
    this.emit('aggregate', this.aggregate(this.options.sitesMax ?? 100))
  }

  private async finish(reason: EndReason): Promise<Summary> {
    this.starvation = this.source.starvation?.(true)
    const askedNs = this.sessionNs(this.source.now())
    // By then the probes are out and all batches are in; the session is told whatever else went wrong.
    await this.source.stop().catch((error: Error) => this.emit('warning', error.message))
    clearInterval(this.ticker)
    clearTimeout(this.resnapshot)
    this.model.end()
    // What happened while the probes went out is told, too.
    const endNs = Math.max(askedNs, this.model.newestNs)
    this.endNs = endNs
    this.toldNs = endNs
    const last = { ...this.aggregate(), duration_ns: endNs - this.armedNs }
    this.emit('aggregate', last)
    const { counters } = this.model
    const summary = summarize(last, this.info, reason, counters, this.waiting(), this.starvation)
    this.emit('end', summary)
    this.resolveEnded(summary)
    return summary
  }

  /** Probe hits a second, over about the last second. */
  private hitRate(now: number, produced: number): number {
    const { rates } = this
    rates.push({ ns: now, produced })
    while (rates.length > 2 && now - rates[1]!.ns >= RATE_WINDOW_NS) rates.shift()
    const first = rates[0]!
    return now > first.ns ? ((produced - first.produced) * 1e9) / (now - first.ns) : 0
  }
}

/**
 * Attaches to a running Go process, or to Go inside another program, and starts a session.
 * @throws RunqscopeError when the process, its binary, the kernel or the privilege is not what is needed
 */
export async function attach(pid: number, options: AttachOptions = {}): Promise<Agent> {
  // The kernel is tried on another thread while this one plans.
  const trying = tryMethods(options.method)
  const program = openProgram(pid, options.library)
  return begin(program, { ...options, method: await methodOf(trying, program) }, true)
}

/** Attaches to a command that waits before its execve: it is seen from its first instruction. Throws as `attach`. */
export async function attachChild(child: Child, options: AttachOptions = {}): Promise<Agent> {
  const trying = tryMethods(options.method)
  const program = openWaiting(child.pid, child.executable, child.command)
  return begin(program, { ...options, method: await methodOf(trying, program), allowedExecs: 1 }, false)
}

/** The way to attach that was found to work. A kernel that cannot do what was asked for is refused. */
async function methodOf(trying: Promise<Trial>, { target }: Program): Promise<ProbeOptions['method']> {
  const { method, error } = await trying
  if (!error) return method
  target.close()
  throw error
}

/** @param older whether there may be goroutines from before the attach */
async function begin({ target, plan }: Program, options: AttachOptions, older: boolean): Promise<Agent> {
  let source: LiveSource | undefined
  try {
    target.checkUnchanged()
    source = LiveSource.attach(target, plan, options)
    if (older) {
      source.openMemory()
      checkReached(target, plan)
    }
    const agent = new Agent(options.wrapSource?.(source) ?? source, options)
    await options.prepare?.(agent)
    // The probes are in by now: if another program came into the process before, they would tell nothing, or lies.
    target.checkUnchanged()
    const still = standstill(target.pid)
    if (still) agent.emit('warning', still)
    void agent.ended.then(() => target.close())
    // Whoever wanted it to end while it was prepared has a session in which nothing happened.
    if (agent.over) return agent
    agent.start(older)
    // Not waited for: the session is under way, and the cost of a hit says until then that it is unknown.
    source
      .calibrate()
      .catch((error: Error) => agent.emit('warning', `the cost of a hit is unknown: ${error.message}`))
    return agent
  } catch (error) {
    source?.close()
    target.close()
    throw error
  }
}
