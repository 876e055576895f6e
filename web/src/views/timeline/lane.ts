import type { Lanes } from '../../link/answer.js'

/** Bits of `Lanes.flags`. */
export const BEGAN_EARLIER = 1
export const GOES_ON = 2

/** A span as it is shown to a person; times in ns of the session. */
export interface Span {
  beginNs: number
  endNs: number
  goid: number
  site: number
  state: number
  reason: number
  /** 0: exact; n: n spans within one pixel. In a lane of a site: the most goroutines at once. */
  merged: number
  /** Time in `state` within the span. In a lane of a site: goroutine time. */
  busyNs: number
  flags: number
}

/** Tells whether a span is to be dimmed. The span is reused between calls. */
export type Dims = (span: Span) => boolean

const CAPACITY_MIN = 64

/**
 * The spans of one lane between two moments, ascending and without overlap, in typed arrays. New ones come in at the end
 * and old ones go at the beginning; the arrays are reused.
 */
export class Lane {
  /** Rows `from … to - 1` of the columns are the spans. */
  from = 0
  to = 0
  beginNs = new Float64Array(CAPACITY_MIN)
  endNs = new Float64Array(CAPACITY_MIN)
  goid = new Float64Array(CAPACITY_MIN)
  busyNs = new Float64Array(CAPACITY_MIN)
  site = new Uint32Array(CAPACITY_MIN)
  merged = new Uint32Array(CAPACITY_MIN)
  state = new Uint8Array(CAPACITY_MIN)
  reason = new Uint8Array(CAPACITY_MIN)
  flags = new Uint8Array(CAPACITY_MIN)
  /** 1: the filter does not match it. */
  dim = new Uint8Array(CAPACITY_MIN)
  /** From this moment on the spans are others than at the last painting. */
  changedNs = -Infinity

  get length(): number {
    return this.to - this.from
  }

  clear(): void {
    this.from = 0
    this.to = 0
    this.changedNs = -Infinity
  }

  /** Copies row `index` into `span`. */
  read(index: number, span: Span): Span {
    span.beginNs = this.beginNs[index]!
    span.endNs = this.endNs[index]!
    span.goid = this.goid[index]!
    span.site = this.site[index]!
    span.state = this.state[index]!
    span.reason = this.reason[index]!
    span.merged = this.merged[index]!
    span.busyNs = this.busyNs[index]!
    span.flags = this.flags[index]!
    return span
  }

  /** The first row that ends after `ns`; `to` if none does. */
  firstAfter(ns: number): number {
    let low = this.from
    let high = this.to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.endNs[middle]! > ns) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The row that holds the moment, -1 if none does. */
  at(ns: number): number {
    const index = this.firstAfter(ns)
    return index < this.to && this.beginNs[index]! <= ns ? index : -1
  }

  /** Forgets what ended before. */
  dropBefore(ns: number): void {
    this.from = this.firstAfter(ns)
    if (this.from === this.to) {
      this.from = 0
      this.to = 0
    }
  }

  /**
   * What is known from `ns` on goes; what lasts over it is cut there. Spans that begin at or after the moment are to
   * come again.
   * @param beforeNs how far before it a picture may change: ends that are not known fade
   */
  cutAt(ns: number, beforeNs: number): void {
    while (this.to > this.from && this.beginNs[this.to - 1]! >= ns) this.to--
    const last = this.to - 1
    if (last >= this.from && this.endNs[last]! > ns) {
      const begin = this.beginNs[last]!
      this.busyNs[last]! *= (ns - begin) / (this.endNs[last]! - begin)
      this.endNs[last] = ns
      this.flags[last]! |= GOES_ON
    }
    this.changedNs = Math.min(this.changedNs, ns - beforeNs)
  }

