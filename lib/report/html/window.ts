import { deflateRawSync } from 'node:zlib'
import { CHUNK_ROWS, Chunk, chunkBytes, LATE_NS } from '../../history/chunk.js'
import type { ChunkSource } from '../../history/writer.js'
import { packChunk } from './packed.js'

/** Smaller ones pack less well, larger ones are a coarser choice of what is kept. */
const CAPACITY = CHUNK_ROWS / 2

/** A run of rows as the page holds it. */
export interface KeptChunk {
  /** Deflated, as base64. */
  text: string
  rows: number
  firstNs: number
  lastNs: number
}

/**
 * The chunks of a recording that a page has room for, packed as they come: the latest, or those around one moment, half
 * of the room before it.
 */
export class Window implements ChunkSource {
  /** Oldest first. */
  chunks: KeptChunk[] = []
  /** There is no room behind the moment any more. */
  full = false
  private readonly memory = new SharedArrayBuffer(chunkBytes(CAPACITY))
  private chunk: Chunk | undefined
  private characters = 0

  /**
   * @param charactersMax room for the text of all chunks
   * @param aroundNs the moment; Infinity for the latest
   */
  constructor(
    private readonly charactersMax: number,
    private readonly aroundNs: number,
  ) {}

  open(firstNs: number): Chunk {
    this.store()
    const chunk = new Chunk(0, this.memory, CAPACITY, Math.floor(firstNs) - LATE_NS)
    chunk.header.fill(0)
    this.chunk = chunk
    return chunk
  }

  skipped(rows: number): void {
    throw new Error(`${rows} transitions were left out of a page that takes all`)
  }

  /** Packs the chunk in hand; its memory is used again. */
  store(): void {
    const { chunk } = this
    this.chunk = undefined
    chunk?.refresh()
    if (!chunk || chunk.length === 0) return
    const text = deflateRawSync(packChunk(chunk)).toString('base64')
    this.chunks.push({ text, rows: chunk.length, firstNs: chunk.minNs, lastNs: chunk.maxNs })
    this.characters += text.length
    this.makeRoom()
  }

  /** Lets the oldest go until all that is left fits. */
  trim(charactersMax: number): void {
    while (this.chunks.length > 1 && this.characters > charactersMax) this.drop()
  }

  /** For one more chunk like the last. */
  private makeRoom(): void {
    const { charactersMax, aroundNs } = this
    while (this.chunks.length > 1 && this.characters + this.chunks.at(-1)!.text.length > charactersMax) {
      const at = this.chunks.findIndex(chunk => chunk.lastNs >= aroundNs)
      const before = this.chunks.slice(0, Math.max(at, 0)).reduce((sum, { text }) => sum + text.length, 0)
      if (at >= 0 && before <= charactersMax / 2) {
        this.full = true
        return
      }
      this.drop()
    }
  }

  private drop(): void {
    this.characters -= this.chunks.shift()!.text.length
  }
}
