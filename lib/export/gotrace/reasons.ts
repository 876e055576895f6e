import { REASON_COROUTINE, REASON_NONE, REASON_PREEMPTED } from '../../model/transition.js'

/**
 * What Go's trace calls the wait reasons: the runtime hands both to gopark (`waitReasonStrings` in
 * runtime/runtime2.go, `traceBlockReasonStrings` in runtime/traceruntime.go, and the calls, Go 1.18 to 1.27).
 */
const traceReasons = new Map<string, string>([
  ['IO wait', 'network'],
  ['chan receive (nil chan)', 'forever'],
  ['chan send (nil chan)', 'forever'],
  ['select (no cases)', 'forever'],
  ['panicwait', 'forever'],
  ['select', 'select'],
  ['select (synctest)', 'select'],
  ['select (durable)', 'select'],
  ['chan receive', 'chan receive'],
  ['chan receive (synctest)', 'chan receive'],
  ['chan receive (durable)', 'chan receive'],
  ['chan send', 'chan send'],
  ['chan send (synctest)', 'chan send'],
  ['chan send (durable)', 'chan send'],
  ['sync.Cond.Wait', 'sync.(*Cond).Wait'],
  ['semacquire', 'sync'],
  ['sync.Mutex.Lock', 'sync'],
  ['sync.RWMutex.RLock', 'sync'],
  ['sync.RWMutex.Lock', 'sync'],
  ['sync.WaitGroup.Wait', 'sync'],
  ['sync.WaitGroup.Wait (durable)', 'sync'],
  ['GC assist wait', 'GC mark assist wait for work'],
  ['GC sweep wait', 'GC background sweeper wait'],
  ['GC scavenge wait', 'system goroutine wait'],
  ['finalizer wait', 'system goroutine wait'],
  ['cleanup wait', 'system goroutine wait'],
  ['force gc (idle)', 'system goroutine wait'],
  ['GOMAXPROCS updater (idle)', 'system goroutine wait'],
  ['GC worker (idle)', 'system goroutine wait'],
  ['trace reader (blocked)', 'system goroutine wait'],
  ['preempted', 'preempted'],
  ['debug call', 'wait for debug call'],
  ['wait for GC cycle', 'wait until GC ends'],
  ['sleep', 'sleep'],
  ['GC weak to strong wait', 'GC weak to strong wait'],
  ['synctest.Run', 'synctest'],
  ['synctest.Wait', 'synctest'],
])

/**
 * The reason of a wait in the words of Go's trace, empty if not known. What Go's trace has no word for keeps the
 * runtime's.
 * @param texts the target's own, by waitReason value
 */
export function traceReason(reason: number, texts: readonly string[]): string {
  if (reason === REASON_NONE) return ''
  if (reason === REASON_PREEMPTED) return 'preempted'
  if (reason === REASON_COROUTINE) return 'coroutine'
  const text = texts[reason] ?? ''
  return traceReasons.get(text) ?? text
}
