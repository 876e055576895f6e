import { fstatSync, readFileSync } from 'node:fs'
import type { Plan } from '../plan/plan.js'
import type { Target } from './target.js'

/**
 * What to add to a link-time address to find it in the process; 0 unless the executable is position-independent.
 * Undefined while the process does not map the executable (before execve, or after its end).
 */
export function loadBias(target: Target, plan: Plan): number | undefined {
  if (!plan.pie) return 0
  const inode = String(fstatSync(target.exeFd).ino)
  let maps: string
  try {
    maps = readFileSync(`/proc/${target.pid}/maps`, 'latin1')
  } catch {
    return undefined // the process is gone; the caller says so
  }
  const page = 4096
  const wantedOffset = plan.firstLoad.fileOffset - (plan.firstLoad.fileOffset % page)
  for (const line of maps.split('\n')) {
    const fields = line.match(/^([0-9a-f]+)-[0-9a-f]+ \S+ ([0-9a-f]+) \S+ (\d+)/)
    if (fields && fields[3] === inode && Number.parseInt(fields[2]!, 16) === wantedOffset)
      return Number.parseInt(fields[1]!, 16) - (plan.firstLoad.address - (plan.firstLoad.address % page))
  }
  return undefined
}
