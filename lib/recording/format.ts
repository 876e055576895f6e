import { crc32 } from 'node:zlib'
import type { RecordingHead } from './walk.js'

/*
 * The bytes of a recording; docs/format.md says it all. A file is a header, then chunks to its end, each with a head and
 * a checksum of its own. All numbers are little-endian.
 */

/** Not text, so that whoever mangles line ends is noticed at once. */
export const MAGIC = Uint8Array.of(0x89, 0x52, 0x51, 0x53, 0x0d, 0x0a, 0x1a, 0x0a)
/** A reader refuses a later major version and does not mind a later minor one. */
export const VERSION_MAJOR = 1
export const VERSION_MINOR = 0

/** Magic, version, length and checksum of the JSON, checksum of all before: the same in all versions. */
export const HEADER_BYTES = 24
/** The longest JSON text in a header, and of a command if that would be longer. */
export const HEADER_TEXT_MAX = 1 << 20
const COMMAND_MAX = 1 << 12

export const ChunkType = {
  Transitions: 1,
  /** All live goroutines at a moment, or a part of them. */
  Keyframe: 2,
  /** Names of sites. */
  Sites: 3,
  /** Events that are missing. */
  Gap: 4,
  /** What the session counted. */
  Counters: 5,
  /** The wall clock at a moment. */
  Anchor: 6,
  /** Where the chunks before it lie. */
  Index: 7,
  /** The last one: the recording was ended in order. */
  End: 8,
  /** The header's text once more, for a file whose header is damaged. */
  Head: 9,
} as const
export type ChunkType = (typeof ChunkType)[keyof typeof ChunkType]

export const ChunkFlag = {
  /** The payload is stored as raw deflate. */
  Deflated: 1,
  /** Keyframe: its first part. What lies before is not needed for what follows. */
  First: 2,
  /** Keyframe: its last part. */
  Last: 4,
  /** Keyframe: the session had just read who lives from the program's memory. */
  Picture: 8,
  /** Gap: the recorder's own; the session knew the rows, and what they say of the time before. */
  Own: 2,
} as const

export const CHUNK_MAGIC = 0x6b435152
export const CHUNK_HEAD_BYTES = 48
/** No payload is longer, stored or not. */
export const PAYLOAD_BYTES_MAX = 1 << 20
/** No chunk spans more, ns. */
export const CHUNK_NS_MAX = 1e9
/** No chunk has more rows. */
export const CHUNK_ROWS_MAX = 1 << 16

/** Goroutines in a part of a keyframe, and parts: who lives beyond that is too many to be written down. */
export const KEYFRAME_ROWS_MAX = 1 << 14
export const KEYFRAME_PARTS_MAX = 1 << 9

/** The end chunk's payload, the last bytes of a file: the end's moment, rows, where the last index lies, then this. */
export const END_MAGIC = Uint8Array.of(0x2e, 0x52, 0x51, 0x53, 0x45, 0x4e, 0x44, 0x0a)
export const END_BYTES = 32

/** A chunk as any file may hold it. */
export interface SealedChunk {
  type: ChunkType
  /** `ChunkFlag`. */
  flags: number
  /** Transitions in it; goroutines in a keyframe's part; sites in a list of them. */
  rows: number
  /** Least and greatest time of what is in it, ns since the session's base. */
  firstNs: number
  lastNs: number
  /** Length of the payload before it was deflated. */
  rawBytes: number
  stored: Uint8Array
}

/** What a chunk's head says. */
export interface ChunkHead extends Omit<SealedChunk, 'stored' | 'type'> {
  type: number
  storedBytes: number
  /** Counts the chunks of a file from 0. */
  sequence: number
  crc: number
}

/** What a header says. The rest of a `RecordingHead` shows only when it is read. */
export type FileHead = Omit<RecordingHead, 'sites' | 'lastNs' | 'rows' | 'whole'> & {
  /** Whatever else whoever records wants to say, e.g. why it was made. */
  notes?: Readonly<Record<string, unknown>>
}

