import type { EventEmitter } from 'node:events'
import type { Aggregate } from './latency/report.js'
import type { WaitingNow } from './latency/waiting.js'
import type { LiveGoroutines } from './model/live.js'
import type { SiteName } from './model/sites.js'
import type { Gap, TransitionSink } from './model/transition.js'
import type { EndReason, SourceInfo } from './source/source.js'
import type { Summary } from './summary.js'

export interface SessionEvents {
  /** About ten times a second. */
  aggregate: [Aggregate]
  /** Events were lost. */
  gap: [Gap]
  /** Something is less than it could be; one sentence. */
  warning: [string]
  /** Once, after the last aggregate. */
  end: [Summary]
}

/**
 * What every sink needs of a session, whether it happens now (`Agent`) or happened before (`Replay`). Times are ns since
 * the session's base.
 */
export interface Session extends EventEmitter<SessionEvents> {
  readonly info: SourceInfo
  /** Whether it is read from a file: all of it is past. */
  readonly recording: boolean
  /** CLOCK_MONOTONIC at the base. */
  readonly baseNs: bigint
  /** Wall clock at the base. */
  readonly startedAtUnixMs: number
  /** When it began. */
  readonly armedNs: number
  /** Everything that happened before this moment has been told to the sinks. */
  readonly toldNs: number
  /** By the number that the columns `site` hold; only ever added to. */
  readonly sites: { readonly names: readonly SiteName[]; readonly system: ArrayLike<number> }
  /** Live goroutines by `stateNames`. */
  readonly states: Record<string, number>
  /** Live goroutines. */
  readonly live: number
  readonly ended: Promise<Summary>
  /** Adds a taker of every transition; `onGap` hears of losses. Before the session starts. */
  addSink(sink: TransitionSink, onGap?: (gap: Gap) => void): void
  /** The live goroutines as columns; a copy. */
  goroutines(): LiveGoroutines
  /** What waits now, by wait reason text; without the runtime's own goroutines. */
  waiting(): Record<string, WaitingNow>
  nowNs(): number
  /** The session so far; with all sites unless `sitesMax` says less. */
  aggregate(sitesMax?: number): Aggregate
  start(): void
  /** Ends it in order and tells the whole session. Idempotent. */
  stop(reason?: EndReason): Promise<Summary>
}
