import { readdirSync } from 'node:fs'
import { quotaFolders, readText, readThrottling, type Throttling } from './cgroup.js'
import { isErrno } from './status.js'

/** What the kernel kept from the target's threads. The scheduler of Go knows nothing of it: its goroutines just run on. */
export interface Starvation {
  /**
   * Time that its threads were ready to run and had no CPU, all together, ns: /proc/PID/task/TID/schedstat (Linux,
   * scheduler/sched-stats). Of threads that ended, up to a second before their end. Undefined where the kernel does not tell.
   */
  threads_waited_ns?: number
  /** Of the cgroup whose CPU quota stopped it longest; undefined where none has a quota. */
  throttled_ns?: number
  throttled_periods?: number
  periods?: number
}

const PAUSE_MS = 1000
/** A process of thousands of threads is looked at less often: each costs some µs. */
const PAUSE_MS_PER_THREAD = 5

/** Watches what the kernel keeps from a process, from now on. */
export class StarvationWatch {
  private readonly quotas = new Map<string, Throttling>()
  /** What each thread had waited when it was seen last, ns. */
  private threads: Map<string, number>
  private waitedNs = 0
  private quota: Throttling | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly pid: number) {
    for (const folder of quotaFolders(pid)) {
      const stat = readThrottling(folder)
      if (stat) this.quotas.set(folder, stat)
    }
    this.threads = this.waits()
    this.wait()
  }

  close(): void {
    clearTimeout(this.timer)
  }

  /**
   * Since the beginning, up to when the process was looked at last.
   * @param fresh look again: for the end, as it costs some µs a thread
   */
  told(fresh = false): Starvation {
    if (fresh) this.look()
    const { quota, waitedNs } = this
    return {
      ...(this.threads.size > 0 || waitedNs > 0 ? { threads_waited_ns: waitedNs } : {}),
      ...(quota
        ? {
            throttled_ns: quota.throttledNs,
            throttled_periods: quota.throttledPeriods,
            periods: quota.periods,
          }
        : {}),
    }
  }

  /** What a thread waited cannot be read any more when it has ended. */
  private wait(): void {
    this.timer = setTimeout(
      () => {
        this.look()
        this.wait()
      },
      PAUSE_MS + PAUSE_MS_PER_THREAD * this.threads.size,
    ).unref()
  }

  private look(): void {
    const before = this.threads
    const now = this.waits()
    // A thread that is new, or has the number of one that ended, waited since its beginning.
    for (const [tid, ns] of now) this.waitedNs += ns - Math.min(before.get(tid) ?? 0, ns)
    if (now.size > 0) this.threads = now
    for (const [folder, first] of this.quotas) {
      const stat = readThrottling(folder)
      if (!stat || stat.periods === first.periods) continue
      const grown = {
        periods: stat.periods - first.periods,
        throttledPeriods: stat.throttledPeriods - first.throttledPeriods,
        throttledNs: stat.throttledNs - first.throttledNs,
      }
      if (!this.quota || grown.throttledNs >= this.quota.throttledNs) this.quota = grown
    }
  }

  /** By thread, ns. */
  private waits(): Map<string, number> {
    const waits = new Map<string, number>()
    for (const tid of threadsOf(this.pid)) {
      const field = readText(`/proc/${this.pid}/task/${tid}/schedstat`).split(' ')[1]
      if (field !== undefined) waits.set(tid, Number(field))
    }
    return waits
  }
}

/** None of a process that has ended. */
function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch (error) {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ESRCH')) return []
    throw error
  }
}
