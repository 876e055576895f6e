import { State } from '../../session/schema.js'
import { Columns, type Scale } from './columns.js'
import { type Palette, stateTone, TONE_IDLE, TONE_UNKNOWN } from './palette.js'
import type { Unit } from './store.js'

/** A row of the picture. */
export interface RasterRow {
  unit: Unit
  /** Which of the unit's lanes; -1: all, as counts. */
  lane: number
}

/** All that the picture depends on, but for the spans themselves. Lengths in pixels of the canvas. */
export interface RasterView {
  scale: Scale
  /** Column 0, counted in columns since the session's base. */
  column: number
  rows: readonly RasterRow[]
  rowHeight: number
  /** How far the rows are scrolled up. */
  scrolled: number
  palette: Palette | undefined
  /** Tones of Ps tell sites apart instead of states. */
  bySite: boolean
}

/** Thresholds of an ordered 4 × 4 dither, by row and column. */
const DITHER = new Uint8Array([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5])
const PHASES = 4

/**
 * The lanes as pixels. What stays from one frame to the next is moved, and only columns that came in or changed are
 * painted. Nothing is allocated in a frame.
 */
export class Raster {
  pixels = new Uint32Array(0)
  width = 0
  height = 0
  readonly #columns = new Columns()
  /** What the pixels show now; no palette: nothing. */
  readonly #last: RasterView = {
    scale: { firstNs: 0, perNs: 0, shift: 0 },
    column: 0,
    rows: [],
    rowHeight: 0,
    scrolled: 0,
    palette: undefined,
    bySite: false,
  }
  /** By row: what the full height of a count stands for. */
  #tops = new Float64Array(64)
  #knownFrom = 0
  #knownTo = 0

  /** @param pixels of a picture of a new size, row by row */
  resize(pixels: Uint32Array<ArrayBuffer>, width: number, height: number): void {
    this.pixels = pixels
    this.width = width
    this.height = height
    this.#columns.resize(width)
    this.invalidate()
  }

  /** The next painting is a whole one. */
  invalidate(): void {
    this.#last.palette = undefined
  }

  /** Returns whether any pixel may have changed. */
  paint(view: RasterView): boolean {
    if (!view.palette) return false
    const moved = sameButPlace(this.#last, view) ? view.column - this.#last.column : Number.NaN
    const whole = !(moved >= 0 && moved < this.width)
    if (whole) this.pixels.fill(view.palette.solid[TONE_UNKNOWN]!)
    else if (moved > 0) this.pixels.copyWithin(0, moved)
    let painted = whole || moved > 0
    if (this.#tops.length < view.rows.length) this.#tops = new Float64Array(view.rows.length * 2)
    const firstRow = Math.max(0, Math.floor(view.scrolled / view.rowHeight))
    const endRow = Math.min(view.rows.length, Math.ceil((view.scrolled + this.height) / view.rowHeight))
    for (let index = firstRow; index < endRow; index++) {
      const row = view.rows[index]!
      const from = whole ? 0 : Math.min(this.width - moved, changedColumn(row, view.scale))
      if (from >= this.width) continue
      this.#paintRow(row, index, view, view.palette, Math.max(0, from), whole)
      painted = true
    }
    Object.assign(this.#last, view)
    this.#last.scale = scaleCopied(view.scale, this.#scale)
    return painted
  }

  readonly #scale: Scale = { firstNs: 0, perNs: 0, shift: 0 }

  #paintRow(
    row: RasterRow,
    index: number,
    view: RasterView,
    palette: Palette,
    from: number,
    whole: boolean,
  ): void {
    const top = index * view.rowHeight - view.scrolled
    const height = view.rowHeight - 1
    this.#measureKnown(row.unit, view.scale)
    if (row.lane >= 0) this.#paintSpans(row, top, height, view, palette, from)
    else this.#paintGroup(row, index, top, height, view, palette, whole ? 0 : from, whole)
    const line = top + height
    if (line < 0 || line >= this.height) return
    this.pixels.fill(palette.solid[TONE_UNKNOWN]!, line * this.width + from, (line + 1) * this.width)
  }

  #paintSpans(
    row: RasterRow,
    top: number,
    height: number,
    view: RasterView,
    palette: Palette,
    from: number,
  ): void {
    const lane = row.unit.lanes[row.lane]
    if (!lane) return
    const ofPs = row.unit.kind === 'ps'
    this.#columns.ofSpans(lane, view.scale, from, this.width, view.bySite && ofPs, ofPs)
    this.#hideUnknown(from)
    this.#paintTones(top, height, from, view.column & 3, palette)
    lane.changedNs = Infinity
  }

  #paintGroup(
    row: RasterRow,
    index: number,
    top: number,
    height: number,
    view: RasterView,
    palette: Palette,
    from: number,
    whole: boolean,
  ): void {
    const { lanes } = row.unit
    let begin = from
    this.#columns.ofCounts(lanes, view.scale, begin, this.width)
    let most = this.#mostOf(begin, whole ? 1 : this.#tops[index]!)
    if (begin > 0 && most !== this.#tops[index]) {
      begin = 0
      this.#columns.ofCounts(lanes, view.scale, begin, this.width)
      most = this.#mostOf(begin, 1)
    }
    this.#tops[index] = most
    this.#hideUnknown(begin)
    this.#paintCounts(top, height, begin, most, palette)
    for (const lane of lanes) lane.changedNs = Infinity
  }

  /** Columns of which a unit knows something. */
  #measureKnown(unit: Unit, { firstNs, perNs, shift }: Scale): void {
    this.#knownFrom = 0
    this.#knownTo = 0
    if (unit.pixelNs === 0) return
    this.#knownFrom = Math.max(0, Math.floor((unit.firstNs - firstNs) * perNs + shift))
    this.#knownTo = Math.max(0, Math.ceil((unit.lastNs - firstNs) * perNs + shift))
  }

  #hideUnknown(from: number): void {
    this.#columns.hide(from, Math.min(this.#knownFrom, this.width))
    this.#columns.hide(Math.max(from, this.#knownTo), this.width)
  }

  /** Heights go by powers of two, so that they seldom change. */
  #mostOf(from: number, atLeast: number): number {
    let most = 1
    const { running, runnable } = this.#columns
    for (let x = from; x < this.width; x++) most = Math.max(most, running[x]! + runnable[x]!)
    return Math.max(atLeast, 2 ** Math.ceil(Math.log2(most)))
  }

  /** The first four lines by dithering, the rest as copies of them. */
  #paintTones(top: number, height: number, from: number, anchor: number, palette: Palette): void {
    const { tone, fill } = this.#columns
    const { solid, light } = palette
    const { pixels, width } = this
    const firstY = Math.max(0, top)
    const endY = Math.min(this.height, top + height)
    for (let y = firstY; y < Math.min(endY, firstY + PHASES); y++) {
      const phase = ((y - top) & 3) * 4
      const start = y * width
      for (let x = from; x < width; x++) {
        const own = tone[x]!
        pixels[start + x] = fill[x]! > DITHER[phase + ((x + anchor) & 3)]! ? solid[own]! : light[own]!
      }
    }
    for (let y = firstY + PHASES; y < endY; y++) {
      const source = (y - PHASES) * width
      pixels.copyWithin(y * width + from, source + from, source + width)
    }
  }

  /** Running from below, runnable on top of it. */
  #paintCounts(top: number, height: number, from: number, most: number, palette: Palette): void {
    const { running, runnable } = this.#columns
    const ground = palette.solid[TONE_IDLE]!
    const paper = palette.solid[TONE_UNKNOWN]!
    const run = palette.solid[stateTone(State.Running)]!
    const queue = palette.solid[stateTone(State.Runnable)]!
    const { pixels, width } = this
    const bottom = top + height
    const firstY = Math.max(0, top)
    const endY = Math.min(this.height, bottom)
    for (let x = from; x < width; x++) {
      const unknown = Number.isNaN(running[x]!)
      const runHeight = unknown ? 0 : heightOf(running[x]!, most, height)
      const bothHeight = unknown ? 0 : runHeight + heightOf(runnable[x]!, most, height)
      const back = unknown ? paper : ground
      for (let y = firstY; y < endY; y++) {
        const above = bottom - y
        pixels[y * width + x] = above <= runHeight ? run : above <= bothHeight ? queue : back
      }
    }
  }
}

/** What there is shows at least one pixel. */
function heightOf(count: number, most: number, height: number): number {
  return count <= 0 ? 0 : Math.max(1, Math.round((count / most) * height))
}

/** The first column of a row that is not as it was at the last painting. */
function changedColumn(row: RasterRow, scale: Scale): number {
  const { lanes } = row.unit
  let changedNs = Infinity
  if (row.lane >= 0) changedNs = lanes[row.lane]?.changedNs ?? Infinity
  else for (let lane = 0; lane < lanes.length; lane++) changedNs = Math.min(changedNs, lanes[lane]!.changedNs)
  if (changedNs === Infinity) return Infinity
  return Math.floor((changedNs - scale.firstNs) * scale.perNs + scale.shift) - 1
}

function scaleCopied(from: Scale, to: Scale): Scale {
  to.firstNs = from.firstNs
  to.perNs = from.perNs
  to.shift = from.shift
  return to
}

function sameButPlace(last: RasterView, view: RasterView): boolean {
  return (
    last.palette === view.palette &&
    last.scale.perNs === view.scale.perNs &&
    last.rows === view.rows &&
    last.rowHeight === view.rowHeight &&
    last.scrolled === view.scrolled &&
    last.bySite === view.bySite
  )
}
