import { Kind } from '../../contract.gen.js'
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
  STATUS_U8,
  TID_U32,
} from '../../model/goroutines.js'
import { type LiveGoroutines, liveGoroutines } from '../../model/live.js'
import { State, type TransitionBatch } from '../../model/transition.js'

/** Who lives, and in which state, as a recording is walked: what a cut begins with. */
export class Standing {
  private goroutines = new Goroutines()
  private gapLastNs = -Infinity

  /** Takes a whole set in place of what was known. */
  replace(live: LiveGoroutines & { timeNs: number }): void {
    this.goroutines = new Goroutines()
    for (let i = 0; i < live.length; i++) {
      const row = this.goroutines.insert(live.goid[i])
      const { f64, u32, u16, u8 } = this.goroutines
      const sinceNs = live.sinceNs[i]
      const known = !Number.isNaN(sinceNs)
      f64[row * ROW_F64 + SINCE_F64] = known ? sinceNs : live.timeNs
      f64[row * ROW_F64 + CREATED_F64] = live.createdNs[i]
      u32[row * ROW_U32 + TID_U32] = live.tid[i]
      u16[row * ROW_U16 + SITE_U16] = live.site[i]
      u8[row * ROW_BYTES + STATUS_U8] = live.state[i] | (known ? 0 : HEARSAY)
      u8[row * ROW_BYTES + REASON_U8] = live.reason[i]
    }
  }

  /** From here on states that were known before the loss ended are not. */
  lose(lastNs: number): void {
    this.gapLastNs = Math.max(this.gapLastNs, lastNs)
  }

  apply(batch: TransitionBatch, row: number): void {
    const { goroutines } = this
    const goid = batch.goid[row]
    const to = batch.to[row]
    let at = goroutines.find(goid)
    if (to === State.NotExist) {
      if (at >= 0) goroutines.remove(at)
      return
    }
    if (at < 0) at = goroutines.insert(goid)
    const { f64, u32, u16, u8 } = goroutines
    const kind = batch.kind[row]
    f64[at * ROW_F64 + SINCE_F64] = batch.timeNs[row]
    if (kind === Kind.CREATE || kind === Kind.NEEDM) f64[at * ROW_F64 + CREATED_F64] = batch.timeNs[row]
    if (to === State.Running || to === State.Syscall) u32[at * ROW_U32 + TID_U32] = batch.tid[row]
    u16[at * ROW_U16 + SITE_U16] = batch.site[row]
    u8[at * ROW_BYTES + STATUS_U8] = to
    u8[at * ROW_BYTES + REASON_U8] = batch.reason[row]
  }

  /** All that lives now; a copy. */
  live(): LiveGoroutines {
    return liveGoroutines(this.goroutines, this.gapLastNs)
  }
}
