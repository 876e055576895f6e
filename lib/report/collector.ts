import { NO_STAGE, READY_TO_RUN, stageOf } from '../latency/stage.js'
import type { LiveGoroutines } from '../model/live.js'
import { Flag, State, type TransitionBatch } from '../model/transition.js'
import type { Starvation } from '../probe/starvation.js'
import { starvationSince } from '../recording/starvation.js'
import type { RecordedCounters, RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'
import { Growth } from './growth.js'
import { type Ending, Lives } from './lives.js'
import { Longest } from './longest.js'
import { Losses } from './losses.js'
import { Processors } from './processors.js'
import type { Meanwhile } from './runs.js'
import { SiteTable, UNNAMED } from './sites.js'
import { CREATE_TO_RUN, LIFETIME, RUN, Tally, WAIT } from './tally.js'

/** Intervals kept of each sort, to be told one by one. */
const KEPT = 256

/** A goroutine that was runnable and did not run. */
export interface Delay {
  stage: number
  goid: number
  site: number
  /** Of the runtime's own goroutines. */
  system: boolean
  sinceNs: number
  ns: number
  /** Where it ran at last; -1 if it never did. */
  p: number
  /** Where it was made runnable, as far as seen; -1 if not. */
  queuedP: number
  /** Who made it so; 0 if nobody or not seen. */
  waker: number
  /** Whether it was still runnable at the end. */
  open: boolean
  /** What ran on `p`, and on `queuedP` where that is another. */
  meanwhile: Meanwhile[]
}

/** A run, ended or not. */
export interface Run {
  goid: number
  site: number
  sinceNs: number
  ns: number
}

export interface CollectorOptions {
  /** Whether the runtime's own goroutines count in overall figures and findings. */
  system?: boolean
}

/**
 * Takes the recordings of one session, one after the other, and keeps what a report says of them: in memory for each
 * live goroutine, each site and each P, and nothing for each row.
 */
export class Collector implements RecordingVisitor {
  readonly sites = new SiteTable()
  readonly lives = new Lives()
  readonly processors = new Processors()
  readonly tally = new Tally()
  readonly losses = new Losses()
  readonly growth: Growth
  readonly heads: RecordingHead[] = []
  readonly delays = new Longest<Delay>(KEPT)
  readonly runs = new Longest<Run>(KEPT)
  rows = 0
  created = 0
  exited = 0
  /** Live goroutines at the first instant that anything is known of, and at most. */
  liveFirst = 0
  liveMax = 0
  liveMaxNs = 0
  /** The moments that were told of. */
  firstNs = Number.NaN
  lastNs = Number.NaN
  /** Time told of by the recordings, gaps included: the sum over the files. */
  toldNs = 0
  /** What the kernel kept from the target meanwhile, where the recordings tell it. */
  kernel: Starvation | undefined

  private numbers: Uint32Array = new Uint32Array(0)
  private beginNs = 0
  private untold = true
  private beginsSession = false
  private kernelBefore: Starvation | undefined
  private readonly skip: number

  /** @param firstNs @param lastNs of the whole session */
  constructor(
    firstNs: number,
    lastNs: number,
    private readonly options: CollectorOptions = {},
  ) {
    this.growth = new Growth(firstNs, lastNs)
    this.skip = options.system ? 0 : Flag.System
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    if (this.heads.length === 0) this.beginsSession = live.timeNs <= head.armedNs
    this.heads.push(head)
    this.numbers = this.sites.adopt(head.sites)
    if (Number.isNaN(this.firstNs)) this.firstNs = live.timeNs
    this.beginNs = live.timeNs
    this.processors.advance(live.timeNs, 0)
    this.lives.lose()
    this.live(live)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    const { lives, growth } = this
    this.processors.advance(live.timeNs, lives.runnable)
    lives.reset(live, this.numbers, this.sites.names)
    growth.begin(lives.live)
    if (this.untold && lives.length > 0) {
      this.untold = false
      this.liveFirst = lives.length
    }
    this.peak(live.timeNs)
  }

  batch(batch: TransitionBatch): void {
    const { lives, processors, growth, tally, numbers, skip, losses } = this
    const { timeNs, sinceNs, createdNs, from, to, kind, flags, length } = batch
    this.rows += length
    for (let i = 0; i < length; i++) {
      const now = timeNs[i]
      const site = numbers[batch.site[i]] ?? UNNAMED
      const counts = (flags[i] & skip) === 0
      const system = (flags[i] & Flag.System) !== 0
      processors.advance(now, lives.runnable)
      growth.advance(now, lives.live)
      lives.take(batch, i, site, system)
      if ((flags[i] & Flag.Disagreement) !== 0) losses.contradicted++
      const ns = now - sinceNs[i]
      if (ns >= 0) {
        const stage = stageOf(from[i], to[i], kind[i], flags[i])
        if (stage !== NO_STAGE) {
          tally.add(stage, site, ns, counts)
          if (stage === WAIT) tally.addWait(site, batch.endedReason[i], ns, batch.goid[i], sinceNs[i])
          if (counts) this.offer(batch, i, stage, site, ns)
        }
      } else if (from[i] !== State.NotExist) losses.unknownSince++
      if (to[i] === State.NotExist) {
        this.exited++
        growth.fall(site, lives.live)
        const lifeNs = now - createdNs[i]
        if (lifeNs >= 0) tally.add(LIFETIME, site, lifeNs, counts)
      } else if (from[i] === State.NotExist) {
        this.created++
        this.peak(now)
      }
      processors.take(batch, i, site)
    }
  }

  gap(gap: RecordedGap): void {
    this.losses.add(gap)
    this.processors.advance(gap.firstNs, this.lives.runnable)
    this.processors.lose(gap.firstNs)
    this.lives.lose()
    this.processors.advance(gap.lastNs, 0)
  }

  counters(counters: RecordedCounters): void {
    this.losses.counters = counters
    if (!counters.kernel) return
    this.kernelBefore ??= this.beginsSession ? {} : counters.kernel
    this.kernel = starvationSince(counters.kernel, this.kernelBefore)
  }

  end(ns: number): void {
    this.processors.advance(ns, this.lives.runnable)
    this.processors.lose(ns)
    this.lastNs = ns
    this.toldNs += ns - this.beginNs
  }

  /** After the last recording: what goes on joins the longest of its sort. */
  finish(): Ending[] {
    const { lastNs } = this
    const endings: Ending[] = []
    for (const ending of this.lives.endings()) {
      endings.push(ending)
      if (ending.system && !this.options.system) continue
      const { goid, site, system, sinceNs, state } = ending
      const ns = lastNs - sinceNs
      if (state === State.Runnable && ns > this.delays.leastNs)
        this.delays.add({
          ...{ stage: READY_TO_RUN, goid, site, system, sinceNs, ns },
          ...{ p: -1, queuedP: -1, waker: 0, open: true, meanwhile: [] },
        })
      if (state === State.Running && ns > this.runs.leastNs) this.runs.add({ goid, site, sinceNs, ns })
    }
    return endings
  }

  private peak(timeNs: number): void {
    if (this.lives.length <= this.liveMax) return
    this.liveMax = this.lives.length
    this.liveMaxNs = timeNs
  }

  /** An interval that just ended, if it is among the longest of its sort. */
  private offer(batch: TransitionBatch, i: number, stage: number, site: number, ns: number): void {
    const goid = batch.goid[i]
    const sinceNs = batch.sinceNs[i]
    if (stage === RUN) {
      if (ns > this.runs.leastNs) this.runs.add({ goid, site, sinceNs, ns })
    } else if (stage === READY_TO_RUN || stage === CREATE_TO_RUN) {
      if (ns > this.delays.leastNs) this.addDelay(batch, i, stage, site, ns)
    }
  }

  private addDelay(batch: TransitionBatch, i: number, stage: number, site: number, ns: number): void {
    const { queuedP, waker } = this.lives
    const p = batch.p[i]
    const sinceNs = batch.sinceNs[i]
    const on = queuedP < 0 || queuedP === p ? [p] : [queuedP, p]
    this.delays.add({
      ...{ stage, goid: batch.goid[i], site, system: (batch.flags[i] & Flag.System) !== 0, sinceNs, ns },
      ...{ p, queuedP, waker, open: false },
      meanwhile: on.flatMap(each => this.processors.meanwhile(each, sinceNs, batch.timeNs[i]) ?? []),
    })
  }
}
