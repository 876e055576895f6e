import { bucketOf } from '../latency/histogram.js'

/** 32 buckets to the octave: as wide as 1/32 of their lower end at most. */
export const BUCKETS = 48 * 32

/** @param ns an integer from 0 to 2^53 - 1 */
export function coarseBucketOf(ns: number): number {
  return bucketOf(ns) >>> 1
}

/** The lower end of a bucket, ns. */
export function edgeOf(bucket: number): number {
  const fine = bucket * 2
  const block = fine >>> 6
  return block === 0 ? fine : (64 + (fine & 63)) * 2 ** (block - 1)
}

/**
 * The value that a share of all do not exceed, ns, as if values lay evenly within a bucket.
 * @param counts by bucket @param total their sum, above 0
 */
export function quantileOf(counts: Float64Array, total: number, share: number): number {
  const rank = Math.min(Math.max(share, 0), 1) * total
  let seen = 0
  let last = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket]
    if (count === 0) continue
    if (seen + count >= rank) {
      const low = edgeOf(bucket)
      return low + ((edgeOf(bucket + 1) - low) * (rank - seen)) / count
    }
    seen += count
    last = bucket + 1
  }
  return edgeOf(last)
}

/** How many of a bucket's values lie below a value, as a share of them. */
export function shareBelow(bucket: number, ns: number): number {
  const low = edgeOf(bucket)
  const high = edgeOf(bucket + 1)
  return Math.min(1, Math.max(0, (ns - low) / (high - low)))
}
