import type { Aggregate, StageName } from '../latency/report.js'
import { stageNames } from '../latency/report.js'
import { LIFETIME, NO_STAGE, stageOf } from '../latency/stage.js'
import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import { State, type TransitionBatch } from '../model/transition.js'
import { SiteMask, SiteWindow } from './sitewindow.js'
import type { Trigger } from './trigger.js'

/** What the triggers look at. */
export interface Watched {
  readonly toldNs: number
  readonly sites: { readonly names: readonly SiteName[]; readonly live: ArrayLike<number> }
  goroutines(): LiveGoroutines
}

/** How often goroutines are looked at whose interval goes on, ns. */
const LOOK_NS = 500e6

/**
 * Evaluates triggers. A condition on a figure fires when it has held for its time, and again only after it has not held
 * in between. A condition on single intervals fires for each that is longer, as soon as it is: also for one that goes on.
 */
export class Watch {
  private readonly intervals: IntervalWatch[]
  private readonly levels: LevelWatch[]
  private lookedNs = -Infinity

  /** @param fire what fired and why, one clause; and the moment that it fired for, ns */
  constructor(
    private readonly triggers: readonly Trigger[],
    private readonly watched: Watched,
    private readonly fire: (why: string, ns: number) => void,
  ) {
    this.intervals = triggers.flatMap(trigger =>
      trigger.subject.of === 'interval' ? new IntervalWatch(trigger, trigger.subject.stage, watched) : [],
    )
    this.levels = triggers
      .filter(({ subject }) => subject.of !== 'interval' && subject.of !== 'exit')
      .map(trigger => new LevelWatch(trigger, watched))
  }

  /** The sink to add to the session. */
  readonly sink = (batch: TransitionBatch): void => {
    for (const interval of this.intervals) {
      const ended = interval.take(batch, this.lookedNs)
      if (ended) this.fire(ended.why, ended.ns)
    }
    for (const level of this.levels) level.take(batch)
  }

  /** To be called with every aggregate. */
  look(aggregate: Aggregate): void {
    const { toldNs } = this.watched
    for (const level of this.levels) {
      const why = level.look(aggregate)
      if (why !== undefined) this.fire(why, toldNs)
    }
    if (this.intervals.length === 0 || toldNs - this.lookedNs < LOOK_NS) return
    const live = this.watched.goroutines()
    for (const interval of this.intervals) {
      const why = interval.look(live, this.lookedNs, toldNs)
      if (why !== undefined) this.fire(why, toldNs)
    }
    this.lookedNs = toldNs
  }

  /** Patterns of sites that no site so far is as: a condition with such a one could not fire. */
  unmatchedSites(): string[] {
    const { names } = this.watched.sites
    const unmatched = this.triggers.filter(({ site }) => site && !names.some(site))
    return [...new Set(unmatched.flatMap(({ sitePattern }) => sitePattern ?? []))]
  }

  /** The program has ended. */
  exited(): void {
    for (const { subject } of this.triggers)
      if (subject.of === 'exit') this.fire('the program ended', this.watched.toldNs)
  }
}

/** Single intervals of a stage that are longer than a limit. */
class IntervalWatch {
  private readonly mask: SiteMask
  private readonly number: number

  constructor(
    private readonly trigger: Trigger,
    private readonly stage: StageName,
    private readonly watched: Watched,
  ) {
    this.mask = new SiteMask(trigger, watched)
    this.number = stageNames.indexOf(stage)
  }

  /**
   * @param lookedNs what was longer then has fired already
   * @returns why it fires, and when the interval ended: later than the session has been told up to, if the agent had to wait
   */
  take(batch: TransitionBatch, lookedNs: number): { why: string; ns: number } | undefined {
    const { timeNs, sinceNs, createdNs, from, to, kind, flags, site, goid, length } = batch
    const { limit } = this.trigger
    const lives = this.number === LIFETIME
    for (let row = 0; row < length; row++) {
      const beginNs = lives ? createdNs[row]! : sinceNs[row]!
      if (!(timeNs[row]! - beginNs > limit) || beginNs + limit <= lookedNs) continue
      if (!lives && stageOf(from[row]!, to[row]!, kind[row]!, flags[row]!) !== this.number) continue
      if (!this.mask.has(site[row]!)) continue
      const ns = timeNs[row]!
      return { why: this.why(goid[row]!, site[row]!, ns - beginNs), ns }
    }
    return undefined
  }

