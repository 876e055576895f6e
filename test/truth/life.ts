import { align } from './alignment.js'
import { type Step, stepKey } from './step.js'
import type { Pieces, Window } from './window.js'

/** One goroutine compared. */
export interface LifeComparison {
  /** The same transition on both sides: Go's, runqscope's. */
  pairs: [Step, Step][]
  /** Transitions that the other side has not. */
  onlyGo: Step[]
  onlyRunqscope: Step[]
}

const BLOCKED_EXIT = 'blocked syscall exit'
const START_AFTER_EXIT = 'start after blocked syscall exit'

/** Aligns one goroutine's two sequences; see `align`. Excluded steps take no part, except that none may be invented. */
export function compareLife(pieces: Pieces): LifeComparison {
  agreeOnFirstStart(pieces)
  const go = pieces.go.filter(step => !step.excluded)
  const runqscope = pieces.runqscope.filter(step => !step.excluded)
  const { pairs, onlyLeft, onlyRight } = align(go.map(stepKey), runqscope.map(stepKey))
  const matched = pairs.map(([g, r]): [Step, Step] => [go[g]!, runqscope[r]!])
  return {
    pairs: matched,
    onlyGo: onlyLeft.map(i => go[i]!),
    onlyRunqscope: [...onlyRight.map(i => runqscope[i]!), ...invented(pieces, matched)],
  }
}

/**
 * A blocked syscall exit before the window may have been seen by one side alone, so the start after it is compared like
 * any other. To be called before the life is cut.
 */
export function settleStarts(life: Step[], window: Window): void {
  for (const [i, step] of life.entries())
    if (step.excluded === START_AFTER_EXIT && life[i - 1]!.time_ns < window.first_ns) step.excluded = ''
}

/**
 * A goroutine may be runnable at the cut because its system call ended before it. A side that began to record later
 * than that takes the start that follows for an ordinary one; then it is left out on both sides.
 */
function agreeOnFirstStart({ go, runqscope }: Pieces): void {
  const [g, r] = [go.find(step => step.excluded !== 'undetermined'), runqscope[0]]
  if (!g || !r) return
  if (g.excluded === START_AFTER_EXIT && isStart(r)) r.excluded = START_AFTER_EXIT
  else if (r.excluded === START_AFTER_EXIT && isStart(g)) g.excluded = START_AFTER_EXIT
}

const isStart = (step: Step) => step.from === 'runnable' && step.to === 'running'

/**
 * Steps that runqscope left out and Go does not know: Go tells every blocked syscall exit, so between two transitions
 * that match, runqscope may have at most as many as Go has.
 */
function invented(pieces: Pieces, matched: [Step, Step][]): Step[] {
  const found: Step[] = []
  let [g, r] = [0, 0]
  for (let pair = 0; pair <= matched.length; pair++) {
    const [goEnd, runqscopeEnd] = matched[pair] ?? []
    const known = new Map<string, number>()
    for (; g < pieces.go.length && pieces.go[g] !== goEnd; g++) {
      const { excluded } = pieces.go[g]!
      if (excluded) known.set(excluded, (known.get(excluded) ?? 0) + 1)
    }
    for (; r < pieces.runqscope.length && pieces.runqscope[r] !== runqscopeEnd; r++) {
      const { excluded } = pieces.runqscope[r]!
      if (excluded !== BLOCKED_EXIT && excluded !== START_AFTER_EXIT) continue
      const left = known.get(excluded) ?? 0
      if (left === 0) found.push(pieces.runqscope[r]!)
      known.set(excluded, left - 1)
    }
    ;[g, r] = [g + 1, r + 1]
  }
  return found
}
