import { Columns } from '../columns.js'
import type { Scene } from './scene.js'

/** Most pixels of a lane that counts. */
export const PIXELS_MAX = 8192
/** Times are whole: what is narrower than this comes from rounding, ns. */
const NARROW_NS = 1e-3

/** The range in cells: pixels, and where losses begin and end within one, what that leaves of it. */
export class Cells {
  /** Cell i is from `edgeNs[i]` to `edgeNs[i+1]`. */
  readonly edgeNs: Float64Array
  readonly length: number
  private readonly pixels: Columns
  private readonly firstPixel: number
  /** By pixel: its first cell. */
  private readonly firstCell: Uint32Array

  constructor(scene: Scene, originNs: number, pixelNs: number) {
    this.pixels = new Columns(originNs, pixelNs, PIXELS_MAX)
    this.edgeNs = edgesOf(scene, this.pixels)
    this.length = this.edgeNs.length - 1
    this.firstPixel = this.pixels.of(this.edgeNs[0])
    this.firstCell = new Uint32Array(Math.max(1, this.pixelOf(this.edgeNs[this.length]) + 1))
    for (let pixel = 0, cell = 0; pixel < this.firstCell.length; pixel++) {
      while (cell < this.length - 1 && this.pixelOf(this.edgeNs[cell]) < pixel) cell++
      this.firstCell[pixel] = cell
    }
  }

  /** The cell that a moment of the range, or its end, is in; `length` for the end. */
  of(timeNs: number): number {
    const { edgeNs, length } = this
    if (timeNs >= edgeNs[length]) return length
    let cell = this.firstCell[this.pixelOf(timeNs)]
    while (edgeNs[cell + 1] <= timeNs) cell++
    return cell
  }

  /** The pixel of a moment, counted from that of the first edge. */
  private pixelOf(timeNs: number): number {
    return this.pixels.of(timeNs) - this.firstPixel
  }
}

/** The edges of pixels and of losses within the range, ascending. */
function edgesOf({ firstNs, lastNs, losses }: Scene, pixels: Columns): Float64Array {
  const edges = [firstNs, Math.max(firstNs, lastNs)]
  for (let pixel = pixels.of(firstNs) + 1; pixels.beginNs(pixel) < lastNs - NARROW_NS; pixel++)
    edges.push(pixels.beginNs(pixel))
  for (let i = losses.endedBy(firstNs); losses.beginOf(i) < lastNs; i++)
    for (const ns of [losses.beginOf(i), losses.endOf(i)]) if (ns > firstNs && ns < lastNs) edges.push(ns)
  return Float64Array.from(new Set(edges)).sort()
}
