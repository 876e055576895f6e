/**
 * Start functions in package runtime that are not the runtime's own goroutines: the main goroutine, coroutines (their
 * body is the user's), and WebAssembly's event handler. From runtime.isSystemGoroutine, runtime/traceback.go, Go 1.22
 * to 1.27.
 */
const userStarts = new Set(['runtime.main', 'runtime.corostart', 'runtime.handleAsyncEvent'])

/**
 * Whether a goroutine with this start function belongs to the runtime, as runtime.isSystemGoroutine says. The
 * finalizer and cleanup goroutines (runfinq, runFinalizers, runCleanups) count as user goroutines there while they
 * call user code; that moment is not visible from outside, so here they are always the runtime's, as they are to
 * `go tool trace` (internal/trace.IsSystemGoroutine).
 */
export function isSystemFunction(name: string): boolean {
  return name.startsWith('runtime.') && !userStarts.has(name)
}