  /** Adds row `row` of an answer behind the others. Call `cutAt` before the first. */
  add(lanes: Lanes, row: number, dims: Dims | undefined): void {
    const begin = lanes.begin_ns[row]!
    let last = this.to - 1
    while (last > this.from && this.beginNs[last - 1]! >= begin) last--
    const again = last >= this.from && this.#isSame(last, lanes, row)
    if (last >= this.from && this.beginNs[last]! >= begin) last--
    this.to = last + 1
    const dimmed = again ? this.dim[this.to] : -1
    if (last >= this.from && this.#continues(last, lanes, row)) {
      this.changedNs = Math.min(this.changedNs, begin)
      this.endNs[last] = lanes.end_ns[row]!
      this.busyNs[last] = this.endNs[last]! - this.beginNs[last]!
      this.flags[last] = (this.flags[last]! & BEGAN_EARLIER) | (lanes.flags[row]! & GOES_ON)
      return
    }
    if (last >= this.from && this.endNs[last]! > begin) this.endNs[last] = begin
    if (this.to === this.beginNs.length) this.#makeRoom()
    const at = this.to++
    this.beginNs[at] = begin
    this.endNs[at] = lanes.end_ns[row]!
    this.goid[at] = lanes.goid[row]!
    this.site[at] = lanes.site[row]!
    this.state[at] = lanes.state[row]!
    this.reason[at] = lanes.reason[row]!
    this.merged[at] = lanes.merged[row]!
    this.busyNs[at] = lanes.busy_ns[row]!
    this.flags[at] = lanes.flags[row]!
    this.dim[at] = dims?.(this.read(at, scratch)) ? 1 : 0
    if (this.dim[at] !== dimmed) this.changedNs = Math.min(this.changedNs, begin)
  }

  /** Dims again by another filter. */
  dimAll(dims: Dims | undefined): void {
    for (let row = this.from; row < this.to; row++) this.dim[row] = dims?.(this.read(row, scratch)) ? 1 : 0
    this.changedNs = -Infinity
  }

  /** Whether a span of an answer is one that is known, and may have gone on. */
  #isSame(index: number, lanes: Lanes, row: number): boolean {
    return (
      this.beginNs[index] === lanes.begin_ns[row] &&
      this.goid[index] === lanes.goid[row] &&
      this.state[index] === lanes.state[row] &&
      this.reason[index] === lanes.reason[row] &&
      this.merged[index] === lanes.merged[row]
    )
  }

  /** Whether a span of an answer is the rest of the last one known, whose beginning the server has forgotten meanwhile. */
  #continues(last: number, lanes: Lanes, row: number): boolean {
    return (
      (lanes.flags[row]! & BEGAN_EARLIER) !== 0 &&
      (this.flags[last]! & GOES_ON) !== 0 &&
      lanes.merged[row] === 0 &&
      this.merged[last] === 0 &&
      this.endNs[last]! >= lanes.begin_ns[row]! &&
      this.goid[last] === lanes.goid[row] &&
      this.state[last] === lanes.state[row] &&
      this.reason[last] === lanes.reason[row]
    )
  }

  #makeRoom(): void {
    const { from, length } = this
    const grown = length > this.beginNs.length / 2 ? this.beginNs.length * 2 : this.beginNs.length
    this.beginNs = moved(this.beginNs, from, this.to, grown)
    this.endNs = moved(this.endNs, from, this.to, grown)
    this.goid = moved(this.goid, from, this.to, grown)
    this.busyNs = moved(this.busyNs, from, this.to, grown)
    this.site = moved(this.site, from, this.to, grown)
    this.merged = moved(this.merged, from, this.to, grown)
    this.state = moved(this.state, from, this.to, grown)
    this.reason = moved(this.reason, from, this.to, grown)
    this.flags = moved(this.flags, from, this.to, grown)
    this.dim = moved(this.dim, from, this.to, grown)
    this.from = 0
    this.to = length
  }
}

export function emptySpan(): Span {
  return {
    beginNs: 0,
    endNs: 0,
    goid: 0,
    site: 0,
    state: 0,
    reason: 255,
    merged: 0,
    busyNs: 0,
    flags: 0,
  }
}

const scratch = emptySpan()

type Column = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>

/** Rows `from … to - 1` at the beginning of a column of `capacity` rows: the same one if it is long enough. */
function moved<C extends Column>(column: C, from: number, to: number, capacity: number): C {
  if (column.length === capacity) {
    column.copyWithin(0, from, to)
    return column
  }
  const larger = new (column.constructor as new (length: number) => C)(capacity)
  larger.set(column.subarray(from, to) as never)
  return larger
}
