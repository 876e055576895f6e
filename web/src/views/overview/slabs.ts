import type { WireInterval, WireWorst } from '../../../../lib/stream/wire.js'

/** Pieces of the range: fewer would be asked for again too often, more would be more to merge. */
const PIECES = 16

interface Slab {
  /** Up to when it was looked at. */
  lastNs: number
  total: number
  intervals: readonly WireInterval[]
  complete: boolean
}

/**
 * The longest intervals of a range that moves, held in slabs of time on a grid: only the newest slab is asked for again,
 * the others are complete. Slab s is [s × slabNs, (s + 1) × slabNs).
 */
export class Slabs {
  slabNs = 1
  private first = 0
  private last = 0
  private key = ''
  private readonly held = new Map<number, Slab>()

  /** The range is this now; slabs before it are forgotten. @param key what else the intervals depend on */
  move(firstNs: number, lastNs: number, key: string): void {
    const slabNs = 2 ** Math.ceil(Math.log2(Math.max(1, (lastNs - firstNs) / PIECES)))
    if (slabNs !== this.slabNs || key !== this.key) this.held.clear()
    this.slabNs = slabNs
    this.key = key
    this.first = Math.max(0, Math.round(firstNs / slabNs))
    this.last = Math.max(this.first, Math.floor(lastNs / slabNs))
    for (const slab of this.held.keys()) if (slab < this.first || slab > this.last) this.held.delete(slab)
  }

  /** The newest slab that nothing is known of, else one that was not complete. */
  next(): number {
    return this.missing() ?? this.unfinished() ?? this.last
  }

  /** Whether there is one to ask for at once, not only the newest again. */
  get urgent(): boolean {
    return (this.missing() ?? this.unfinished()) !== undefined
  }

  /**
   * @param lastNs up to when it was looked at: what came meanwhile may be missing
   * @param knownNs up to when the past is complete
   */
  put(slab: number, worst: WireWorst, lastNs: number, knownNs: number): void {
    const complete = (slab + 1) * this.slabNs <= Math.min(lastNs, knownNs)
    this.held.set(slab, { lastNs, total: worst.total ?? 0, intervals: worst.intervals ?? [], complete })
  }

  /**
   * How many intervals there are in all, and the longest of them, the longest first: from the newest slab back to where
   * nothing is known yet. Undefined if the newest is not known.
   */
  merged(
    limit: number,
  ): { firstNs: number; lastNs: number; total: number; intervals: WireInterval[] } | undefined {
    let total = 0
    let slab = this.last
    const intervals: WireInterval[] = []
    for (let held = this.held.get(slab); held && slab >= this.first; held = this.held.get(--slab)) {
      total += held.total
      intervals.push(...held.intervals)
    }
    const newest = this.held.get(this.last)
    if (!newest) return undefined
    intervals.sort((a, b) => lengthOf(b) - lengthOf(a) || (a.end_ns ?? 0) - (b.end_ns ?? 0))
    return {
      firstNs: (slab + 1) * this.slabNs,
      lastNs: newest.lastNs,
      total,
      intervals: intervals.slice(0, limit),
    }
  }

  private missing(): number | undefined {
    for (let slab = this.last; slab >= this.first; slab--) if (!this.held.has(slab)) return slab
    return undefined
  }

  private unfinished(): number | undefined {
    for (let slab = this.first; slab < this.last; slab++) if (!this.held.get(slab)?.complete) return slab
    return undefined
  }
}

function lengthOf(interval: WireInterval): number {
  return (interval.end_ns ?? 0) - (interval.begin_ns ?? 0)
}