  /** Those that go on, and were not too long at the last look. */
  look(live: LiveGoroutines, lookedNs: number, nowNs: number): string | undefined {
    const { limit } = this.trigger
    for (let row = 0; row < live.length; row++) {
      const beginNs = this.number === LIFETIME ? live.createdNs[row]! : live.sinceNs[row]!
      if (!(nowNs - beginNs > limit) || beginNs + limit <= lookedNs) continue
      if (this.number !== LIFETIME && presentStage(live, row) !== this.number) continue
      const site = live.site[row]!
      if (this.mask.has(site)) return this.why(live.goid[row]!, site, nowNs - beginNs)
    }
    return undefined
  }

  private why(goid: number, site: number, ns: number): string {
    const name = this.watched.sites.names[site]?.function ?? 'unknown'
    return `${this.trigger.text}: goroutine ${goid} of ${name}, ${(ns / 1e6).toFixed(1)} ms of ${this.stage}`
  }
}

const byState: Partial<Record<number, StageName>> = {
  [State.Runnable]: 'ready_to_run',
  [State.Running]: 'run',
  [State.Waiting]: 'wait',
  [State.Syscall]: 'syscall',
}

/** The stage that a live goroutine is in. */
function presentStage(live: LiveGoroutines, row: number): number {
  const state = live.state[row]!
  const newborn = state === State.Runnable && live.createdNs[row] === live.sinceNs[row]
  const name = newborn ? 'create_to_run' : byState[state]
  return name === undefined ? NO_STAGE : stageNames.indexOf(name)
}

/** A figure that is above or below a limit for a time. */
class LevelWatch {
  private readonly mask: SiteMask
  /** Of the sites that are meant, if not all are. */
  private readonly own: SiteWindow | undefined
  private sinceNs = Number.NaN
  private fired = false

  constructor(
    private readonly trigger: Trigger,
    private readonly watched: Watched,
  ) {
    this.mask = new SiteMask(trigger, watched)
    const { subject } = trigger
    if (trigger.site && (subject.of === 'figure' || subject.of === 'rate'))
      this.own = new SiteWindow(subject.stage, this.mask)
  }

  take(batch: TransitionBatch): void {
    this.own?.take(batch)
  }

  look(aggregate: Aggregate): string | undefined {
    const { text, above, limit, holdNs } = this.trigger
    const value = this.value(aggregate)
    if (value === undefined || (above ? value <= limit : value >= limit)) {
      this.sinceNs = Number.NaN
      this.fired = false
      return undefined
    }
    if (Number.isNaN(this.sinceNs)) this.sinceNs = aggregate.time_ns
    if (this.fired || aggregate.time_ns - this.sinceNs < holdNs) return undefined
    this.fired = true
    return `${text}: ${this.trigger.subject.of === 'figure' ? `${(value / 1e6).toFixed(2)} ms` : Math.round(value)}`
  }

  /** undefined where there is nothing to tell it from. */
  private value(aggregate: Aggregate): number | undefined {
    const { subject } = this.trigger
    switch (subject.of) {
      case 'goroutines':
        if (subject.state !== undefined) return aggregate.states[subject.state]
        return this.trigger.site ? this.liveOfSites() : aggregate.goroutines.live
      case 'figure': {
        if (this.own) return this.own.figure(subject.figure, aggregate.time_ns)
        const stats = aggregate.window[subject.stage]
        return stats.count === 0 ? undefined : stats[subject.figure]
      }
      case 'rate': {
        if (this.own) return this.own.rate(aggregate.time_ns)
        const { window, window_ns } = aggregate
        return window_ns > 0 ? (window[subject.stage].count * 1e9) / window_ns : undefined
      }
      default:
        return undefined
    }
  }

  private liveOfSites(): number {
    const { names, live } = this.watched.sites
    let sum = 0
    for (let site = 0; site < names.length; site++) if (this.mask.has(site)) sum += live[site]!
    return sum
  }
}
