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
 * window, each in the longest pause that both sides agree on (what came last before and comes next after is equal).
 * Between the cuts each side must have exactly what the other has. No event near an edge is optional: that would let
 * the whole sequence slide along to cover up one that is missing.
 */
export function cut(go: Step[], runqscope: Step[], window: Window): Pieces {
  const first = pause(go, runqscope, window.first_ns, window.first_ns + EDGE_NS)
  const last = pause(go, runqscope, window.last_ns - EDGE_NS, window.last_ns)
  return {
    go: go.slice(indexAt(go, first), indexAt(go, last)),
    runqscope: runqscope.slice(indexAt(runqscope, first), indexAt(runqscope, last)),
  }
}

function pause(go: Step[], runqscope: Step[], from_ns: number, to_ns: number): number {
  const inside = (steps: Step[]) => steps.slice(indexAt(steps, from_ns), indexAt(steps, to_ns))
  const times = [...inside(go), ...inside(runqscope)].map(step => step.time_ns)
  times.push(from_ns, to_ns)
  times.sort((a, b) => a - b)
  const pauses = times
    .slice(1)
    .map((time, i) => ({ middle: (time + times[i]!) / 2, length: time - times[i]! }))
    .sort((a, b) => b.length - a.length)
  const agreed = pauses.find(({ middle }) => {
    const [g, r] = [indexAt(go, middle), indexAt(runqscope, middle)]
    return (
      next(go, g) === next(runqscope, r) && (next(go, g) !== '' || before(go, g) === before(runqscope, r))
    )
  })
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

function next(steps: Step[], index: number): string {
  for (let i = index; i < steps.length; i++) if (!steps[i]!.excluded) return stepKey(steps[i]!)
  return ''
}

function before(steps: Step[], index: number): string {
  for (let i = index - 1; i >= 0; i--) if (!steps[i]!.excluded) return stepKey(steps[i]!)
  return ''
}
