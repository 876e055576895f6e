import { readFileSync } from 'node:fs'
import type { Devtools } from './devtools.js'
import { median } from './row.js'

/** Memory of a browser's renderers, looked at once a second. */
export interface RendererMemory {
  bytes: number[]
  mostBytes: number
  /** The last five seconds against the five that lie `spanSeconds` before them, medians of each. */
  growthBytes: number
}

/** The browser draws parts of its own window as pages, in renderers of their own. */
const ownWindow = (pid: number) =>
  readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--top-chrome-webui')

/** Processes that run pages: their threads are the pages' workers, too. */
export async function renderersOf(browser: Devtools): Promise<number[]> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo', {}, true)
  const processes = processInfo as { type: string; id: number }[]
  return processes.filter(one => one.type === 'renderer' && !ownWindow(one.id)).map(one => one.id)
}

/** Proportional set size: memory that is shared counts by its share. */
function pssBytes(pid: number): number {
  const kilobytes = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1').match(/^Pss:\s+(\d+) kB$/m)
  if (!kilobytes) throw new Error(`process ${pid} has no Pss`)
  return Number(kilobytes[1]) * 1024
}

/** Watches from now until `stop`. */
export async function watchMemory(browser: Devtools): Promise<{ stop(spanSeconds: number): RendererMemory }> {
  const pids = await renderersOf(browser)
  const bytes: number[] = []
  const look = () => bytes.push(pids.reduce((sum, pid) => sum + pssBytes(pid), 0))
  look()
  const timer = setInterval(look, 1000)
  return {
    stop(spanSeconds) {
      clearInterval(timer)
      const before = bytes.slice(-spanSeconds - 5, -spanSeconds)
      return {
        bytes,
        mostBytes: Math.max(...bytes),
        growthBytes: before.length ? median(bytes.slice(-5)) - median(before) : Number.NaN,
      }
    },
  }
}
