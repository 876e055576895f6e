/**
 * The latency buckets of `Heat` (proto/past.proto): exact below 4 ns, then four linear steps in each power of two. A
 * place on the latency axis is counted in buckets, so a step of one is a row and a step of four is an octave.
 */
export const BUCKETS = 256
/** Rows of an octave. */
export const STEPS = 4

/** The least length in a bucket, ns; the next bucket's is where it ends. */
export function lowerNs(bucket: number): number {
  return lengthAt(bucket)
}

export function bucketOf(lengthNs: number): number {
  if (!(lengthNs >= STEPS)) return Math.floor(Math.max(0, lengthNs) || 0)
  const octave = octaveOf(lengthNs)
  return Math.min(BUCKETS - 1, STEPS * (octave - 2) + Math.floor(STEPS * (lengthNs / 2 ** octave)))
}

/** Where a length lies on the axis, in buckets. */
export function placeOf(lengthNs: number): number {
  if (!(lengthNs >= STEPS)) return Math.max(0, lengthNs) || 0
  const octave = octaveOf(lengthNs)
  return STEPS * (octave - 2) + STEPS * (lengthNs / 2 ** octave)
}

/** The length at a place of the axis, ns. */
export function lengthAt(place: number): number {
  if (place < STEPS) return Math.max(0, place)
  const octave = Math.floor(place / STEPS)
  return 2 ** (octave + 1) * (1 + (place - octave * STEPS) / STEPS)
}

/** Decades of length between two places, ns, ascending: what the axis is labelled with. */
export function decades(low: number, high: number): number[] {
  const found: number[] = []
  const last = lengthAt(high)
  for (let ns = 1; ns <= last; ns *= 10) if (placeOf(ns) >= low) found.push(ns)
  return found
}

function octaveOf(lengthNs: number): number {
  const octave = Math.floor(Math.log2(lengthNs))
  // The logarithm of a value next to a power of two may be rounded over it.
  if (2 ** octave > lengthNs) return octave - 1
  return 2 ** (octave + 1) <= lengthNs ? octave + 1 : octave
}
