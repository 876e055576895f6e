import type { SiteReport, StageStats, Stages } from '../latency/report.js'
import type { Starvation } from '../probe/starvation.js'

/** A site, as in every output. */
export type SiteRef = Pick<SiteReport, 'function' | 'created_at' | 'created_by' | 'system'>

/** What ran on a P while a goroutine was runnable. */
export interface MeanwhileReport {
  p: number
  /** Of the delay, as far as seen, ns. */
  busy_ns: number
  /** From here on it is known what the P ran, ns since the session's base. */
  known_ns: number
  goroutines: number
  /** Who ran longest; null if nobody did. */
  longest: { goid: number; site: SiteRef; ns: number } | null
}

/** The worst delay of a moment. Times are ns since the session's base. */
export interface DelayReport {
  stage: 'ready_to_run' | 'create_to_run'
  goid: number
  site: SiteRef
  since_ns: number
  delay_ns: number
  /** Still runnable when the recording ends: it had waited so long by then. */
  open: boolean
  /** Where it ran at last, and where it was made runnable; null if not known. */
  p: number | null
  queued_p: number | null
  /** Goroutine that made it runnable; null if none did or it was not seen. */
  waker: number | null
  meanwhile: MeanwhileReport[]
  /** Goroutines delayed at this moment, itself included, for at least `least_ns`; and how many of each site, most first. */
  delayed: number
  delayed_sites: { site: SiteRef; goroutines: number }[]
  least_ns: number
  first_ns: number
  last_ns: number
}

/** The waits of one site for one reason. */
export interface WaitReport {
  site: SiteRef
  reason: string
  /** Waits that ended, and whose beginning is known. */
  stats: StageStats
  /** The longest of them; null if none ended. */
  longest: { goid: number; since_ns: number; ns: number } | null
  /** Those that go on when the recording ends. */
  waiting: number
  /** Of these, those that nobody saw begin: they are older than the recording, or a loss lies between. */
  waiting_older: number
  /** How long the oldest of them has waited at least, ns; 0 if none waits. */
  waiting_ns: number
  waiting_goid: number
}

export interface RunReport {
  goid: number
  site: SiteRef
  since_ns: number
  ns: number
}

export interface GrowthReport {
  site: SiteRef
  /** The fewest live within the first and the last sixteenth of the time. */
  first: number
  last: number
  per_second: number
}

export interface ReportSite extends SiteRef {
  live: number
  stages: Stages
}

export interface ProcessorReport {
  /** Ps that rows named; the target may have more that never ran anything. */
  seen: number
  /** Of the time in which they were known. Without probes on system calls this includes them. */
  busy_share: number
  usage: { p: number; known_ns: number; busy_ns: number }[]
  /** Time in which a goroutine was runnable and a P idle, ns, and its share of the time told of. */
  idle_while_runnable_ns: number
  idle_while_runnable_share: number
  /** Runnable goroutines, on average and at most, as far as their states are known. */
  runnable_mean: number
  runnable_max: number
  runnable_max_ns: number
}

export interface LossesReport {
  /** Events, and transitions of parts of a file that cannot be read. */
  lost: number
  lost_by_cause: Record<string, number>
  gaps: number
  /** Time within gaps, ns. */
  gaps_ns: number
  /** The first of them. */
  listed: { first_ns: number; last_ns: number; lost: Record<string, number> }[]
  /** Intervals of which nobody knows the beginning: they are in no figure. */
  unknown_since: number
  /** Rows that contradict what was known. */
  contradicted: number
  /** Goroutines in no known state at the end. */
  undetermined_at_end: number
  /** Of the whole session, as its own counters say; null if the recording has none. */
  session: { censored: number; undetermined: number; disagreements: number; late: number } | null
}

export type FindingKind =
  | 'delay'
  | 'lock_wait'
  | 'wait'
  | 'still_waiting'
  | 'busiest'
  | 'growth'
  | 'loss'
  | 'processors'
  | 'kernel'

/** One sentence of the report's first part. */
export interface Finding {
  kind: FindingKind
  /** Without a full stop; names as they are. */
  text: string
  /** The moment it is about, ns since the session's base. */
  first_ns?: number
  last_ns?: number
  goid?: number
  site?: SiteRef
  /** The time that it is about, where it is about one, ns. */
  ns?: number
}

/** What to look at next. */
export interface NextStep {
  command: string
  /** What for. */
  why: string
}

/** What `report --json` prints: a session, read from one or several recordings. */
export interface Report {
  type: 'report'
  version: string
  files: string[]
  pid: number
  go_version: string
  command: string
  method: string
  syscalls: boolean
  /** Whether every recording was ended in order. */
  whole: boolean
  /** Wall clock at the session's base, Unix ms. */
  started_at_unix_ms: number
  /** Where the first recording begins: texts and the options --from and --until count from there. */
  begin_ns: number
  /** The moments that were read. */
  first_ns: number
  last_ns: number
  /** Time that the recordings tell of, gaps excluded, ns. */
  told_ns: number
  transitions: number
  /** Most important first. */
  findings: Finding[]
  next: NextStep[]
  goroutines: {
    first: number
    last: number
    most: number
    most_ns: number
    created: number
    exited: number
  }
  /** Without the runtime's own goroutines unless asked for. */
  stages: Stages
  wait_reasons: Record<string, StageStats>
  delays: DelayReport[]
  waits: WaitReport[]
  runs: RunReport[]
  growth: GrowthReport[]
  /** By the time they ran, most first. */
  sites: ReportSite[]
  processors: ProcessorReport
  /** What the kernel kept from the target meanwhile; null if the recording does not tell. */
  kernel: Starvation | null
  losses: LossesReport
}
