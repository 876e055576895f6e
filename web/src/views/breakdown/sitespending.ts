import type { WireSiteStats } from '../../../../lib/stream/wire.js'
import { isCompared, type Part, parts, runnableTotal } from './spending.js'

/** Where the time of a site's goroutines went, ns. */
export interface SiteSpending {
  site: number
  live: number
  runnableNs: number
  runNs: number
  syscallNs: number
  waitNs: number
  /** Of what its bar shows. */
  allNs: number
  /** Of ready → run; NaN if there was none. */
  latencyP99Ns: number
  /** The pieces of its bar, as shares of the longest bar. */
  bar: { part: Part; share: number }[]
}

export type SiteOrder = 'runnable' | 'wait' | 'run' | 'syscall' | 'live' | 'p99'

const values: Record<SiteOrder, (one: SiteSpending) => number> = {
  runnable: one => one.runnableNs,
  wait: one => one.waitNs,
  run: one => one.runNs,
  syscall: one => one.syscallNs,
  live: one => one.live,
  p99: one => (Number.isNaN(one.latencyP99Ns) ? -1 : one.latencyP99Ns),
}

/** The sites as they are listed. */
export function siteSpendings(
  sites: readonly WireSiteStats[] | null | undefined,
  order: SiteOrder,
  descending: boolean,
  awake: boolean,
): SiteSpending[] {
  const rows = (sites ?? []).map(stats => rowOf(stats, awake))
  const greatest = rows.reduce((most, one) => Math.max(most, one.allNs), 0)
  for (const row of rows) for (const piece of row.bar) piece.share = greatest > 0 ? piece.share / greatest : 0
  const value = values[order]
  const sign = descending ? -1 : 1
  return rows.sort((a, b) => sign * (value(a) - value(b)) || a.site - b.site)
}

function rowOf(stats: WireSiteStats, awake: boolean): SiteSpending {
  const { stages } = stats
  const time = (part: Part) => stages?.[part]?.total_ns ?? 0
  const bar = parts.filter(part => isCompared(part, awake)).map(part => ({ part, share: time(part) }))
  return {
    site: stats.site ?? 0,
    live: stats.live ?? 0,
    runnableNs: runnableTotal(stages),
    runNs: time('run'),
    syscallNs: time('syscall'),
    waitNs: time('wait'),
    allNs: bar.reduce((sum, piece) => sum + piece.share, 0),
    latencyP99Ns: stages?.ready_to_run?.count ? (stages.ready_to_run.p99_ns ?? 0) : Number.NaN,
    bar,
  }
}
