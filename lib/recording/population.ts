import { Kind } from '../contract.gen.js'
import {
  CREATED_F64,
  Goroutines,
  HEARSAY,
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
} from '../model/goroutines.js'
import { countStates, type LiveGoroutines, liveGoroutines } from '../model/live.js'
import { State, type TransitionBatch } from '../model/transition.js'

/**
 * Who lives, and in which state, as the rows of a recording tell it: after the same rows the same goroutines as the
 * session's model had. A loss leaves all that was known before undetermined, as there.
 */
export class Population {
  goroutines = new Goroutines()
  /** Live goroutines by `State`. */
  readonly states = new Float64Array(6)
  /** End of the last loss: what is vouched for before is undetermined. */
  gapLastNs = -Infinity

  /** How many live. */
  get live(): number {
    return this.goroutines.live
  }

  /** The goroutine's row in `goroutines`, -1 if it is not known. */
  find(goid: number): number {
    return this.goroutines.find(goid)
  }

  /**
   * Starts anew with these, as of `timeNs`.
   * @param gapLastNs end of the last loss before; no beginning of a state or a life is known from before it
   */
  load(live: LiveGoroutines, timeNs: number, gapLastNs = this.gapLastNs): void {
    this.goroutines = new Goroutines(rowsFor(live.length))
    this.gapLastNs = gapLastNs
    for (let at = 0; at < live.length; at++) {
      if (live.goid[at] > 0 && this.goroutines.find(live.goid[at]) < 0) this.enter(live, at, timeNs)
    }
    countStates(this.goroutines, this.gapLastNs, this.states)
  }

  /** Takes rows into account, those before `untilNs`. */
  batch(batch: TransitionBatch, untilNs = Infinity): void {
    const { timeNs } = batch
    for (let row = 0; row < batch.length; row++) if (timeNs[row] < untilNs) this.change(batch, row)
  }

  gap(lastNs: number): void {
    this.gapLastNs = Math.max(this.gapLastNs, lastNs)
    countStates(this.goroutines, this.gapLastNs, this.states)
  }

  /** A copy, as columns. */
  columns(): LiveGoroutines {
    return liveGoroutines(this.goroutines, this.gapLastNs)
  }

  private change(batch: TransitionBatch, row: number): void {
    const { goroutines, states, gapLastNs } = this
    const goid = batch.goid[row]
    const ns = batch.timeNs[row]
    const to = batch.to[row]
    const kind = batch.kind[row]
    let at = goroutines.find(goid)
    if (at >= 0) {
      const known = goroutines.f64[at * ROW_F64 + SINCE_F64] >= gapLastNs
      states[known ? goroutines.u8[at * ROW_BYTES + STATUS_U8] & STATE_MASK : State.Undetermined]--
    }
    if (to === State.NotExist) {
      if (at >= 0) goroutines.remove(at)
      return
    }
    if (at < 0) {
      if (!(goid > 0)) return
      at = goroutines.insert(goid)
    }
    goroutines.f64[at * ROW_F64 + SINCE_F64] = ns
    if (kind === Kind.CREATE || kind === Kind.NEEDM) goroutines.f64[at * ROW_F64 + CREATED_F64] = ns
    goroutines.u16[at * ROW_U16 + SITE_U16] = batch.site[row]
    goroutines.u8[at * ROW_BYTES + STATUS_U8] = to
    goroutines.u8[at * ROW_BYTES + REASON_U8] = batch.reason[row]
    if (to === State.Running || kind === Kind.NEEDM) goroutines.u32[at * ROW_U32 + TID_U32] = batch.tid[row]
    states[ns < gapLastNs ? State.Undetermined : to]++
  }

  private enter(live: LiveGoroutines, from: number, timeNs: number): void {
    const { goroutines, gapLastNs } = this
    const at = goroutines.insert(live.goid[from])
    const since = live.sinceNs[from]
    const state = live.state[from]
    const begun = since >= gapLastNs
    const vouchedNs = begun ? since : Math.max(timeNs, gapLastNs)
    goroutines.f64[at * ROW_F64 + SINCE_F64] = state === State.Undetermined ? -Infinity : vouchedNs
    const created = live.createdNs[from]
    goroutines.f64[at * ROW_F64 + CREATED_F64] = created
    goroutines.u16[at * ROW_U16 + SITE_U16] = live.site[from]
    goroutines.u8[at * ROW_BYTES + STATUS_U8] = begun ? state : state | HEARSAY
    goroutines.u8[at * ROW_BYTES + REASON_U8] = live.reason[from]
    goroutines.u32[at * ROW_U32 + TID_U32] = live.tid[from]
  }
}

/** A power of two that has room for so many. */
function rowsFor(count: number): number {
  let rows = 1024
  while (rows < count) rows *= 2
  return rows
}
