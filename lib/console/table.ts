import type { Aggregate, SiteReport, StageStats } from '../latency/report.js'
import type { SourceInfo } from '../source/source.js'
import { count, duration } from './units.js'

const stageLabels = [
  ['create_to_run', 'create→run'],
  ['ready_to_run', 'ready→run'],
  ['run', 'run'],
  ['wait', 'wait'],
  ['syscall', 'syscall'],
  ['lifetime', 'lifetime'],
] as const

const columns = ['count', 'p50', 'p90', 'p99', 'p99.9', 'max']

function cells(stats: StageStats): string[] {
  if (stats.count === 0) return ['0', '-', '-', '-', '-', '-']
  return [
    count(stats.count),
    duration(stats.p50_ns),
    duration(stats.p90_ns),
    duration(stats.p99_ns),
    duration(stats.p999_ns),
    duration(stats.max_ns),
  ]
}

function row(label: string, values: string[], labelWidth: number): string {
  return label.slice(0, labelWidth).padEnd(labelWidth) + values.map(value => value.padStart(9)).join('')
}

/** `main.worker · server.go:41`, as `go tool trace` names goroutines. */
export function siteLabel(site: Pick<SiteReport, 'function' | 'created_at'>): string {
  const file = site.created_at.slice(site.created_at.lastIndexOf('/') + 1)
  return file ? `${site.function} · ${file}` : site.function
}

/** What it costs the target: hits a second, and the share of one CPU that they take. */
export function costLine(aggregate: Aggregate): string {
  const hits = `${count(aggregate.hits_per_s)} probe hits/s`
  if (!aggregate.hit_cost_ns) return `${hits}, cost per hit not calibrated yet`
  const share = (aggregate.hits_per_s * aggregate.hit_cost_ns) / 1e9
  return `${hits} × ${Math.round(aggregate.hit_cost_ns)} ns (calibrated) = ${(share * 100).toFixed(1)} % of one CPU`
}

export function lossLine(aggregate: Aggregate): string {
  if (aggregate.lost === 0) return `${count(aggregate.events)} events, 0 lost`
  const causes = Object.entries(aggregate.lost_by_cause)
    .filter(([, lost]) => lost > 0)
    .map(([cause, lost]) => `${cause} ${lost}`)
  return `${count(aggregate.events)} events, LOST ${aggregate.lost} (${causes.join(', ')}), ${aggregate.undetermined} intervals undetermined`
}

/** The breakdown as lines for a terminal of `width` × `height`; figures of the last second, or of the whole session. */
export function tableLines(
  info: SourceInfo,
  aggregate: Aggregate,
  over: 'window' | 'session',
  width = 100,
  height = 40,
): string[] {
  const stages = over === 'window' ? aggregate.window : aggregate.stages
  const span = over === 'window' ? `last ${duration(aggregate.window_ns)}` : 'whole session'
  const { goroutines, states } = aggregate
  const lines = [
    `runqscope · pid ${info.pid} · ${info.goVersion} · ${info.method} · ${duration(aggregate.duration_ns)} · ${info.command}`,
    `${lossLine(aggregate)} · ${costLine(aggregate)}`,
    `goroutines ${goroutines.live} live (${goroutines.snapshot} before the attach, ${count(goroutines.created)} created, ${count(goroutines.exited)} exited) · ${Object.entries(
      states,
    )
      .filter(([, number]) => number > 0)
      .map(([state, number]) => `${number} ${state}`)
      .join(', ')}`,
    '',
    row(span, columns, 34),
    ...stageLabels.map(([stage, label]) => row(`  ${label}`, cells(stages[stage]), 34)),
    '',
    row('wait by reason, whole session', columns, 34),
    ...Object.entries(aggregate.wait_reasons)
      .sort(([, a], [, b]) => b.total_ns - a.total_ns)
      .slice(0, 8)
      .map(([reason, stats]) => row(`  ${reason}`, cells(stats), 34)),
    '',
    row('ready→run by goroutine', [...columns, 'live'], 50),
    ...aggregate.sites
      .filter(site => !site.system && site.live + site.stages.ready_to_run.count > 0)
      .map(site => row(`  ${siteLabel(site)}`, [...cells(site.stages.ready_to_run), String(site.live)], 50)),
  ]
  return lines.slice(0, Math.max(height - 1, 8)).map(line => line.slice(0, width))
}

/** The whole session as text, wide enough to cut no name: for the end, and for whoever reads it later. */
export function sessionTable(info: SourceInfo, aggregate: Aggregate): string {
  return tableLines(info, aggregate, 'session', 400, 60).join('\n')
}
