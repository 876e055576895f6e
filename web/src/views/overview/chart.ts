import uPlot from 'uplot'
import { short } from '../../parts/units.js'
import { show, shown } from '../../session/range.js'
import type { Colors } from '../../session/theme.js'
import type { ChartSpec } from './chartspec.js'
import { Hatch } from './hatch.js'
import { cursorNs } from './pointer.js'
import type { SeriesSource } from './seriessource.js'
import { moment } from './timeaxis.js'

/** Between labels of the value axis: no threads by halves where there is room for whole ones. */
const STEPS = Array.from(
  { length: 36 },
  (_, index) => [1, 2, 5][index % 3]! * 10 ** (Math.floor(index / 3) - 2),
)
const CAPACITY = 1024
const NS = 1e-9
const FONT = '11px system-ui, sans-serif'
const LOSS_PX_MIN = 3

/** One chart: takes its columns from the source, in arrays that are made once. */
export class Chart {
  private plot: uPlot | undefined
  private readonly times = new Float64Array(CAPACITY)
  private readonly values: Float64Array[]
  /** By line: left out of the picture. */
  readonly hidden: boolean[]
  private readonly hatch = new Hatch()
  private selecting = false
  private hovering = false
  private paintedChanges = -1
  private paintedFirstNs = Number.NaN
  private paintedLastNs = Number.NaN
  /** Something else than the data has changed. */
  stale = true

  constructor(
    readonly spec: ChartSpec,
    private readonly source: SeriesSource,
  ) {
    this.values = spec.lines.map(() => new Float64Array(CAPACITY))
    this.hidden = spec.lines.map(() => false)
  }

  /** Builds it anew in the given size, CSS pixels, and colours. */
  build(box: HTMLElement, width: number, height: number, colors: Colors): void {
    this.destroy()
    this.plot = new uPlot(this.options(width, height, colors), this.data(0, 0), box)
    this.stale = true
  }

  destroy(): void {
    this.plot?.destroy()
    this.plot = undefined
  }

  setWidth(width: number, height: number): void {
    this.plot?.setSize({ width, height })
    this.stale = true
  }

  /** @returns whether there was anything to redraw */
  update(): boolean {
    const { plot, source } = this
    if (!plot || this.selecting) return false
    const { firstNs, lastNs } = shown()
    const same = firstNs === this.paintedFirstNs && lastNs === this.paintedLastNs
    if (same && source.changes === this.paintedChanges && !this.stale) return false
    this.paintedFirstNs = firstNs
    this.paintedLastNs = lastNs
    this.paintedChanges = source.changes
    this.stale = false
    const { first, last } = this.columns()
    plot.batch(() => {
      plot.setData(this.data(first, last), false)
      plot.setScale('x', { min: firstNs * NS, max: lastNs * NS })
      plot.setScale('y', { min: 0, max: this.spec.top ?? this.greatest(last - first) })
    })
    this.showCursor()
    return true
  }

  /** Columns [first, last) that are shown and complete. */
  columns(): { first: number; last: number } {
    const { coverage, columnNs, newestNs } = this.source
    const { firstNs, lastNs } = shown()
    const complete = Math.floor(newestNs / columnNs)
    const first = Math.max(coverage.first, Math.floor(firstNs / columnNs))
    const last = Math.max(first, Math.min(coverage.last, complete, Math.ceil(lastNs / columnNs)))
    return { first, last: Math.min(last, first + CAPACITY) }
  }

  /** A line's value at a moment; undefined where there is none. */
  valueAt(line: number, ns: number): number | undefined {
    const { first, last } = this.columns()
    const column = Math.min(Math.floor(ns / this.source.columnNs), last - 1)
    if (column < first || first === last) return undefined
    return this.source.ring.at(this.spec.lines[line]!.name, column) * this.factor()
  }

  factor(): number {
    return this.spec.factor(this.source.columnNs, this.source.ring.ps)
  }

  /** Shows the moment that is pointed at in another chart. */
  showCursor(): void {
    if (!this.plot || this.hovering) return
    const ns = cursorNs.peek()
    const left = ns === undefined ? -10 : this.plot.valToPos(ns * NS, 'x')
    this.plot.setCursor({ left, top: 0 }, false)
  }

