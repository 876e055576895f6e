import {
  CREATED_F64,
  Goroutines,
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
} from '../../model/goroutines.js'
import { Flag, REASON_NONE, State } from '../../model/transition.js'
import { type Chunk, LONG_LOW, TOP_HIGH } from '../chunk.js'
import type { Rows, Scene } from '../lanes/scene.js'
import type { LiveColumns, Work } from '../past.js'

const HIGH = 0x100000000
/** The live goroutines may be so much older than the newest rows, ns. */
const LIVE_AGE_NS = 1e9

/**
 * Who lived at a moment of the past, and in which state. A goroutine's first row after the moment tells it; without one
 * it is as it was with its last row before, or still is. None of that reaches across a loss: then its state is not known.
 */
export function* rosterAt(scene: Scene, timeNs: number): Work<LiveColumns> {
  const roster = new Roster(scene, timeNs)
  for (const rows of scene.between(timeNs, Infinity)) {
    roster.takeAfter(rows)
    yield
  }
  for (const rows of scene.between(roster.backToNs, timeNs).reverse()) {
    roster.takeBefore(rows)
    yield
  }
  roster.takeLive()
  return roster.columns()
}

class Roster {
  /** How far back last rows are looked for. */
  readonly backToNs: number
  private readonly goroutines = new Goroutines()
  /** The era of the moment; Infinity and -Infinity if it lies within a loss. */
  private readonly eraBeginNs: number
  private readonly eraEndNs: number

  constructor(
    private readonly scene: Scene,
    private readonly timeNs: number,
  ) {
    const { losses, live, newestNs } = scene
    const known = losses.seek(timeNs)
    this.eraBeginNs = known ? losses.beginNs : Infinity
    this.eraEndNs = known ? losses.endNs : -Infinity
    const liveNs = (live?.timeNs ?? -Infinity) - LIVE_AGE_NS
    this.backToNs = this.eraEndNs < newestNs ? this.eraBeginNs : Math.max(this.eraBeginNs, liveNs)
  }

  /** Takes the rows at the moment and after it, in order. */
  takeAfter({ chunk, length }: Rows): void {
    const { time, lengthLow, lengthHigh, goidLow, goidHigh, fromTo, baseNs } = chunk
    const { goroutines } = this
    const from = this.timeNs - baseNs
    for (let row = 0; row < length; row++) {
      const at = time[row]
      if (at < from) continue
      // What the row ends began at the moment or later, so an earlier row has told of the goroutine.
      const unknown = lengthHigh[row] === TOP_HIGH && lengthLow[row] >= LONG_LOW
      const exits = (fromTo[row] & 7) === State.NotExist
      if (
        !unknown &&
        !exits &&
        at - (lengthHigh[row] * HIGH + lengthLow[row]) >= from &&
        fromTo[row] >> 3 !== State.NotExist
      )
        continue
      const goid = goidHigh[row] * HIGH + goidLow[row]
      let found = goroutines.find(goid)
      if (found < 0) {
        found = goroutines.insert(goid)
        this.before(found, chunk, row)
      }
      if (exits) this.exit(found, chunk, row)
    }
  }

  /** Takes the rows before the moment; the newest come first. */
  takeBefore({ chunk, length }: Rows): void {
    const { time, goidLow, goidHigh, fromTo, baseNs } = chunk
    const { goroutines } = this
    const from = this.backToNs - baseNs
    const to = this.timeNs - baseNs
    for (let row = length - 1; row >= 0; row--) {
      if (time[row] < from || time[row] >= to) continue
      const goid = goidHigh[row] * HIGH + goidLow[row]
      let at = goroutines.find(goid)
      if (at < 0) at = goroutines.insert(goid)
      else if ((goroutines.u8[at * ROW_BYTES + STATUS_U8] & STATE_MASK) !== State.Undetermined) continue
      this.put(at, chunk, row, fromTo[row] & 7, baseNs + time[row], chunk.reason[row])
      if (fromTo[row] >> 3 === State.NotExist) goroutines.f64[at * ROW_F64 + CREATED_F64] = baseNs + time[row]
    }
  }

