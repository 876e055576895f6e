import type { Histograms } from './histogram.js'
import { STAGES } from './stage.js'

const TICKS = 10
/** Ten of these are about a second. */
const TICK_NS = 95_000_000

/**
 * All of the session and its last second, by stage. An interval is recorded once, in the tick under way; a tick that
 * is over goes into the session's histograms and stays in the window until nine more are over.
 */
export class Window {
  /** Histograms of the tick under way, by stage. */
  readonly current: number[] = []
  private readonly ticks: number[][] = []
  private readonly beginsNs = new Float64Array(TICKS).fill(Number.NaN)
  private readonly past: number[]
  private readonly scratch: number[]
  private tick = 0

  /** @param beginNs when the session begins */
  constructor(
    private readonly histograms: Histograms,
    beginNs: number,
  ) {
    this.beginsNs[0] = beginNs
    for (let i = 0; i < TICKS; i++) this.ticks.push(this.stages())
    this.past = this.stages()
    this.scratch = this.stages()
    this.current.push(...this.ticks[0])
  }

  /** To be called about ten times a second; a call that comes early does nothing. */
  rotate(nowNs: number): void {
    if (nowNs - this.beginsNs[this.tick] < TICK_NS) return
    for (let stage = 0; stage < STAGES; stage++) this.histograms.merge(this.past[stage], this.current[stage])
    this.tick = (this.tick + 1) % TICKS
    this.beginsNs[this.tick] = nowNs
    const next = this.ticks[this.tick]
    for (let stage = 0; stage < STAGES; stage++) {
      this.current[stage] = next[stage]
      this.histograms.clear(next[stage])
    }
  }

  /** From the beginning of the oldest tick, ns. */
  lengthNs(nowNs: number): number {
    return nowNs - Math.min(nowNs, ...this.beginsNs.filter(ns => !Number.isNaN(ns)))
  }

  /** Since the session's beginning, by stage; valid until the next call of this or of `last`. */
  all(): number[] {
    return this.collect([this.past, this.current])
  }

  /** The window, by stage; valid until the next call of this or of `all`. */
  last(): number[] {
    return this.collect(this.ticks)
  }

  private collect(parts: number[][]): number[] {
    for (let stage = 0; stage < STAGES; stage++) {
      this.histograms.clear(this.scratch[stage])
      for (const part of parts) this.histograms.merge(this.scratch[stage], part[stage])
    }
    return this.scratch
  }

  private stages(): number[] {
    return Array.from({ length: STAGES }, () => this.histograms.add())
  }
}
