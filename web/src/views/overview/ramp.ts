import { SHADES, shadeOctaves } from './heatring.js'

/** What needed a value keeps it for so long. */
const SHRINK_MS = 2000
const CHANNELS = [0, 8, 16, 24]

/** A colour for each shade, as a pixel of ImageData seen as a little-endian Uint32Array: 0xAABBGGRR. */
export type Ramp = Uint32Array

/**
 * Fills the ramp: shade 0 is an empty cell, the others run from the first stop (a count of one) to the last (2 to the
 * power of `octaves`) in equal steps of the count's logarithm.
 * @param stops pixels
 */
export function fillRamp(ramp: Ramp, empty: number, stops: readonly number[], octaves: number): void {
  ramp[0] = empty
  const spread = Math.max(1, octaves)
  for (let shade = 1; shade < SHADES; shade++) {
    ramp[shade] = colorAt(stops, Math.min(1, shadeOctaves(shade) / spread))
  }
}

/** Counts to put into the legend: ascending powers of two from one up to the end of the ramp, at most six. */
export function legendCounts(octaves: number): number[] {
  const top = Math.max(1, Math.ceil(octaves))
  const steps = Math.min(5, top)
  return Array.from({ length: steps + 1 }, (_, i) => 2 ** Math.round((top * i) / steps))
}

/** Where the ramp ends: it reaches further at once, and back when what needed it has been gone for two seconds. */
export class Reach {
  /** Doublings from one to the greatest count, a whole number. */
  octaves = 1
  private neededMs = Number.NEGATIVE_INFINITY

  /** @returns whether it changed */
  cover(darkestShade: number, nowMs: number): boolean {
    const needed = Math.max(1, Math.ceil(shadeOctaves(darkestShade)))
    const before = this.octaves
    if (needed >= before) this.neededMs = nowMs
    if (needed > before || nowMs - this.neededMs > SHRINK_MS) this.octaves = needed
    return this.octaves !== before
  }
}

function colorAt(stops: readonly number[], share: number): number {
  const place = share * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(place))
  return mix(stops[below]!, stops[below + 1]!, place - below)
}

function mix(from: number, to: number, share: number): number {
  let pixel = 0
  for (const shift of CHANNELS) {
    const a = (from >>> shift) & 255
    const b = (to >>> shift) & 255
    pixel |= Math.round(a + (b - a) * share) << shift
  }
  return pixel >>> 0
}
