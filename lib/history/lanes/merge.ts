import { State } from '../../model/transition.js'
import { Columns } from '../columns.js'
import type { Scene } from './scene.js'
import { BEGAN_BEFORE, GOES_ON, type SpanList, type SpanSink } from './spans.js'

const STATES = State.Syscall + 1

/**
 * Level of detail: the spans of a lane that begin and end within one pixel become one, which tells how many they were,
 * in which state most of the time went, and how much of it. A span that reaches into a second pixel stays as it is, and
 * nothing is merged across a loss.
 */
export class Merger implements SpanSink {
  beginNs = 0
  endNs = 0
  private readonly pixels: Columns
  /** By lane: spans that wait to be merged with more, and between which moments more may come. */
  private readonly count: Uint32Array
  private readonly windowBeginNs: Float64Array
  private readonly windowEndNs: Float64Array
  private readonly mergedBeginNs: Float64Array
  private readonly mergedEndNs: Float64Array
  private readonly flags: Uint8Array
  /** By lane and state: time in it, the longest of its spans, and whose and why that was. */
  private readonly busyNs: Float64Array
  private readonly longestNs: Float64Array
  private readonly goid: Float64Array
  private readonly site: Uint32Array
  private readonly reason: Uint8Array

  /**
   * @param originNs where pixels count from
   * @param pixelNs 0 merges nothing
   * @param base of the lanes' numbers in `out`
   */
  constructor(
    private readonly out: SpanList,
    private readonly scene: Scene,
    private readonly lanes: number,
    private readonly base: number,
    originNs: number,
    private readonly pixelNs: number,
  ) {
    this.pixels = new Columns(originNs, pixelNs, 0)
    this.count = new Uint32Array(lanes)
    this.windowBeginNs = new Float64Array(lanes)
    this.windowEndNs = new Float64Array(lanes)
    this.mergedBeginNs = new Float64Array(lanes)
    this.mergedEndNs = new Float64Array(lanes)
    this.flags = new Uint8Array(lanes)
    this.busyNs = new Float64Array(lanes * STATES)
    this.longestNs = new Float64Array(lanes * STATES)
    this.goid = new Float64Array(lanes * STATES)
    this.site = new Uint32Array(lanes * STATES)
    this.reason = new Uint8Array(lanes * STATES)
  }

  /** Takes the span from `beginNs` to `endNs`; those of a lane come in their order. */
  span(lane: number, goid: number, site: number, state: number, reason: number, flags: number): void {
    const { beginNs, endNs } = this
    // Of a span without length that ends where the range begins nothing is to be seen.
    if (beginNs >= this.scene.lastNs || endNs < this.scene.firstNs) return
    if (endNs === this.scene.firstNs && beginNs < endNs) return
    if (this.count[lane] === 0 || beginNs < this.windowBeginNs[lane] || endNs > this.windowEndNs[lane]) {
      this.flush(lane)
      if (!this.begin(lane)) {
        this.write(lane, goid, site, state, reason, flags)
        return
      }
      this.flags[lane] = flags & BEGAN_BEFORE
    }
    const at = lane * STATES + state
    const ns = endNs - beginNs
    this.count[lane]++
    this.busyNs[at] += ns
    if (ns > this.longestNs[at]) {
      this.longestNs[at] = ns
      this.goid[at] = goid
      this.site[at] = site
      this.reason[at] = reason
    }
    this.mergedEndNs[lane] = endNs
    this.flags[lane] = (this.flags[lane] & BEGAN_BEFORE) | (flags & GOES_ON)
  }

  /** Nothing is counted here. */
  enter(): void {}
  leave(): void {}

  /** No more spans. */
  finish(): void {
    for (let lane = 0; lane < this.lanes; lane++) this.flush(lane)
  }

  /** Sets up the pixel of a span; false if it does not lie within one. */
  private begin(lane: number): boolean {
    const { beginNs, endNs, pixels } = this
    const { losses } = this.scene
    if (!(this.pixelNs > 0)) return false
    const pixel = pixels.of(beginNs)
    let windowBeginNs = pixels.beginNs(pixel)
    let windowEndNs = pixels.beginNs(pixel + 1)
    if (losses.seek(beginNs)) {
      windowBeginNs = Math.max(windowBeginNs, losses.beginNs)
      windowEndNs = Math.min(windowEndNs, losses.endNs)
    }
    if (endNs > windowEndNs) return false
    this.windowBeginNs[lane] = windowBeginNs
    this.windowEndNs[lane] = windowEndNs
    this.mergedBeginNs[lane] = beginNs
    this.busyNs.fill(0, lane * STATES, (lane + 1) * STATES)
    this.longestNs.fill(-1, lane * STATES, (lane + 1) * STATES)
    return true
  }

  /** Writes what waits. */
  private flush(lane: number): void {
    const count = this.count[lane]
    if (count === 0) return
    this.count[lane] = 0
    let best = lane * STATES
    for (let at = best; at < (lane + 1) * STATES; at++) {
      const more = this.busyNs[at] - this.busyNs[best]
      if (more > 0 || (more === 0 && this.longestNs[at] > this.longestNs[best])) best = at
    }
    const row = this.out.add()
    if (row < 0) return
    const { columns } = this.out
    columns.lane[row] = this.base + lane
    columns.begin_ns[row] = this.mergedBeginNs[lane]
    columns.end_ns[row] = this.mergedEndNs[lane]
    columns.goid[row] = this.goid[best]
    columns.site[row] = this.site[best]
    columns.state[row] = best - lane * STATES
    columns.reason[row] = this.reason[best]
    columns.merged[row] = count === 1 ? 0 : count
    columns.busy_ns[row] = this.busyNs[best]
    columns.flags[row] = this.flags[lane]
  }

  /** Writes the span as it is. */
  private write(
    lane: number,
    goid: number,
    site: number,
    state: number,
    reason: number,
    flags: number,
  ): void {
    const row = this.out.add()
    if (row < 0) return
    const { columns } = this.out
    columns.lane[row] = this.base + lane
    columns.begin_ns[row] = this.beginNs
    columns.end_ns[row] = this.endNs
    columns.goid[row] = goid
    columns.site[row] = site
    columns.state[row] = state
    columns.reason[row] = reason
    columns.merged[row] = 0
    columns.busy_ns[row] = this.endNs - this.beginNs
    columns.flags[row] = flags
  }
}
