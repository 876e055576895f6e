import type { PastGap } from '../past.js'

/**
 * The losses as what lies between them: eras in which everything was seen. A state known at one moment of an era can be
 * followed to any other moment of it, and no further.
 */
export class Losses {
  /** The era that was last looked up: from the end of a loss to the beginning of the next, both included, ns. */
  beginNs = Infinity
  endNs = -Infinity
  readonly length: number
  private readonly firstNs: Float64Array
  private readonly lastNs: Float64Array

  /** @param gaps in any order; those that overlap are one */
  constructor(gaps: readonly PastGap[]) {
    const firsts: number[] = []
    const lasts: number[] = []
    for (const gap of [...gaps].sort((a, b) => a.firstNs - b.firstNs)) {
      if (lasts.length > 0 && gap.firstNs < lasts.at(-1)!) {
        lasts[lasts.length - 1] = Math.max(lasts.at(-1)!, gap.lastNs)
      } else {
        firsts.push(gap.firstNs)
        lasts.push(gap.lastNs)
      }
    }
    this.firstNs = Float64Array.from(firsts)
    this.lastNs = Float64Array.from(lasts)
    this.length = firsts.length
  }

  /** Looks up the era of a moment; false if it lies within a loss: then no state is known at it. */
  seek(timeNs: number): boolean {
    if (timeNs >= this.beginNs && timeNs <= this.endNs) return true
    const next = this.endedBy(timeNs)
    if (next < this.length && this.firstNs[next] < timeNs) return false
    this.beginNs = next > 0 ? this.lastNs[next - 1] : -Infinity
    this.endNs = next < this.length ? this.firstNs[next] : Infinity
    return true
  }

  /** How many losses had ended at a moment: the number of the one that is next or under way. */
  endedBy(timeNs: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.lastNs[middle] <= timeNs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** When loss number i began, Infinity if there is none. */
  beginOf(i: number): number {
    return i < this.length ? this.firstNs[i] : Infinity
  }

  /** When loss number i ended, -Infinity if there is none. */
  endOf(i: number): number {
    return i >= 0 && i < this.length ? this.lastNs[i] : -Infinity
  }
}
