import type { Aggregate, SiteReport, StageStats } from './latency/report.js'
import type { WaitingNow } from './latency/waiting.js'
import type { ModelCounters } from './model/model.js'
import type { Starvation } from './probe/starvation.js'
import type { EndReason, SourceInfo } from './source/source.js'
import { version } from './version.js'

/** A whole session in one object: the last line of `attach --json`. */
export interface Summary {
  type: 'summary'
  version: string
  pid: number
  go_version: string
  command: string
  ended: EndReason
  events: number
  produced: number
  lost: number
  lost_by_cause: Record<string, number>
  undetermined: number
  censored: number
  disagreements: number
  /** Events older than others already taken; they count, out of order. */
  late: number
  duration_ns: number
  /** What the kernel kept from the target, where that is known. */
  kernel?: Starvation
  hit_cost_ns: number
  goroutines: Aggregate['goroutines'] & { met: number; vanished: number }
  states: Record<string, number>
  stages: Record<string, StageStats>
  wait_reasons: Record<string, StageStats>
  /** What waited when the session ended, by wait reason text; without the runtime's own goroutines. */
  waiting: Record<string, WaitingNow>
  sites: SiteReport[]
}

export function summarize(
  last: Aggregate,
  info: SourceInfo,
  ended: EndReason,
  counters: Pick<ModelCounters, 'late' | 'seen' | 'snapshot' | 'created' | 'vanished'>,
  waiting: Record<string, WaitingNow>,
  kernel?: Starvation,
): Summary {
  return {
    type: 'summary',
    version,
    pid: info.pid,
    go_version: info.goVersion,
    command: info.command,
    ended,
    events: last.events,
    produced: last.produced,
    lost: last.lost,
    lost_by_cause: last.lost_by_cause,
    undetermined: last.undetermined,
    censored: last.censored,
    disagreements: last.disagreements,
    late: counters.late,
    duration_ns: last.duration_ns,
    ...(kernel ? { kernel } : {}),
    hit_cost_ns: last.hit_cost_ns,
    goroutines: {
      ...last.goroutines,
      met: counters.seen - counters.snapshot - counters.created,
      vanished: counters.vanished,
    },
    states: last.states,
    stages: last.stages,
    wait_reasons: last.wait_reasons,
    waiting,
    sites: last.sites,
  }
}
