import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const SAMPLE_MS = 100
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

export interface Usage {
  /** Of one core. */
  cpuPercent: number
  cpuNs: number
  /** Largest resident set seen, bytes. */
  rssBytes: number
}

/** Watches a process from now until `stop`, or its end. */
export function usageOf(pid: number): { stop(): Usage } {
  const begin = sample(pid)
  if (!begin) throw new Error(`process ${pid} is gone`)
  let last = begin
  let rssBytes = begin.rssBytes
  const look = () => {
    const now = sample(pid)
    if (!now) return
    last = now
    rssBytes = Math.max(rssBytes, now.rssBytes)
  }
  const timer = setInterval(look, SAMPLE_MS)
  return {
    stop() {
      look()
      clearInterval(timer)
      const cpuNs = last.cpuNs - begin.cpuNs
      return { cpuPercent: (100 * cpuNs) / (last.atNs - begin.atNs), cpuNs, rssBytes }
    },
  }
}

interface Sample {
  atNs: number
  cpuNs: number
  rssBytes: number
}

/** Undefined when the process is gone or a zombie. */
function sample(pid: number): Sample | undefined {
  let stat: string
  let status: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    status = readFileSync(`/proc/${pid}/status`, 'latin1')
  } catch {
    return undefined // ended between two looks, which is no fault
  }
  const resident = status.match(/^VmRSS:\s+(\d+) kB$/m)
  if (!resident) return undefined
  // Fields 14 and 15: user and system time in ticks. The name in field 2 may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const cpuNs = ((Number(fields[11]) + Number(fields[12])) * 1e9) / ticksPerSecond
  return { atNs: performance.now() * 1e6, cpuNs, rssBytes: Number(resident[1]) * 1024 }
}

/**
 * Time that all threads of a process have spent on a CPU, ns: the process's own speed, whoever else wants the CPUs.
 * A thread that runs is brought up to date at each tick of the scheduler.
 */
export function cpuTimeNs(pid: number): number {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce(
    (sum, tid) => sum + Number(readFileSync(`${tasks}/${tid}/schedstat`, 'latin1').split(' ')[0]),
    0,
  )
}
