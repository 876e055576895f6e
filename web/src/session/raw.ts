import { effect, signal } from '@preact/signals'
import { registerParam } from './address.js'
import { tellWorker } from './connection.js'

/** Megabytes that the raw feed keeps if nothing else is said. */
export const RAW_MB_DEFAULT = 64
const RAW_MB_MIN = 4
const RAW_MB_MAX = 1024

/** The raw feed's part of the address: its megabytes, '' while it is off. */
export const rawParam = signal('')

/** Megabytes that the raw feed keeps; 0 off. `raw` alone means the default. */
export function rawMegabytes(param: string): number {
  if (param === '' || param === '0') return 0
  const megabytes = Number(param)
  if (!(megabytes > 1)) return RAW_MB_DEFAULT
  return Math.min(Math.max(megabytes, RAW_MB_MIN), RAW_MB_MAX)
}

/** Keeps the worker in step with the address; called once, when there is a worker. */
export function startRawFeed(): void {
  registerParam('raw', rawParam)
  effect(() => tellWorker({ type: 'raw', bytesMax: rawMegabytes(rawParam.value) * 1e6 }))
}
