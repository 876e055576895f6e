import { join } from 'node:path'
import { foldersOf, readText } from './cgroup.js'

const PAUSE_MS = 1000

/**
 * That all of a process stands still until somebody else lets it go on, one sentence; undefined where it may run, or has
 * ended.
 */
export function standstill(pid: number): string | undefined {
  const [what, until] = isStopped(pid)
    ? ['stopped (SIGSTOP)', 'continued']
    : isFrozen(pid)
      ? ['frozen (its cgroup)', 'thawed']
      : []
  return what && `process ${pid} is ${what}; nothing happens until it is ${until}`
}

/** By proc_pid_status(5). */
function isStopped(pid: number): boolean {
  return /^State:\s*T\b/m.test(readText(`/proc/${pid}/status`))
}

function isFrozen(pid: number): boolean {
  const cgroup = readText(`/proc/${pid}/cgroup`)
  const [folder] = foldersOf(cgroup, readText('/proc/self/mountinfo'), 'freezer')
  if (folder === undefined) return false
  return saysFrozen(readText(join(folder, 'freezer.state')), readText(join(folder, 'cgroup.events')))
}

/** @param state freezer.state (Linux, cgroup-v1/freezer-subsystem) @param events cgroup.events (admin-guide/cgroup-v2) */
export function saysFrozen(state: string, events: string): boolean {
  return state.trim() === 'FROZEN' || /^frozen 1$/m.test(events)
}

/** Whether a process stands still, looked up once a second at most. */
export class StandstillWatch {
  private lookedMs = -Infinity
  private told: string | undefined

  constructor(private readonly pid: number) {}

  /** See `standstill`. */
  look(): string | undefined {
    if (performance.now() - this.lookedMs >= PAUSE_MS) {
      this.lookedMs = performance.now()
      this.told = standstill(this.pid)
    }
    return this.told
  }
}
