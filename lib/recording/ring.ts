import { ChunkFlag, ChunkType, type SealedChunk } from './format.js'

/** A chunk's objects, besides its bytes. */
const OVERHEAD_BYTES = 256
/** A full ring is so many segments, or more. */
const SEGMENTS_MIN = 8

/** A keyframe and all that follows up to the next one: what can be let go as a whole. */
interface Segment {
  chunks: SealedChunk[]
  bytes: number
  /** The keyframe's moment. */
  beginNs: number
}

export interface RingOptions {
  /** How far back it reaches, ns; Infinity: as far as the bytes do. */
  spanNs: number
  bytesMax: number
}

/**
 * The latest chunks of a session, in memory: at least so many seconds, or as many as fit into so many bytes. It begins
 * with a keyframe at any time, so that what it holds is a recording.
 */
export class Ring {
  bytes = 0
  /** Up to when chunks had to go for want of room. */
  private cutNs = -Infinity
  private readonly segments: Segment[] = []

  constructor(private readonly options: RingOptions) {}

  /** Whether so much has come since the last keyframe that too much would go with it. */
  get wantsKeyframe(): boolean {
    return (this.segments.at(-1)?.bytes ?? 0) > this.options.bytesMax / SEGMENTS_MIN
  }

  /** Where it begins, ns since the session's base; undefined while it is empty. */
  get firstNs(): number | undefined {
    return this.segments[0]?.beginNs
  }

  /** Whether it would reach further back if it were larger. */
  isCut(): boolean {
    return this.firstNs !== undefined && this.cutNs >= this.firstNs
  }

  push(chunk: SealedChunk): void {
    const isFirst = chunk.type === ChunkType.Keyframe && (chunk.flags & ChunkFlag.First) !== 0
    if (isFirst) this.segments.push({ chunks: [], bytes: 0, beginNs: chunk.lastNs })
    const segment = this.segments.at(-1)
    // Nothing can be made of rows before the first keyframe.
    if (!segment) return
    const kept = compact(chunk)
    const bytes = kept.stored.byteLength + OVERHEAD_BYTES
    segment.chunks.push(kept)
    segment.bytes += bytes
    this.bytes += bytes
    this.evict(chunk.lastNs)
  }

  /** All that it holds, oldest first; chunks stay as they are. */
  chunks(): SealedChunk[] {
    return this.segments.flatMap(({ chunks }) => chunks)
  }

  private evict(nowNs: number): void {
    const { segments } = this
    while (segments.length > 1) {
      const aged = segments[1]!.beginNs <= nowNs - this.options.spanNs
      if (!aged && this.bytes <= this.options.bytesMax) return
      if (!aged) this.cutNs = segments[1]!.beginNs
      this.bytes -= segments.shift()!.bytes
    }
  }
}

/** With memory of its own: a small piece must not keep the large block alive that it was cut from. */
function compact(chunk: SealedChunk): SealedChunk {
  const { stored } = chunk
  if (stored.buffer.byteLength <= stored.byteLength + (stored.byteLength >> 3)) return chunk
  return { ...chunk, stored: Uint8Array.from(stored) }
}
