import { State } from '../../session/schema.js'
import type { Row } from './rows.js'

/** What happened between two moments, by the spans on the screen. */
export interface Measured {
  firstNs: number
  lastNs: number
  /** Spans of the rows that touch the range; merged ones count as what they are made of. */
  spans: number
  /** Of these, in merged ones: their times are shares, and near the ends of the range estimates. */
  merged: number
  /** Time of goroutine lanes by `State`; without such lanes the running time of Ps. */
  byState: number[]
  /** Whether `byState` is of goroutines. */
  ofGoroutines: boolean
  /** Whether losses lie in the range: nothing is known of them. */
  lossNs: number
}

const STATES = 6

/** Sums what rows show of [firstNs, lastNs). Goroutines are taken if there are any, else Ps: nothing counts twice. */
export function measure(
  rows: readonly Row[],
  firstNs: number,
  lastNs: number,
  gaps: readonly { first_ns?: number | null; last_ns?: number | null }[],
): Measured {
  const ofGoroutines = rows.some(row => row.kind === 'goroutine')
  const measured: Measured = {
    firstNs,
    lastNs,
    spans: 0,
    merged: 0,
    byState: Array<number>(STATES).fill(0),
    ofGoroutines,
    lossNs: 0,
  }
  for (const row of rows) if (row.kind === (ofGoroutines ? 'goroutine' : 'p')) addRow(measured, row)
  for (const gap of gaps)
    measured.lossNs += Math.max(0, Math.min(lastNs, gap.last_ns ?? 0) - Math.max(firstNs, gap.first_ns ?? 0))
  return measured
}

function addRow(measured: Measured, row: Row): void {
  const lane = row.unit.lanes[row.lane]
  if (!lane) return
  for (let index = lane.firstAfter(measured.firstNs); index < lane.to; index++) {
    const begin = lane.beginNs[index]!
    if (begin >= measured.lastNs) return
    const end = lane.endNs[index]!
    const inside = Math.min(end, measured.lastNs) - Math.max(begin, measured.firstNs)
    const merged = lane.merged[index]!
    const share = merged > 0 && end > begin ? lane.busyNs[index]! / (end - begin) : 1
    measured.spans += Math.max(1, merged)
    measured.merged += merged
    measured.byState[Math.min(lane.state[index]!, STATES - 1)]! += inside * share
    // What else happened within a merged span is not told apart: it is no time of any state.
    if (merged > 0) measured.byState[State.Undetermined]! += inside * (1 - share)
  }
}
