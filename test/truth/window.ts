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
 *
 * Where no pause is agreed on because the two timestamps of one transition lie on either side of the whole
 * millisecond, the later cut takes in the one that is just beyond it.
 */
export function cut(go: Step[], runqscope: Step[], window: Window): Pieces {
  const first = pause(go, runqscope, window.first_ns, window.first_ns + EDGE_NS, after, before)
  const last = pause(go, runqscope, window.last_ns - EDGE_NS, window.last_ns, before, after)
  let [goFirst, runqscopeFirst] = [indexAt(go, first), indexAt(runqscope, first)]
  let [goLast, runqscopeLast] = [indexAt(go, last), indexAt(runqscope, last)]
  const begin = straddling(go, goFirst, runqscope, runqscopeFirst, before, after)
  if (begin.side === 'go') goFirst = begin.index
  else if (begin.side === 'runqscope') runqscopeFirst = begin.index
  const end = straddling(go, goLast, runqscope, runqscopeLast, after, before)
  if (end.side === 'go') goLast = end.index + 1
  else if (end.side === 'runqscope') runqscopeLast = end.index + 1
  return { go: go.slice(goFirst, goLast), runqscope: runqscope.slice(runqscopeFirst, runqscopeLast) }
}

/**
 * The transition just outside a cut on one side that is the one just inside on the other. Nothing if the inner ones
 * are the same; if both sides have such a one, it is the couple that lies closer together in time.
 */
function straddling(
  go: Step[],
  goCut: number,
  runqscope: Step[],
  runqscopeCut: number,
  outer: Neighbour,
  inner: Neighbour,
): { side?: 'go' | 'runqscope'; index: number } {
  const [goInner, runqscopeInner] = [inner(go, goCut), inner(runqscope, runqscopeCut)]
  const [goOuter, runqscopeOuter] = [outer(go, goCut), outer(runqscope, runqscopeCut)]
  if (key(go, goInner) === key(runqscope, runqscopeInner)) return { index: -1 }
  const apart = (g: number, r: number) => {
    const same = go[g] && runqscope[r] && key(go, g) === key(runqscope, r)
    return same ? Math.abs(go[g]!.time_ns - runqscope[r]!.time_ns) : Infinity
  }
  const [withGo, withRunqscope] = [apart(goOuter, runqscopeInner), apart(goInner, runqscopeOuter)]
  if (withGo === Infinity && withRunqscope === Infinity) return { index: -1 }
  return withGo <= withRunqscope
    ? { side: 'go', index: goOuter }
    : { side: 'runqscope', index: runqscopeOuter }
}

type Neighbour = (steps: Step[], index: number) => number

/**
 * The middle of the longest pause of both between two moments. The transition on the inner side of it has to be the
 * same in both, and that on the outer side, too, if both have one that is not beyond the edge.
 */
function pause(
  go: Step[],
  runqscope: Step[],
  from_ns: number,
  to_ns: number,
  inner: Neighbour,
  outer: Neighbour,
): number {
  const within = (step: Step | undefined) => step && step.time_ns >= from_ns && step.time_ns <= to_ns
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
    if (key(go, inner(go, g)) !== key(runqscope, inner(runqscope, r))) return false
    const [goOuter, runqscopeOuter] = [outer(go, g), outer(runqscope, r)]
    if (!within(go[goOuter]) || !within(runqscope[runqscopeOuter])) return true
    return key(go, goOuter) === key(runqscope, runqscopeOuter)
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

/** Index of the transition that comes at or after `index`, `steps.length` if none; what is left out does not count. */
function after(steps: Step[], index: number): number {
  while (index < steps.length && steps[index]!.excluded) index++
  return index
}

/** Index of the transition that came before `index`, −1 if none; what is left out does not count. */
function before(steps: Step[], index: number): number {
  do index--
  while (index >= 0 && steps[index]!.excluded)
  return index
}

/** Empty if there is none. */
function key(steps: Step[], index: number): string {
  const step = steps[index]
  return step ? stepKey(step) : ''
}
