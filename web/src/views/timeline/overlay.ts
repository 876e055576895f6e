import type { WireGap } from '../../../../lib/stream/wire.js'
import { State } from '../../session/schema.js'
import { type Ticks, tickLabel, ticksOf } from './axis.js'
import type { Lane } from './lane.js'
import { type Palette, siteTone, stateTone } from './palette.js'
import { AXIS, type Plot, ROW } from './plot.js'
import type { Row } from './rows.js'

type Context = CanvasRenderingContext2D

/** Colours as CSS; see session/theme.ts. */
export interface Inks {
  paper: string
  ink: string
  dim: string
  line: string
  accent: string
  alarm: string
}

const FONT = '11px ui-monospace, "DejaVu Sans Mono", monospace'
/** The least distance of two marks of the axis, CSS pixels. */
const TICK = 96
/** A span narrower than this has no label. */
const LABEL_MIN = 34
const LABELS_MAX = 400

/** Draws what lies over the lanes. Texts are kept from frame to frame. */
export class Overlay {
  readonly #tickTexts = new Map<number, string>()
  #ticks: Ticks = { stepNs: 0, firstNs: 0, baseNs: 0 }
  #characterWidth = 0
  #hatch: CanvasPattern | null = null
  #hatchOf = ''

  /** What the axis' labels are relative to, as of the latest drawing. */
  get ticks(): Ticks {
    return this.#ticks
  }

  drawAxis(context: Context, plot: Plot, inks: Inks): void {
    const perPixel = (plot.lastNs - plot.firstNs) / plot.width
    const ticks = ticksOf(plot.firstNs, plot.lastNs, perPixel * TICK)
    if (
      ticks.stepNs !== this.#ticks.stepNs ||
      ticks.baseNs !== this.#ticks.baseNs ||
      this.#tickTexts.size > 500
    )
      this.#tickTexts.clear()
    this.#ticks = ticks
    context.fillStyle = inks.paper
    context.fillRect(0, 0, plot.width, AXIS)
    context.fillStyle = inks.line
    context.fillRect(0, AXIS - 1, plot.width, 1)
    context.font = FONT
    context.textBaseline = 'middle'
    for (let ns = ticks.firstNs; ns < plot.lastNs; ns += ticks.stepNs) {
      const x = Math.round(plot.x(ns))
      context.fillStyle = inks.line
      context.fillRect(x, AXIS - 6, 1, 6)
      context.globalAlpha = 0.35
      context.fillRect(x, AXIS, 1, plot.height - AXIS)
      context.globalAlpha = 1
      context.fillStyle = inks.dim
      const text = this.#tickText(ns, ticks)
      // Half a number at the edge would be another number.
      if (x + 4 + context.measureText(text).width <= plot.width) context.fillText(text, x + 4, AXIS / 2)
    }
  }

