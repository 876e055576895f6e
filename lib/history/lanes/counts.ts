import { Flag, State } from '../../model/transition.js'
import { type Chunk, LONG_LOW, TOP_HIGH } from '../chunk.js'
import type { Cells } from './cells.js'
import { Runs } from './runs.js'
import type { Rows } from './scene.js'
import type { SpanList, SpanSink } from './spans.js'

const HIGH = 0x100000000
/** The states that are counted, and by state which of them it is. */
const counted = [State.Runnable, State.Running] as const
const KINDS = counted.length
const NONE = 255
const kinds = new Uint8Array(8).fill(NONE)
for (const [kind, state] of counted.entries()) kinds[state] = kind

/**
 * How many goroutines of each lane are runnable and running, by cell. Time in a state is summed up exactly. The most at
 * once follows rows in the order in which they came, so a late one can shift it by one.
 */
export class Counts implements SpanSink {
  beginNs = 0
  endNs = 0
  /** By lane, kind and cell, with one more for the end: changes in how many cover its beginning, and the whole of it. */
  readonly cover: Int32Array
  readonly whole: Int32Array
  /** By lane, kind and cell: time in its parts, ns; and by how many the count rose above that at its beginning. */
  readonly partNs: Float64Array
  readonly rise: Int32Array
  /** By lane and kind: the cell under way, and the change since its beginning. */
  private readonly current: Int32Array
  private readonly change: Int32Array

  constructor(
    readonly cells: Cells,
    private readonly lanes: number,
  ) {
    const entries = lanes * KINDS * (cells.length + 1)
    this.cover = new Int32Array(entries)
    this.whole = new Int32Array(entries)
    this.partNs = new Float64Array(entries)
    this.rise = new Int32Array(entries)
    this.current = new Int32Array(lanes * KINDS).fill(-1)
    this.change = new Int32Array(lanes * KINDS)
  }

  /** Takes the span from `beginNs` to `endNs`. */
  span(lane: number, _goid: number, _site: number, state: number): void {
    const kind = kinds[state]
    if (kind === NONE) return
    const { cells } = this
    const { edgeNs, length } = cells
    const beginNs = Math.max(this.beginNs, edgeNs[0])
    const endNs = Math.min(this.endNs, edgeNs[length])
    if (!(beginNs < endNs)) return
    const base = (lane * KINDS + kind) * (length + 1)
    const first = cells.of(beginNs)
    const last = cells.of(endNs)
    this.cover[base + (edgeNs[first] === beginNs ? first : first + 1)]++
    this.cover[base + (edgeNs[last] === endNs ? last : Math.min(last + 1, length))]--
    if (first === last) {
      this.partNs[base + first] += endNs - beginNs
      return
    }
    this.partNs[base + first] += edgeNs[first + 1] - beginNs
    this.whole[base + first + 1]++
    this.whole[base + last]--
    if (last < length) this.partNs[base + last] += endNs - edgeNs[last]
  }

  enter(lane: number, state: number, timeNs: number): void {
    this.turn(lane, state, timeNs, 1)
  }

  leave(lane: number, state: number, timeNs: number): void {
    this.turn(lane, state, timeNs, -1)
  }

  /**
   * Takes the rows that come before a moment, where no loss lies between them: each tells of the whole state that it
   * ends, and nobody has to be followed.
   *
   * @param laneOf by site: its lane + 1, 0 if it has none
   * @param eraNs what nobody saw begin, began before
   */
  take({ chunk, length }: Rows, beforeNs: number, laneOf: Uint16Array, eraNs: number): void {
    const { fromTo, site, time, lengthLow, lengthHigh, baseNs } = chunk
    const { cells, partNs } = this
    const { edgeNs } = cells
    const from = edgeNs[0] - baseNs
    const before = beforeNs - baseNs
    let cell = 0
    let low = 0
    let high = 0
    for (let row = 0; row < length; row++) {
      const ended = kinds[fromTo[row] >> 3]
      const begun = kinds[fromTo[row] & 7]
      const lane = laneOf[site[row]] - 1
      if (lane < 0 || (ended === NONE && begun === NONE)) continue
      const at = time[row]
      if (at < from || at >= before) continue
      if (at < low || at >= high) {
        cell = cells.of(baseNs + at)
        low = edgeNs[cell] - baseNs
        high = cell < cells.length ? edgeNs[cell + 1] - baseNs : Infinity
      }
      const inside = at > low && cell < cells.length
      if (ended !== NONE) {
        const entry = lane * KINDS + ended
        const unknown = lengthHigh[row] === TOP_HIGH && lengthLow[row] >= LONG_LOW
        const ns = unknown ? Infinity : lengthHigh[row] * HIGH + lengthLow[row]
        // Most states begin and end within one cell.
        if (inside && at - ns > low) partNs[entry * (cells.length + 1) + cell] += ns
        else this.end(chunk, row, lane, eraNs)
        if (inside) this.count(entry, cell, -1)
      }
      if (begun !== NONE && inside) this.count(lane * KINDS + begun, cell, 1)
    }
  }

  /** Writes the lanes' spans. @param base of the lanes' numbers in `out` */
  write(out: SpanList, base: number, sites: readonly number[]): void {
    for (let lane = 0; lane < this.lanes; lane++) {
      const runs = counted.map(
        (state, kind) =>
          new Runs(out, this, lane * KINDS + kind, { lane: base + lane, site: sites[lane], state }),
      )
      for (let cell = 0; cell < this.cells.length; cell++) for (const run of runs) run.take(cell)
    }
  }

  /** The span that a row ends. */
  private end(chunk: Chunk, row: number, lane: number, eraNs: number): void {
    const ns = chunk.lengthNs(row)
    if (Number.isNaN(ns) && (chunk.flags(row) & Flag.Disagreement) !== 0) return
    this.endNs = chunk.timeNs(row)
    this.beginNs = Number.isNaN(ns) ? eraNs : this.endNs - ns
    this.span(lane, 0, 0, chunk.from(row))
  }

  /** The count changes at a moment. What happens on a cell's edge is counted with its beginning. */
  private turn(lane: number, state: number, timeNs: number, by: number): void {
    const { edgeNs, length } = this.cells
    if (kinds[state] === NONE || timeNs <= edgeNs[0] || timeNs >= edgeNs[length]) return
    const cell = this.cells.of(timeNs)
    if (edgeNs[cell] !== timeNs) this.count(lane * KINDS + kinds[state], cell, by)
  }

  private count(entry: number, cell: number, by: number): void {
    const { current, change, rise } = this
    if (current[entry] !== cell) {
      current[entry] = cell
      change[entry] = 0
    }
    change[entry] += by
    const at = entry * (this.cells.length + 1) + cell
    if (change[entry] > rise[at]) rise[at] = change[entry]
  }
}
