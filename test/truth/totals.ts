import type { LifeComparison } from './life.js'
import type { Step } from './step.js'
import type { Pieces } from './window.js'

/** Time spent in one state by all goroutines together, as each side tells it. */
export interface StateTotals {
  intervals: number
  go_ns: number
  runqscope_ns: number
}

export type Totals = Map<string, StateTotals>

/**
 * Adds what each side tells of one goroutine between the first and the last transition that both have. Each side is
 * added up from its own steps, those left out of the comparison included; stretches of the same state count as one.
 */
export function addTotals(totals: Totals, pieces: Pieces, { pairs }: LifeComparison): void {
  const [first, last] = [pairs[0], pairs.at(-1)]
  if (!first || !last) return
  const go = between(pieces.go, first[0], last[0])
  // Where Go's trace does not tell when a system call ended, neither its time nor that of what came after it is known.
  const untold = new Set(go.filter(step => step.untimed).flatMap(step => [step.from, step.to]))
  addSide(totals, go, untold, (total, ns) => {
    total.go_ns += ns
    total.intervals++
  })
  addSide(totals, between(pieces.runqscope, first[1], last[1]), untold, (total, ns) => {
    total.runqscope_ns += ns
  })
}

const between = (steps: Step[], first: Step, last: Step) =>
  steps.slice(steps.indexOf(first), steps.lastIndexOf(last) + 1)

function addSide(
  totals: Totals,
  steps: Step[],
  untold: Set<string>,
  add: (total: StateTotals, ns: number) => void,
): void {
  let begin = steps[0]!
  for (const step of steps.slice(1)) {
    if (step.to === begin.to) continue
    const total = totals.get(begin.to) ?? { intervals: 0, go_ns: 0, runqscope_ns: 0 }
    totals.set(begin.to, total)
    if (begin.to !== 'notexist' && !untold.has(begin.to)) add(total, step.time_ns - begin.time_ns)
    begin = step
  }
}

/** Mean interval from which on totals are compared in per cent and no longer per interval. */
export const LONG_INTERVAL_NS = 200e3

/** How far apart the two totals of a state are: per cent of Go's, and ns an interval. */
export function totalsDifference(total: StateTotals): {
  mean_ns: number
  percent: number
  interval_ns: number
} {
  const difference = total.runqscope_ns - total.go_ns
  return {
    mean_ns: total.go_ns / total.intervals,
    percent: (100 * difference) / total.go_ns,
    interval_ns: difference / total.intervals,
  }
}