export function encodeHeader(head: FileHead): Uint8Array {
  const text = headText(head)
  const bytes = new Uint8Array(HEADER_BYTES + text.length)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC)
  view.setUint16(8, VERSION_MAJOR, true)
  view.setUint16(10, VERSION_MINOR, true)
  view.setUint32(12, text.length, true)
  view.setUint32(16, crc32(text), true)
  view.setUint32(20, crc32(bytes.subarray(0, 20)), true)
  bytes.set(text, HEADER_BYTES)
  return bytes
}

const headFields: (keyof FileHead)[] = [
  'version',
  'pid',
  'goVersion',
  'command',
  'method',
  'syscalls',
  'baseNs',
  'startedAtUnixMs',
  'waitReasons',
  'armedNs',
  'firstNs',
  'notes',
]

/** The JSON of a header; what would be too long to be read again is left out. */
export function headText(head: FileHead): Uint8Array {
  const text = Buffer.from(JSON.stringify(only(head)))
  if (text.length <= HEADER_TEXT_MAX) return text
  const short = { ...head, command: head.command.slice(0, COMMAND_MAX), notes: undefined }
  return Buffer.from(JSON.stringify(only(short)))
}

const only = (head: FileHead) => Object.fromEntries(headFields.map(field => [field, head[field]]))

/** A chunk's head, ready to be written before its payload. */
export function encodeChunkHead(chunk: SealedChunk, sequence: number): Uint8Array {
  const bytes = new Uint8Array(CHUNK_HEAD_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, CHUNK_MAGIC, true)
  view.setUint8(4, chunk.type)
  view.setUint8(5, chunk.flags)
  view.setUint32(8, chunk.stored.length, true)
  view.setUint32(12, chunk.rawBytes, true)
  view.setFloat64(16, chunk.firstNs, true)
  view.setFloat64(24, chunk.lastNs, true)
  view.setUint32(32, chunk.rows, true)
  view.setUint32(36, sequence, true)
  view.setUint32(40, crc32(chunk.stored), true)
  view.setUint32(44, crc32(bytes.subarray(0, 44)), true)
  return bytes
}

/** The head that lies at `at`; undefined if there is none, or a damaged one. */
export function decodeChunkHead(bytes: Uint8Array, at = 0): ChunkHead | undefined {
  if (bytes.length - at < CHUNK_HEAD_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, CHUNK_HEAD_BYTES)
  if (view.getUint32(0, true) !== CHUNK_MAGIC) return undefined
  if (view.getUint32(44, true) !== crc32(bytes.subarray(at, at + 44))) return undefined
  const head = {
    type: view.getUint8(4),
    flags: view.getUint8(5),
    storedBytes: view.getUint32(8, true),
    rawBytes: view.getUint32(12, true),
    firstNs: view.getFloat64(16, true),
    lastNs: view.getFloat64(24, true),
    rows: view.getUint32(32, true),
    sequence: view.getUint32(36, true),
    crc: view.getUint32(40, true),
  }
  return isPlausible(head) ? head : undefined
}

/** A checksum is no defence: whoever makes a file makes it right. */
function isPlausible({ storedBytes, rawBytes, firstNs, lastNs, rows, flags, type }: ChunkHead): boolean {
  if (storedBytes > PAYLOAD_BYTES_MAX || rawBytes > PAYLOAD_BYTES_MAX) return false
  if ((flags & ChunkFlag.Deflated) === 0 && storedBytes !== rawBytes) return false
  if (type === ChunkType.Transitions && (rows > CHUNK_ROWS_MAX || rows === 0)) return false
  if (type === ChunkType.Keyframe && rows > KEYFRAME_ROWS_MAX) return false
  return isMoment(firstNs) && isMoment(lastNs) && firstNs <= lastNs && rows <= PAYLOAD_BYTES_MAX
}

/** Whether it can be a time: finite, and within centuries. */
export function isMoment(ns: unknown): ns is number {
  return typeof ns === 'number' && Math.abs(ns) <= Number.MAX_SAFE_INTEGER
}