  /** Takes those that no row tells of, and what else the live goroutines know. */
  takeLive(): void {
    const { goroutines, scene, timeNs } = this
    const { live } = scene
    const lasting = this.eraEndNs >= scene.newestNs
    for (let i = 0; i < (live?.length ?? 0); i++) {
      const { goid, createdNs, sinceNs, state, site, tid, reason, flags } = live!
      if (createdNs[i] > timeNs) continue
      let at = goroutines.find(goid[i])
      if (at < 0) {
        at = goroutines.insert(goid[i])
        const known = lasting && state[i] !== State.Undetermined && !(sinceNs[i] > timeNs)
        goroutines.u16[at * ROW_U16 + SITE_U16] = site[i]
        goroutines.u32[at * ROW_U32 + TID_U32] = known ? tid[i] : 0
        goroutines.f64[at * ROW_F64 + SINCE_F64] = known ? sinceNs[i] : Number.NaN
        goroutines.u8[at * ROW_BYTES + REASON_U8] = known ? reason[i] : REASON_NONE
        goroutines.u8[at * ROW_BYTES + STATUS_U8] =
          (known ? state[i] : State.Undetermined) | ((flags[i] & Flag.System) !== 0 ? SYSTEM : 0)
      }
      if (createdNs[i] <= timeNs) goroutines.f64[at * ROW_F64 + CREATED_F64] = createdNs[i]
    }
  }

  columns(): LiveColumns {
    const { f64, u32, u16, u8, high } = this.goroutines
    const rows = new Uint32Array(high)
    let length = 0
    for (let at = 0; at < high; at++)
      if ((u8[at * ROW_BYTES + STATUS_U8] & STATE_MASK) !== State.NotExist) rows[length++] = at
    const columns: LiveColumns = {
      timeNs: this.timeNs,
      length,
      goid: new Float64Array(length),
      state: new Uint8Array(length),
      sinceNs: new Float64Array(length),
      site: new Uint32Array(length),
      tid: new Uint32Array(length),
      reason: new Uint8Array(length),
      createdNs: new Float64Array(length),
      flags: new Uint8Array(length),
    }
    for (let i = 0; i < length; i++) {
      const at = rows[i]
      const status = u8[at * ROW_BYTES + STATUS_U8]
      columns.goid[i] = f64[at * ROW_F64]
      columns.state[i] = status & STATE_MASK
      columns.sinceNs[i] = f64[at * ROW_F64 + SINCE_F64]
      columns.site[i] = u16[at * ROW_U16 + SITE_U16]
      columns.tid[i] = u32[at * ROW_U32 + TID_U32]
      columns.reason[i] = u8[at * ROW_BYTES + REASON_U8]
      columns.createdNs[i] = f64[at * ROW_F64 + CREATED_F64]
      columns.flags[i] = (status & SYSTEM) !== 0 ? Flag.System : 0
    }
    return columns
  }

  /** What the goroutine's first row after the moment says of it at the moment. */
  private before(at: number, chunk: Chunk, row: number): void {
    const timeNs = chunk.timeNs(row)
    const from = chunk.from(row)
    if (from === State.NotExist) {
      this.put(at, chunk, row, State.NotExist, Number.NaN, REASON_NONE)
      return
    }
    const sinceNs = timeNs - chunk.lengthNs(row)
    const contradicts = (chunk.flags(row) & Flag.Disagreement) !== 0
    const told = sinceNs <= this.timeNs || (Number.isNaN(sinceNs) && !contradicts)
    if (told && timeNs <= this.eraEndNs) this.put(at, chunk, row, from, sinceNs, chunk.endedReason[row])
    else this.put(at, chunk, row, State.Undetermined, Number.NaN, REASON_NONE)
  }

  private put(at: number, chunk: Chunk, row: number, state: number, sinceNs: number, reason: number): void {
    const { f64, u32, u16, u8 } = this.goroutines
    const onThread = state === State.Running || state === State.Syscall
    f64[at * ROW_F64 + SINCE_F64] = sinceNs
    u16[at * ROW_U16 + SITE_U16] = chunk.site[row]
    u32[at * ROW_U32 + TID_U32] = onThread ? chunk.tid[row] : 0
    u8[at * ROW_BYTES + REASON_U8] = state === State.Waiting ? reason : REASON_NONE
    u8[at * ROW_BYTES + STATUS_U8] = state | ((chunk.flags(row) & Flag.System) !== 0 ? SYSTEM : 0)
  }

  /** Its exit tells when it was created. A goroutine that C threads borrow has more lives than one. */
  private exit(at: number, chunk: Chunk, row: number): void {
    const { f64 } = this.goroutines
    const createdNs = chunk.timeNs(row) - chunk.lifeNs(row)
    if (createdNs <= this.timeNs) f64[at * ROW_F64 + CREATED_F64] = createdNs
  }
}
