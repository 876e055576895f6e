import type { LiveGoroutines } from '../model/live.js'
import type { WireFilter } from '../stream/wire.js'
import type { Chunk } from './chunk.js'
import { digestOf, mergedDigest, type StatsDigest } from './digest.js'
import { PMarks, PState } from './pstate.js'
import { Tally } from './tally.js'

/** Events were lost between two moments, ns since the session's base. */
export interface PastGap {
  firstNs: number
  lastNs: number
  /** By the name of the cause, as on the wire. */
  lost: Record<string, number>
}

/** The live goroutines at one moment. */
export interface LiveColumns extends LiveGoroutines {
  /** ns since the session's base. */
  timeNs: number
  /** NaN if the creation was not seen. */
  createdNs: Float64Array
  /** Flag.System or 0. */
  flags: Uint8Array
}

/** What a part of an answer is made from, besides its question. */
export interface Context {
  /** The range [firstNs, lastNs) as far as there is a past. */
  firstNs: number
  lastNs: number
  /** The range as asked: columns of heat and series count from here. lastNs may be Infinity. */
  askedFirstNs: number
  askedLastNs: number
  /** The chunks that it may read, oldest first, as `chunksFor` says; none is reused before the answer is done. */
  chunks: readonly Chunk[]
  filter: WireFilter
  /** Present if `needsLive` said so and the session's thread answered. */
  live: LiveColumns | undefined
}

/**
 * A part of an answer in the making: it yields after each chunk or so, that others get their turn, and returns the part.
 */
export type Work<T> = Generator<undefined, T, undefined>

/** So many chunks, from a multiple of that on, have a digest in common. */
export const GROUP = 8
/** Losses kept: of more, the oldest become one. */
const GAPS_MAX = 16384

/** The past on the side of the reader: chunks in order, losses, digests. */
export class Past {
  /** Oldest first. Their rows are nearly in order of time, across chunks, too. */
  chunks: Chunk[] = []
  /** Oldest first; those that end before the oldest row are gone. */
  gaps: PastGap[] = []
  /** By `Chunk.id`, of chunks that nothing is added to any more, unless it were too large. */
  readonly digests = new Map<number, StatsDigest>()
  /** By id of the first of GROUP chunks: one for all of them. */
  readonly groups = new Map<number, StatsDigest>()
  /** Everything before this moment is in, ns. */
  lastNs = 0
  /** Of what happened from this moment on the live goroutines that answers are made with may not know, ns. */
  liveNs = Infinity
  /** The highest number of a P seen, plus one. */
  ps = 0
  /** Rows of chunks that had to go, and rows that were never kept. */
  forgotten = 0
  /** By `Chunk.id`. */
  private readonly marks = new Map<number, PMarks>()
  private readonly tally = new Tally()

  /** The time of the oldest row kept; `lastNs` if there is none. */
  get firstNs(): number {
    let firstNs = this.lastNs
    // Late rows can make a chunk begin before its predecessor, never by more than one chunk's span.
    for (let i = 0; i < Math.min(2, this.chunks.length); i++)
      firstNs = Math.min(firstNs, this.chunks[i].minNs)
    return firstNs
  }

  get rows(): number {
    let rows = 0
    for (const chunk of this.chunks) rows += chunk.length
    return rows
  }

  /** Takes a new chunk; nothing is added to the one before any more. Returns the bytes of that one's digest. */
  add(chunk: Chunk): { id: number; bytes: number } | undefined {
    this.refresh()
    const last = this.chunks.at(-1)
    const begin = last ? this.marks.get(last.id)!.end() : new PState()
    this.chunks.push(chunk)
    this.marks.set(chunk.id, new PMarks(chunk, begin))
    if (!last) return undefined
    const digest = digestOf(last, this.tally)
    if (digest) this.digests.set(last.id, digest)
    const bytes = (digest?.bytes ?? 0) + this.marks.get(last.id)!.bytes + this.group(last.id)
    return { id: last.id, bytes }
  }

  /** Makes the digest of a group that this chunk completes, if it does; returns its bytes. */
  private group(last: number): number {
    const first = last - GROUP + 1
    if (first % GROUP !== 0) return 0
    const digests: StatsDigest[] = []
    for (let id = first; id <= last; id++) {
      const digest = this.digests.get(id)
      if (!digest) return 0
      digests.push(digest)
    }
    const group = mergedDigest(digests, this.tally)
    this.groups.set(first, group)
    return group.bytes
  }

  /** Lets a chunk go, with the losses that nothing else is left of. */
  remove(id: number): void {
    const at = this.chunks.findIndex(chunk => chunk.id === id)
    if (at < 0) return
    this.forgotten += this.chunks[at].length
    this.chunks.splice(at, 1)
    this.digests.delete(id)
    this.groups.delete(id - (id % GROUP))
    this.marks.delete(id)
    const { firstNs } = this
    this.gaps = this.gaps.filter(gap => gap.lastNs >= firstNs)
  }

  /** A loss, later than those before. */
  addGap(gap: PastGap): void {
    this.gaps.push(gap)
    if (this.gaps.length > GAPS_MAX) this.gaps.splice(0, 2, joined(this.gaps[0], this.gaps[1]))
  }

  /** Takes notice of the rows written meanwhile. */
  refresh(): void {
    const newest = this.chunks.at(-1)
    if (!newest) return
    newest.refresh()
    this.marks.get(newest.id)!.refresh()
    this.ps = Math.max(this.ps, newest.ps)
    // The newest row told says that all before it are in, but for late ones.
    this.lastNs = Math.max(this.lastNs, newest.maxNs)
  }

  /** What the Ps run before a row of a chunk; not known of a chunk that has gone. */
  psAt(chunk: Chunk, row = 0): PState {
    return this.marks.get(chunk.id)?.before(row) ?? new PState()
  }

  /** The last row, not behind `row`, before which it is known at once what the Ps run. */
  markBefore(chunk: Chunk, row: number): number {
    return this.marks.get(chunk.id)?.rowBefore(row) ?? 0
  }

  /** Losses that touch [firstNs, lastNs), oldest first. */
  gapsIn(firstNs: number, lastNs: number): PastGap[] {
    return this.gaps.filter(gap => gap.firstNs < lastNs && gap.lastNs >= firstNs)
  }
}

/** Those of the chunks that have rows in [firstNs, lastNs), in order. */
export function chunksIn(chunks: readonly Chunk[], firstNs: number, lastNs: number): Chunk[] {
  return chunks.filter(chunk => chunk.maxNs >= firstNs && chunk.minNs < lastNs)
}

function joined(a: PastGap, b: PastGap): PastGap {
  const lost = { ...a.lost }
  for (const [cause, count] of Object.entries(b.lost)) lost[cause] = (lost[cause] ?? 0) + count
  return { firstNs: Math.min(a.firstNs, b.firstNs), lastNs: Math.max(a.lastNs, b.lastNs), lost }
}
