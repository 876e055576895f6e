import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import type { TransitionBatch } from '../model/transition.js'
import type { Starvation } from '../probe/starvation.js'
import type { ClockAnchor } from './facts.js'

/** What holds for a whole recording. Times are ns since the session's base, as everywhere. */
export interface RecordingHead {
  /** Of runqscope. */
  version: string
  pid: number
  goVersion: string
  command: string
  /** How the events were taken, e.g. `uprobe_multi`. */
  method: string
  /** Whether system calls were probed; without, running covers them. */
  syscalls: boolean
  /** CLOCK_MONOTONIC at the session's base, ns in decimal digits. */
  baseNs: string
  /** Wall clock at the session's base, Unix ms. */
  startedAtUnixMs: number
  /** waitReason value → the runtime's text. */
  waitReasons: readonly string[]
  /** When the probes were armed: nothing is known of before. */
  armedNs: number
  /** By the number that the columns `site` hold; all of the recording. */
  sites: readonly SiteName[]
  /** The moments that the recording covers. */
  firstNs: number
  lastNs: number
  /** Transitions. */
  rows: number
  /** Whether it was ended in order; false after a crash, a full disk, a cut. */
  whole: boolean
  /** What whoever recorded said besides. */
  notes?: Readonly<Record<string, unknown>>
}

/** Events that are missing, before the rows that follow. */
export interface RecordedGap {
  firstNs: number
  lastNs: number
  /** By cause, see `lossCauses`. Of `damaged_chunk`, a part of the file that cannot be read, transitions as far as known. */
  lost: Readonly<Record<string, number>>
}

/** What the counters of the session were at a moment; see `Aggregate` for what they mean. */
export interface RecordedCounters {
  timeNs: number
  events: number
  produced: number
  hitCostNs: number
  censored: number
  undetermined: number
  disagreements: number
  late: number
  /** Goroutines. */
  seen: number
  snapshot: number
  created: number
  exited: number
  vanished: number
  /** Since the session began; left out where it is not known, as in a recording of before there was such a figure. */
  kernel?: Starvation
}

/** Takes a recording, or a part of it, in the order of its rows (nearly of time: late rows lie behind later ones). */
export interface RecordingVisitor {
  /** The live goroutines at the first instant, at `live.timeNs`. Once, before all else. */
  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void
  /** Rows; valid until this returns. */
  batch(batch: TransitionBatch): void
  /** A loss. No interval may cross it: `sinceNs` and `createdNs` of later rows never reach back over it. */
  gap(gap: RecordedGap): void
  /**
   * The live goroutines as the session read them anew, some time after a loss: states between the loss and this were
   * undetermined, and goroutines that are not in it are gone.
   */
  live?(live: LiveGoroutines & { timeNs: number }): void
  counters?(counters: RecordedCounters): void
  anchor?(anchor: ClockAnchor): void
  /** Nothing more follows; what is live lives on at this moment. */
  end(ns: number): void
  /**
   * Asked after each batch and after the end: what is told waits until this resolves, for a visitor whose work goes on
   * behind its back. Undefined if nobody need wait. Rejects with what failed there.
   */
  settled?(): Promise<void> | undefined
}

/** A part of a recording, ns since the session's base; all of it if left out. */
export interface RecordingPart {
  fromNs?: number
  toNs?: number
}
