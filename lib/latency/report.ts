/** The stages of a goroutine's life (docs/architecture.md says from where to where). */
export const stageNames = ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const
export type StageName = (typeof stageNames)[number]

/** Quantiles are from a log-linear histogram of at most 1 % relative error; `count`, `total_ns`, `max_ns` are exact. */
export interface StageStats {
  count: number
  total_ns: number
  p50_ns: number
  p90_ns: number
  p99_ns: number
  p999_ns: number
  max_ns: number
}

export type Stages = Record<StageName, StageStats>

export interface SiteReport {
  /** Stable index for the session. */
  site: number
  /** Start function, e.g. `main.worker`. */
  function: string
  /** Position of the go statement, e.g. `/src/server.go:41`; empty for the main goroutine. */
  created_at: string
  /** Function that holds the go statement, e.g. `main.main`. */
  created_by: string
  /** The runtime's own (GC worker, scavenger…). */
  system: boolean
  live: number
  created: number
  exited: number
  stages: Stages
}

export interface GoroutineCounts {
  /** Goroutines known so far (one that C threads borrow counts each time it comes) = snapshot + created + those first met, after a loss, by another event. */
  seen: number
  /** Older than the attach: in the snapshot, or heard of by an event before it; and what a later snapshot added. */
  snapshot: number
  created: number
  exited: number
  live: number
  /** Of the live ones, the runtime's own: `runtime.NumGoroutine` leaves them out. */
  live_system: number
}

export interface LossReport {
  /** Events that fired and were not delivered. */
  lost: number
  /** By the lower-case name of the drop cause, e.g. `ring_full`. */
  lost_by_cause: Record<string, number>
  /** Intervals not reported because events were lost while they lasted. */
  undetermined: number
  /** Intervals not reported because they began before the attach. */
  censored: number
  /** Intervals dropped because two observations contradicted each other. */
  disagreements: number
}

/** What every sink shows, about ten times a second and once at the end. */
export interface Aggregate extends LossReport {
  /** Since the session's base. */
  time_ns: number
  /** Since arming. */
  duration_ns: number
  /** Events taken into the model. */
  events: number
  /** Armed probe hits counted by the kernel; = events + lost once everything is drained. */
  produced: number
  /** Probe hits a second over the window. */
  hits_per_s: number
  /** Calibrated cost of a hit, ns; 0 if calibration was not possible. */
  hit_cost_ns: number
  goroutines: GoroutineCounts
  /** Live goroutines by `stateNames`. */
  states: Record<string, number>
  /** Since arming; without the runtime's own goroutines unless asked for. */
  stages: Stages
  /** The window's length: about the last second. */
  window_ns: number
  window: Stages
  /** Wait stage by wait reason text, since arming. */
  wait_reasons: Record<string, StageStats>
  /** Sorted by total ready→run time, longest first; system sites included and flagged. */
  sites: SiteReport[]
}