  #tickText(ns: number, ticks: Ticks): string {
    let text = this.#tickTexts.get(ns)
    if (text === undefined) {
      text = tickLabel(ns, ticks)
      this.#tickTexts.set(ns, text)
    }
    return text
  }

  /**
   * @param quiet the ink of what waits: most do
   * @param textOf what stands in a span if there is room
   */
  drawLabels(
    context: Context,
    plot: Plot,
    palette: Palette,
    bySite: boolean,
    quiet: string,
    textOf: (row: Row, lane: Lane, index: number) => string,
  ): void {
    context.font = FONT
    context.textBaseline = 'middle'
    if (this.#characterWidth === 0) this.#characterWidth = context.measureText('0000000000').width / 10
    const minNs = (plot.lastNs - plot.firstNs) * (LABEL_MIN / plot.width)
    let left = LABELS_MAX
    for (let index = plot.firstRow; index < plot.endRow; index++) {
      const row = plot.rows[index]!
      const lane = row.kind === 'site' ? undefined : row.unit.lanes[row.lane]
      if (!lane) continue
      // A span that is long enough lies over one of the moments looked at.
      for (let ns = plot.firstNs; ns < plot.lastNs && left > 0; ) {
        const at = lane.firstAfter(ns)
        if (at >= lane.to) break
        const begin = lane.beginNs[at]!
        const end = lane.endNs[at]!
        ns = Math.max(end, ns + minNs)
        if (end - begin < minNs || lane.merged[at] !== 0 || lane.dim[at] !== 0) continue
        const x = Math.max(0, plot.x(begin)) + 4
        const room = Math.floor((Math.min(plot.width, plot.x(end)) - x - 3) / this.#characterWidth)
        if (room < 3) continue
        const text = textOf(row, lane, at)
        const tone = row.kind === 'p' && bySite ? siteTone(lane.site[at]!) : stateTone(lane.state[at]!)
        context.fillStyle = lane.state[at] === State.Waiting ? quiet : palette.ink[tone]!
        context.fillText(
          text.length > room ? `${text.slice(0, room - 1)}…` : text,
          x,
          plot.y(index) + ROW / 2,
        )
        left--
      }
    }
  }

  /** Nothing is known of a loss: what lies under it is taken away. Returns how many were drawn. */
  drawGaps(context: Context, plot: Plot, gaps: readonly WireGap[], inks: Inks): number {
    let drawn = 0
    let reached = -1
    for (const gap of gaps) {
      const from = plot.x(gap.first_ns ?? 0)
      const to = plot.x(gap.last_ns ?? 0)
      if (to < 0 || from > plot.width) continue
      drawn++
      const left = Math.max(0, Math.floor(from))
      const right = Math.min(plot.width, Math.max(left + 3, Math.ceil(to)))
      // Many losses can lie in one pixel.
      if (right <= reached) continue
      reached = right
      context.fillStyle = inks.paper
      context.fillRect(left, AXIS, right - left, plot.height - AXIS)
      context.fillStyle = this.#hatching(context, inks.alarm) ?? inks.alarm
      context.fillRect(left, AXIS, right - left, plot.height - AXIS)
      if (right - left < 84) continue
      context.fillStyle = inks.paper
      context.fillRect(left + 3, AXIS + 3, 72, 14)
      context.fillStyle = inks.alarm
      context.font = FONT
      context.textBaseline = 'middle'
      context.fillText('events lost', left + 5, AXIS + 10)
    }
    return drawn
  }

  #hatching(context: Context, color: string): CanvasPattern | null {
    if (this.#hatchOf === color) return this.#hatch
    const tile = document.createElement('canvas')
    tile.width = 12
    tile.height = 12
    const pen = tile.getContext('2d')!
    pen.strokeStyle = color
    for (const shift of [-12, 0, 12]) {
      pen.moveTo(shift, 12)
      pen.lineTo(shift + 12, 0)
    }
    pen.stroke()
    this.#hatch = context.createPattern(tile, 'repeat')
    this.#hatchOf = color
    return this.#hatch
  }
}

/** Shades what lies outside of a range. */
export function drawOutside(context: Context, plot: Plot, firstNs: number, lastNs: number, inks: Inks): void {
  const left = Math.min(Math.max(0, plot.x(firstNs)), plot.width)
  const right = Math.min(Math.max(0, plot.x(lastNs)), plot.width)
  context.globalAlpha = 0.55
  context.fillStyle = inks.paper
  context.fillRect(0, AXIS, left, plot.height - AXIS)
  context.fillRect(right, AXIS, plot.width - right, plot.height - AXIS)
  context.globalAlpha = 1
  context.fillStyle = inks.accent
  if (left > 0) context.fillRect(left, AXIS, 1, plot.height - AXIS)
  if (right < plot.width) context.fillRect(right - 1, AXIS, 1, plot.height - AXIS)
}

/** A range that is being measured. */
export function drawMeasure(
  context: Context,
  plot: Plot,
  from: number,
  to: number,
  text: string,
  inks: Inks,
): void {
  const left = plot.x(from)
  const right = plot.x(to)
  context.fillStyle = inks.accent
  context.globalAlpha = 0.14
  context.fillRect(left, 0, right - left, plot.height)
  context.globalAlpha = 1
  context.fillRect(left, 0, 1, plot.height)
  context.fillRect(right, 0, 1, plot.height)
  context.font = FONT
  context.textBaseline = 'middle'
  const width = context.measureText(text).width + 8
  const at = Math.min(Math.max(0, (left + right - width) / 2), plot.width - width)
  context.fillRect(at, 3, width, AXIS - 7)
  context.fillStyle = inks.paper
  context.fillText(text, at + 4, AXIS / 2)
}

/** A frame around a span, at least wide enough to be seen. */
export function drawFrame(
  context: Context,
  plot: Plot,
  index: number,
  span: { beginNs: number; endNs: number },
  color: string,
  width: number,
): void {
  const left = Math.max(-4, plot.x(span.beginNs))
  const right = Math.min(plot.width + 4, Math.max(left + 3, plot.x(span.endNs)))
  if (right < 0 || left > plot.width) return
  context.strokeStyle = color
  context.lineWidth = width
  context.strokeRect(left - 0.5, plot.y(index) - 0.5, right - left + 1, ROW)
}

/** A vertical line through all lanes. */
export function drawLine(context: Context, plot: Plot, ns: number, color: string): void {
  const x = Math.round(plot.x(ns))
  if (x < 0 || x > plot.width) return
  context.fillStyle = color
  context.fillRect(x, 0, 1, plot.height)
}
