/**
 * The runtime's wait reason (the text of `waitReason`, runtime/runtime2.go) → the reason in Go's execution trace (the
 * text of `traceBlockReason`, runtime/traceruntime.go; trace2runtime.go in Go 1.22). Every pair is the third and the
 * fourth argument of a call of gopark or goparkunlock in the runtime of Go 1.22 to 1.27; reason.test.ts reads the
 * calls out of a toolchain's source and checks them against this table.
 */
export const traceReasons: Record<string, string> = {
  'GC assist wait': 'GC mark assist wait for work',
  'GC scavenge wait': 'system goroutine wait',
  'GC sweep wait': 'GC background sweeper wait',
  'GC weak to strong wait': 'GC weak to strong wait',
  'GC worker (idle)': 'system goroutine wait',
  'GOMAXPROCS updater (idle)': 'system goroutine wait',
  'IO wait': 'network',
  'chan receive': 'chan receive',
  'chan receive (durable)': 'chan receive',
  'chan receive (synctest)': 'chan receive',
  'chan receive (nil chan)': 'forever',
  'chan send': 'chan send',
  'chan send (durable)': 'chan send',
  'chan send (synctest)': 'chan send',
  'chan send (nil chan)': 'forever',
  'cleanup wait': 'system goroutine wait',
  'finalizer wait': 'system goroutine wait',
  'force gc (idle)': 'system goroutine wait',
  panicwait: 'forever',
  select: 'select',
  'select (durable)': 'select',
  'select (synctest)': 'select',
  'select (no cases)': 'forever',
  semacquire: 'sync',
  sleep: 'sleep',
  'sync.Cond.Wait': 'sync.(*Cond).Wait',
  'sync.Mutex.Lock': 'sync',
  'sync.RWMutex.Lock': 'sync',
  'sync.RWMutex.RLock': 'sync',
  'sync.WaitGroup.Wait': 'sync',
  'sync.WaitGroup.Wait (durable)': 'sync',
  'synctest.Run': 'synctest',
  'synctest.Wait': 'synctest',
  'trace reader (blocked)': 'system goroutine wait',
  'wait for GC cycle': 'wait until GC ends',
}

/**
 * What Go's trace gives as the reason of a transition that runqscope tells.
 *
 * - PARK: by the table; a wait reason outside it becomes a text that Go never uses, so it cannot match.
 * - GOSCHED: goschedImpl writes GoPreempt or GoSched by its argument.
 * - YIELD: goyield_m always writes GoPreempt.
 * - PREEMPT_PARK: preemptPark writes GoPark(traceBlockPreempted).
 * - A coroutine has no reason in the trace, neither when it is created blocked nor when it is left.
 *
 * @param reason as in the `reason` field of a transition line; null if none
 */
export function traceReason(kind: string, reason: string | null): string {
  switch (kind) {
    case 'PARK':
      return traceReasons[reason ?? ''] ?? `no trace reason known for ${JSON.stringify(reason)}`
    case 'GOSCHED':
      return reason === 'preempted' ? 'preempted' : reason === 'yield' ? 'runtime.Gosched' : `${reason}`
    case 'YIELD':
      return 'preempted'
    case 'PREEMPT_PARK':
      return reason === 'preempted' ? 'preempted' : `${reason}`
    case 'CREATE':
    case 'CORO_SWITCH':
      return reason === null || reason === 'coroutine' ? '' : reason
    default:
      return reason ?? ''
  }
}

/** What traces before Go 1.22 have a word for; all else is EvGoBlock, which has no reason (runtime/trace.go). */
const oldReasons = new Set([
  'GC mark assist wait for work',
  'chan receive',
  'chan send',
  'forever',
  'network',
  'preempted',
  'runtime.Gosched',
  'select',
  'sleep',
  'sync',
  'sync.(*Cond).Wait',
])

/**
 * The same reason in a trace of Go 1.18 to 1.21. preemptPark writes EvGoBlock there.
 *
 * @param reason as in a trace since Go 1.22
 */
export function oldTraceReason(kind: string, reason: string): string {
  if (kind === 'PREEMPT_PARK' || (!oldReasons.has(reason) && !reason.startsWith('no trace reason'))) return ''
  return reason
}
