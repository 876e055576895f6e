import { NO_P } from '../../contract.gen.js'
import { Flag, REASON_NONE, State } from '../../model/transition.js'
import { type Chunk, LONG_LOW, TOP_HIGH } from '../chunk.js'
import type { Past } from '../past.js'
import { P_UNKNOWN } from '../pstate.js'
import type { Rows, Scene } from './scene.js'
import { BEGAN_BEFORE, GOES_ON, type SpanSink } from './spans.js'

const HIGH = 0x100000000
/** What a row means for Ps, by `fromTo`. */
const NOTHING = 0
const ENTERS = 1
const LEAVES = 2
const meaning = new Uint8Array(64)
for (let from = 0; from < 8; from++) {
  meaning[(State.Running << 3) | from] = LEAVES
  meaning[(from << 3) | State.Running] = ENTERS
}

/**
 * Which goroutine ran on each P. A run on a P lasts until the row that ends it. Without probes on system calls a
 * goroutine in one leaves its P unseen, and may come back on another: then its time on the P ends at the latest with the
 * next run there, and the span says that its end is not known.
 */
export class Processors {
  /** By P: the goroutine that runs, 0 none known; since when; its site. */
  private readonly goid: Float64Array
  private readonly sinceNs: Float64Array
  private readonly site: Uint32Array
  /** By P: up to when it is spoken for: nobody else ran there before. */
  private readonly takenNs: Float64Array
  /** The loss that comes next, and the end of the one before. */
  private nextLoss = 0
  private lossNs = Infinity
  private deafUntilNs = -Infinity
  /** From here on every row is taken. */
  private fromNs = -Infinity

  /** @param ps numbers of Ps are below */
  constructor(
    private readonly scene: Scene,
    private readonly sink: SpanSink,
    private readonly ps: number,
  ) {
    this.goid = new Float64Array(ps)
    this.sinceNs = new Float64Array(ps)
    this.site = new Uint32Array(ps)
    this.takenNs = new Float64Array(ps).fill(-Infinity)
  }

  /** Takes up what the Ps run at a place in a chunk before which nothing touches the range; returns the row. */
  start(past: Past, chunk: Chunk): number {
    const { losses, firstNs } = this.scene
    this.nextLoss = losses.endedBy(chunk.minNs)
    this.lossNs = losses.beginOf(this.nextLoss)
    this.deafUntilNs = losses.endOf(this.nextLoss - 1)
    this.fromNs = chunk.minNs
    // Rows around a loss are taken one by one.
    const begin = this.lossNs >= firstNs ? past.markBefore(chunk, chunk.firstRow(firstNs)) : 0
    const state = past.psAt(chunk, begin)
    for (let p = 0; p < Math.min(this.ps, state.goid.length); p++) {
      const goid = state.goid[p]
      const sinceNs = state.sinceNs[p]
      // What began before a loss or within it tells nothing of the time after it.
      if (goid === P_UNKNOWN || !(sinceNs >= this.deafUntilNs)) continue
      this.takenNs[p] = goid === 0 ? Math.max(this.fromNs, sinceNs) : this.fromNs
      if (goid === 0) continue
      this.goid[p] = goid
      this.sinceNs[p] = sinceNs
      this.site[p] = state.site[p]
    }
    return begin
  }

  /** Takes the rows of a chunk from `begin` on. */
  take({ chunk, length }: Rows, begin: number): void {
    const { fromTo, time, p, goidLow, goidHigh, site, baseNs } = chunk
    for (let row = begin; row < length; row++) {
      const what = meaning[fromTo[row]]
      if (what === NOTHING) continue
      const timeNs = baseNs + time[row]
      if (timeNs > this.lossNs) this.lose(timeNs)
      if (timeNs < this.deafUntilNs) continue
      const goid = goidHigh[row] * HIGH + goidLow[row]
      const on = p[row]
      if (what === ENTERS) {
        if (on >= this.ps) continue
        if (this.goid[on] !== 0) this.leave(on, timeNs, GOES_ON)
        this.goid[on] = goid
        this.sinceNs[on] = timeNs
        this.site[on] = site[row]
      } else if (on < this.ps && this.goid[on] === goid) {
        this.site[on] = site[row]
        this.leave(on, timeNs, 0)
      } else this.leaveElsewhere(chunk, row, goid, timeNs)
    }
  }

  /** Whether any P runs since before the range's end. */
  get open(): boolean {
    for (let p = 0; p < this.ps; p++)
      if (this.goid[p] !== 0 && this.sinceNs[p] < this.scene.lastNs) return true
    return false
  }

  /** No more rows. */
  finish(): void {
    const { newestNs } = this.scene
    if (newestNs > this.lossNs) this.lose(newestNs)
    for (let p = 0; p < this.ps; p++)
      if (this.goid[p] !== 0) this.leave(p, Math.max(newestNs, this.sinceNs[p]), GOES_ON)
  }

  private leave(p: number, timeNs: number, flags: number): void {
    const { sink } = this
    sink.beginNs = this.sinceNs[p]
    sink.endNs = timeNs
    sink.span(p, this.goid[p], this.site[p], State.Running, REASON_NONE, flags)
    this.goid[p] = 0
    this.takenNs[p] = timeNs
  }

  /** A goroutine stops running on another P than it began on, or its beginning is not among the rows. */
  private leaveElsewhere(chunk: Chunk, row: number, goid: number, timeNs: number): void {
    const p = this.goid.indexOf(goid)
    if (p >= 0) {
      this.leave(p, timeNs, GOES_ON)
      return
    }
    const on = chunk.p[row]
    if (on === NO_P || on >= this.ps || this.goid[on] !== 0) return
    const unknown = chunk.lengthHigh[row] === TOP_HIGH && chunk.lengthLow[row] >= LONG_LOW
    const ns = unknown ? chunk.lengthNs(row) : chunk.lengthHigh[row] * HIGH + chunk.lengthLow[row]
    let beginNs = timeNs - ns
    let flags = 0
    if (Number.isNaN(ns) && (chunk.flags(row) & Flag.Disagreement) !== 0) return
    // Had its run begun here since everything is taken, it would be known.
    if (beginNs >= Math.max(this.fromNs, this.deafUntilNs)) return
    if (!(beginNs >= this.deafUntilNs)) {
      beginNs = Math.max(this.deafUntilNs, this.scene.oldestNs)
      flags = BEGAN_BEFORE
    }
    // Somebody else ran here meanwhile: it came from another P, when is not known.
    if (beginNs < this.takenNs[on] || beginNs >= timeNs) return
    this.goid[on] = goid
    this.sinceNs[on] = beginNs
    this.site[on] = chunk.site[row]
    this.leave(on, timeNs, flags)
  }

  /** Losses began before a moment: what ran then is not known to go on. */
  private lose(timeNs: number): void {
    const { losses } = this.scene
    while (timeNs > this.lossNs) {
      for (let p = 0; p < this.ps; p++) {
        if (this.goid[p] !== 0 && this.sinceNs[p] < this.lossNs) this.leave(p, this.lossNs, GOES_ON)
        this.goid[p] = 0
        this.takenNs[p] = -Infinity
      }
      this.deafUntilNs = losses.endOf(this.nextLoss)
      this.nextLoss++
      this.lossNs = losses.beginOf(this.nextLoss)
    }
  }
}
