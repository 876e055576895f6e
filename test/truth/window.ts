import { type Step, stepKey } from './step.js'

/** A stretch of time, ns since the session's base. */
export interface Window {
  first_ns: number
  last_ns: number
}

/** How far inside the window a transition must lie to be in the denominator. */
export const EDGE_NS = 1e6

/** What both sides have recorded of one goroutine, cut so that nothing beyond the cuts is needed to compare it. */
export interface Pieces {
  go: Step[]
  runqscope: Step[]
}

/**
 * Cuts the two recordings of a goroutine at a moment within the first and a moment within the last millisecond of the
 * window, each in the longest pause that both sides agree on: the same transition comes next after the first cut, the
 * same one came last before the second. Between the cuts each side must have exactly what the other has. No event near
 * an edge is optional: that would let the whole sequence slide along to cover up one that is missing.
 */
export function cut(go: Step[], runqscope: Step[], window: Window): Pieces {
  const first = pause(go, runqscope, window.first_ns, window.first_ns + EDGE_NS, next)
  const last = pause(go, runqscope, window.last_ns - EDGE_NS, window.last_ns, before)
  return {
    go: go.slice(indexAt(go, first), indexAt(go, last)),
    runqscope: runqscope.slice(indexAt(runqscope, first), indexAt(runqscope, last)),
  }
}

/** The middle of the longest pause of both between two moments; `neighbour` has to be the same on both sides. */
function pause(
  go: Step[],
  runqscope: Step[],
  from_ns: number,
  to_ns: number,
  neighbour: (steps: Step[], index: number) => string,
): number {
  const inside = (steps: Step[]) => steps.slice(indexAt(steps, from_ns), indexAt(steps, to_ns))
  const times = [...inside(go), ...inside(runqscope)].map(step => step.time_ns)
  times.push(from_ns, to_ns)
  times.sort((a, b) => a - b)
  const pauses = times
    .slice(1)
    .map((time, i) => ({ middle: (time + times[i]!) / 2, length: time - times[i]! }))
    .sort((a, b) => b.length - a.length)
  const agreed = pauses.find(
    ({ middle }) => neighbour(go, indexAt(go, middle)) === neighbour(runqscope, indexAt(runqscope, middle)),
  )
  return (agreed ?? pauses[0]!).middle
}

/** First index whose step is not before `time_ns`. */
function indexAt(steps: Step[], time_ns: number): number {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.time_ns < time_ns) low = middle + 1
    else high = middle
  }
  return low
}

/** The transition that comes at or after `index`; empty if none. */
function next(steps: Step[], index: number): string {
  for (let i = index; i < steps.length; i++) if (!steps[i]!.excluded) return stepKey(steps[i]!)
  return ''
}

/** The transition that came before `index`; empty if none. */
function before(steps: Step[], index: number): string {
  for (let i = index - 1; i >= 0; i--) if (!steps[i]!.excluded) return stepKey(steps[i]!)
  return ''
}
