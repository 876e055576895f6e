import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { history, nowNs, player, status } from './session.js'
import { type Brush, panned, type Range, type Span, whole, zoomed } from './span.js'

export type { Brush, Range, Span } from './span.js'

const SPAN_NS_FIRST = 10e9

const current = signal<Range>({ firstNs: -SPAN_NS_FIRST, lastNs: 0, following: true })

/** While it follows it changes only with its span or mode; the numbers of this frame are `shown()`. */
export const range: ReadonlySignal<Range> = current
export const spanNs = computed(() => current.value.lastNs - current.value.firstNs)
export const brush = signal<Brush | undefined>(undefined)

let shownSpan: Span = { firstNs: 0, lastNs: 0 }
let shownOf: Range | undefined
let shownAt: unknown

/** The range of this frame; all that ask within one frame get the same. */
export function shown(): Span {
  const mode = current.peek()
  if (!mode.following) return mode
  const frame = document.timeline.currentTime
  if (shownOf !== mode || shownAt !== frame || frame === null) {
    const lastNs = nowNs()
    shownSpan = { firstNs: lastNs - (mode.lastNs - mode.firstNs), lastNs }
    shownOf = mode
    shownAt = frame
  }
  return shownSpan
}

/** What all views count in: the brush if there is one, else what is shown. */
export function scope(): Span {
  return brush.peek() ?? shown()
}

/** Goes with the session. A selection ends, because it would be left behind. */
export function follow(span: number = spanNs.peek()): void {
  const lastNs = nowNs()
  brush.value = undefined
  current.value = { firstNs: lastNs - span, lastNs, following: true }
}

/** Shows a fixed range. */
export function show(firstNs: number, lastNs: number): void {
  current.value = { ...whole(firstNs, lastNs), following: false }
}

/** As `show`, with exactly these numbers: they come from an address. */
export function restore(firstNs: number, lastNs: number): void {
  current.value = { firstNs, lastNs, following: false }
}

/** Stops following where it is. */
export function pause(): void {
  if (!current.peek().following) return
  const { firstNs, lastNs } = shown()
  show(firstNs, lastNs)
}

/**
 * @param factor of the span: below 1 shows less
 * @param atNs the moment that stays in place; while following that is always now
 */
export function zoom(factor: number, atNs: number): void {
  const mode = current.peek()
  if (mode.following) {
    const { firstNs, lastNs } = zoomed(shown(), factor, shown().lastNs)
    current.value = { firstNs, lastNs, following: true }
  } else {
    const { firstNs, lastNs } = zoomed(mode, factor, atNs)
    show(firstNs, lastNs)
  }
}

/** Moves the range, later if `ns` is above 0. It does not leave what is kept. */
export function pan(ns: number): void {
  const kept = keptSpan()
  const { firstNs, lastNs } = panned(shown(), ns, kept)
  show(firstNs, lastNs)
}

/** Shows all that is kept. */
export function everything(): void {
  const { firstNs, lastNs } = keptSpan()
  if (current.peek().following && status.peek() !== 'recording') follow(Math.max(lastNs - firstNs, 1e6))
  else show(firstNs, lastNs)
}

/** What there is to show. */
export function keptSpan(): Span {
  if (status.peek() === 'recording') return player.extent
  const kept = history.peek()
  return { firstNs: kept?.first_ns ?? 0, lastNs: Math.max(kept?.last_ns ?? 0, nowNs()) }
}
