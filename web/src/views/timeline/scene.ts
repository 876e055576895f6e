import type { Surface } from '../../parts/canvas.js'
import { brush, shown } from '../../session/range.js'
import { history } from '../../session/session.js'
import { type Colors, colors } from '../../session/theme.js'
import { baseLabel, exactLength } from './axis.js'
import { stateText } from './describe.js'
import { emptySpan, type Lane } from './lane.js'
import { drawFrame, drawLine, drawMeasure, drawOutside, Overlay } from './overlay.js'
import { Palette } from './palette.js'
import { AXIS, ROW } from './plot.js'
import { Raster, type RasterView } from './raster.js'
import type { Row } from './rows.js'
import { naming, type TimelineState } from './state.js'
import { drawWakeups } from './wakeups.js'

/** Draws a timeline: lanes as pixels, everything else over them. */
export class Scene {
  readonly #state: TimelineState
  readonly #raster = new Raster()
  readonly #overlay = new Overlay()
  readonly #view: RasterView
  #image: ImageData | undefined
  #resized = -1
  #colors: Colors | undefined
  #gapsDrawn = -1
  readonly #labels = new Map<number, string>()
  readonly #textOf = (row: Row, lane: Lane, index: number) => this.#label(row, lane, index)

  constructor(state: TimelineState) {
    this.#state = state
    this.#view = {
      scale: state.plot.scale,
      column: 0,
      rows: [],
      rowHeight: ROW,
      scrolled: 0,
      palette: undefined,
      bySite: true,
    }
  }

  /** Draws a frame if anything has changed since the last one. Returns up to when it shows what happened. */
  draw(surface: Surface): number | undefined {
    const state = this.#state
    if (surface.resized !== this.#resized) this.#resize(surface)
    if (colors.peek() !== this.#colors) this.#recolor(colors.peek())
    const { plot } = state
    const { firstNs, lastNs } = shown()
    if (!this.#image || !(lastNs > firstNs)) return undefined
    plot.setRange(firstNs, lastNs, surface.canvas.width)
    plot.scrolled = state.scrolled.peek()
    const painted = this.#raster.paint(this.#viewNow(surface))
    if (!painted && !state.dirty) return this.#painted()
    state.dirty = false
    state.pointAgain()
    surface.context.putImageData(this.#image, 0, Math.round(AXIS * surface.ratio))
    this.#drawOver(surface.context)
    if (this.#gapsDrawn.toString() !== surface.canvas.dataset.gaps)
      surface.canvas.dataset.gaps = String(this.#gapsDrawn)
    return this.#painted()
  }

  #painted(): number | undefined {
    const { lastNs } = this.#state.store
    return lastNs > 0 ? lastNs : undefined
  }

  #resize({ canvas, width, height, ratio, resized }: Surface): void {
    const { plot } = this.#state
    this.#resized = resized
    plot.width = width
    plot.height = height
    plot.ratio = ratio
    const lines = canvas.height - Math.round(AXIS * ratio)
    this.#image = lines > 0 && canvas.width > 0 ? new ImageData(canvas.width, lines) : undefined
    if (this.#image) this.#raster.resize(new Uint32Array(this.#image.data.buffer), canvas.width, lines)
    this.#state.dirty = true
  }

  #recolor(next: Colors): void {
    this.#colors = next
    this.#view.palette = new Palette(next)
    this.#state.dirty = true
  }

  #viewNow(surface: Surface): RasterView {
    const { plot, bySite } = this.#state
    const view = this.#view
    view.column = plot.column
    view.rows = plot.rows
    view.rowHeight = Math.round(ROW * surface.ratio)
    view.scrolled = Math.round(plot.scrolled * surface.ratio)
    view.bySite = bySite.peek()
    return view
  }

  #drawOver(context: CanvasRenderingContext2D): void {
    const state = this.#state
    const { plot } = state
    const inks = this.#colors!.css
    context.save()
    context.beginPath()
    context.rect(0, AXIS, plot.width, plot.height - AXIS)
    context.clip()
    this.#overlay.drawLabels(context, plot, this.#view.palette!, this.#view.bySite, inks.dim, this.#textOf)
    this.#gapsDrawn = this.#overlay.drawGaps(context, plot, state.store.gaps, inks)
    this.#drawWakeups(context, inks)
    this.#drawPicked(context, inks)
    const selection = brush.peek()
    if (selection) drawOutside(context, plot, selection.firstNs, selection.lastNs, inks)
    drawLine(context, plot, history.peek()?.first_ns ?? 0, inks.dim)
    context.restore()
    this.#overlay.drawAxis(context, plot, inks)
    const base = baseLabel(this.#overlay.ticks)
    if (base !== state.base.peek()) state.base.value = base
    const stretch = state.stretch.peek()
    if (stretch) {
      const text = exactLength(stretch.lastNs - stretch.firstNs)
      drawMeasure(context, plot, stretch.firstNs, stretch.lastNs, text, inks)
    }
    const hovered = state.hovered.peek()
    if (hovered) drawLine(context, plot, plot.nsAt(hovered.x), inks.dim)
  }

  #drawWakeups(context: CanvasRenderingContext2D, inks: Colors['css']): void {
    const { plot, index, wakeups, selectedWakeups } = this.#state
    const selected = this.#state.selected.peek()
    const left = wakeups ? drawWakeups(context, plot, wakeups, index, 0, inks.ink) : 0
    this.#state.note('thicket', left > 0 ? `${left} wake-ups in view are not drawn; zoom in to see all.` : '')
    if (selectedWakeups && selected)
      drawWakeups(context, plot, selectedWakeups, index, selected.span.goid, inks.accent)
  }

  /** The selected span, and the other places of its goroutine on Ps. */
  #drawPicked(context: CanvasRenderingContext2D, inks: Colors['css']): void {
    const { plot } = this.#state
    const hovered = this.#state.hovered.peek()
    const selected = this.#state.selected.peek()
    if (hovered) drawFrame(context, plot, plot.rows.indexOf(hovered.row), hovered.span, inks.ink, 1)
    if (!selected) return
    if (selected.row.kind !== 'site') this.#drawElsewhere(context, selected.span.goid, inks.accent)
    const at = this.#state.rowOf(selected)
    if (at >= 0) drawFrame(context, plot, at, selected.span, inks.accent, 2)
  }

  #drawElsewhere(context: CanvasRenderingContext2D, goid: number, color: string): void {
    const { plot } = this.#state
    const minNs = ((plot.lastNs - plot.firstNs) * 3) / plot.width
    for (let row = plot.firstRow; row < plot.endRow && plot.rows[row]!.kind === 'p'; row++) {
      const lane = plot.rows[row]!.unit.lanes[plot.rows[row]!.lane]!
      for (let index = lane.firstAfter(plot.firstNs); index < lane.to; index++) {
        if (lane.beginNs[index]! >= plot.lastNs) break
        if (lane.goid[index] !== goid || lane.endNs[index]! - lane.beginNs[index]! < minNs) continue
        drawFrame(context, plot, row, lane.read(index, scratch), color, 1)
      }
    }
  }

  #label(row: Row, lane: Lane, index: number): string {
    if (row.kind === 'goroutine') {
      const key = -1 - lane.state[index]! * 256 - lane.reason[index]!
      return this.#cached(key, () => stateText(lane.read(index, scratch), naming))
    }
    const goid = lane.goid[index]!
    return this.#cached(goid, () => `${goid} ${naming.site(lane.site[index]!)}`)
  }

  #cached(key: number, text: () => string): string {
    let known = this.#labels.get(key)
    if (known === undefined) {
      if (this.#labels.size > 5000) this.#labels.clear()
      known = text()
      this.#labels.set(key, known)
    }
    return known
  }
}

const scratch = emptySpan()
