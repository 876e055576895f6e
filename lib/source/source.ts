import type { SiteResolver } from '../model/sites.js'
import type { Snapshot } from '../model/transition.js'
import type { ProbeListener } from '../probe/probe.js'
import type { Starvation } from '../probe/starvation.js'

/** What every sink tells of where the events come from. */
export interface SourceInfo {
  pid: number
  command: string
  goVersion: string
  /** How the events come, e.g. `uprobe_multi`. */
  method: string
  /** Whether system calls are seen; if not, they are part of the runs. */
  syscalls?: boolean
  /** waitReason value → the runtime's text. */
  waitReasons: string[]
}

/** Why a session ended; the word is in the summary. */
export type EndReason =
  | 'requested'
  | 'duration'
  | 'target exited'
  | 'target executed another program'
  | 'sample ended'
  | 'recording ended'
  | 'size limit'

/**
 * Where events come from: a live target, or a sample played back. Everything behind it is the same pipeline.
 * Times are CLOCK_MONOTONIC ns of the machine that recorded them.
 */
export interface Source {
  readonly info: SourceInfo
  /** `Kind` by site index. */
  readonly siteKinds: Uint8Array
  readonly resolve: SiteResolver
  /** Cost of a probe hit, ns; 0 while or where it is not known. */
  readonly hitCostNs: number
  /** Wall clock at the beginning, Unix ms, where that was not now. */
  readonly startedAtUnixMs?: number | undefined
  now(): bigint
  /** Begins to deliver. Returns the moment of arming. */
  start(listener: ProbeListener): bigint
  /** Goroutines as the target's memory tells, session-relative to `baseNs`; undefined where there is nothing to read. */
  snapshot(baseNs: bigint, beginNs: number): Snapshot | undefined
  /** Kernel counters; `dropped` by `DropCause`. */
  counters(): { produced: number; dropped: number[] }
  /** What the kernel kept from the target since the beginning, until about a second ago; until now if `fresh`. */
  starvation?(fresh?: boolean): Starvation
  /** Ends delivery; resolves after the last batch. */
  stop(): Promise<void>
}
