import type {
  WireReasonStats,
  WireSiteStats,
  WireStageStats,
  WireStages,
  WireStats,
} from '../../../../lib/stream/wire.js'

/** The stages that a goroutine's life is made of, in the order in which they are shown; lifetime is their sum. */
export const parts = ['create_to_run', 'ready_to_run', 'run', 'syscall', 'wait'] as const
export type Part = (typeof parts)[number]

/** Where goroutine time went: a stage, or a wait for one reason. All times are ns. */
export interface Spending {
  /** `run`, or `wait 7` for a wait reason's number. */
  id: string
  part: Part | 'lifetime'
  /** Of a wait reason. */
  reason?: number
  count: number
  totalNs: number
  /** Of the time of all stages that are compared; NaN for one that is not. */
  share: number
  /** Goroutine seconds per second. */
  perSecond: number
  p50Ns: number
  p90Ns: number
  p99Ns: number
  p999Ns: number
  maxNs: number
}

/**
 * The stages, each followed by its wait reasons, most time first; then the lifetimes of the goroutines that exited.
 * @param spanNs of the range that the statistics are of
 * @param awake waits are not compared with the rest: they mostly dwarf it
 */
export function spendings(
  stages: WireStages | null | undefined,
  reasons: readonly WireReasonStats[] | null | undefined,
  spanNs: number,
  awake: boolean,
): Spending[] {
  const wholeNs = partsTotal(stages, awake)
  const make = (
    id: string,
    part: Part | 'lifetime',
    stats: WireStageStats | null | undefined,
    reason?: number,
  ) => spending(id, part, stats, wholeNs, spanNs, reason)
  const rows: Spending[] = parts.map(part => make(part, part, stages?.[part]))
  const waits = (reasons ?? [])
    .map(one => make(`wait ${one.reason ?? 0}`, 'wait', one.wait, one.reason ?? 0))
    .sort((a, b) => b.totalNs - a.totalNs)
  const all = [...rows, ...waits, make('lifetime', 'lifetime', stages?.lifetime)]
  for (const row of all) if (!isCompared(row.part, awake)) row.share = Number.NaN
  return all
}

/** Whether a part's share is told. */
export function isCompared(part: Part | 'lifetime', awake: boolean): boolean {
  return part !== 'lifetime' && !(awake && part === 'wait')
}

/** Time of the stages that are compared, together, ns. */
export function partsTotal(stages: WireStages | null | undefined, awake: boolean): number {
  return parts.reduce((sum, part) => sum + (isCompared(part, awake) ? (stages?.[part]?.total_ns ?? 0) : 0), 0)
}

/** Time spent runnable, first runs included, ns. */
export function runnableTotal(stages: WireStages | null | undefined): number {
  return (stages?.create_to_run?.total_ns ?? 0) + (stages?.ready_to_run?.total_ns ?? 0)
}

/** The site that was runnable for longest; `all` tells whether every site was looked at. */
export function mostRunnable(
  stats: WireStats | undefined,
): { site: number; totalNs: number; share: number; all: boolean } | undefined {
  let most: WireSiteStats | undefined
  for (const site of stats?.sites ?? []) {
    if (runnableTotal(site.stages) > runnableTotal(most?.stages)) most = site
  }
  if (!most) return undefined
  const totalNs = runnableTotal(most.stages)
  const wholeNs = runnableTotal(stats?.stages)
  return {
    site: most.site ?? 0,
    totalNs,
    share: wholeNs > 0 ? totalNs / wholeNs : 0,
    all: (stats?.sites?.length ?? 0) >= (stats?.sites_total ?? 0),
  }
}

function spending(
  id: string,
  part: Part | 'lifetime',
  stats: WireStageStats | null | undefined,
  wholeNs: number,
  spanNs: number,
  reason?: number,
): Spending {
  const count = stats?.count ?? 0
  const totalNs = stats?.total_ns ?? 0
  // A quantile of nothing is not known.
  const quantile = (ns: number | null | undefined) => (count > 0 ? (ns ?? 0) : Number.NaN)
  const row: Spending = {
    id,
    part,
    count,
    totalNs,
    share: wholeNs > 0 ? totalNs / wholeNs : 0,
    perSecond: spanNs > 0 ? totalNs / spanNs : Number.NaN,
    p50Ns: quantile(stats?.p50_ns),
    p90Ns: quantile(stats?.p90_ns),
    p99Ns: quantile(stats?.p99_ns),
    p999Ns: quantile(stats?.p999_ns),
    maxNs: quantile(stats?.max_ns),
  }
  if (reason !== undefined) row.reason = reason
  return row
}
