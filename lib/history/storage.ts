import { BLOCK_ROWS, CHUNK_ROWS, Chunk, chunkBytes, LATE_NS, ROWS } from './chunk.js'
import type { FromReader, ToReader } from './messages.js'
import type { ChunkSource } from './writer.js'

/** What a chunk costs besides its memory: views, bounds of blocks, on both sides. */
const OVERHEAD_BYTES = 4096
/**
 * Chunks ahead of the need, free or on their way to be, or such a share of the limit if that is more: the reader lets one
 * go only when no question in work can read it.
 */
const SPARE = 2
const SPARE_SHARE = 1 / 16
/** The limit is so many chunks of the greatest size, or more: the oldest can go without much of the past. */
const CHUNKS_MIN = 16

/**
 * The chunks' memory, on the session's thread: hands out what may be written, takes the oldest away when the limit
 * would be exceeded, and uses memory again only when the reader has said that nobody reads it.
 *
 * A chunk spans seconds at most, so its size follows the rate: a quiet program's hours need little memory.
 */
export class Storage implements ChunkSource {
  private readonly capacityMax: number
  /** Rows of the next chunk. */
  private capacity: number
  private nextId = 0
  /** Oldest first. */
  private readonly chunks: Chunk[] = []
  private free: SharedArrayBuffer[] = []
  /** Evicted, and perhaps still read. */
  private readonly leaving = new Map<number, Chunk>()
  private readonly digestBytes = new Map<number, number>()
  /** Memory of all chunks, in use or not, and what the reader keeps of them. */
  bytes = 0

  constructor(
    private readonly bytesMax: number,
    private readonly post: (message: ToReader) => void,
  ) {
    let capacity = CHUNK_ROWS
    while (capacity > BLOCK_ROWS && sizeOf(capacity) * CHUNKS_MIN > bytesMax) capacity /= 2
    this.capacityMax = capacity
    this.capacity = Math.min(capacity, 4 * BLOCK_ROWS)
  }

  open(firstNs: number): Chunk | undefined {
    this.adapt()
    this.makeRoom()
    const { capacity } = this
    const memory = this.reuse(chunkBytes(capacity)) ?? this.allocate(capacity)
    if (!memory) return undefined
    const chunk = new Chunk(this.nextId++, memory, capacity, Math.floor(firstNs) - LATE_NS)
    chunk.header.fill(0)
    this.chunks.push(chunk)
    this.makeRoom()
    const { id, baseNs } = chunk
    this.post({ type: 'chunk', id, memory, capacity, baseNs, bytes: this.bytes })
    return chunk
  }

  skipped(rows: number, firstNs: number, lastNs: number): void {
    this.post({ type: 'gap', gap: { firstNs, lastNs, lost: { history_full: rows } }, skipped: rows })
  }

  released({ id }: FromReader & { type: 'released' }): void {
    const chunk = this.leaving.get(id)
    if (!chunk) return
    this.leaving.delete(id)
    this.bytes -= this.digestBytes.get(id) ?? 0
    this.digestBytes.delete(id)
    this.free.push(chunk.memory)
    // What digests have taken meanwhile is not there for chunks.
    while (this.bytes > this.bytesMax && this.free.length > 0) this.drop()
  }

  digested({ id, bytes }: FromReader & { type: 'digested' }): void {
    this.bytes += bytes
    this.digestBytes.set(id, bytes)
    this.makeRoom()
  }

  /** Lets the next chunk hold twice what the last one did in its span, or four times as much if that was full. */
  private adapt(): void {
    const last = this.chunks.at(-1)
    if (!last) return
    const rows = last.header[ROWS]
    let capacity = BLOCK_ROWS
    while (capacity < rows * (rows === last.capacity ? 4 : 2) && capacity < this.capacityMax) capacity *= 2
    this.capacity = capacity
  }

  private reuse(length: number): SharedArrayBuffer | undefined {
    const at = this.free.findIndex(memory => memory.byteLength === length)
    return at < 0 ? undefined : this.free.splice(at, 1)[0]
  }

  private allocate(capacity: number): SharedArrayBuffer | undefined {
    const bytes = sizeOf(capacity)
    while (this.bytes + bytes > this.bytesMax && this.free.length > 0) this.drop()
    if (this.bytes + bytes > this.bytesMax) return undefined
    try {
      const memory = new SharedArrayBuffer(chunkBytes(capacity))
      this.bytes += bytes
      return memory
    } catch (error) {
      // The machine has no more: the past is as long as it is.
      if (error instanceof RangeError) return undefined
      throw error
    }
  }

  /** Gives free memory back. */
  private drop(): void {
    const memory = this.free.shift()
    if (memory) this.bytes -= memory.byteLength + OVERHEAD_BYTES
  }

  /** Evicts until the next chunks are sure to find room. */
  private makeRoom(): void {
    const needed = Math.max(SPARE * sizeOf(this.capacity), this.bytesMax * SPARE_SHARE)
    let room = this.bytesMax - this.bytes
    for (const memory of this.free) room += memory.byteLength + OVERHEAD_BYTES
    for (const chunk of this.leaving.values()) room += sizeOf(chunk.capacity)
    while (this.chunks.length > 1 && room < needed) {
      const oldest = this.chunks.shift()!
      this.leaving.set(oldest.id, oldest)
      room += sizeOf(oldest.capacity)
      this.post({ type: 'evict', id: oldest.id })
    }
  }
}

function sizeOf(capacity: number): number {
  return chunkBytes(capacity) + OVERHEAD_BYTES
}
