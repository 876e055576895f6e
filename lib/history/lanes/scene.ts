import type { Chunk } from '../chunk.js'
import { type Context, chunksIn, type LiveColumns, type Past } from '../past.js'
import { Losses } from './losses.js'

/** Some rows of a chunk. */
export interface Rows {
  chunk: Chunk
  /** Rows `0 … length-1`. */
  length: number
}

/** The past as it is when a question is taken up; what comes while it is worked on is left out. */
export class Scene {
  /** The range [firstNs, lastNs). */
  readonly firstNs: number
  readonly lastNs: number
  /** The past as a whole. */
  readonly oldestNs: number
  readonly newestNs: number
  readonly losses: Losses
  readonly live: LiveColumns | undefined
  private readonly liveNs: number
  /** Oldest first. */
  readonly rows: readonly Rows[]

  constructor(past: Past, context: Context) {
    this.firstNs = context.firstNs
    this.lastNs = context.lastNs
    this.oldestNs = past.firstNs
    this.newestNs = past.lastNs
    this.losses = new Losses(past.gaps)
    this.live = context.live
    this.liveNs = past.liveNs
    this.rows = context.chunks.map(chunk => ({ chunk, length: chunk.length }))
  }

  /** The chunks that hold rows at [firstNs, lastNs), in order, with all rows that they had. */
  between(firstNs: number, lastNs: number): Rows[] {
    const wanted = new Set(
      chunksIn(
        this.rows.map(({ chunk }) => chunk),
        firstNs,
        lastNs,
      ),
    )
    return this.rows.filter(({ chunk }) => wanted.has(chunk))
  }

  /**
   * The chunks whose rows tell of the range. The live goroutines tell of those that no row tells of, and are a little
   * older than the newest rows: what happened in between counts, though it lies before the range.
   * @param rowsMax at most so many rows more, because of that
   */
  telling(rowsMax = Infinity): Rows[] {
    const fromNs = this.knownFromNs()
    const needed = this.between(fromNs, Infinity)
    if (!this.live || this.liveNs >= fromNs) return needed
    const more = this.between(this.liveNs, Infinity)
    const rowsOf = (some: Rows[]) => some.reduce((sum, { length }) => sum + length, 0)
    return rowsOf(more) - rowsOf(needed) <= rowsMax ? more : needed
  }

  /**
   * From when on rows tell the states at the range's beginning. What a later row says of the state before it reaches
   * back to the last loss only; so where a loss follows, what led up to the beginning is needed as well.
   */
  private knownFromNs(): number {
    const { losses, firstNs } = this
    const next = losses.endedBy(firstNs)
    return next === losses.length ? firstNs : losses.endOf(next - 1)
  }
}
