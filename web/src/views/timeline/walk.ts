import { pan, shown } from '../../session/range.js'
import { emptySpan, type Lane } from './lane.js'
import type { TimelineState } from './state.js'

/** Moves the selection by keyboard. Returns false if there is nothing to move to. */
export function walk(state: TimelineState, key: string): boolean {
  const selected = state.selected.peek()
  if (!selected) return selectFirst(state)
  const rows = state.rows.peek()
  const at = rows.findIndex(row => row.unit === selected.row.unit && row.lane === selected.row.lane)
  if (at < 0) return selectFirst(state)
  if (key === 'ArrowLeft' || key === 'ArrowRight') return along(state, at, key === 'ArrowRight' ? 1 : -1)
  const step = key === 'ArrowDown' ? 1 : -1
  const ns = Math.min(Math.max(selected.span.beginNs, shown().firstNs), shown().lastNs)
  for (let index = at + step; index >= 0 && index < rows.length; index += step) {
    const lane = state.lane(rows[index]!)
    const nearest = lane ? nearestIn(lane, ns) : -1
    if (lane && nearest >= 0) return take(state, index, lane, nearest)
  }
  return false
}

/** The first span in view of the first row that has one. */
function selectFirst(state: TimelineState): boolean {
  const rows = state.rows.peek()
  for (let index = state.plot.firstRow; index < rows.length; index++) {
    const lane = state.lane(rows[index]!)
    const first = lane ? lane.firstAfter(shown().firstNs) : 0
    if (lane && first < lane.to) return take(state, index, lane, first)
  }
  return false
}

function along(state: TimelineState, row: number, step: number): boolean {
  const selected = state.selected.peek()!
  const lane = state.lane(state.rows.peek()[row]!)
  if (!lane) return false
  const { beginNs } = selected.span
  let index = lane.firstAfter(beginNs)
  if (step > 0) while (index < lane.to && lane.beginNs[index]! <= beginNs) index++
  else {
    index = Math.min(index, lane.to - 1)
    while (index >= lane.from && lane.beginNs[index]! >= beginNs) index--
  }
  return index >= lane.from && index < lane.to ? take(state, row, lane, index) : false
}

/** The span at the moment or the one next to it. */
function nearestIn(lane: Lane, ns: number): number {
  const after = lane.firstAfter(ns)
  if (after < lane.to && lane.beginNs[after]! <= ns) return after
  if (after === lane.from) return after < lane.to ? after : -1
  if (after === lane.to) return after - 1
  return lane.beginNs[after]! - ns < ns - lane.endNs[after - 1]! ? after : after - 1
}

/** Selects a span, and moves the range just so far that its beginning is seen. */
function take(state: TimelineState, row: number, lane: Lane, index: number): boolean {
  const span = lane.read(index, emptySpan())
  state.select({ row: state.rows.peek()[row]!, span })
  state.reveal(row)
  const { firstNs, lastNs } = shown()
  const margin = (lastNs - firstNs) * 0.05
  const focus = Math.min(Math.max(span.beginNs, firstNs), span.endNs)
  if (focus > lastNs - margin) pan(focus - lastNs + margin * 4)
  else if (span.endNs < firstNs + margin) pan(span.beginNs - firstNs - margin * 4)
  return true
}
