import { gunzipSync, gzipSync } from 'node:zlib'
import { dropCauses, Kind, SLOT_SIZE } from '../contract.gen.js'
import type { SiteName } from '../model/sites.js'
import type { Snapshot } from '../model/transition.js'
import { printable } from '../probe/printable.js'
import type { SourceInfo } from './source.js'

/*
 * A sample is a short piece of a live session: the raw batches with the moments they came, so that it can be played
 * through the same pipeline where the kernel refuses BPF. The format is private and may change at any time.
 *
 *   gzip( "rqsample1\n", JSON line, then chunks: u32 slots, u32 ms since start, slots × 32 bytes )
 */
const MAGIC = 'rqsample1'
export const CHUNK_HEAD = 8

/** Events were lost. */
export interface SampleGap {
  /** So many bytes of chunks came before it was told. */
  at: number
  /** CLOCK_MONOTONIC in decimal digits. */
  firstNs: string
  lastNs: string
  /** By `DropCause`. */
  lost: number[]
}

export interface SampleHead {
  info: SourceInfo
  /** `Kind` by site index. */
  siteKinds: number[]
  hitCostNs: number
  /** CLOCK_MONOTONIC in decimal digits. */
  armedNs: string
  /** Wall clock at the arming. */
  startedAtUnixMs?: number
  /** `startpc gopc` in hexadecimal → name. */
  names: Record<string, SiteName>
  /** In the order in which they were told; left out by old recorders. */
  gaps?: SampleGap[]
  /** Its times count from the arming. */
  snapshot: Snapshot | undefined
}

/** As the file has it. */
type PackedHead = Omit<SampleHead, 'snapshot'> & {
  snapshot: { beginNs: number; endNs: number; rows: number[][] } | null
}

export const nameKey = (startpc: number, gopc: number) => `${startpc.toString(16)} ${gopc.toString(16)}`

export function writeSample(head: SampleHead, chunks: Buffer[]): Buffer {
  const packed: PackedHead = { ...head, snapshot: head.snapshot ? packSnapshot(head.snapshot) : null }
  const text = Buffer.from(`${MAGIC}\n${JSON.stringify(packed)}\n`)
  return gzipSync(Buffer.concat([text, ...chunks]), { level: 9 })
}

/** A file's head and chunks. Throws an error of a few words if it is none, or not whole. */
export function readSample(file: Buffer): { head: SampleHead; chunks: Buffer } {
  const text = unpack(file)
  const headEnd = text.indexOf('\n', MAGIC.length + 1)
  if (!text.subarray(0, MAGIC.length + 1).equals(Buffer.from(`${MAGIC}\n`)) || headEnd < 0)
    throw new Error('it is no sample')
  const head = headOf(text.toString('utf8', MAGIC.length + 1, headEnd))
  const chunks = text.subarray(headEnd + 1)
  for (let at = 0; at < chunks.length; ) {
    const slots = at + CHUNK_HEAD <= chunks.length ? chunks.readUInt32LE(at) : Infinity
    at += CHUNK_HEAD + slots * SLOT_SIZE
    if (at > chunks.length) throw new Error('it is cut off')
  }
  return { head, chunks }
}

function unpack(file: Buffer): Buffer {
  try {
    return gunzipSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw new Error('it is cut off')
    if (code === 'Z_DATA_ERROR') throw new Error('it is no sample, or a damaged one')
    throw error
  }
}

function headOf(json: string): SampleHead {
  let packed: PackedHead
  try {
    packed = JSON.parse(json) as PackedHead
  } catch {
    throw new Error('its head is damaged')
  }
  if (!isHead(packed)) throw new Error('its head is of another version')
  const { info, names, snapshot } = packed
  return {
    ...packed,
    info: {
      ...info,
      command: printable(info.command),
      goVersion: printable(info.goVersion),
      waitReasons: info.waitReasons.map(printable),
    },
    names: Object.fromEntries(Object.entries(names).map(([key, name]) => [key, printableName(name)])),
    snapshot: snapshot ? unpackSnapshot(snapshot) : undefined,
  }
}

function printableName(name: SiteName): SiteName {
  return {
    function: printable(name.function),
    createdAt: printable(name.createdAt),
    createdBy: printable(name.createdBy),
    system: name.system,
  }
}

const isText = (value: unknown) => typeof value === 'string'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const kinds = new Set<unknown>([0, ...Object.values(Kind)])

/** A sample may come from anywhere: what is used of its head has the type that it should have. */
function isHead(head: unknown): head is PackedHead {
  if (!isObject(head) || !isObject(head.info) || !isObject(head.names)) return false
  const { info, siteKinds, hitCostNs, armedNs, startedAtUnixMs = 0, names, gaps = [], snapshot } = head
  return (
    Number.isSafeInteger(info.pid) &&
    [info.command, info.goVersion].every(isText) &&
    Array.isArray(info.waitReasons) &&
    info.waitReasons.length <= 256 &&
    info.waitReasons.every(isText) &&
    Array.isArray(siteKinds) &&
    siteKinds.length <= 256 &&
    siteKinds.every(kind => kinds.has(kind)) &&
    [hitCostNs, startedAtUnixMs].every(Number.isFinite) &&
    isMoment(armedNs) &&
    Array.isArray(gaps) &&
    gaps.every(isGap) &&
    Object.values(names).every(isName) &&
    (snapshot === null || isSnapshot(snapshot))
  )
}

const isMoment = (ns: unknown) => typeof ns === 'string' && /^\d{1,16}$/.test(ns)
const isCount = (count: unknown) => Number.isSafeInteger(count) && (count as number) >= 0

function isGap(gap: unknown): boolean {
  return (
    isObject(gap) &&
    [gap.firstNs, gap.lastNs].every(isMoment) &&
    isCount(gap.at) &&
    Array.isArray(gap.lost) &&
    gap.lost.length === dropCauses.length &&
    gap.lost.every(isCount)
  )
}

function isName(name: unknown): boolean {
  return isObject(name) && [name.function, name.createdAt, name.createdBy].every(isText)
}

function isSnapshot(snapshot: unknown): boolean {
  return (
    isObject(snapshot) &&
    [snapshot.beginNs, snapshot.endNs].every(Number.isFinite) &&
    Array.isArray(snapshot.rows) &&
    snapshot.rows.every(
      row => Array.isArray(row) && row.length === columns.length && row.every(Number.isFinite),
    )
  )
}

const columns = ['goid', 'state', 'reason', 'startpc', 'gopc', 'tid'] as const

function packSnapshot(snapshot: Snapshot): PackedHead['snapshot'] {
  const { beginNs, endNs, length } = snapshot
  const rows = Array.from({ length }, (_, row) => columns.map(column => snapshot[column][row]!))
  return { beginNs, endNs, rows }
}

function unpackSnapshot({ beginNs, endNs, rows }: NonNullable<PackedHead['snapshot']>): Snapshot {
  const column = (index: number) => rows.map(row => row[index]!)
  return {
    // It was taken from the arming on, and counts from the base of the session that recorded it.
    beginNs: 0,
    endNs: endNs - beginNs,
    length: rows.length,
    goid: Float64Array.from(column(0)),
    state: Uint8Array.from(column(1)),
    reason: Uint8Array.from(column(2)),
    startpc: Float64Array.from(column(3)),
    gopc: Float64Array.from(column(4)),
    tid: Uint32Array.from(column(5)),
  }
}
