import { Kind } from '../contract.gen.js'
import { REASON_COROUTINE, REASON_NONE, REASON_PREEMPTED, State } from './transition.js'

interface Rule {
  /** States the goroutine may be known in; the first one is what the event itself says of the state that ends. */
  from: readonly [State, ...State[]]
  to: State
  /** Reason of the state entered: a constant, or taken from the record. */
  reason: number
}

/** In `Rule.reason`: the record's own byte. */
export const REASON_OF_RECORD = 252

/** The legal transitions, where every system call is seen to begin and to end. */
export const rules: Record<keyof typeof Kind, Rule> = {
  CREATE: { from: [State.NotExist], to: State.Runnable, reason: REASON_NONE },
  READY: { from: [State.Waiting], to: State.Runnable, reason: REASON_NONE },
  RUN: { from: [State.Runnable], to: State.Running, reason: REASON_NONE },
  PARK: { from: [State.Running], to: State.Waiting, reason: REASON_OF_RECORD },
  GOSCHED: { from: [State.Running], to: State.Runnable, reason: REASON_OF_RECORD },
  YIELD: { from: [State.Running], to: State.Runnable, reason: REASON_NONE },
  PREEMPT_PARK: { from: [State.Running], to: State.Waiting, reason: REASON_PREEMPTED },
  EXIT: { from: [State.Running], to: State.NotExist, reason: REASON_NONE },
  // The goroutine entered; the one left goes Running → Waiting with REASON_COROUTINE.
  CORO_SWITCH: { from: [State.Waiting], to: State.Running, reason: REASON_NONE },
  SYSCALL_ENTER: { from: [State.Running], to: State.Syscall, reason: REASON_NONE },
  SYSCALL_RETURN: { from: [State.Syscall], to: State.Running, reason: REASON_NONE },
  // From Running after a return without a P whose end came too late to be foreseen (see settle.ts).
  SYSCALL_EXIT: { from: [State.Syscall, State.Running], to: State.Runnable, reason: REASON_NONE },
  NEEDM: { from: [State.NotExist], to: State.Syscall, reason: REASON_NONE },
  DROPM: { from: [State.Syscall], to: State.NotExist, reason: REASON_NONE },
}

/**
 * The same rule where system calls have no probes: a goroutine in one is known as Running (or as Syscall, from a
 * snapshot), and whatever a running goroutine may do, one known in Syscall may do next.
 */
function withoutSyscalls({ from, to, reason }: Rule): Rule {
  const inside = from.length === 1 && (from[0] === State.Running || from[0] === State.Syscall)
  return {
    from: inside ? [State.Running, State.Syscall] : from,
    to: to === State.Syscall ? State.Running : to,
    reason,
  }
}

/**
 * CREATE's `reason` byte is the new status: Grunnable = 1, Gwaiting = 4 (runtime/runtime2.go, Go 1.18 to 1.27). Only
 * newcoro creates a parked goroutine (runtime/coro.go, Go 1.23 to 1.27).
 */
const G_WAITING = 4
export const createdState = (status: number): State => (status === G_WAITING ? State.Waiting : State.Runnable)
export const createdReason = (status: number): number =>
  status === G_WAITING ? REASON_COROUTINE : REASON_NONE

const kinds = Object.keys(rules) as (keyof typeof Kind)[]
const size = Math.max(...Object.values(Kind)) + 1

/** The table compiled for the hot loop, by `Kind`. */
export class RuleTable {
  /** A bit per legal state before. */
  readonly legalFrom = new Uint8Array(size)
  /** What the event itself says of the state that ends. */
  readonly ownFrom = new Uint8Array(size)
  readonly to = new Uint8Array(size)
  readonly reason = new Uint8Array(size)

  /** @param syscalls whether the session has probes on system calls */
  constructor(syscalls: boolean) {
    for (const name of kinds) {
      const { from, to, reason } = syscalls ? rules[name] : withoutSyscalls(rules[name])
      const kind = Kind[name]
      for (const state of from) this.legalFrom[kind] |= 1 << state
      // Nothing contradicts a state that is not known. (Birth does: whoever is known at all was born before.)
      if (from[0] !== State.NotExist) this.legalFrom[kind] |= 1 << State.Undetermined
      this.ownFrom[kind] = from[0]
      this.to[kind] = to
      this.reason[kind] = reason
    }
  }
}
