import type { SideCount } from './compare.js'
import { lossOf, type Outcome } from './session.js'
import { LONG_INTERVAL_NS, totalsDifference } from './totals.js'

const percent = (part: number, whole: number) => {
  // Rounded down, so that 100 is said only of all.
  const hundredths = Math.floor((10_000 * part) / whole) / 100
  return part === whole ? '100.0' : hundredths.toFixed(2)
}
const microseconds = (ns: number) => (ns / 1e3).toFixed(1)
const matched = (side: SideCount) =>
  `${side.matched}/${side.compared} = ${percent(side.matched, side.compared)} %`

/** Rows of Markdown: what was compared and how much of it agrees. */
export function matchTable(outcomes: Outcome[]): string {
  return table(
    [
      'workload',
      'Go',
      'P',
      '--syscalls',
      'inside',
      'goroutines',
      "Go's matched",
      "runqscope's matched",
      'waker',
      'thread',
      'P equal',
      'lost',
    ],
    outcomes.map(outcome => [
      ...caseCells(outcome),
      outcome.case.inner,
      `${outcome.comparison.goroutines}`,
      matched(outcome.comparison.go),
      matched(outcome.comparison.runqscope),
      ...[outcome.comparison.wakers, outcome.comparison.threads, outcome.comparison.ps].map(
        ({ equal, compared }) => (compared ? `${percent(equal, compared)} %` : '–'),
      ),
      `${lossOf(outcome)}`,
    ]),
  )
}

/** Rows of Markdown: distances in time, and total time by state. */
export function timeTable(outcomes: Outcome[]): string {
  const states = ['runnable', 'running', 'syscall', 'waiting']
  return table(
    [
      'workload',
      'Go',
      'P',
      '--syscalls',
      'p50 µs',
      'p99 µs',
      'max µs',
      '> 1 ms',
      ...states,
      'mark residual µs',
    ],
    outcomes.map(outcome => [
      ...caseCells(outcome),
      microseconds(outcome.comparison.distances.p50_ns),
      microseconds(outcome.comparison.distances.p99_ns),
      microseconds(outcome.comparison.distances.max_ns),
      `${outcome.comparison.distances.displaced}`,
      ...states.map(state => {
        const total = outcome.comparison.totals.get(state)
        if (!total?.intervals) return '–'
        const { mean_ns, percent, interval_ns } = totalsDifference(total)
        return mean_ns >= LONG_INTERVAL_NS ? `${signed(percent, 3)} %` : `${signed(interval_ns / 1e3, 2)} µs`
      }),
      microseconds(outcome.clock.residual_ns_max),
    ]),
  )
}

/** Rows of Markdown: what was left out, by name, summed over the outcomes. */
export function exclusionTable(outcomes: Outcome[], why: Record<string, string>): string {
  const sum = (side: (outcome: Outcome) => SideCount, name: string) =>
    outcomes.reduce((total, outcome) => total + (side(outcome).excluded.get(name) ?? 0), 0)
  return table(
    ['left out', "in Go's trace", 'in runqscope', 'why'],
    Object.entries(why).map(([name, reason]) => [
      name,
      `${sum(o => o.comparison.go, name)}`,
      `${sum(o => o.comparison.runqscope, name)}`,
      reason,
    ]),
  )
}

const caseCells = ({ case: { work, version, procs, syscalls } }: Outcome) => [
  work,
  version,
  `${procs}`,
  syscalls ? 'yes' : '',
]

const signed = (value: number, digits: number) =>
  `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(digits)}`

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
