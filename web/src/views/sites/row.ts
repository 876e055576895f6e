import type { WireSiteStats, WireStageStats } from '../../../../lib/stream/wire.js'
import type { SiteInfo, SiteTable } from '../../session/sites.js'

export interface ReasonTotal {
  reason: number
  text: string
  count: number
  totalNs: number
}

/** What the table shows of a site: all of it within the scope but `live`. */
export interface SiteRow {
  info: SiteInfo
  live: number
  created: number
  exited: number
  /** Created minus exited. */
  growth: number
  createdPerS: number
  runsPerS: number
  stages: Record<StageName, Stage>
  /** Runnable before the first run and before all others. */
  runnableNs: number
  /** Longest in all first. */
  reasons: readonly ReasonTotal[]
  /** Of those waiting now; see `LongestWaits`. */
  waitingNs: number
}

export const stageNames = ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const
export type StageName = (typeof stageNames)[number]

export interface Stage {
  count: number
  totalNs: number
  /** NaN where nothing was counted. */
  p50Ns: number
  p90Ns: number
  p99Ns: number
  p999Ns: number
  maxNs: number
}

/** Quantiles of nothing are not 0. */
export function stageOf(wire: WireStageStats | null | undefined): Stage {
  const count = wire?.count ?? 0
  const known = (ns: number | null | undefined) => (count > 0 ? (ns ?? 0) : Number.NaN)
  return {
    count,
    totalNs: wire?.total_ns ?? 0,
    p50Ns: known(wire?.p50_ns),
    p90Ns: known(wire?.p90_ns),
    p99Ns: known(wire?.p99_ns),
    p999Ns: known(wire?.p999_ns),
    maxNs: known(wire?.max_ns),
  }
}

/**
 * @param spanNs length of the range that was looked at
 * @param waitingNs the longest present wait of a site's goroutines; NaN not known
 */
export function siteRows(
  stats: readonly WireSiteStats[],
  spanNs: number,
  sites: SiteTable,
  reasonText: (reason: number) => string,
  waitingNs: (site: number) => number,
): SiteRow[] {
  const seconds = spanNs > 0 ? spanNs / 1e9 : Number.NaN
  return stats.map(one => {
    const info = sites.get(one.site ?? 0)
    const stages = Object.fromEntries(stageNames.map(name => [name, stageOf(one.stages?.[name])]))
    const { create_to_run, ready_to_run, run } = stages as Record<StageName, Stage>
    const created = one.created ?? 0
    const exited = one.exited ?? 0
    return {
      info,
      live: one.live ?? 0,
      created,
      exited,
      growth: created - exited,
      createdPerS: created / seconds,
      runsPerS: run.count / seconds,
      stages: stages as Record<StageName, Stage>,
      runnableNs: create_to_run.totalNs + ready_to_run.totalNs,
      reasons: reasonTotals(one.reasons ?? [], reasonText),
      waitingNs: waitingNs(info.site),
    }
  })
}

interface WireReason {
  reason?: number | null
  wait?: WireStageStats | null
}

/** Reasons with one text are one. */
export function reasonTotals(
  reasons: readonly WireReason[],
  reasonText: (reason: number) => string,
): ReasonTotal[] {
  const byText = new Map<string, ReasonTotal>()
  for (const { reason, wait } of reasons) {
    const text = reasonText(reason ?? 0)
    const total = byText.get(text) ?? { reason: reason ?? 0, text, count: 0, totalNs: 0 }
    total.count += wait?.count ?? 0
    total.totalNs += wait?.total_ns ?? 0
    byText.set(text, total)
  }
  return [...byText.values()].sort((a, b) => b.totalNs - a.totalNs)
}
