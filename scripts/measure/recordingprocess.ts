import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { type Running, workFolder } from './programs.js'
import { usageOf } from './usage.js'

const PEAK_MS = 20

/** What a command took from its start to its end. */
export interface Outcome {
  lines: string[]
  seconds: number
  /** Of one core. */
  cpuPercent: number
  /** Most resident memory, bytes. */
  peakBytes: number
}

/** Waits for the good end of a program that has just been started. */
export async function outcomeOf(running: Running): Promise<Outcome> {
  const beganMs = performance.now()
  const usage = usageOf(running.pid)
  const peak = peakOf(running.pid)
  const lines = await running.succeeds()
  const seconds = (performance.now() - beganMs) / 1000
  return { lines, seconds, cpuPercent: usage.stop().cpuPercent, peakBytes: peak.stop() }
}

/** Follows the high-water mark of a process's resident memory, bytes: what it misses is what comes right before the end. */
export function peakOf(pid: number): { stop(): number } {
  let bytes = 0
  const look = () => {
    bytes = Math.max(bytes, highWater(pid))
  }
  look()
  const timer = setInterval(look, PEAK_MS)
  return {
    stop() {
      look()
      clearInterval(timer)
      return bytes
    },
  }
}

function highWater(pid: number): number {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'latin1').match(/^VmHWM:\s+(\d+) kB$/m) ?? []
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0 // it has ended, which is no fault
  }
}

/** The last line of JSON of a type. */
export function told<T>(lines: string[], type: string): T {
  const line = lines.findLast(one => one.startsWith(`{"type":"${type}"`))
  if (line === undefined) throw new Error(`no ${type} in what a command told: ${lines.slice(-3).join(' / ')}`)
  return JSON.parse(line) as T
}

/** On a disk, as recordings are; empty at first. */
export function emptyFolder(): string {
  const folder = `${workFolder}/recordings`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}
