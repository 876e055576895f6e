import { count } from '../../parts/units.js'
import type { Colors } from '../../session/theme.js'
import { placeOf } from './buckets.js'
import { Hatch } from './hatch.js'
import type { HeatRing } from './heatring.js'
import type { HeatSource, LineSource } from './heatsource.js'
import { type Frame, type Pointing, xOf, yOf } from './plot.js'

/** A loss is seen however short it was, CSS pixels. */
const LOSS_PX_MIN = 4
const DOT_PX = 2

/** What lies over the cells: losses, lines and what the reader points at. The context's origin is the plot's corner. */
export class Marks {
  private readonly hatch = new Hatch()

  /** @returns how many losses were drawn */
  drawLosses(context: CanvasRenderingContext2D, frame: Frame, source: HeatSource, colors: Colors): number {
    context.textAlign = 'left'
    context.textBaseline = 'top'
    if (source.oldestNs > frame.firstNs && source.newestNs > 0) {
      const end = Math.min(frame.width, xOf(frame, source.oldestNs))
      context.fillStyle = this.hatch.pattern(context, colors.css.line)
      context.fillRect(0, 0, end, frame.height)
      label(context, source.forgotten > 0 ? 'no longer kept' : 'before the attach', 4, 4, end - 4, colors)
    }
    let drawn = 0
    context.fillStyle = this.hatch.pattern(context, colors.css.alarm)
    for (const { firstNs, lastNs } of source.losses.all) {
      const left = xOf(frame, firstNs)
      const right = Math.max(left + LOSS_PX_MIN, xOf(frame, lastNs))
      if (right <= 0 || left >= frame.width) continue
      context.fillRect(left, 0, right - left, frame.height)
      drawn++
    }
    let free = 0
    for (const { firstNs, lastNs, lost } of source.losses.all) {
      const left = Math.max(0, xOf(frame, firstNs))
      if (xOf(frame, lastNs) < 0 || left < free) continue
      free = label(context, `${count(lost)} events lost`, left + 4, 4, frame.width, colors)
    }
    return drawn
  }

  drawQuantiles(
    context: CanvasRenderingContext2D,
    frame: Frame,
    ring: HeatRing,
    lines: LineSource,
    colors: Colors,
  ): void {
    context.fillStyle = colors.css.ink
    for (let column = frame.first; column < frame.last; column++) {
      const ns = ring.max[ring.slotOf(column)]!
      if (Number.isNaN(ns)) continue
      const x = xOf(frame, (column + 0.5) * frame.columnNs)
      context.fillRect(Math.round(x) - 1, Math.round(yOf(frame, placeOf(ns))) - 1, DOT_PX, DOT_PX)
    }
    context.lineJoin = 'round'
    this.drawLine(context, frame, lines, 'p99', colors.css.warn)
    this.drawLine(context, frame, lines, 'p50', colors.css.accent)
  }

  drawPointing(context: CanvasRenderingContext2D, frame: Frame, pointing: Pointing, colors: Colors): void {
    const { area, pointed, column, bucket, momentNs } = pointing
    if (area) {
      const left = xOf(frame, area.firstNs)
      const right = xOf(frame, area.lastNs)
      const top = yOf(frame, area.high)
      const bottom = yOf(frame, area.low)
      context.lineWidth = 3
      context.strokeStyle = colors.css.paper
      context.strokeRect(left, top, right - left, bottom - top)
      context.lineWidth = 1.5
      context.strokeStyle = colors.css.ink
      context.strokeRect(left, top, right - left, bottom - top)
    }
    if (!pointed) {
      if (Number.isNaN(momentNs)) return
      context.fillStyle = colors.css.dim
      context.fillRect(Math.round(xOf(frame, momentNs)), 0, 1, frame.height)
      return
    }
    const left = xOf(frame, column * frame.columnNs)
    const right = xOf(frame, (column + 1) * frame.columnNs)
    const top = yOf(frame, bucket + 1)
    const bottom = yOf(frame, bucket)
    context.globalAlpha = 0.5
    context.fillStyle = colors.css.ink
    context.fillRect(Math.round((left + right) / 2), 0, 1, frame.height)
    context.fillRect(0, Math.round((top + bottom) / 2), frame.width, 1)
    context.globalAlpha = 1
    context.lineWidth = 1
    context.strokeStyle = colors.css.ink
    context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1)
  }

  /** From the middle of each column to that of the next, as far as there is something in both. */
  private drawLine(
    context: CanvasRenderingContext2D,
    frame: Frame,
    lines: LineSource,
    line: 'p50' | 'p99',
    color: string,
  ): void {
    const { columnNs, coverage, newestNs } = lines
    const first = Math.max(coverage.first, Math.floor(frame.firstNs / columnNs) - 1)
    const last = Math.min(coverage.last, Math.ceil(frame.lastNs / columnNs) + 1)
    context.beginPath()
    let drawing = false
    for (let column = first; column < last; column++) {
      const ns = lines.at(line, column)
      if (!Number.isNaN(ns)) {
        // The newest column is as wide as what is known of it.
        const middleNs = (column * columnNs + Math.min((column + 1) * columnNs, newestNs)) / 2
        const x = xOf(frame, middleNs)
        const y = yOf(frame, placeOf(ns))
        if (drawing) context.lineTo(x, y)
        else context.moveTo(x, y)
      }
      drawing = !Number.isNaN(ns)
    }
    context.lineWidth = 2
    context.strokeStyle = color
    context.stroke()
  }
}

/** Draws a label on a ground of its own, if there is room for it. @returns where the next one may begin */
function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  end: number,
  colors: Colors,
): number {
  const { width } = context.measureText(text)
  if (x + width + 6 > end) return x
  context.fillStyle = colors.css.raised
  context.fillRect(x - 2, y - 2, width + 6, 16)
  context.fillStyle = colors.css.ink
  context.fillText(text, x + 1, y)
  return x + width + 12
}
