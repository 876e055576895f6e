import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import { RunqscopeError } from '../errors.js'
import { type ChunkEntry, decodeIndex } from './chunkindex.js'
import { Damaged } from './column.js'
import {
  CHUNK_HEAD_BYTES,
  CHUNK_MAGIC,
  ChunkFlag,
  type ChunkHead,
  ChunkType,
  decodeChunkHead,
  END_BYTES,
  END_MAGIC,
  HEADER_BYTES,
} from './format.js'
import { type Header, readHeader } from './header.js'

/** What of a file cannot be read. */
export interface Damage {
  /** The chunk's number in the file, from 0; -1 for the header. */
  chunk: number
  /** Where it begins in the file, and how long it is as far as known, bytes. */
  offset: number
  bytes: number
  why: string
}

/** A chunk, or the place of chunks that are missing: then its type is `MISSING` and its times are those around it. */
export type Place = ChunkEntry
export const MISSING = -1

const readAsync = promisify(read)
const inflateAsync = promisify(inflateRaw)
/** How much is looked through at a time for the next chunk behind a damaged one. */
const WINDOW_BYTES = 1 << 20

/** The chunks of a file: where they are, and what is in them. Reads a chunk at a time, never the whole. */
export class ChunkFile {
  readonly header: Header
  readonly entries: Place[] = []
  readonly damage: Damage[] = []
  /** The end's moment, ns since the session's base; undefined if there is no end. */
  readonly endNs: number | undefined
  private readonly size: number
  private readonly fd: number
  private closed = false

  /** @throws RunqscopeError io: no file, or not a recording that this version can read */
  constructor(readonly path: string) {
    this.fd = openToRead(path)
    try {
      this.size = fstatSync(this.fd).size
      this.header = readHeader(path, this.piece(0, HEADER_BYTES), (at, length) => this.piece(at, length))
      const end = this.end()
      this.endNs = end?.endNs
      if (!end || !this.useIndex(end.index)) this.scan()
    } catch (error) {
      this.close()
      throw error
    }
  }

  close(): void {
    if (!this.closed) closeSync(this.fd)
    this.closed = true
  }

