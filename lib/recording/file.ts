import { type ChunkEntry, encodeIndex, INDEX_ENTRIES } from './chunkindex.js'
import {
  CHUNK_HEAD_BYTES,
  ChunkType,
  END_BYTES,
  END_MAGIC,
  encodeChunkHead,
  encodeHeader,
  type FileHead,
  headText,
  type SealedChunk,
} from './format.js'
import type { RecordingOutput } from './output.js'
import { plain, seal } from './seal.js'

/** Lays chunks out as a file: header, chunks with their numbers, index, end. */
export class RecordingFile {
  /** Written so far. */
  bytes = 0
  /** Transitions in it. */
  rows = 0
  private sequence = 0
  private entries: ChunkEntry[] = []
  private lastIndex = 0
  private begun = false
  private readonly head: () => FileHead

  /** @param head what holds for the file, or where to ask for it when the first chunk comes */
  constructor(
    head: FileHead | (() => FileHead),
    private readonly output: RecordingOutput,
  ) {
    this.head = typeof head === 'function' ? head : () => head
  }

  /** One at a time. @throws RunqscopeError io: what was written before stays whole */
  async write(chunk: SealedChunk): Promise<void> {
    await this.begin()
    await this.put(chunk)
    if (chunk.type === ChunkType.Transitions) this.rows += chunk.rows
    if (this.entries.length >= INDEX_ENTRIES) await this.index()
  }

  /** Writes index and end, and closes the output. @param endNs ns since the session's base @throws RunqscopeError io */
  async finish(endNs: number): Promise<void> {
    await this.begin()
    const at = { flags: 0, rows: 0, firstNs: endNs, lastNs: endNs }
    await this.put(plain({ ...at, type: ChunkType.Head, payload: headText(this.head()) }))
    await this.index()
    await this.put(plain({ ...at, type: ChunkType.End, payload: this.end(endNs) }))
    await this.output.finish()
  }

  private async begin(): Promise<void> {
    if (this.begun) return
    this.begun = true
    const header = encodeHeader(this.head())
    await this.output.write([header])
    this.bytes = header.length
  }

  private async put(chunk: SealedChunk): Promise<void> {
    const { stored, ...head } = chunk
    const offset = this.bytes
    const sequence = this.sequence++
    await this.output.write([encodeChunkHead(chunk, sequence), stored])
    this.bytes += CHUNK_HEAD_BYTES + stored.length
    this.entries.push({ ...head, offset, sequence, storedBytes: stored.length })
  }

  private async index(): Promise<void> {
    const { entries } = this
    const payload = encodeIndex(entries, this.lastIndex)
    this.entries = []
    const offset = this.bytes
    const lastNs = entries.at(-1)?.lastNs ?? 0
    const at = { flags: 0, rows: entries.length, firstNs: lastNs, lastNs }
    await this.put(await seal({ ...at, type: ChunkType.Index, payload }))
    this.lastIndex = offset
  }

  private end(endNs: number): Uint8Array {
    const payload = new Uint8Array(END_BYTES)
    const view = new DataView(payload.buffer)
    view.setFloat64(0, endNs, true)
    view.setFloat64(8, this.rows, true)
    view.setFloat64(16, this.lastIndex, true)
    payload.set(END_MAGIC, END_BYTES - END_MAGIC.length)
    return payload
  }
}
