import type { Scale } from './columns.js'
import type { Row } from './rows.js'

/** Height of the time axis and of a row, CSS pixels. */
export const AXIS = 24
export const ROW = 18

/** Where things are on the canvas in this frame, in CSS pixels. One instance is reused. */
export class Plot {
  width = 0
  height = 0
  /** Pixels of the canvas in a CSS pixel. */
  ratio = 1
  firstNs = 0
  lastNs = 0
  scrolled = 0
  rows: readonly Row[] = []
  readonly scale: Scale = { firstNs: 0, perNs: 1, shift: 0 }
  /** Column 0 of the picture, counted since the session's base. */
  column = 0

  /** @param width of the canvas in its own pixels */
  setRange(firstNs: number, lastNs: number, width: number): void {
    this.firstNs = firstNs
    this.lastNs = lastNs
    const perNs = width / (lastNs - firstNs)
    // While following the span is the same but for rounding: the picture is moved then, not painted anew.
    if (Math.abs(perNs / this.scale.perNs - 1) > 1e-9) this.scale.perNs = perNs
    this.scale.firstNs = firstNs
    const columns = firstNs * this.scale.perNs
    this.column = Math.floor(columns)
    this.scale.shift = columns - this.column
  }

  x(ns: number): number {
    return ((ns - this.scale.firstNs) * this.scale.perNs + this.scale.shift) / this.ratio
  }

  nsAt(x: number): number {
    return this.scale.firstNs + (x * this.ratio - this.scale.shift) / this.scale.perNs
  }

  /** Top of a row. */
  y(index: number): number {
    return AXIS + index * ROW - this.scrolled
  }

  /** The row at a height, -1 if there is none. */
  rowAt(y: number): number {
    if (y < AXIS || y >= this.height) return -1
    const index = Math.floor((y - AXIS + this.scrolled) / ROW)
    return index < this.rows.length ? index : -1
  }

  get firstRow(): number {
    return Math.max(0, Math.floor(this.scrolled / ROW))
  }

  get endRow(): number {
    return Math.min(this.rows.length, Math.ceil((this.scrolled + this.height - AXIS) / ROW))
  }
}
