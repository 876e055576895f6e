import { BUCKETS, lowerNs } from './buckets.js'
import type { HeatRing } from './heatring.js'

/** Columns of a heat map added up; lengths are ns. */
export interface Group {
  firstNs: number
  lastNs: number
  count: number
  /** Bounds of the bucket that holds the median, and of that which 99 % do not exceed. NaN if there is nothing. */
  p50: [fromNs: number, toNs: number]
  p99: [fromNs: number, toNs: number]
  /** Exact. */
  maxNs: number
}

/** Columns [first, last) of the ring as at most so many groups of equal length, oldest first. */
export function groups(
  ring: HeatRing,
  first: number,
  last: number,
  columnNs: number,
  groupsMax: number,
): Group[] {
  const size = Math.max(1, Math.ceil((last - first) / groupsMax))
  const found: Group[] = []
  for (let from = first; from < last; from += size)
    found.push(group(ring, from, Math.min(last, from + size), columnNs))
  return found
}

function group(ring: HeatRing, first: number, last: number, columnNs: number): Group {
  const counts = new Array<number>(BUCKETS).fill(0)
  let count = 0
  let maxNs = Number.NaN
  for (let column = first; column < last; column++) {
    const slot = ring.slotOf(column)
    for (let bucket = ring.low[slot]!; bucket <= ring.high[slot]!; bucket++) {
      const here = ring.count(column, bucket)
      counts[bucket]! += here
      count += here
    }
    const max = ring.max[slot]!
    if (!(max <= maxNs)) maxNs = Number.isNaN(max) ? maxNs : max
  }
  const bounds = (share: number) => boundsOf(counts, Math.max(1, Math.ceil(share * count)))
  return {
    firstNs: first * columnNs,
    lastNs: last * columnNs,
    count,
    p50: bounds(0.5),
    p99: bounds(0.99),
    maxNs,
  }
}

/** Bounds of the bucket that holds the value of a rank. */
function boundsOf(counts: readonly number[], rank: number): [number, number] {
  let seen = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    seen += counts[bucket]!
    if (seen >= rank) return [lowerNs(bucket), lowerNs(bucket + 1)]
  }
  return [Number.NaN, Number.NaN]
}
