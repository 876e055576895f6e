import { Kind } from '../contract.gen.js'
import { Flag, State } from '../model/transition.js'
import { type StageName, stageNames } from './report.js'

const numbers = Object.fromEntries(stageNames.map((name, i) => [name, i])) as Record<StageName, number>

export const STAGES = stageNames.length
export const NO_STAGE = 255
export const WAIT = numbers.wait
export const READY_TO_RUN = numbers.ready_to_run
export const LIFETIME = numbers.lifetime

/**
 * The stage that an interval belongs to, by `from * 8 + to`. Two need more than the states: a first run's Runnable is
 * `create_to_run`, and what a SYSCALL_EXIT ends is `syscall`.
 */
const byStates = new Uint8Array(64).fill(NO_STAGE)
const pairs: [State, State, StageName][] = [
  [State.Runnable, State.Running, 'ready_to_run'],
  [State.Running, State.Waiting, 'run'],
  [State.Running, State.Runnable, 'run'],
  [State.Running, State.NotExist, 'run'],
  [State.Running, State.Syscall, 'run'],
  [State.Waiting, State.Runnable, 'wait'],
  [State.Waiting, State.Running, 'wait'],
  [State.Syscall, State.Running, 'syscall'],
  [State.Syscall, State.Runnable, 'syscall'],
  [State.Syscall, State.NotExist, 'syscall'],
]
for (const [from, to, name] of pairs) byStates[from * 8 + to] = numbers[name]

/**
 * With probes on system calls `syscall` is the time in them and `run` excludes it. Without, a goroutine in one shows as
 * Running: only a blocked system call that came back without a P is seen, by its end; the interval from the last run to
 * it is mostly the call and is counted as such, as far as seen, and all other time in calls is inside `run`. What a
 * SYSCALL_EXIT ends is `syscall` in either case.
 */
export function stageOf(from: number, to: number, kind: number, flags: number): number {
  if (kind === Kind.SYSCALL_EXIT) return numbers.syscall
  const stage = byStates[from * 8 + to]
  if (stage === READY_TO_RUN && (flags & Flag.FirstRun) !== 0) return numbers.create_to_run
  return stage
}
