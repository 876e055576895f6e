import { pan, pause, range, show, shown, zoom } from '../../session/range.js'
import type { TimelineState } from './state.js'

/** A press that moves less than this is a click, CSS pixels. */
const CLICK_REACH = 4
/** How much a notch of the wheel zooms: 100 units are a notch. */
const WHEEL_ZOOM = 0.002

export interface PointerOptions {
  /** The wheel zooms without Ctrl, too. */
  wheelZooms: boolean
  onSelect: () => void
}

interface Press {
  x: number
  y: number
  scrolled: number
  atNs: number
  moved: boolean
  measures: boolean
}

/** Mouse, pen and fingers on the canvas: drag moves, Shift and drag measures, wheel and two fingers zoom, a click selects. */
export class Pointer {
  readonly #canvas: HTMLElement
  readonly #state: TimelineState
  readonly #options: PointerOptions
  readonly #fingers = new Map<number, { x: number; y: number }>()
  readonly #ends: AbortController
  #press: Press | undefined
  #pinchPx = 0

  constructor(canvas: HTMLElement, state: TimelineState, options: PointerOptions) {
    this.#canvas = canvas
    this.#state = state
    this.#options = options
    this.#ends = new AbortController()
    const { signal } = this.#ends
    canvas.addEventListener('pointerdown', event => this.#down(event), { signal })
    canvas.addEventListener('pointermove', event => this.#move(event), { signal })
    canvas.addEventListener('pointerup', event => this.#up(event), { signal })
    canvas.addEventListener('pointercancel', event => this.#cancel(event), { signal })
    canvas.addEventListener('pointerleave', () => this.#hover(undefined), { signal })
    canvas.addEventListener('dblclick', event => this.#zoomToSpan(event), { signal })
    canvas.addEventListener('wheel', event => this.#wheel(event), { signal, passive: false })
  }

  stop(): void {
    this.#ends.abort()
  }

  #place(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#canvas.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    const place = this.#place(event)
    this.#fingers.set(event.pointerId, place)
    this.#canvas.setPointerCapture(event.pointerId)
    this.#pinchPx = this.#spread()
    const { plot, scrolled, measuring } = this.#state
    this.#press = {
      ...place,
      scrolled: scrolled.peek(),
      atNs: plot.nsAt(place.x),
      moved: false,
      measures: event.shiftKey || measuring.peek(),
    }
  }

  #move(event: PointerEvent): void {
    const place = this.#place(event)
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, place)
    const press = this.#press
    if (!press) this.#hover(place)
    else if (this.#fingers.size > 1) this.#pinch()
    else if (press.moved || Math.hypot(place.x - press.x, place.y - press.y) >= CLICK_REACH) {
      press.moved = true
      this.#hover(undefined)
      if (press.measures) this.#measure(press, place.x)
      else this.#drag(press, place)
    }
  }

  #drag(press: Press, place: { x: number; y: number }): void {
    const { plot, scroller } = this.#state
    // What was under the pointer comes under it again.
    const ns = press.atNs - plot.nsAt(place.x)
    if (ns !== 0) pan(ns)
    if (scroller) scroller.scrollTop = press.scrolled + press.y - place.y
  }

  #measure(press: Press, x: number): void {
    pause()
    const ns = this.#state.plot.nsAt(x)
    const [firstNs, lastNs] = [Math.min(press.atNs, ns), Math.max(press.atNs, ns)]
    this.#state.stretch.value = { firstNs: Math.round(firstNs), lastNs: Math.round(lastNs) }
    this.#state.dirty = true
  }

  #pinch(): void {
    const spread = this.#spread()
    if (!(spread > 0) || !(this.#pinchPx > 0)) return
    const [a, b] = [...this.#fingers.values()]
    zoom(this.#pinchPx / spread, this.#state.plot.nsAt((a!.x + b!.x) / 2))
    this.#pinchPx = spread
    if (this.#press) this.#press.moved = true
  }

  /** Distance of two fingers along the time axis. */
  #spread(): number {
    if (this.#fingers.size !== 2) return 0
    const [a, b] = [...this.#fingers.values()]
    return Math.max(10, Math.hypot(a!.x - b!.x, a!.y - b!.y))
  }

  #up(event: PointerEvent): void {
    const press = this.#press
    this.#cancel(event)
    if (!press || press.moved || this.#fingers.size > 0) return
    const { x, y } = this.#place(event)
    if (press.measures) {
      this.#state.stretch.value = undefined
      this.#state.dirty = true
    } else {
      this.#state.select(this.#state.pick(x, y))
      this.#options.onSelect()
    }
  }

  #cancel(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId)
    if (this.#fingers.size === 0) this.#press = undefined
    this.#pinchPx = this.#spread()
  }

  #hover(place: { x: number; y: number } | undefined): void {
    this.#state.pointer = place
    const picked = place && this.#state.pick(place.x, place.y)
    const { hovered } = this.#state
    if (!picked && !hovered.peek()) return
    hovered.value = picked && place ? { ...picked, ...place } : undefined
    this.#state.dirty = true
  }

  #zoomToSpan(event: MouseEvent): void {
    const { x, y } = this.#place(event)
    const picked = this.#state.pick(x, y)
    if (!picked) return
    const { beginNs, endNs } = picked.span
    const beside = Math.max(10, (endNs - beginNs) * 0.1)
    show(beginNs - beside, endNs + beside)
  }

  #wheel(event: WheelEvent): void {
    const { x } = this.#place(event)
    const { plot, scroller } = this.#state
    const perPixel = (shown().lastNs - shown().firstNs) / Math.max(1, plot.width)
    const pinched = event.ctrlKey || event.metaKey
    const step = event.deltaMode === 1 ? 33 : 1
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
    if (event.altKey && scroller) scroller.scrollTop += event.deltaY * step
    else if (pinched) zoom(Math.exp(event.deltaY * step * WHEEL_ZOOM * 2), plot.nsAt(x))
    else if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) pan(sideways * step * perPixel)
    else if (this.#options.wheelZooms) zoom(Math.exp(event.deltaY * step * WHEEL_ZOOM), plot.nsAt(x))
    else return
    event.preventDefault()
    if (!range.peek().following) this.#hover(this.#place(event))
  }
}
