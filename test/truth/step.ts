/** A goroutine state in both vocabularies' common words. */
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
  /** -1 if none, or if a trace before Go 1.22 does not tell. */
  p: number
  /** Empty, or the name under which the transition is left out of the comparison. */
  excluded: string
  /** The time is not that of the transition: a trace before Go 1.22 does not tell when a system call ended. */
  untimed?: boolean
  /** A system call's end without a P and the start after it, taken together (see `lostp.ts`). */
  parts?: [Step, Step]
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
  syscall: 'without --syscalls: a system call begins or ends',
  'blocked syscall exit':
    'without --syscalls: a system call ends without a P; Go tells it on paths where nothing is probed then',
  'start after blocked syscall exit': 'without --syscalls: follows the one above',
  'P lost and found':
    'Go pretends that a goroutine whose P was taken during a system call, but who got one back at once, became runnable and started (exitsyscall, runtime/proc.go); the runtime makes it running',
  'gave up late':
    'from Go 1.26 on: the thread lost its CPU between moving the goroutine to running and finding no P; told as a return and a system call that ended from running',
  'at the edge':
    "the last (or first) that its thread did in the window; the other side's timestamp may lie beyond it",
  procresize: 'procresize pretends that the goroutine was descheduled (runtime/proc.go: "Pretend that…")',
} as const
