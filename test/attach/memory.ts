import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { cli } from './program.js'

/** INT3: what a uprobe puts in place of an instruction's first byte. */
const BREAKPOINT = 0xcc

/** Link-time addresses of the probe sites that every session attaches (not position-independent). */
export function siteAddresses(program: string): number[] {
  const text = execFileSync(process.execPath, [cli, 'plan', program, '--json'], { encoding: 'utf8' })
  const { sites } = JSON.parse(text) as { sites: { address: number; group: string }[] }
  return sites.filter(site => site.group === 'core').map(site => site.address)
}

/** How many of the addresses hold a breakpoint in a process. */
export function breakpoints(pid: number, addresses: number[]): number {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const byte = new Uint8Array(1)
  try {
    return addresses.filter(address => {
      if (readSync(memory, byte, 0, 1, address) !== 1)
        throw new Error(`no text at ${address} in process ${pid}`)
      return byte[0] === BREAKPOINT
    }).length
  } finally {
    closeSync(memory)
  }
}

/** Names of a process's threads. */
export function threadNames(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`).map(tid =>
    readFileSync(`/proc/${pid}/task/${tid}/comm`, 'utf8').trim(),
  )
}

/** A figure of /proc/PID/status in bytes, e.g. `VmRSS`. */
export function memoryBytes(pid: number, name: string): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm'))
  if (!line) throw new Error(`process ${pid} has no ${name}`)
  return Number(line[1]) * 1024
}
