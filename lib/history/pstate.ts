import { NO_P } from '../contract.gen.js'
import { State } from '../model/transition.js'
import type { Chunk } from './chunk.js'

/** In `PState.goid`: what the P runs is not known, as before its first event and after a loss. */
export const P_UNKNOWN = -1
const HIGH = 0x100000000

/**
 * Which goroutine each P runs, and since when, as the rows tell in their order. A P is left by the row that ends the
 * run, or by the next run on it: without probes on system calls a goroutine in one leaves its P unseen.
 */
export class PState {
  /** By P: goid, 0 if it runs none, P_UNKNOWN. */
  goid: Float64Array
  /** By P: since when that is so, ns; NaN if not known. */
  sinceNs: Float64Array
  site: Uint32Array
  /** Since when the P that `take` named had run what it left, ns. In an array, because a double that is handed back is boxed. */
  readonly ranSinceNs = new Float64Array(1)
  /** Rows before this moment lie within a loss and tell nothing. */
  private deafNs = -Infinity

  constructor(ps = 16) {
    this.goid = new Float64Array(ps).fill(P_UNKNOWN)
    this.sinceNs = new Float64Array(ps).fill(Number.NaN)
    this.site = new Uint32Array(ps)
  }

  get bytes(): number {
    return this.goid.length * 20
  }

  /** Moves on by one row. Returns the P that leaves a goroutine with it, -1 if none does. */
  take(chunk: Chunk, row: number): number {
    const fromTo = chunk.fromTo[row]
    if ((fromTo & 7) === State.Running) return this.enter(chunk, row)
    return fromTo >> 3 === State.Running ? this.leave(chunk, row) : -1
  }

  /** Moves on by the rows `begin … end-1`, and by a loss at the chunk's end if `end` is that. */
  run(chunk: Chunk, begin: number, end: number): void {
    const gaps = chunk.gaps()
    let gap = gaps.findIndex(each => each.row >= begin)
    if (gap < 0) gap = gaps.length
    for (let row = begin; ; ) {
      while (gap < gaps.length && gaps[gap].row <= row) this.lose(gaps[gap++].lastNs)
      if (row === end) return
      const stop = Math.min(end, gaps[gap]?.row ?? end)
      for (; row < stop; row++) this.take(chunk, row)
    }
  }

  /** A loss: nothing is known any more, until rows after its end tell. */
  lose(lastNs: number): void {
    this.goid.fill(P_UNKNOWN)
    this.sinceNs.fill(Number.NaN)
    this.deafNs = Math.max(this.deafNs, lastNs)
  }

  copy(): PState {
    const copy = new PState(0)
    copy.goid = this.goid.slice()
    copy.sinceNs = this.sinceNs.slice()
    copy.site = this.site.slice()
    copy.deafNs = this.deafNs
    return copy
  }

  private enter(chunk: Chunk, row: number): number {
    const p = chunk.p[row]
    const ns = chunk.baseNs + chunk.time[row]
    if (p === NO_P || ns < this.deafNs) return -1
    if (p >= this.goid.length) this.widen(p)
    const left = this.goid[p] > 0 ? p : -1
    this.ranSinceNs[0] = this.sinceNs[p]
    this.goid[p] = chunk.goidHigh[row] * HIGH + chunk.goidLow[row]
    this.sinceNs[p] = ns
    this.site[p] = chunk.site[row]
    return left
  }

  private leave(chunk: Chunk, row: number): number {
    const goid = chunk.goidHigh[row] * HIGH + chunk.goidLow[row]
    const ns = chunk.baseNs + chunk.time[row]
    if (ns < this.deafNs) return -1
    let p: number = chunk.p[row]
    if (this.goid[p] !== goid) {
      const ran = this.goid.indexOf(goid)
      // It stopped running here, so it ran here, and nobody else can run here now.
      if (ran < 0) return this.vacate(p, ns)
      p = ran
    }
    this.ranSinceNs[0] = this.sinceNs[p]
    this.goid[p] = 0
    this.sinceNs[p] = ns
    return p
  }

  /** A P of which nothing was known has run something until now. */
  private vacate(p: number, ns: number): number {
    if (p === NO_P) return -1
    if (p >= this.goid.length) this.widen(p)
    if (this.goid[p] === P_UNKNOWN) {
      this.goid[p] = 0
      this.sinceNs[p] = ns
    }
    return -1
  }

  private widen(p: number): void {
    const { goid, sinceNs, site } = this
    const length = Math.max(p + 1, goid.length * 2)
    this.goid = new Float64Array(length).fill(P_UNKNOWN)
    this.sinceNs = new Float64Array(length).fill(Number.NaN)
    this.site = new Uint32Array(length)
    this.goid.set(goid)
    this.sinceNs.set(sinceNs)
    this.site.set(site)
  }
}

/** Marks along a full chunk. */
const MARKS = 16

/** What the Ps run along a chunk: at its beginning, and again every few thousand rows, so that a scan can begin there. */
export class PMarks {
  private readonly marks: PState[]
  private readonly now: PState
  private row = 0
  /** Rows between two marks. */
  private readonly every: number

  /** @param begin at the chunk's beginning; taken over */
  constructor(
    private readonly chunk: Chunk,
    begin: PState,
  ) {
    this.marks = [begin]
    this.every = Math.max(64, chunk.capacity / MARKS)
    this.now = begin.copy()
  }

  /** Moves on to the rows that the chunk has by now. */
  refresh(): void {
    const { chunk, marks, now, every } = this
    while (this.row < chunk.length) {
      const end = Math.min(chunk.length, marks.length * every)
      now.run(chunk, this.row, end)
      this.row = end
      if (end === marks.length * every) marks.push(now.copy())
    }
  }

  /** What the Ps run at the end of the chunk's rows, with a loss there; for the next chunk. */
  end(): PState {
    this.refresh()
    const end = this.now.copy()
    end.run(this.chunk, this.row, this.row)
    return end
  }

  /** What the Ps run before a row; a copy. */
  before(row: number): PState {
    const from = this.rowBefore(row)
    const ps = this.marks[from / this.every].copy()
    ps.run(this.chunk, from, row)
    return ps
  }

  /** The row of the last mark that is not behind a row. */
  rowBefore(row: number): number {
    return Math.min(Math.floor(row / this.every), this.marks.length - 1) * this.every
  }

  get bytes(): number {
    return this.marks.length * this.now.bytes
  }
}
