import type { Comparison, SideCount } from './compare.js'
import type { Case } from './session.js'
import { minorOf } from './toolchain.js'
import { LONG_INTERVAL_NS, totalsDifference } from './totals.js'

/** What a comparison must keep to besides every transition having its counterpart. */
export interface Limits {
  p50_ns: number
  p99_ns: number
  /** Totals of a state, where its mean interval is at least `LONG_INTERVAL_NS`: per cent of Go's total. */
  totals_percent: number
  /** … and where it is shorter: ns an interval. */
  totals_interval_ns: number
}

/** What runqscope promises on a machine that is not otherwise busy. */
export const promised: Limits = { p50_ns: 10e3, p99_ns: 50e3, totals_percent: 1, totals_interval_ns: 2e3 }

/**
 * Before Go 1.22 the tracer takes the time of a stop or a wake-up, then unwinds a stack, and only then it happens
 * (traceEventLocked, runtime/trace.go): microseconds, which are the tracer's. Where system calls are probed, each has
 * two more traps between the two tellings' times.
 */
export function promisedOf({ version, syscalls }: Case): Limits {
  if (minorOf(version) < 22) return { ...promised, totals_percent: 2, totals_interval_ns: 8e3 }
  return syscalls ? { ...promised, totals_interval_ns: 4e3 } : promised
}

/** Everything wrong with a comparison, a sentence each; empty if nothing is. */
export interface Verdict {
  /** With what was told. */
  matches: string[]
  /** With when it was told. */
  times: string[]
}

export function verdict(comparison: Comparison, limits: Limits): Verdict {
  const { go, runqscope, distances } = comparison
  const matches = [...sideWrong("Go's trace", go), ...sideWrong('runqscope', runqscope)]
  if (comparison.broken) matches.push(`${comparison.broken} rows contradict the row before`)
  if (comparison.backward) matches.push(`${comparison.backward} rows run backwards in time`)
  const times: string[] = []
  for (const quantile of ['p50_ns', 'p99_ns'] as const)
    if (!(distances[quantile] <= limits[quantile]))
      times.push(
        `timestamps differ by ${distances[quantile].toFixed(0)} ns (${quantile}), more than ${limits[quantile]}`,
      )
  for (const [state, total] of comparison.totals) {
    if (total.intervals === 0) continue
    const { mean_ns, percent, interval_ns } = totalsDifference(total)
    if (mean_ns >= LONG_INTERVAL_NS) {
      if (!(Math.abs(percent) <= limits.totals_percent))
        times.push(`total time ${state} differs by ${percent.toFixed(3)} %`)
    } else if (!(Math.abs(interval_ns) <= limits.totals_interval_ns))
      times.push(`total time ${state} differs by ${interval_ns.toFixed(0)} ns an interval`)
  }
  return { matches, times }
}

function sideWrong(name: string, side: SideCount): string[] {
  if (side.compared === 0) return [`${name} has no transition in the window`]
  if (side.matched === side.compared) return []
  return [`${side.compared - side.matched} of ${side.compared} transitions of ${name} have no counterpart`]
}
