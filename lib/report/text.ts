import { count, duration } from '../console/units.js'
import type { StageStats } from '../latency/report.js'
import type { Report } from './result.js'
import { offset, place, startedAt, unknownAtEnd } from './wording.js'

const NAME_WIDTH = 62
const CELL_WIDTH = 9
const SITES_MAX = 20
const WAITS_MAX = 20
const REASONS_MAX = 12
const RUNS_MAX = 5

const columns = ['count', 'total', 'p50', 'p90', 'p99', 'max']

function cells(stats: StageStats): string[] {
  if (stats.count === 0) return ['0', '-', '-', '-', '-', '-']
  const { total_ns, p50_ns, p90_ns, p99_ns, max_ns } = stats
  return [count(stats.count), ...[total_ns, p50_ns, p90_ns, p99_ns, max_ns].map(duration)]
}

function row(name: string, values: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + values.map(value => value.padStart(CELL_WIDTH)).join('')
}

/** A report as lines of text: what was found first, wrapped at `width`, then tables. Names are as the target has them. */
export function textOf(report: Report, width = 120): string[] {
  return [
    ...headLines(report),
    '',
    'Findings, the most important first',
    ...report.findings.flatMap(({ text }, i) => wrapped(`${String(i + 1).padStart(2)}. `, `${text}.`, width)),
    ...nextLines(report),
    ...stageTable(report),
    ...reasonTable(report),
    ...siteTable(report),
    ...waitTable(report),
    ...runTable(report),
  ]
}

function headLines(report: Report): string[] {
  const { goroutines, losses } = report
  const lost = losses.lost > 0 ? `LOST ${losses.lost}` : '0 lost'
  return [
    `runqscope report · pid ${report.pid} · ${report.go_version} · ${report.method} · ${report.command}`,
    `${report.files.join(' ')} · from ${startedAt(report.started_at_unix_ms + report.first_ns / 1e6)} · ${duration(report.told_ns)} told, ${count(report.transitions)} transitions, ${lost}`,
    `goroutines: ${goroutines.first} live at the beginning, ${goroutines.last} at the end${unknownAtEnd(report)}, at most ${goroutines.most}; ${count(goroutines.created)} created, ${count(goroutines.exited)} exited`,
  ]
}

function nextLines({ next }: Report): string[] {
  if (next.length === 0) return []
  return ['', 'What to look at next', ...next.flatMap(({ command, why }) => [`  ${why}:`, `    ${command}`])]
}

function stageTable({ stages, syscalls }: Report): string[] {
  const rows = [
    ['create→run', stages.create_to_run],
    ['ready→run', stages.ready_to_run],
    ['run', stages.run],
    ['wait', stages.wait],
    [syscalls ? 'syscall' : 'run + blocked syscall', stages.syscall],
    ['lifetime', stages.lifetime],
  ] as const
  return ['', row('By stage', columns), ...rows.map(([name, stats]) => row(`  ${name}`, cells(stats)))]
}

function reasonTable({ wait_reasons }: Report): string[] {
  const rows = Object.entries(wait_reasons)
  if (rows.length === 0) return []
  return [
    '',
    row('Waits by reason', columns),
    ...rows.slice(0, REASONS_MAX).map(([reason, stats]) => row(`  ${reason}`, cells(stats))),
    ...more(rows.length, REASONS_MAX, 'reasons'),
  ]
}

function siteTable({ sites }: Report): string[] {
  if (sites.length === 0) return []
  return [
    '',
    row('Sites, by time run', [
      'live',
      'runs',
      'run time',
      'run p99',
      'rdy p50',
      'rdy p99',
      'rdy max',
      'new max',
    ]),
    ...sites.slice(0, SITES_MAX).map(({ live, stages, ...site }) => {
      const { run, ready_to_run: ready, create_to_run: created } = stages
      const told = (stats: StageStats, ns: number) => (stats.count === 0 ? '-' : duration(ns))
      return row(`  ${place(site)}`, [
        ...[count(live), count(run.count), told(run, run.total_ns), told(run, run.p99_ns)],
        ...[ready.p50_ns, ready.p99_ns, ready.max_ns].map(ns => told(ready, ns)),
        told(created, created.max_ns),
      ])
    }),
    ...more(sites.length, SITES_MAX, 'sites'),
  ]
}

function waitTable({ waits }: Report): string[] {
  if (waits.length === 0) return []
  return [
    '',
    row('Waits by site and reason, the longest first', [...columns, 'waiting', 'for']),
    ...waits
      .slice(0, WAITS_MAX)
      .map(({ site, reason, stats, waiting, waiting_older, waiting_ns }) =>
        row(clipped(`  ${place(site)} · ${reason}`), [
          ...cells(stats),
          count(waiting),
          waiting === 0 ? '-' : `${waiting_older > 0 ? '≥' : ''}${duration(waiting_ns)}`,
        ]),
      ),
    ...more(waits.length, WAITS_MAX, 'sites and reasons'),
  ]
}

function runTable(report: Report): string[] {
  const { runs } = report
  if (runs.length === 0) return []
  return [
    '',
    row('Longest runs', ['goroutine', 'from', 'for']),
    ...runs.slice(0, RUNS_MAX).map(({ goid, site, since_ns, ns }) =>
      row(
        `  ${place(site)}`,
        [String(goid), offset(since_ns, report), duration(ns)].map(cell => ` ${cell}`),
      ),
    ),
  ]
}

function more(rows: number, shown: number, what: string): string[] {
  return rows > shown ? [`  … ${rows - shown} more ${what}; --json has all`] : []
}

/** A site and a reason may be too long together: the reason is what tells rows of one site apart. */
function clipped(name: string): string {
  if (name.length < NAME_WIDTH) return name
  const reason = name.lastIndexOf(' · ')
  return `${name.slice(0, Math.max(3, NAME_WIDTH - 2 - (name.length - reason)))}…${name.slice(reason)}`
}

/** At spaces, the following lines indented as far as the first. */
function wrapped(head: string, text: string, width: number): string[] {
  const lines: string[] = []
  let line = head
  for (const word of text.split(' ')) {
    if (line.length > head.length && line.length + word.length > width) {
      lines.push(line.trimEnd())
      line = ' '.repeat(head.length)
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}
