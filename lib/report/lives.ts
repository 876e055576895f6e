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
  SYSTEM,
  TID_U32,
} from '../model/goroutines.js'
import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import { REASON_NONE, State, type TransitionBatch } from '../model/transition.js'
import { UNNAMED } from './sites.js'

/** A goroutine that is in a state when the recording ends. */
export interface Ending {
  goid: number
  site: number
  system: boolean
  state: number
  reason: number
  /** When the state began; where `older` says so it is only the first moment at which it was seen. */
  sinceNs: number
  older: boolean
}

/**
 * The live goroutines as the rows tell of them: for what a row alone does not say (where a goroutine was made ready, by
 * whom) and for what goes on at the end. The rows of the table lend their thread's place to the P of the last event.
 */
export class Lives {
  /** Known to be runnable. */
  runnable = 0
  /** By site. */
  live = new Float64Array(64)
  /** Where and by whom the goroutine of the row just taken had been made runnable; -1 and 0 if that was not seen. */
  queuedP = -1
  waker = 0

  private goroutines = new Goroutines()
  /** By row of the table: who made it runnable. */
  private wakers = new Float64Array(1024)

  get length(): number {
    return this.goroutines.live
  }

  /** Forgets all and takes the live goroutines of a moment. @param numbers our number by theirs */
  reset(live: LiveGoroutines & { timeNs: number }, numbers: Uint32Array, names: readonly SiteName[]): void {
    this.goroutines = new Goroutines()
    this.live = new Float64Array(Math.max(64, names.length))
    this.runnable = 0
    for (let i = 0; i < live.length; i++) {
      const row = this.insert(live.goid[i], numbers[live.site[i]] ?? UNNAMED)
      const { f64, u8, u16 } = this.goroutines
      const sinceNs = live.sinceNs[i]
      const older = Number.isNaN(sinceNs)
      const system = names[u16[row * ROW_U16 + SITE_U16]].system
      f64[row * ROW_F64 + SINCE_F64] = older ? live.timeNs : sinceNs
      f64[row * ROW_F64 + CREATED_F64] = live.createdNs[i]
      u8[row * ROW_BYTES + STATUS_U8] = live.state[i] | (older ? HEARSAY : 0) | (system ? SYSTEM : 0)
      u8[row * ROW_BYTES + REASON_U8] = live.reason[i]
      if (live.state[i] === State.Runnable) this.runnable++
    }
  }

  /** Takes row `i` of a batch. */
  take(batch: TransitionBatch, i: number, site: number, system: boolean): void {
    const goid = batch.goid[i]
    const to = batch.to[i]
    let row = this.goroutines.find(goid)
    if (row < 0) {
      if (to === State.NotExist) return
      row = this.insert(goid, site)
    }
    const { f64, u32, u16, u8 } = this.goroutines
    const at = row * ROW_BYTES + STATUS_U8
    if ((u8[at] & STATE_MASK) === State.Runnable) {
      this.runnable--
      this.queuedP = u32[row * ROW_U32 + TID_U32] - 1
      this.waker = this.wakers[row]
    } else {
      this.queuedP = -1
      this.waker = 0
    }
    const known = u16[row * ROW_U16 + SITE_U16]
    if (known !== site) {
      this.live[known]--
      this.live[site]++
      u16[row * ROW_U16 + SITE_U16] = site
    }
    if (to === State.NotExist) {
      this.live[site]--
      this.goroutines.remove(row)
      return
    }
    f64[row * ROW_F64 + SINCE_F64] = batch.timeNs[i]
    u32[row * ROW_U32 + TID_U32] = batch.p[i] + 1
    u8[at] = to | (system ? SYSTEM : 0)
    u8[row * ROW_BYTES + REASON_U8] = to === State.Waiting ? batch.reason[i] : REASON_NONE
    if (to === State.Runnable) {
      this.runnable++
      this.wakers[row] = batch.other[i]
    }
  }

  /** Nobody's state is known any more. */
  lose(): void {
    const { f64, u8, high } = this.goroutines
    for (let row = 0; row < high; row++) {
      if (f64[row * ROW_F64] === 0) continue
      const at = row * ROW_BYTES + STATUS_U8
      u8[at] = (u8[at] & SYSTEM) | State.Undetermined
    }
    this.runnable = 0
  }

  /** Everyone, in no particular order. */
  *endings(): Generator<Ending> {
    const { f64, u8, u16, high } = this.goroutines
    for (let row = 0; row < high; row++) {
      const goid = f64[row * ROW_F64]
      if (goid === 0) continue
      const status = u8[row * ROW_BYTES + STATUS_U8]
      yield {
        goid,
        site: u16[row * ROW_U16 + SITE_U16],
        system: (status & SYSTEM) !== 0,
        state: status & STATE_MASK,
        reason: u8[row * ROW_BYTES + REASON_U8],
        sinceNs: f64[row * ROW_F64 + SINCE_F64],
        older: (status & HEARSAY) !== 0,
      }
    }
  }

  private insert(goid: number, site: number): number {
    const row = this.goroutines.insert(goid)
    // Rows are used again: what the last one left there is not this one's.
    this.goroutines.u8[row * ROW_BYTES + STATUS_U8] = State.Undetermined
    this.goroutines.u16[row * ROW_U16 + SITE_U16] = site
    if (row >= this.wakers.length) this.wakers = widened(this.wakers, row)
    this.wakers[row] = 0
    if (site >= this.live.length) this.live = widened(this.live, site)
    this.live[site]++
    return row
  }
}

/** The same column, long enough for an index. */
function widened(column: Float64Array<ArrayBuffer>, index: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.max(column.length * 2, index + 1))
  longer.set(column)
  return longer
}