  /** A chunk's payload. @throws Damaged */
  payload(entry: Place): Uint8Array {
    const bytes = this.piece(entry.offset, CHUNK_HEAD_BYTES + entry.storedBytes)
    const stored = storedOf(bytes, entry)
    if ((entry.flags & ChunkFlag.Deflated) === 0) return stored
    try {
      return whole(inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.rawBytes) }), entry)
    } catch (error) {
      throw asDamaged(error)
    }
  }

  /** The same, with the disk and the thread pool at work meanwhile. */
  async load(entry: Place): Promise<Uint8Array | Damaged> {
    try {
      const bytes = Buffer.allocUnsafe(CHUNK_HEAD_BYTES + entry.storedBytes)
      const { bytesRead } = await readAsync(this.fd, bytes, 0, bytes.length, entry.offset)
      const stored = storedOf(bytes.subarray(0, bytesRead), entry)
      if ((entry.flags & ChunkFlag.Deflated) === 0) return stored
      return whole(await inflateAsync(stored, { maxOutputLength: Math.max(1, entry.rawBytes) }), entry)
    } catch (error) {
      return asDamaged(error)
    }
  }

  /** Notes that a chunk cannot be read; the same one once. */
  note(entry: Place, why: string): void {
    if (this.damage.some(({ offset }) => offset === entry.offset)) return
    const bytes = CHUNK_HEAD_BYTES + entry.storedBytes
    this.damage.push({ chunk: entry.sequence, offset: entry.offset, bytes, why })
  }

  /** Notes that the header cannot be read. */
  noteHeader(): void {
    const bytes = this.header.bytes
    this.damage.push({ chunk: -1, offset: 0, bytes, why: 'the header is damaged' })
  }

  private piece(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - at)))
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(this.fd, bytes, filled, bytes.length - filled, at + filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  }

  /** The end chunk, if the file has one. */
  private end(): { endNs: number; index: number } | undefined {
    const offset = this.size - CHUNK_HEAD_BYTES - END_BYTES
    if (offset < HEADER_BYTES) return undefined
    const bytes = this.piece(offset, CHUNK_HEAD_BYTES + END_BYTES)
    const head = decodeChunkHead(bytes)
    const payload = bytes.subarray(CHUNK_HEAD_BYTES)
    const isEnd = head?.type === ChunkType.End && head.crc === crc32(payload)
    if (!isEnd || !END_MAGIC.every((byte, at) => payload[END_BYTES - END_MAGIC.length + at] === byte))
      return undefined
    return { endNs: head.lastNs, index: payload.readDoubleLE(16) }
  }

  /** Takes the chunks' places from the indexes, the last one first; false if they cannot be right. */
  private useIndex(last: number): boolean {
    const pages: ChunkEntry[][] = []
    let before = this.size
    try {
      for (let at = last; at !== 0; ) {
        if (!(Number.isSafeInteger(at) && at > 0 && at < before)) return false
        const head = decodeChunkHead(this.piece(at, CHUNK_HEAD_BYTES))
        if (head?.type !== ChunkType.Index) return false
        const index = decodeIndex(this.payload({ ...head, offset: at }))
        pages.unshift(index.entries)
        before = at
        at = index.last
      }
    } catch (error) {
      if (error instanceof Damaged) return false
      throw error
    }
    const entries = pages.flat()
    let at = 0
    for (const { offset, storedBytes, sequence } of entries) {
      if (offset < at || sequence !== entries[0].sequence + this.entries.length) break
      at = offset + CHUNK_HEAD_BYTES + storedBytes
      if (at > this.size) break
      this.entries.push(entries[this.entries.length])
    }
    if (this.entries.length === entries.length && entries[0]?.sequence === 0) return true
    this.entries.length = 0
    return false
  }

  /** Goes from chunk to chunk; behind a damaged head it looks for the next one. */
  private scan(): void {
    let at = this.header.bytes
    while (at < this.size) {
      const head = decodeChunkHead(this.piece(at, CHUNK_HEAD_BYTES))
      if (!head) {
        const next = this.nextHead(at + 1)
        // What is cut off at the end was never whole: that is no damage.
        if (!next) return
        this.skipped(at, next.offset, next.head)
        at = next.offset
        continue
      }
      const end = at + CHUNK_HEAD_BYTES + head.storedBytes
      // It was being written when all ended.
      if (end > this.size) return
      this.entries.push({ ...head, offset: at })
      at = end
    }
  }

  /** Chunks are missing between two places. */
  private skipped(from: number, to: number, next: ChunkHead): void {
    const last = this.entries.at(-1)
    const sequence = (last?.sequence ?? -1) + 1
    const firstNs = last?.lastNs ?? this.header.firstNs
    const lastNs = Math.max(firstNs, next.firstNs)
    const place = { type: MISSING, flags: 0, rows: 0, firstNs, lastNs, rawBytes: 0, sequence, offset: from }
    this.entries.push({ ...place, storedBytes: Math.max(0, to - from - CHUNK_HEAD_BYTES) })
    this.damage.push({ chunk: sequence, offset: from, bytes: to - from, why: 'its head is damaged' })
  }

  private nextHead(from: number): { offset: number; head: ChunkHead } | undefined {
    const magic = Buffer.alloc(4)
    magic.writeUInt32LE(CHUNK_MAGIC)
    for (let at = from; at + CHUNK_HEAD_BYTES <= this.size; at += WINDOW_BYTES - CHUNK_HEAD_BYTES) {
      const window = this.piece(at, WINDOW_BYTES)
      for (let found = window.indexOf(magic); found >= 0; found = window.indexOf(magic, found + 1)) {
        const head = decodeChunkHead(window, found)
        if (head) return { offset: at + found, head }
      }
    }
    return undefined
  }
}

function openToRead(path: string): number {
  let fd: number
  try {
    // A pipe must not make us wait for its other end.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && path === '-') throw noFile('the standard input', 'not a file', pipeRemedy)
    const why = code === 'ENOENT' ? 'there is no such file' : message
    throw RunqscopeError.make('io', `${path} cannot be read: ${why}`, 'name a recording (.rqs)')
  }
  const found = fstatSync(fd)
  if (found.isFile()) return fd
  closeSync(fd)
  if (found.isDirectory()) throw noFile(path, 'a folder', 'name a recording (.rqs) in it')
  throw noFile(path, 'not a file', pipeRemedy)
}

/** What is read in any order cannot come out of a pipe. */
const pipeRemedy = 'write what comes out of a pipe to a file first'

function noFile(name: string, what: string, remedy: string): RunqscopeError {
  return RunqscopeError.make('usage', `${name} is ${what}`, remedy)
}

/** @throws Damaged */
function storedOf(bytes: Uint8Array, entry: Place): Uint8Array {
  const head = decodeChunkHead(bytes)
  const same =
    head !== undefined &&
    head.storedBytes === entry.storedBytes &&
    head.rawBytes === entry.rawBytes &&
    head.rows === entry.rows &&
    head.type === entry.type &&
    head.flags === entry.flags
  if (!same) throw new Damaged('its head is damaged')
  const stored = bytes.subarray(CHUNK_HEAD_BYTES)
  if (stored.length !== head.storedBytes || head.crc !== crc32(stored))
    throw new Damaged('its checksum does not match')
  return stored
}

function whole(payload: Uint8Array, entry: Place): Uint8Array {
  if (payload.length !== entry.rawBytes) throw new Damaged('it is shorter than it says')
  return payload
}

function asDamaged(error: unknown): Damaged {
  if (error instanceof Damaged) return error
  const { code } = error as NodeJS.ErrnoException
  if (code?.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE') return new Damaged('it cannot be inflated')
  throw error
}
