import { EventEmitter } from 'node:events'
import type { AgentOptions } from './agent.js'
import { dropCauses } from './contract.gen.js'
import { RunqscopeError } from './errors.js'
import { aggregate, type Population } from './latency/aggregate.js'
import { Latency } from './latency/latency.js'
import type { Aggregate } from './latency/report.js'
import { type WaitingNow, waitingNow } from './latency/waiting.js'
import type { LiveGoroutines } from './model/live.js'
import { lossByNumber } from './model/losscauses.js'
import { type Gap, stateNames, type TransitionBatch, type TransitionSink } from './model/transition.js'
import { Census } from './recording/census.js'
import { openRecording, type Recording } from './recording/open.js'
import { Progress } from './recording/progress.js'
import type { RecordedGap, RecordingVisitor } from './recording/walk.js'
import type { Session, SessionEvents } from './session.js'
import type { EndReason, SourceInfo } from './source/source.js'
import { type Summary, summarize } from './summary.js'

const causes = dropCauses.map(({ name }) => name.toLowerCase())

/** Thrown through a walk to end it. */
class Stopped extends Error {}

/**
 * A recording as a session: the same sinks, the same figures as when it happened, as fast as it can be read. Needs
 * neither the addon nor Linux.
 */
export class Replay extends EventEmitter<SessionEvents> implements Session {
  readonly recording = true
  readonly info: SourceInfo
  readonly baseNs: bigint
  readonly startedAtUnixMs: number
  readonly armedNs: number
  readonly sites: Population['sites'] & { readonly system: Uint8Array; live: Float64Array }
  readonly latency: Latency
  readonly ended: Promise<Summary>
  /** Everything before this moment has been told to the sinks. */
  toldNs: number

  private readonly census: Census
  private readonly sinks: { sink: TransitionSink; onGap: ((gap: Gap) => void) | undefined }[] = []
  private readonly progress: Progress
  private readonly lost: Record<string, number> = Object.fromEntries(causes.map(cause => [cause, 0]))
  private ticker: NodeJS.Timeout | undefined
  private stopped: EndReason | undefined
  private resolveEnded!: (summary: Summary) => void

  /** @throws RunqscopeError io, usage: no recording, or one that cannot be read */
  static open(path: string, options: AgentOptions = {}): Replay {
    return new Replay(openRecording(path), options)
  }

  constructor(
    readonly file: Recording,
    private readonly options: AgentOptions = {},
  ) {
    super()
    const { head } = file
    this.info = {
      pid: head.pid,
      command: head.command,
      goVersion: head.goVersion,
      method: head.method,
      syscalls: head.syscalls,
      waitReasons: [...head.waitReasons],
    }
    this.baseNs = BigInt(head.baseNs)
    this.startedAtUnixMs = head.startedAtUnixMs
    // Of a part of a session nothing is known before its first moment.
    this.armedNs = Math.max(head.armedNs, head.firstNs)
    this.toldNs = this.armedNs
    this.census = new Census(head.sites.length)
    this.progress = new Progress(this.census, head.firstNs <= head.armedNs, head.whole)
    this.sites = {
      length: head.sites.length,
      names: head.sites,
      system: Uint8Array.from(head.sites, site => (site.system ? 1 : 0)),
      live: new Float64Array(head.sites.length),
      created: this.census.created,
      exited: this.census.exited,
    }
    this.latency = new Latency({ system: options.system ?? false, beginNs: this.armedNs })
    this.ended = new Promise(resolve => {
      this.resolveEnded = resolve
    })
  }

  get states(): Record<string, number> {
    return Object.fromEntries(stateNames.map((name, state) => [name, this.census.states[state]!]))
  }

  get live(): number {
    return this.census.live
  }

  waiting(): Record<string, WaitingNow> {
    return waitingNow(this.goroutines(), this.sites.names, this.info.waitReasons, this.nowNs())
  }

  goroutines(): LiveGoroutines {
    return this.census.columns()
  }

  nowNs(): number {
    return this.toldNs
  }

  addSink(sink: TransitionSink, onGap?: (gap: Gap) => void): void {
    this.sinks.push({ sink, onGap })
  }

  /** Begins to read. */
  start(): void {
    this.ticker = setInterval(
      () => this.emit('aggregate', this.aggregate(this.options.sitesMax ?? 100)),
      this.options.intervalMs ?? 100,
    )
    void this.play()
  }

  /** Reads no further, and tells what has been read. Idempotent. */
  stop(reason: EndReason = 'requested'): Promise<Summary> {
    this.stopped ??= reason
    return this.ended
  }

  aggregate(sitesMax?: number): Aggregate {
    const { census, progress, latency, lost } = this
    this.sites.live = census.liveBySite()
    const timeNs = this.nowNs()
    const lostInAll = Object.values(lost).reduce((sum, count) => sum + count, 0)
    const figures = {
      time_ns: timeNs,
      duration_ns: timeNs - this.armedNs,
      produced: progress.produced(lostInAll),
      hits_per_s: progress.hitsPerS,
      hit_cost_ns: progress.hitCostNs,
      lost: lostInAll,
      lost_by_cause: { ...lost },
    }
    const population = { counters: progress.counters, states: this.states, sites: this.sites }
    return aggregate(population, latency, figures, { waitReasons: this.info.waitReasons, sitesMax })
  }

  private async play(): Promise<void> {
    let reason: EndReason = 'recording ended'
    try {
      await this.file.walk(this.visitor)
    } catch (error) {
      if (error instanceof Stopped) reason = this.stopped!
      else if (error instanceof RunqscopeError) this.emit('warning', error.message)
      else throw error
    }
    this.finish(reason)
  }

  private finish(reason: EndReason): void {
    clearInterval(this.ticker)
    const { damage, head, path } = this.file
    this.file.close()
    if (damage.length > 0)
      this.emit(
        'warning',
        `${path} is damaged: ${damage.length} of its chunks cannot be read (the first at byte ${damage[0]!.offset}: ${damage[0]!.why}); they are shown as losses`,
      )
    if (!head.whole)
      this.emit('warning', `${path} was not ended in order: it is shown up to its last whole chunk`)
    const last = this.aggregate()
    this.emit('aggregate', last)
    const { counters, kernel } = this.progress
    const summary = summarize(last, this.info, reason, counters, this.waiting(), kernel)
    this.emit('end', summary)
    this.resolveEnded(summary)
  }

  private readonly visitor: RecordingVisitor = {
    begin: (_, live) => this.census.begin(live),
    batch: batch => this.take(batch),
    gap: gap => this.takeGap(gap),
    live: live => this.census.replace(live),
    counters: counters => this.progress.take(counters),
    end: ns => {
      this.toldNs = Math.max(this.toldNs, ns)
    },
  }

  private take(batch: TransitionBatch): void {
    if (this.stopped) throw new Stopped()
    if (batch.length === 0) return
    this.latency.tick(batch.timeNs[0]!)
    this.progress.rows += batch.length
    // The past asks for the states after the rows.
    this.census.take(batch)
    this.latency.sink(batch)
    for (const { sink } of this.sinks) sink(batch)
    this.toldNs = Math.max(this.toldNs, batch.timeNs[batch.length - 1]!)
  }

  private takeGap({ firstNs, lastNs, lost }: RecordedGap): void {
    for (const [cause, count] of Object.entries(lost)) this.lost[cause] = (this.lost[cause] ?? 0) + count
    this.census.gap(lastNs)
    const gap = { firstNs, lastNs, lost: lossByNumber(lost) }
    for (const { onGap } of this.sinks) onGap?.(gap)
    this.emit('gap', gap)
  }
}
