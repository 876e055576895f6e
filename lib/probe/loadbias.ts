import { fstatSync, readFileSync } from 'node:fs'
import type { Plan } from '../plan/plan.js'
import type { Target } from './target.js'

const PAGE = 4096

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
  const wantedOffset = plan.firstLoad.fileOffset - (plan.firstLoad.fileOffset % PAGE)
  for (const line of maps.split('\n')) {
    const fields = line.match(/^([0-9a-f]+)-[0-9a-f]+ \S+ ([0-9a-f]+) \S+ (\d+)/)
    if (fields && fields[3] === inode && Number.parseInt(fields[2]!, 16) === wantedOffset)
      return Number.parseInt(fields[1]!, 16) - (plan.firstLoad.address - (plan.firstLoad.address % PAGE))
  }
  return undefined
}

/**
 * The same from the g of the main goroutine, for a process that is gone. Its start function is runtime.main, and who
 * created it is rt0_go, by way of newproc's wrapper (src/runtime/asm_amd64.s, Go 1.22 to 1.27). Loading moves the
 * program by whole pages, so only one place in each page of the text comes into question.
 *
 * @returns undefined for any other goroutine
 */
export function loadBiasOfMain(
  target: Target,
  plan: Plan,
  startpc: number,
  gopc: number,
): number | undefined {
  const { pcs, firstLoad } = plan
  const end = firstLoad.address + target.exeSize
  for (let entry = firstLoad.address + (startpc % PAGE); entry < end; entry += PAGE) {
    const found = pcs.functionAt(entry)
    if (found?.name !== 'runtime.main' || found.entry !== entry) continue
    const bias = startpc - entry
    const creator = pcs.lookup(gopc - bias - 1)?.function
    return creator === 'runtime.newproc' || creator === 'runtime.rt0_go' ? bias : undefined
  }
  return undefined
}
