import { readdirSync } from 'node:fs'
import { REASON_NONE, REASON_PREEMPTED, type Snapshot, State } from '../model/transition.js'
import type { Plan } from '../plan/plan.js'
import type { NativeMemory } from './addon.js'
import { offsetOf } from './config.js'
import { isErrno, namespacedIds, type Target } from './target.js'

/**
 * Goroutine statuses, src/runtime/runtime2.go, Go 1.18 to 1.27 (10 and 11 since 1.26). Dead and DeadExtra hold the
 * goroutines that C threads borrow, while none does.
 */
const Status = {
  Idle: 0,
  Runnable: 1,
  Running: 2,
  Syscall: 3,
  Waiting: 4,
  Dead: 6,
  Copystack: 8,
  Preempted: 9,
  Leaked: 10,
  DeadExtra: 11,
} as const
/** Bit set while the GC scans the goroutine's stack. */
const SCAN = 0x1000

/** A target that claims more goroutines than this is not believed. */
const MAX_GOROUTINES = 1 << 26
const CHUNK = 2048

export interface SnapshotReading {
  snapshot: Snapshot
  /** Goroutines whose g could not be read. */
  unreadable: number
}

/**
 * Reads `runtime.allgs` from the target's memory. The target runs on meanwhile, so the picture is blurred; the model
 * lets every event from `beginNs` on beat it.
 *
 * @param bias load bias of the executable
 * @param now session-relative ns
 * @returns undefined when the target's memory is gone
 */
export function readSnapshot(
  memory: NativeMemory,
  target: Target,
  plan: Plan,
  bias: number,
  beginNs: number,
  now: () => number,
): SnapshotReading | undefined {
  const pointers = readAllgs(memory, plan, bias)
  if (!pointers) return undefined
  const snapshot = emptySnapshot(beginNs, pointers.length)
  const threads = new ThreadIds(memory, plan, target)
  const at = {
    goid: offsetOf(plan, 'g', 'goid'),
    status: offsetOf(plan, 'g', 'atomicstatus'),
    reason: offsetOf(plan, 'g', 'waitreason'),
    startpc: offsetOf(plan, 'g', 'startpc'),
    gopc: offsetOf(plan, 'g', 'gopc'),
    m: offsetOf(plan, 'g', 'm'),
  }
  const span = Math.max(...Object.values(at)) + 8
  const bytes = new Uint8Array(Math.min(CHUNK, Math.max(pointers.length, 1)) * span)
  const view = new DataView(bytes.buffer)
  const ok = new Uint8Array(CHUNK)
  let unreadable = 0
  for (let from = 0; from < pointers.length; from += CHUNK) {
    const chunk = pointers.subarray(from, from + CHUNK)
    memory.gather(chunk, span, bytes, ok)
    for (let index = 0; index < chunk.length; index++) {
      if (!ok[index]) {
        unreadable++
        continue
      }
      const g = index * span
      const m = view.getBigUint64(g + at.m, true)
      const state = stateOf(view.getUint32(g + at.status, true) & ~SCAN, m)
      const goid = Number(view.getBigUint64(g + at.goid, true))
      if (state === State.NotExist || goid === 0) continue
      const row = snapshot.length++
      snapshot.goid[row] = goid
      snapshot.state[row] = state
      const status = view.getUint32(g + at.status, true) & ~SCAN
      snapshot.reason[row] =
        state !== State.Waiting
          ? REASON_NONE
          : status === Status.Preempted
            ? REASON_PREEMPTED
            : view.getUint8(g + at.reason)
      snapshot.startpc[row] = Number(view.getBigUint64(g + at.startpc, true))
      snapshot.gopc[row] = Number(view.getBigUint64(g + at.gopc, true))
      snapshot.tid[row] = state === State.Running || state === State.Syscall ? threads.of(m) : 0
    }
  }
  snapshot.endNs = now()
  return { snapshot, unreadable }
}

function emptySnapshot(beginNs: number, capacity: number): Snapshot {
  return {
    beginNs,
    endNs: beginNs,
    length: 0,
    goid: new Float64Array(capacity),
    state: new Uint8Array(capacity),
    reason: new Uint8Array(capacity),
    startpc: new Float64Array(capacity),
    gopc: new Float64Array(capacity),
    tid: new Uint32Array(capacity),
  }
}

/** A parked goroutine has no M; one that is Gwaiting with an M only pretends while it runs on g0 (GC, stop-the-world). */
function stateOf(status: number, m: bigint): State {
  switch (status) {
    case Status.Runnable:
      return State.Runnable
    case Status.Running:
    case Status.Copystack:
      return State.Running
    case Status.Syscall:
      return State.Syscall
    case Status.Waiting:
      return m === 0n ? State.Waiting : State.Running
    case Status.Preempted:
    case Status.Leaked:
      return State.Waiting
    default:
      return State.NotExist
  }
}

function readAllgs(memory: NativeMemory, plan: Plan, bias: number): BigUint64Array | undefined {
  const global = plan.globals.find(entry => entry.name === 'allgs')
  if (!global) throw new Error('the plan has no address of allgs')
  const header = new BigUint64Array(2)
  if (memory.read(BigInt(global.address + bias), new Uint8Array(header.buffer)) !== 16) return undefined
  const [base, length] = header as unknown as [bigint, bigint]
  const count = Number(length)
  if (count > MAX_GOROUTINES) return undefined
  const pointers = new BigUint64Array(count)
  if (count && memory.read(base, new Uint8Array(pointers.buffer)) !== count * 8) return undefined
  return pointers
}

/** Thread ids of Ms, as the events give them. */
class ThreadIds {
  private readonly known = new Map<bigint, number>()
  private readonly procid: bigint
  private readonly word = new BigUint64Array(1)
  private readonly outer: Map<number, number> | undefined

  constructor(
    private readonly memory: NativeMemory,
    plan: Plan,
    target: Target,
  ) {
    this.procid = BigInt(offsetOf(plan, 'm', 'procid'))
    // m.procid is what gettid said inside the target's namespace; events carry the id of the namespace in the config.
    if (!target.kernelIdentity().ownThreadIds) this.outer = outerThreadIds(target.pid)
  }

  of(m: bigint): number {
    if (m === 0n) return 0
    let tid = this.known.get(m)
    if (tid === undefined) {
      const whole = this.memory.read(m + this.procid, new Uint8Array(this.word.buffer)) === 8
      const inner = whole ? Number(this.word[0]) : 0
      tid = this.outer ? (this.outer.get(inner) ?? 0) : inner
      this.known.set(m, tid)
    }
    return tid
  }
}

/** Thread id in the process's own namespace → thread id in ours. */
function outerThreadIds(pid: number): Map<number, number> {
  const ids = new Map<number, number>()
  for (const task of tasksOf(pid)) {
    try {
      ids.set(Number(namespacedIds(`/proc/${pid}/task/${task}/status`).at(-1)), Number(task))
    } catch (error) {
      if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ESRCH')) throw error // a thread that ended meanwhile is no error
    }
  }
  return ids
}

/** None where the process has just ended: of that the session hears by itself. */
function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch (error) {
    if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ESRCH')) throw error
    return []
  }
}
