/** A goroutine state in both vocabularies' common words; Go's Syscall is part of Running here. */
export type Word = 'undetermined' | 'notexist' | 'runnable' | 'running' | 'waiting' | 'syscall'

/**
 * One transition of one goroutine, as either side tells it. Reasons are those of Go's trace on both sides; times are
 * CLOCK_MONOTONIC, in ns since the base of the runqscope session.
 */
export interface Step {
  time_ns: number
  goid: number
  from: Word
  to: Word
  reason: string
  /** Who made it happen (waker, parent, the other of a coroutine switch); 0 if nobody. */
  other: number
  tid: number
  /** -1 if none. */
  p: number
  /** Empty, or the name under which the transition is left out of the comparison. */
  excluded: string
}

/** What has to be equal for two steps to be the same transition. */
export function stepKey(step: Step): string {
  return `${step.from}→${step.to}${step.reason && ` (${step.reason})`}`
}

/** Steps of each goroutine in order. */
export type Lives = Map<number, Step[]>

export function livesOf(steps: Iterable<Step>): Lives {
  const lives: Lives = new Map()
  for (const step of steps) {
    const life = lives.get(step.goid)
    if (life) life.push(step)
    else lives.set(step.goid, [step])
  }
  return lives
}

/** Names of what is left out, and why; printed beside their counts. */
export const exclusions = {
  undetermined: "the first that Go's trace says of a goroutine: a state (GoUndetermined), not a transition",
  syscall: 'a system call begins or ends; runqscope has no probe there yet',
  'blocked syscall exit': 'a system call ends without a P; Go tells it on paths where nothing is probed',
  'start after blocked syscall exit': 'follows the one above',
  'at the edge':
    "the last (or first) that its thread did in the window; the other side's timestamp may lie beyond it",
  procresize: 'procresize pretends that the goroutine was descheduled (runtime/proc.go: "Pretend that…")',
} as const