  private data(first: number, last: number): uPlot.AlignedData {
    const { ring, columnNs } = this.source
    const { lines, stacked } = this.spec
    const length = last - first
    for (let i = 0; i < length; i++) this.times[i] = (first + i + 0.5) * columnNs * NS
    const factor = this.factor()
    lines.forEach((line, index) => {
      ring.copy(line.name, first, last, this.hidden[index] ? 0 : factor, this.values[index]!)
      const below = this.values[index - 1]
      if (stacked && below) add(this.values[index]!, below, length)
    })
    return [
      this.times.subarray(0, length),
      ...this.drawn().map(index => this.values[index]!.subarray(0, length)),
    ]
  }

  /** Lines in the order of drawing: of a stack the highest first, and what lies lower covers it. */
  private drawn(): number[] {
    const order = this.spec.lines.map((_, index) => index)
    return this.spec.stacked ? order.reverse() : order
  }

  private greatest(length: number): number {
    let most = 0
    for (const values of this.values) {
      for (let i = 0; i < length; i++) if (values[i]! > most) most = values[i]!
    }
    return roundUp(most)
  }

  private options(width: number, height: number, colors: Colors): uPlot.Options {
    const { css } = colors
    const axis = { stroke: css.dim, font: FONT, ticks: { show: false } }
    const grid = { stroke: css.line, width: 1 }
    return {
      width,
      height,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      axes: [
        { ...axis, grid: { show: false }, size: 24, space: 90, values: (_, splits) => timeLabels(splits) },
        { ...axis, grid, size: 52, space: 28, incrs: STEPS, values: (_, splits) => splits.map(short) },
      ],
      series: [{}, ...this.drawn().map(index => this.lineOptions(index, css))],
      hooks: {
        ready: [plot => this.listen(plot)],
        drawClear: [plot => this.drawLosses(plot, css.alarm)],
        setCursor: [plot => this.hovered(plot)],
        setSelect: [plot => this.selected(plot)],
      },
    }
  }

  private lineOptions(index: number, css: Colors['css']): uPlot.Series {
    const stroke = css[this.spec.lines[index]!.color]
    const filled = this.spec.stacked || this.spec.lines.length === 1
    const series: uPlot.Series = { stroke, width: 1, points: { show: false } }
    if (filled) series.fill = this.spec.stacked ? stroke : `${stroke}55`
    return series
  }

  private listen(plot: uPlot): void {
    plot.over.addEventListener('mousedown', () => {
      this.selecting = true
      const released = () => {
        this.selecting = false
      }
      addEventListener('mouseup', released, { once: true })
    })
    plot.over.addEventListener('mouseenter', () => {
      this.hovering = true
    })
    plot.over.addEventListener('mouseleave', () => {
      this.hovering = false
      cursorNs.value = undefined
    })
  }

  private hovered(plot: uPlot): void {
    const { left } = plot.cursor
    if (!this.hovering || left === undefined || left < 0) return
    cursorNs.value = plot.posToVal(left, 'x') / NS
  }

  private selected(plot: uPlot): void {
    const { left, width } = plot.select
    if (width < LOSS_PX_MIN) return
    const firstNs = plot.posToVal(left, 'x') / NS
    const lastNs = plot.posToVal(left + width, 'x') / NS
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
    this.selecting = false
    show(firstNs, lastNs)
  }

  private drawLosses(plot: uPlot, color: string): void {
    const { ctx: context, bbox } = plot
    const { firstNs, lastNs } = shown()
    context.fillStyle = this.hatch.pattern(context, color)
    for (const loss of this.source.losses.all) {
      if (loss.lastNs < firstNs || loss.firstNs > lastNs) continue
      const left = Math.max(bbox.left, plot.valToPos(loss.firstNs * NS, 'x', true))
      const right = Math.min(bbox.left + bbox.width, plot.valToPos(loss.lastNs * NS, 'x', true))
      context.fillRect(left, bbox.top, Math.max(LOSS_PX_MIN, right - left), bbox.height)
    }
  }
}

function add(values: Float64Array, below: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) values[i]! += below[i]!
}

/** The least of 1, 1.5, 2, 3, 5, 8 times a power of ten that is not below. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.5, 2, 3, 5, 8, 10].find(step => step * power >= value) ?? 10) * power
}

function timeLabels(splits: number[]): string[] {
  const step = splits.length > 1 ? splits[1]! - splits[0]! : 1
  return splits.map(seconds => (seconds < 0 ? '' : moment(seconds / NS, step / NS)))
}
