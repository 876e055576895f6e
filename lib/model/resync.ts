import {
  HEARSAY,
  LOST,
  MARK,
  REASON_U8,
  ROW_BYTES,
  ROW_F64,
  ROW_U16,
  ROW_U32,
  SINCE_F64,
  SITE_U16,
  STATUS_U8,
  SYSTEM,
  TID_U32,
} from './goroutines.js'
import type { Lifecycle } from './lifecycle.js'
import { SITE_UNKNOWN } from './sites.js'
import { type Snapshot, State } from './transition.js'

/**
 * Brings a snapshot in, once every event up to its end has been taken. It was read while the target ran and while
 * probes fired before the change that they tell of, so any event since its beginning beats it: it only adds the
 * goroutines that no event told of, names the others, settles those that a loss before it left undetermined, and
 * removes those that it no longer holds.
 */
export function applySnapshot(life: Lifecycle, snapshot: Snapshot): void {
  const { goroutines, sites, exits } = life
  // What it alone knows is older than the attach, unless a birth can have been lost.
  const older = life.snapshots === 0 && life.gapLastNs === -Infinity
  const exited = exits.since(snapshot.beginNs)
  // If exits since its beginning had to be forgotten, a goroutine that only the snapshot knows may be one of them.
  const trusted = exits.forgottenNs <= snapshot.beginNs

  for (let i = 0; i < snapshot.length; i++) {
    const goid = snapshot.goid[i]
    const state = snapshot.state[i]
    if (goid === 0 || state === State.NotExist || exited.has(goid)) continue
    let row = goroutines.find(goid)
    if (row < 0) {
      if (!trusted) continue
      row = goroutines.insert(goid)
      goroutines.u8[row * ROW_BYTES + STATUS_U8] = HEARSAY | (older ? 0 : LOST)
      sites.live[SITE_UNKNOWN]++
      life.snapshot++
      place(life, snapshot, i, row)
    } else if (goroutines.f64[row * ROW_F64 + SINCE_F64] < Math.min(snapshot.beginNs, life.gapLastNs)) {
      const at = row * ROW_BYTES + STATUS_U8
      goroutines.u8[at] = HEARSAY | LOST | (goroutines.u8[at] & SYSTEM)
      place(life, snapshot, i, row)
    }
    goroutines.u8[row * ROW_BYTES + STATUS_U8] |= MARK
    if (goroutines.u16[row * ROW_U16 + SITE_U16] === SITE_UNKNOWN) name(life, snapshot, i, row)
  }
  sweep(life, snapshot.beginNs)
  life.recount()
  life.snapshots++
  // A gap that began after this snapshot did asks for the next one.
  if (life.gapLastNs <= snapshot.beginNs) exits.stop()
}

/**
 * The state as the snapshot has it; vouched for from its beginning on, the earliest moment it can have been read. If
 * the thread that is said to run it has entered another since, a switch that nobody saw lies between, and the state is
 * not known.
 */
function place(life: Lifecycle, snapshot: Snapshot, i: number, row: number): void {
  const { goroutines, threads } = life
  const { f64, u32, u8 } = goroutines
  const tid = snapshot.tid[i]
  let state = snapshot.state[i]
  if (tid !== 0 && (state === State.Running || state === State.Syscall)) {
    if (threads.enteredNs(tid) < snapshot.beginNs) {
      u32[row * ROW_U32 + TID_U32] = tid
      threads.set(tid, row, snapshot.beginNs)
    } else state = State.Undetermined
  }
  f64[row * ROW_F64 + SINCE_F64] = snapshot.beginNs
  u8[row * ROW_BYTES + STATUS_U8] |= state
  u8[row * ROW_BYTES + REASON_U8] = snapshot.reason[i]
}

function name(life: Lifecycle, snapshot: Snapshot, i: number, row: number): void {
  const { goroutines, sites } = life
  const site = sites.ofSnapshot(snapshot.startpc[i], snapshot.gopc[i])
  sites.live[SITE_UNKNOWN]--
  sites.live[site]++
  goroutines.u16[row * ROW_U16 + SITE_U16] = site
  if (sites.system[site] !== 0) goroutines.u8[row * ROW_BYTES + STATUS_U8] |= SYSTEM
}

/** Removes what the snapshot does not hold and no event told of since it began. */
function sweep(life: Lifecycle, beginNs: number): void {
  const { goroutines, sites } = life
  const { f64, u8, u16 } = goroutines
  for (let row = 0; row < goroutines.high; row++) {
    if (f64[row * ROW_F64] === 0) continue
    const at = row * ROW_BYTES + STATUS_U8
    if ((u8[at] & MARK) !== 0) u8[at] &= ~MARK
    else if (f64[row * ROW_F64 + SINCE_F64] < beginNs) {
      sites.live[u16[row * ROW_U16 + SITE_U16]]--
      goroutines.remove(row)
      life.vanished++
    }
  }
}
