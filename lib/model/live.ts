import {
  CREATED_F64,
  type Goroutines,
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
} from './goroutines.js'
import { REASON_NONE, State } from './transition.js'

/** The live goroutines, as columns of `length`, in no particular order. */
export interface LiveGoroutines {
  length: number
  goid: Float64Array
  /** `State`; Undetermined after a loss. */
  state: Uint8Array
  /** Since when, ns since the session's base; NaN if not known. */
  sinceNs: Float64Array
  /** When it was created, ns since the session's base; NaN if that was not seen. */
  createdNs: Float64Array
  site: Uint32Array
  /** Thread that runs it (state Running or Syscall), else 0. */
  tid: Uint32Array
  /** Wait reason if Waiting and known, else REASON_NONE. */
  reason: Uint8Array
}

/** @param gapLastNs what is vouched for before this moment only is undetermined */
export function liveGoroutines(goroutines: Goroutines, gapLastNs: number): LiveGoroutines {
  const { live, high, f64, u8, u16, u32 } = goroutines
  const columns: LiveGoroutines = {
    length: live,
    goid: new Float64Array(live),
    state: new Uint8Array(live),
    sinceNs: new Float64Array(live).fill(Number.NaN),
    createdNs: new Float64Array(live),
    site: new Uint32Array(live),
    tid: new Uint32Array(live),
    reason: new Uint8Array(live).fill(REASON_NONE),
  }
  let out = 0
  for (let row = 0; row < high; row++) {
    const goid = f64[row * ROW_F64]
    if (goid === 0) continue
    const status = u8[row * ROW_BYTES + STATUS_U8]
    const sinceNs = f64[row * ROW_F64 + SINCE_F64]
    columns.goid[out] = goid
    columns.createdNs[out] = f64[row * ROW_F64 + CREATED_F64]
    columns.site[out] = u16[row * ROW_U16 + SITE_U16]
    if (sinceNs >= gapLastNs) {
      const state = status & STATE_MASK
      columns.state[out] = state
      if ((status & HEARSAY) === 0) columns.sinceNs[out] = sinceNs
      if (state === State.Running || state === State.Syscall) columns.tid[out] = u32[row * ROW_U32 + TID_U32]
      if (state === State.Waiting) columns.reason[out] = u8[row * ROW_BYTES + REASON_U8]
    }
    out++
  }
  return columns
}

/**
 * Counts the live goroutines by `State`, anew.
 * @param gapLastNs what is vouched for before this moment only is undetermined
 * @param states by `State`; overwritten
 */
export function countStates(goroutines: Goroutines, gapLastNs: number, states: Float64Array): void {
  const { f64, u8, high } = goroutines
  states.fill(0)
  for (let row = 0; row < high; row++) {
    if (f64[row * ROW_F64] === 0) continue
    const lost = f64[row * ROW_F64 + SINCE_F64] < gapLastNs
    states[lost ? State.Undetermined : u8[row * ROW_BYTES + STATUS_U8] & STATE_MASK]++
  }
}
