import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** How often a cgroup's CPU quota stopped what is in it: cpu.stat (Linux, admin-guide/cgroup-v2, sched-bwc). */
export interface Throttling {
  periods: number
  throttledPeriods: number
  throttledNs: number
}

/**
 * The folders of the cgroups whose CPU quota can stop a process: its own, then those around it. Empty where none is mounted
 * that this process can see.
 */
export function quotaFolders(pid: number): string[] {
  return foldersOf(readText(`/proc/${pid}/cgroup`), readText('/proc/self/mountinfo'))
}

/**
 * A process's cgroup as folders, and those around it.
 * @param cgroup /proc/PID/cgroup
 * @param mountinfo of the reader, proc_pid_mountinfo(5)
 * @param controller of version 1
 */
export function foldersOf(cgroup: string, mountinfo: string, controller = 'cpu'): string[] {
  const mounts = mountinfo.split('\n').flatMap(line => {
    const [before, after] = line.split(' - ')
    const [, , , root, point] = before?.split(' ') ?? []
    const [type, , options] = after?.split(' ') ?? []
    return root && point && type ? [{ root, point, type, options: options?.split(',') ?? [] }] : []
  })
  // Where version 1 has the controller, version 2 has not.
  for (const version of [1, 2]) {
    const mount = mounts.find(({ type, options }) =>
      version === 1 ? type === 'cgroup' && options.includes(controller) : type === 'cgroup2',
    )
    const path = pathIn(cgroup, version, controller)
    if (!mount || path === undefined) continue
    const below = relative(mount.root, path)
    // Outside of what is mounted here, or of the reader's cgroup namespace.
    if (/^\.\.(\/|$)/.test(below) || path.startsWith('/..')) continue
    const names = below === '' ? [] : below.split('/')
    return names.map((_, at) => join(mount.point, ...names.slice(0, names.length - at))).concat(mount.point)
  }
  return []
}

function pathIn(cgroup: string, version: number, controller: string): string | undefined {
  for (const line of cgroup.split('\n')) {
    const [, number, controllers, path] = line.match(/^(\d+):([^:]*):(\/.*)$/) ?? []
    const isIt =
      version === 1 ? controllers?.split(',').includes(controller) : number === '0' && controllers === ''
    if (isIt) return path
  }
  return undefined
}

/** Undefined where the cgroup has no quota, or is gone. */
export function readThrottling(folder: string): Throttling | undefined {
  return parseThrottling(readText(join(folder, 'cpu.stat')))
}

/** @param stat cpu.stat; version 1 tells ns as throttled_time, version 2 µs as throttled_usec */
export function parseThrottling(stat: string): Throttling | undefined {
  const field = (name: string) => {
    const value = stat.match(new RegExp(`^${name} (\\d+)$`, 'm'))?.[1]
    return value === undefined ? undefined : Number(value)
  }
  const periods = field('nr_periods')
  const throttledPeriods = field('nr_throttled')
  const usec = field('throttled_usec')
  const throttledNs = usec === undefined ? field('throttled_time') : usec * 1000
  if (periods === undefined || throttledPeriods === undefined || throttledNs === undefined) return undefined
  return { periods, throttledPeriods, throttledNs }
}

/** Empty for what cannot be read: it is gone, or this kernel has no such file. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return '' // told by whoever needed it: as not known
  }
}
