import { BUCKETS } from './buckets.js'
import type { HeatRing } from './heatring.js'
import { type Frame, xOf, yOf } from './plot.js'
import type { Ramp } from './ramp.js'

/** Paints the cells of a heat map row by row: it allocates nothing and visits each pixel once. */
export class CellPainter {
  /** Left and right pixel of each column. */
  private readonly edges: Int32Array

  constructor(private readonly ring: HeatRing) {
    this.edges = new Int32Array(ring.capacity + 2)
  }

  paint(pixels: Uint32Array, frame: Frame, ramp: Ramp): void {
    const { width, height } = frame
    const columns = Math.min(this.ring.capacity, frame.last - frame.first)
    for (let i = 0; i <= columns; i++) {
      const x = Math.round(xOf(frame, (frame.first + i) * frame.columnNs))
      this.edges[i] = Math.min(width, Math.max(0, x))
    }
    const top = Math.min(BUCKETS, Math.ceil(frame.high))
    let painted = 0
    for (let bucket = top - 1; bucket >= Math.max(0, Math.floor(frame.low)); bucket--) {
      const bottom = Math.min(height, Math.round(yOf(frame, bucket)))
      if (bottom <= painted) continue
      this.paintRow(pixels, painted * width, width, bucket, frame.first, columns, ramp)
      for (let y = painted + 1; y < bottom; y++) {
        pixels.copyWithin(y * width, painted * width, (painted + 1) * width)
      }
      painted = bottom
    }
    pixels.fill(ramp[0]!, painted * width, height * width)
  }

  private paintRow(
    pixels: Uint32Array,
    start: number,
    width: number,
    bucket: number,
    first: number,
    columns: number,
    ramp: Ramp,
  ): void {
    const { shades, capacity } = this.ring
    const { edges } = this
    const row = bucket * capacity
    const mask = capacity - 1
    pixels.fill(ramp[0]!, start, start + width)
    for (let i = 0; i < columns; i++) {
      const shade = shades[row + ((first + i) & mask)]!
      if (shade === 0) continue
      const color = ramp[shade]!
      const end = start + edges[i + 1]!
      for (let at = start + edges[i]!; at < end; at++) pixels[at] = color
    }
  }
}
