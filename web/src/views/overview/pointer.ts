import { signal } from '@preact/signals'
import { type Brush, brush, follow, pan, pause, range, zoom } from '../../session/range.js'
import { bucketOf, lengthAt, placeOf } from './buckets.js'
import type { HeatPicture } from './picture.js'
import { LEFT, type Pointing, TOP } from './plot.js'
import { type Corner, cellBeside, cellsBetween, cornerOf } from './selection.js'

/** The moment that is pointed at, in whatever chart: all show it. */
export const cursorNs = signal<number | undefined>(undefined)

/** A movement of less is a click, CSS pixels. */
const DRAG_PX = 4
const ZOOM_PER_PX = 0.002

const steps: Record<string, [columns: number, buckets: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Mouse, finger and keyboard on the heat map. */
export class HeatPointer {
  readonly pointing: Pointing = {
    column: 0,
    bucket: 0,
    pointed: false,
    momentNs: Number.NaN,
    area: undefined,
  }
  /** Where the mouse is, CSS pixels of the plot; `hovering` tells whether it is there at all. */
  x = 0
  y = 0
  hovering = false
  /** The cell was moved to by keyboard. */
  byKeyboard = false
  private picture: HeatPicture | undefined
  private stages: readonly number[] = []
  private areaOf: Brush | undefined
  private anchor: Corner | undefined
  private downX = 0
  private downY = 0
  private dragging = false
  private wasFollowing = false

  /** Called when the keyboard has moved the cell. */
  onMove: () => void = () => {}

  start(picture: HeatPicture, stages: readonly number[]): void {
    this.picture = picture
    this.stages = stages
  }

  /** Listens on the canvas. Returns what ends it. */
  listen(canvas: HTMLCanvasElement): () => void {
    const end = new AbortController()
    const { signal } = end
    canvas.addEventListener('pointerdown', event => this.down(canvas, event), { signal })
    canvas.addEventListener('pointermove', event => this.move(event), { signal })
    canvas.addEventListener('pointerup', () => this.up(), { signal })
    canvas.addEventListener('pointercancel', () => this.cancel(), { signal })
    canvas.addEventListener('pointerleave', () => this.leave(), { signal })
    canvas.addEventListener('wheel', event => this.wheel(event), { signal, passive: false })
    canvas.addEventListener('keydown', event => this.key(event), { signal })
    canvas.addEventListener('blur', () => this.leave(), { signal })
    return () => {
      end.abort()
      cursorNs.value = undefined
    }
  }

  /** Brings what is pointed at up to date with what is shown in this frame. */
  follow(): void {
    const { picture, pointing } = this
    if (!picture) return
    const { frame } = picture
    pointing.momentNs = cursorNs.peek() ?? Number.NaN
    if (!this.byKeyboard) {
      const inside = this.x >= 0 && this.x < frame.width && this.y >= 0 && this.y < frame.height
      pointing.pointed = this.hovering && inside
      if (pointing.pointed) {
        pointing.column = Math.floor(picture.momentAtX(this.x) / frame.columnNs)
        pointing.bucket = bucketOf(picture.lengthAtY(this.y))
      }
    }
    if (this.anchor && (this.dragging || this.byKeyboard)) return
    const selected = brush.peek()
    if (selected === this.areaOf && (selected === undefined) === (pointing.area === undefined)) return
    this.areaOf = selected
    pointing.area = selected && {
      firstNs: selected.firstNs,
      lastNs: selected.lastNs,
      low: placeOf(selected.minNs),
      high: placeOf(selected.maxNs),
    }
  }

  private down(canvas: HTMLCanvasElement, event: PointerEvent): void {
    if (event.button !== 0 || !this.picture) return
    this.locate(event)
    canvas.setPointerCapture(event.pointerId)
    this.byKeyboard = false
    this.wasFollowing = range.peek().following
    // What is selected must not move away under the pointer.
    pause()
    this.anchor = this.corner()
    this.downX = this.x
    this.downY = this.y
    this.dragging = false
  }

  private move(event: PointerEvent): void {
    this.locate(event)
    this.hovering = true
    this.byKeyboard = false
    this.touched()
    if (!this.picture) return
    cursorNs.value = this.picture.momentAtX(this.x)
    if (!this.anchor) return
    if (Math.hypot(this.x - this.downX, this.y - this.downY) >= DRAG_PX) this.dragging = true
    if (this.dragging) {
      this.areaOf = undefined
      this.pointing.area = cellsBetween(this.anchor, this.corner(), this.picture.frame.columnNs)
    }
  }

  private up(): void {
    if (this.anchor && this.dragging) this.select()
    else if (this.anchor) {
      brush.value = undefined
      if (this.wasFollowing) follow()
    }
    this.anchor = undefined
    this.dragging = false
    this.touched()
  }

  private cancel(): void {
    this.anchor = undefined
    this.dragging = false
    this.pointing.area = undefined
    if (this.wasFollowing) follow()
    this.touched()
  }

  private leave(): void {
    this.hovering = false
    this.byKeyboard = false
    this.pointing.pointed = false
    if (!this.dragging) this.anchor = undefined
    cursorNs.value = undefined
    this.touched()
  }

  private wheel(event: WheelEvent): void {
    if (!this.picture || !(event.ctrlKey || event.metaKey || event.shiftKey)) return
    event.preventDefault()
    this.locate(event)
    const { frame } = this.picture
    // A wheel turned with Shift moves sideways in some browsers only.
    const turned = event.deltaY || event.deltaX
    if (event.shiftKey) pan((turned / frame.width) * (frame.lastNs - frame.firstNs))
    else zoom(Math.exp(turned * ZOOM_PER_PX), this.picture.momentAtX(this.x))
  }

  private key(event: KeyboardEvent): void {
    if (!this.picture || event.ctrlKey || event.metaKey || event.altKey) return
    const step = steps[event.key]
    if (step) this.stepBy(step, event.shiftKey)
    else if (event.key === 'Enter' && this.byKeyboard) this.selectCell()
    else if (event.key === 'Escape' && (this.byKeyboard || this.dragging)) this.leave()
    else return
    event.preventDefault()
  }

  private stepBy([columns, buckets]: [number, number], extend: boolean): void {
    const { frame } = this.picture!
    const { pointing } = this
    const { columnNs } = frame
    if (!pointing.pointed) {
      const { column, bucket } = this.picture!.newestCell()
      pointing.column = column
      pointing.bucket = bucket
      columns = buckets = 0
    }
    if (extend) this.anchor ??= cornerOf(pointing.column, pointing.bucket, columnNs)
    else this.anchor = undefined
    Object.assign(pointing, cellBeside(frame, pointing.column, pointing.bucket, columns, buckets))
    pointing.pointed = true
    this.byKeyboard = true
    const corner = cornerOf(pointing.column, pointing.bucket, columnNs)
    if (this.anchor) {
      this.areaOf = undefined
      pointing.area = cellsBetween(this.anchor, corner, columnNs)
    }
    cursorNs.value = corner.ns
    this.onMove()
    this.touched()
  }

  private selectCell(): void {
    const { pointing } = this
    const { columnNs } = this.picture!.frame
    const corner = cornerOf(pointing.column, pointing.bucket, columnNs)
    pause()
    pointing.area = cellsBetween(this.anchor ?? corner, corner, columnNs)
    this.select()
    this.anchor = undefined
    this.touched()
  }

  private select(): void {
    const { area } = this.pointing
    if (!area) return
    this.areaOf = undefined
    brush.value = {
      firstNs: area.firstNs,
      lastNs: area.lastNs,
      minNs: lengthAt(area.low),
      maxNs: lengthAt(area.high),
      stages: [...this.stages],
    }
  }

  private corner(): Corner {
    const picture = this.picture!
    const { width, height } = picture.frame
    const x = Math.min(Math.max(this.x, 0), width - 0.001)
    const y = Math.min(Math.max(this.y, 0.001), height)
    return { ns: picture.momentAtX(x), place: picture.placeAtY(y) }
  }

  private locate(event: MouseEvent): void {
    this.x = event.offsetX - LEFT
    this.y = event.offsetY - TOP
  }

  private touched(): void {
    if (this.picture) this.picture.stale = true
  }
}
