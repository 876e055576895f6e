import { navigate } from '../../session/address.js'
import { key } from '../../session/keys.js'
import { brush, pan, shown, zoom } from '../../session/range.js'
import type { Jump } from './jump.js'
import { ROW } from './plot.js'
import type { TimelineState } from './state.js'
import { walk } from './walk.js'

/** What a key press moves, in parts of the screen, and how much it zooms. */
const STEP = 0.1
const ZOOM = 0.8

/** Shortcuts while the timeline is the view. Returns what unregisters them. */
export function registerKeys(state: TimelineState, jump: Jump): () => void {
  const ends = [
    key('w', 'timeline: zoom in', () => zoom(ZOOM, focusNs(state))),
    key('s', 'timeline: zoom out', () => zoom(1 / ZOOM, focusNs(state))),
    key('a', 'timeline: earlier', () => pan(-step())),
    key('d', 'timeline: later', () => pan(step())),
    key('ArrowUp', 'timeline: lanes up', () => scroll(state, -3)),
    key('ArrowDown', 'timeline: lanes down', () => scroll(state, 3)),
    key('j', 'timeline: the worst latency, then the next', () => void jump.step(1)),
    key('J', 'timeline: back to the worse latency', () => void jump.step(-1)),
    key('m', 'timeline: dragging measures, or moves again', () => {
      state.measuring.value = !state.measuring.peek()
    }),
    key('Escape', 'end the selection', () => {
      if (!letGo(state)) brush.value = undefined
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Keys on the canvas itself: from span to span. What is not handled here goes on to the page's shortcuts. */
export function canvasKey(event: KeyboardEvent, state: TimelineState): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const selected = state.selected.peek()
  const arrow = event.key.startsWith('Arrow')
  if (event.key === 'Enter' && selected && selected.row.kind !== 'site') {
    navigate('goroutine', { goid: selected.span.goid })
  } else if (event.key === 'Enter' && !selected) walk(state, event.key)
  else if (event.key === 'Escape' && letGo(state)) {
    // Handled: the page's own Escape is for the next press.
  } else if (!(arrow && selected && walk(state, event.key))) return
  event.preventDefault()
}

/** Ends what is selected, measured or pointed at. Returns whether there was anything. */
function letGo(state: TimelineState): boolean {
  const any = state.selected.peek() || state.stretch.peek() || state.measuring.peek()
  state.select(undefined)
  state.stretch.value = undefined
  state.measuring.value = false
  return Boolean(any)
}

function scroll(state: TimelineState, rows: number): void {
  if (state.scroller) state.scroller.scrollTop += rows * ROW
}

/** Keys zoom where the pointer is, or the selection, or in the middle. */
function focusNs(state: TimelineState): number {
  if (state.pointer) return state.plot.nsAt(state.pointer.x)
  const { firstNs, lastNs } = shown()
  const selected = state.selected.peek()
  if (selected) {
    const middle = (selected.span.beginNs + selected.span.endNs) / 2
    if (middle > firstNs && middle < lastNs) return middle
  }
  return (firstNs + lastNs) / 2
}

function step(): number {
  const { firstNs, lastNs } = shown()
  return (lastNs - firstNs) * STEP
}
