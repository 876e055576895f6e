import type { SiteName } from '../model/sites.js'
import type { Starvation } from '../probe/starvation.js'
import { Damaged } from './column.js'
import { ChunkFlag, ChunkType, isMoment, PAYLOAD_BYTES_MAX } from './format.js'
import type { UnsealedChunk } from './seal.js'
import type { RecordedCounters, RecordedGap } from './walk.js'

/** The wall clock at a moment. */
export interface ClockAnchor {
  /** ns since the session's base. */
  timeNs: number
  unixMs: number
}

/** Longest name kept, UTF-16 units: a chunk has room for several. */
const NAME_MAX = 1 << 13
/** So many bytes of names make a chunk. */
const NAMES_BYTES = PAYLOAD_BYTES_MAX >>> 1

/** Chunks that name the sites from a number on. */
export function siteChunks(names: readonly SiteName[], from: number, timeNs: number): UnsealedChunk[] {
  const chunks: UnsealedChunk[] = []
  for (let first = from; first < names.length; ) {
    const rows: unknown[] = []
    let bytes = 0
    let next = first
    for (; next < names.length && bytes < NAMES_BYTES; next++) {
      const { function: name, createdAt, createdBy, system } = names[next]
      const row = [cut(name), cut(createdAt), cut(createdBy), system ? 1 : 0]
      bytes += Buffer.byteLength(JSON.stringify(row))
      rows.push(row)
    }
    const payload = textOf({ first, sites: rows })
    chunks.push({
      type: ChunkType.Sites,
      flags: 0,
      rows: next - first,
      firstNs: timeNs,
      lastNs: timeNs,
      payload,
    })
    first = next
  }
  return chunks
}

/** @throws Damaged */
export function sitesOf(payload: Uint8Array): { first: number; names: SiteName[] } {
  const { first, sites } = objectOf(payload)
  if (!Number.isInteger(first) || !Array.isArray(sites)) throw new Damaged('it holds no names')
  const names = sites.map((row: unknown): SiteName => {
    if (!Array.isArray(row)) throw new Damaged('it holds no names')
    const [name, createdAt, createdBy, system] = row as unknown[]
    return {
      function: text(name),
      createdAt: text(createdAt),
      createdBy: text(createdBy),
      system: system === 1,
    }
  })
  return { first: first as number, names }
}

/** @param own whether the recorder lost it, not the session */
export function gapChunk(gap: RecordedGap, own: boolean): UnsealedChunk {
  const { firstNs, lastNs } = gap
  const flags = own ? ChunkFlag.Own : 0
  return { type: ChunkType.Gap, flags, rows: 0, firstNs, lastNs, payload: textOf({ lost: gap.lost }) }
}

/** @throws Damaged */
export function lostOf(payload: Uint8Array): Record<string, number> {
  const { lost } = objectOf(payload)
  if (lost === null || typeof lost !== 'object') throw new Damaged('it holds no loss')
  const counts = Object.entries(lost as Record<string, unknown>)
  if (!counts.every(([, count]) => isCount(count))) throw new Damaged('it holds no loss')
  return Object.fromEntries(counts) as Record<string, number>
}

const counterNames = [
  'events',
  'produced',
  'hitCostNs',
  'censored',
  'undetermined',
  'disagreements',
  'late',
  'seen',
  'snapshot',
  'created',
  'exited',
  'vanished',
] as const satisfies (keyof RecordedCounters)[]

const kernelNames = [
  'threads_waited_ns',
  'throttled_ns',
  'throttled_periods',
  'periods',
] as const satisfies (keyof Starvation)[]

export function countersChunk(counters: RecordedCounters): UnsealedChunk {
  const { timeNs, kernel } = counters
  const told = Object.fromEntries(counterNames.map(name => [name, counters[name]]))
  const payload = textOf({ ...told, ...(kernel ? { kernel } : {}) })
  return { type: ChunkType.Counters, flags: 0, rows: 0, firstNs: timeNs, lastNs: timeNs, payload }
}

/** @throws Damaged */
export function countersOf(payload: Uint8Array, timeNs: number): RecordedCounters {
  const object = objectOf(payload)
  const counters = counterNames.map(name => [name, isCount(object[name]) ? object[name] : 0])
  const kernel = starvationOf(object.kernel)
  return {
    ...(Object.fromEntries(counters) as Omit<RecordedCounters, 'timeNs'>),
    ...{ timeNs, ...(kernel ? { kernel } : {}) },
  }
}

function starvationOf(value: unknown): Starvation | undefined {
  if (value === null || typeof value !== 'object') return undefined
  const told = value as Record<string, unknown>
  return Object.fromEntries(kernelNames.filter(name => isCount(told[name])).map(name => [name, told[name]]))
}

export function anchorChunk({ timeNs, unixMs }: ClockAnchor): UnsealedChunk {
  const payload = textOf({ unixMs })
  return { type: ChunkType.Anchor, flags: 0, rows: 0, firstNs: timeNs, lastNs: timeNs, payload }
}

/** @throws Damaged */
export function anchorOf(payload: Uint8Array, timeNs: number): ClockAnchor {
  const { unixMs } = objectOf(payload)
  if (!isMoment(unixMs)) throw new Damaged('it holds no moment')
  return { timeNs, unixMs }
}

const textOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

/** @throws Damaged */
export function objectOf(payload: Uint8Array): Record<string, unknown> {
  try {
    // Bytes that are no UTF-8 become replacement characters.
    const value: unknown = JSON.parse(
      Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString(),
    )
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Damaged('it is no object in JSON')
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const cut = (name: string): string => (name.length <= NAME_MAX ? name : `${name.slice(0, NAME_MAX)}…`)
const isCount = (value: unknown): value is number => isMoment(value) && value >= 0
