import type { Aggregate, SiteReport } from '../latency/report.js'
import type { WaitingNow } from '../latency/waiting.js'
import { foldersLength } from '../model/sitepattern.js'
import type { Starvation } from '../probe/starvation.js'
import type { SourceInfo } from '../source/source.js'
import { cells, columnsFor, elided, FIGURE_WIDTH, row, wrapped } from './columns.js'
import { count, duration } from './units.js'
import { waitingLines } from './waiting.js'

/** Where system calls are not probed, only the run that ended in a blocked one is known, its part in the kernel is not. */
const stageLabels = (syscalls: boolean) =>
  [
    ['create_to_run', 'create→run'],
    ['ready_to_run', 'ready→run'],
    ['run', 'run'],
    ['wait', 'wait'],
    ['syscall', syscalls ? 'syscall' : 'run + blocked syscall'],
    ['lifetime', 'lifetime'],
  ] as const

/**
 * `main.worker · server.go:41`, as `go tool trace` names goroutines. What is longer than `width` loses the folders of its
 * package first, then the middle of the function's name: where it was created tells it from the others.
 */
export function siteLabel(site: Pick<SiteReport, 'function' | 'created_at'>, width: number): string {
  const file = site.created_at.slice(site.created_at.lastIndexOf('/') + 1)
  const place = file ? ` · ${file}` : ''
  if (place.length >= width) return `…${place.slice(place.length - Math.max(width - 1, 0))}`
  const room = width - place.length
  if (site.function.length <= room) return site.function + place
  const name = site.function.slice(foldersLength(site.function))
  if (name.length <= room) return name + place
  const tail = Math.floor((room - 1) / 2)
  return `${name.slice(0, room - 1 - tail)}…${name.slice(name.length - tail)}${place}`
}

const SITE_WIDTH = 60
const STAGE_WIDTH = 34
/** With the heading. */
const SITE_LINES_LEAST = 6

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

function liveText({ live, live_system }: Aggregate['goroutines']): string {
  return `${live} live${live_system > 0 ? `, ${live_system} of them the runtime's own` : ''}`
}

/** The command has what is left of the last line. */
function headLines(info: SourceInfo, aggregate: Aggregate, width: number): string[] {
  const lines = wrapped(
    `runqscope · pid ${info.pid} · ${info.goVersion} · ${info.method} · ${duration(aggregate.duration_ns)}`,
    width,
  )
  const last = lines.pop()!
  return [...lines, last + elided(` · ${info.command}`, width - last.length)]
}

/** The breakdown as lines for a terminal of `width` × `height`; figures of the last second, or of the whole session. */
export function tableLines(
  info: SourceInfo,
  aggregate: Aggregate,
  over: 'window' | 'session',
  width = 100,
  height = 40,
  waiting: Record<string, WaitingNow> = {},
): string[] {
  const stages = over === 'window' ? aggregate.window : aggregate.stages
  const span = over === 'window' ? `last ${duration(aggregate.window_ns)}` : 'whole session'
  const { goroutines, states } = aggregate
  const sites = columnsFor(width)
  const stageColumns = sites.filter(name => name !== 'live')
  // Names get what the figures leave, within reason.
  const siteWidth = Math.min(Math.max(width - sites.length * FIGURE_WIDTH, 8), SITE_WIDTH)
  const stageWidth = Math.min(siteWidth, STAGE_WIDTH)
  const before = [
    ...headLines(info, aggregate, width),
    ...wrapped(`${lossLine(aggregate)} · ${costLine(aggregate)}`, width),
    ...wrapped(
      `goroutines ${liveText(goroutines)} (${goroutines.snapshot} before the attach, ${count(goroutines.created)} created, ${count(goroutines.exited)} exited) · ${Object.entries(
        states,
      )
        .filter(([, number]) => number > 0)
        .map(([state, number]) => `${number} ${state}`)
        .join(', ')}`,
      width,
    ),
    '',
    row(span, stageColumns, stageWidth),
    ...stageLabels(info.syscalls ?? false).map(([stage, label]) =>
      row(`  ${label}`, cells(stageColumns, stages[stage]), stageWidth),
    ),
    '',
    row(`wait by reason${stageWidth > 30 ? ', whole session' : ''}`, stageColumns, stageWidth),
    ...Object.entries(aggregate.wait_reasons)
      .sort(([, a], [, b]) => b.total_ns - a.total_ns)
      .slice(0, 8)
      .map(([reason, stats]) => row(`  ${reason}`, cells(stageColumns, stats), stageWidth)),
  ]
  const bySite = [
    '',
    row('ready→run by site', sites, siteWidth),
    ...aggregate.sites
      .filter(site => !site.system && site.live + site.stages.ready_to_run.count > 0)
      .map(site =>
        row(
          `  ${siteLabel(site, siteWidth - 3)}`,
          cells(sites, site.stages.ready_to_run, site.live),
          siteWidth,
        ),
      ),
  ]
  const now = waitingLines(
    over === 'window' ? 'waiting now' : 'waiting at the end',
    waiting,
    aggregate.lost === 0,
    stageWidth,
    width,
  )
  const room = Math.max(height - 1, 8)
  // What waits is left out where it would leave too little for the sites.
  const fits = before.length + now.length + Math.min(bySite.length, SITE_LINES_LEAST) <= room
  return [...before, ...(fits ? now : []), ...bySite].slice(0, room)
}

/** What the end of a session tells besides. */
export interface Ending {
  kernel?: Starvation
  waiting: Record<string, WaitingNow>
}

/** The whole session as text, wide enough to cut no name: for the end, and for whoever reads it later. */
export function sessionTable(info: SourceInfo, aggregate: Aggregate, { kernel, waiting }: Ending): string {
  const lines = tableLines(info, aggregate, 'session', 400, 60, waiting)
  const starvation = starvationLine(kernel)
  return [...lines, ...(starvation ? ['', starvation] : [])].join('\n')
}

/**
 * Why a run may be longer than what it computed: a goroutine keeps its P while the kernel does not run the thread.
 * Undefined where nothing of it is known.
 */
export function starvationLine({
  threads_waited_ns,
  throttled_ns,
  throttled_periods,
  periods,
}: Starvation = {}): string | undefined {
  const told = [
    ...(threads_waited_ns === undefined
      ? []
      : [`its threads waited ${duration(threads_waited_ns)} for a CPU, all together`]),
    ...(throttled_ns === undefined
      ? []
      : [
          `the CPU quota of its cgroup stopped it for ${duration(throttled_ns)}, in ${throttled_periods} of ${periods} periods`,
        ]),
  ]
  return told.length > 0 ? `kernel: ${told.join('; ')}; runs go on meanwhile` : undefined
}
