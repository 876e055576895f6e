import {
  type Goroutines,
  REASON_U8,
  ROW_BYTES,
  ROW_F64,
  ROW_U16,
  ROW_U32,
  SINCE_F64,
  SITE_U16,
  STATE_MASK,
  STATUS_U8,
  TID_U32,
} from '../../model/goroutines.js'
import { Flag, REASON_NONE, State } from '../../model/transition.js'
import type { Chunk } from '../chunk.js'
import type { Scene } from './scene.js'
import { BEGAN_BEFORE, GOES_ON, type SpanSink } from './spans.js'

/** Bits of a goroutine's status besides its state: a row told of it; nothing more of it is in the range. */
const SEEN = 8
export const DONE = 16
/** Where its lane stands. */
const LANE_U32 = TID_U32

/**
 * What goroutines did, as spans of each state. Rows are taken in their order, of `Scene.telling`: each ends a
 * span and begins one. A span whose beginning is not known begins with the era that it is in; none leaves its era.
 */
export class Lives {
  /** Goroutines of which nothing more is in the range. */
  done = 0

  constructor(
    private readonly scene: Scene,
    private readonly goroutines: Goroutines,
    private readonly sink: SpanSink,
  ) {}

  /** A row for a goroutine that has none. */
  add(goid: number, lane: number): number {
    const at = this.goroutines.insert(goid)
    this.goroutines.u32[at * ROW_U32 + LANE_U32] = lane
    return at
  }

  /** Takes a row of the goroutine in row `at` of the table. */
  take(at: number, chunk: Chunk, row: number): void {
    const { goroutines, scene } = this
    const { losses } = scene
    const timeNs = chunk.timeNs(row)
    const from = chunk.from(row)
    const to = chunk.to(row)
    const lane = goroutines.u32[at * ROW_U32 + LANE_U32]
    const status = goroutines.u8[at * ROW_BYTES + STATUS_U8]
    if ((status & DONE) !== 0) return
    goroutines.u16[at * ROW_U16 + SITE_U16] = chunk.site[row]
    if (from !== State.NotExist) this.end(at, chunk, row, timeNs, from)
    const contradicts = (chunk.flags(row) & Flag.Disagreement) !== 0
    this.sink.leave(lane, contradicts ? status & STATE_MASK : from, timeNs)

    const opens = to !== State.NotExist && losses.seek(timeNs)
    goroutines.f64[at * ROW_F64 + SINCE_F64] = timeNs
    goroutines.u8[at * ROW_BYTES + STATUS_U8] = SEEN | (opens ? to : State.Undetermined)
    goroutines.u8[at * ROW_BYTES + REASON_U8] = to === State.Waiting ? chunk.reason[row] : REASON_NONE
    if (opens) this.sink.enter(lane, to, timeNs)
    if (timeNs >= scene.lastNs) {
      goroutines.u8[at * ROW_BYTES + STATUS_U8] |= DONE
      this.done++
    }
  }

  /**
   * No more rows: the state that goes on. Where a loss lies between, the live goroutines tell it.
   * @param i its row among the live goroutines, -1 if it is not there
   */
  finish(at: number, i: number): void {
    const { goroutines, scene } = this
    const { losses, newestNs, live } = scene
    const status = goroutines.u8[at * ROW_BYTES + STATUS_U8]
    if ((status & DONE) !== 0) return
    const sinceNs = goroutines.f64[at * ROW_F64 + SINCE_F64]
    const state = status & STATE_MASK
    if (state !== State.Undetermined && !this.cut(at, newestNs)) {
      this.put(
        at,
        sinceNs,
        Math.max(sinceNs, newestNs),
        state,
        goroutines.u8[at * ROW_BYTES + REASON_U8],
        GOES_ON,
      )
      return
    }
    if (i < 0 || !live || !losses.seek(newestNs)) return
    const eraNs = Math.max(losses.beginNs, scene.oldestNs)
    if ((status & SEEN) !== 0 && sinceNs >= losses.beginNs) return
    if (live.state[i] === State.Undetermined || live.sinceNs[i] > newestNs) return
    goroutines.u16[at * ROW_U16 + SITE_U16] = live.site[i]
    const known = live.sinceNs[i] >= losses.beginNs
    const beginNs = known ? live.sinceNs[i] : eraNs
    this.put(at, beginNs, newestNs, live.state[i], live.reason[i], known ? GOES_ON : GOES_ON | BEGAN_BEFORE)
  }

  /** The span that a row ends. */
  private end(at: number, chunk: Chunk, row: number, timeNs: number, from: number): void {
    const { goroutines, scene } = this
    const { losses } = scene
    const ns = chunk.lengthNs(row)
    const reason = chunk.endedReason[row]
    if (!losses.seek(timeNs)) {
      this.cut(at, timeNs)
      return
    }
    const beginNs = timeNs - ns
    if (beginNs >= losses.beginNs) {
      this.put(at, beginNs, timeNs, from, reason, 0)
      return
    }
    const eraNs = losses.beginNs
    this.cut(at, timeNs)
    if (Number.isNaN(ns) && (chunk.flags(row) & Flag.Disagreement) !== 0) return
    // Whatever is known of it in this era was known before, so only what nobody saw begin gets here.
    const status = goroutines.u8[at * ROW_BYTES + STATUS_U8]
    const sinceNs = (status & SEEN) !== 0 ? goroutines.f64[at * ROW_F64 + SINCE_F64] : -Infinity
    const fromNs = Math.max(eraNs, scene.oldestNs, sinceNs)
    if (fromNs < timeNs) this.put(at, fromNs, timeNs, from, reason, BEGAN_BEFORE)
  }

  /** Ends the state that is open where a loss begins, if one did before a moment; returns whether it did. */
  private cut(at: number, untilNs: number): boolean {
    const { goroutines } = this
    const { losses } = this.scene
    const state = goroutines.u8[at * ROW_BYTES + STATUS_U8] & STATE_MASK
    if (state === State.Undetermined) return true
    const sinceNs = goroutines.f64[at * ROW_F64 + SINCE_F64]
    if (!losses.seek(sinceNs) || losses.endNs >= untilNs) return false
    if (losses.endNs > sinceNs)
      this.put(at, sinceNs, losses.endNs, state, goroutines.u8[at * ROW_BYTES + REASON_U8], GOES_ON)
    return true
  }

  private put(
    at: number,
    beginNs: number,
    endNs: number,
    state: number,
    reason: number,
    flags: number,
  ): void {
    const { goroutines, sink } = this
    sink.beginNs = beginNs
    sink.endNs = endNs
    const goid = goroutines.f64[at * ROW_F64]
    const site = goroutines.u16[at * ROW_U16 + SITE_U16]
    sink.span(goroutines.u32[at * ROW_U32 + LANE_U32], goid, site, state, reason, flags)
  }
}
