import type { Surface } from '../../parts/canvas.js'
import { shown } from '../../session/range.js'
import type { Colors } from '../../session/theme.js'
import { LatencyAxis } from './axis.js'
import { lengthAt } from './buckets.js'
import { CellPainter } from './cells.js'
import type { HeatSource, LineSource } from './heatsource.js'
import { Lettering } from './lettering.js'
import { Marks } from './marks.js'
import { BOTTOM, LEFT, newFrame, type Pointing, RIGHT, TOP } from './plot.js'
import { fillRamp, Reach } from './ramp.js'

/** Paints the heat map: the cells as one image, lines and letters over it. */
export class HeatPicture {
  readonly axis = new LatencyAxis()
  readonly reach = new Reach()
  /** The plot, in CSS pixels from its own corner. */
  readonly frame = newFrame()
  private readonly pixelFrame = newFrame()
  private readonly cells: CellPainter
  private readonly ramp = new Uint32Array(256)
  private readonly marks = new Marks()
  private readonly lettering = new Lettering()
  private image = new ImageData(1, 1)
  private pixels = new Uint32Array(this.image.data.buffer)
  private paintedResize = -1
  private paintedChanges = -1
  private paintedLines = -1
  private reportedNs = 0
  private paintedLosses = -1
  private paintedRestarts = -1
  private paintedColors: Colors | undefined
  private paintedFirstNs = Number.NaN
  private paintedLastNs = Number.NaN
  /** What it shows has changed by other means than the data. */
  stale = true

  constructor(
    private readonly source: HeatSource,
    private readonly lines: LineSource,
    private readonly pointing: Pointing,
    /** Called when the colours stand for other counts. */
    private readonly onReach: (octaves: number) => void,
  ) {
    this.cells = new CellPainter(source.ring)
  }

  /** @returns the newest moment if one was painted that was not there before */
  draw(surface: Surface, nowMs: number, colors: Colors, still: boolean): number | undefined {
    const { source } = this
    this.fit(surface)
    source.setWidth(Math.floor(this.frame.width))
    this.lines.setWidth(Math.floor(this.frame.width))
    const { firstNs, lastNs } = shown()
    const moved = firstNs !== this.paintedFirstNs || lastNs !== this.paintedLastNs
    const changed = source.changes !== this.paintedChanges
    const relined = this.lines.changes !== this.paintedLines
    this.place(firstNs, lastNs)
    if (source.restarts !== this.paintedRestarts) this.axis.restart()
    this.paintedRestarts = source.restarts
    const rescaled = this.cover(nowMs, colors) || this.axis.step(nowMs, still)
    if (!moved && !changed && !relined && !rescaled && !this.stale) return undefined
    this.frame.low = this.pixelFrame.low = this.axis.low
    this.frame.high = this.pixelFrame.high = this.axis.high
    this.paint(surface, colors)
    this.stale = false
    this.paintedFirstNs = firstNs
    this.paintedLastNs = lastNs
    this.paintedChanges = source.changes
    this.paintedLines = this.lines.changes
    return this.newlyPainted(Math.min(source.newestNs, lastNs))
  }

  private newlyPainted(newestNs: number): number | undefined {
    if (newestNs === this.reportedNs || newestNs <= 0) return undefined
    this.reportedNs = newestNs
    return newestNs
  }

  /** The latency at a height of the plot, ns. */
  lengthAtY(y: number): number {
    return lengthAt(this.placeAtY(y))
  }

  placeAtY(y: number): number {
    const { low, high, height } = this.frame
    return high - (y / height) * (high - low)
  }

  momentAtX(x: number): number {
    const { firstNs, lastNs, width } = this.frame
    return firstNs + (x / width) * (lastNs - firstNs)
  }

  /** The longest interval's cell in the newest column that has any. */
  newestCell(): { column: number; bucket: number } {
    const { ring } = this.source
    for (let column = this.frame.last - 1; column >= this.frame.first; column--) {
      const slot = ring.slotOf(column)
      if (ring.low[slot]! <= ring.high[slot]!) return { column, bucket: ring.high[slot]! }
    }
    return { column: this.frame.first, bucket: Math.floor(this.frame.low) }
  }

  private fit(surface: Surface): void {
    if (surface.resized === this.paintedResize) return
    this.paintedResize = surface.resized
    this.stale = true
    const { frame, pixelFrame } = this
    frame.width = Math.max(1, surface.width - LEFT - RIGHT)
    frame.height = Math.max(1, surface.height - TOP - BOTTOM)
    pixelFrame.width = Math.max(1, Math.round(frame.width * surface.ratio))
    pixelFrame.height = Math.max(1, Math.round(frame.height * surface.ratio))
    this.image = new ImageData(pixelFrame.width, pixelFrame.height)
    this.pixels = new Uint32Array(this.image.data.buffer)
  }

  private place(firstNs: number, lastNs: number): void {
    const { coverage } = this.source
    const { columnNs } = coverage
    const first = Math.max(coverage.first, Math.floor(firstNs / columnNs))
    const last = Math.max(first, Math.min(coverage.last, Math.ceil(lastNs / columnNs)))
    for (const frame of [this.frame, this.pixelFrame]) {
      frame.firstNs = firstNs
      frame.lastNs = lastNs
      frame.columnNs = columnNs
      frame.first = first
      frame.last = last
    }
  }

  /** Looks for the extent of what is shown, and for the greatest count. */
  private cover(nowMs: number, colors: Colors): boolean {
    const { ring } = this.source
    let low = 255
    let high = 0
    let darkest = 0
    for (let column = this.frame.first; column < this.frame.last; column++) {
      const slot = ring.slotOf(column)
      if (ring.low[slot]! < low) low = ring.low[slot]!
      if (ring.high[slot]! > high) high = ring.high[slot]!
      if (ring.darkest[slot]! > darkest) darkest = ring.darkest[slot]!
    }
    this.axis.cover(low, high, nowMs)
    const reached = darkest > 0 && this.reach.cover(darkest, nowMs)
    if (!reached && colors === this.paintedColors) return false
    this.paintedColors = colors
    fillRamp(this.ramp, colors.pixel.paper, colors.heat, this.reach.octaves)
    this.onReach(this.reach.octaves)
    return true
  }

  private paint(surface: Surface, colors: Colors): void {
    const { context, ratio } = surface
    const { frame, source } = this
    this.cells.paint(this.pixels, this.pixelFrame, this.ramp)
    context.putImageData(this.image, Math.round(LEFT * ratio), Math.round(TOP * ratio))
    this.lettering.draw(surface, frame, colors)
    context.save()
    context.beginPath()
    context.rect(LEFT, TOP, frame.width, frame.height)
    context.clip()
    context.translate(LEFT, TOP)
    const losses = this.marks.drawLosses(context, frame, source, colors)
    if (losses !== this.paintedLosses) surface.canvas.dataset.gaps = String(losses)
    this.paintedLosses = losses
    this.marks.drawQuantiles(context, frame, source.ring, this.lines, colors)
    this.marks.drawPointing(context, frame, this.pointing, colors)
    context.restore()
  }
}
