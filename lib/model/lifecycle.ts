import { Kind, NO_P } from '../contract.gen.js'
import { Barriers } from './barriers.js'
import { Exits } from './exits.js'
import {
  CREATED_F64,
  Goroutines,
  HEARSAY,
  LOST,
  NEWBORN,
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
} from './goroutines.js'
import { countStates } from './live.js'
import { SnapshotNames } from './names.js'
import type { EventOrder } from './order.js'
import {
  GOID_WORD,
  GOPC_WORD,
  HIGH,
  OTHER_WORD,
  P_MASK,
  PLACE_WORD,
  REASON_SHIFT,
  SITE_MASK,
  SITE_SHIFT,
  SLOT_WORDS,
  STARTPC_WORD,
  TID_WORD,
} from './record.js'
import { applySnapshot } from './resync.js'
import { createdReason, createdState, REASON_OF_RECORD, RuleTable } from './rule.js'
import { foundP } from './settle.js'
import { SITE_CALLBACK, SITE_UNKNOWN, type Sites } from './sites.js'
import { Threads } from './threads.js'
import {
  Flag,
  type Gap,
  REASON_COROUTINE,
  REASON_NONE,
  State,
  TransitionBatch,
  type TransitionSink,
} from './transition.js'

/** Hears of a gap after all rows before it and before all rows after it. */
export type GapSink = (gap: Gap) => void

/** A coroutine switch makes two rows. */
const ROWS_MAX = 2

/**
 * Turns ordered events into transitions: who changed state, from when on it had been in the old one, and whether that
 * is known. What the kernel says of the state that ends always wins; where it contradicts what was known, the
 * interval is dropped and counted.
 *
 * The time at which a goroutine's state is vouched for is compared with the end of the last gap: older means
 * undetermined. So a gap costs nothing per goroutine.
 */
export class Lifecycle {
  readonly goroutines = new Goroutines()
  readonly threads = new Threads()
  readonly barriers = new Barriers()
  readonly exits = new Exits()
  readonly names = new SnapshotNames()
  /** What is legal depends on whether system calls are seen. */
  readonly rules: RuleTable
  readonly batch: TransitionBatch
  readonly sinks: TransitionSink[] = []
  readonly gapSinks: GapSink[] = []
  readonly snapshotSinks: (() => void)[] = []
  /** Live goroutines by `State`. */
  readonly states = new Float64Array(6)

  /** End of the last gap begun; a state vouched for before is undetermined. */
  gapLastNs = -Infinity
  /** Every event taken by earlier calls of `take` is at most this late. */
  private takenNs = -Infinity
  snapshots = 0

  disagreements = 0
  undetermined = 0
  censored = 0
  /** Distinct goroutines by how they were first met: older than the attach, born, or by an event that should not have been the first. */
  snapshot = 0
  created = 0
  met = 0
  exited = 0
  /** Removed because a later snapshot did not hold them: their exit was lost. */
  vanished = 0
  /** Events with goid 0. */
  nobody = 0

  /** A double handed to a method is boxed; through this it is not. */
  private readonly now = new Float64Array(1)

  /** @param aheadNs how far beyond the event in hand all others have surely come */
  constructor(
    private readonly siteKinds: Uint8Array,
    readonly sites: Sites,
    private readonly aheadNs: number,
    rows = 4096,
  ) {
    this.batch = new TransitionBatch(rows)
    this.rules = new RuleTable(siteKinds.includes(Kind.SYSCALL_ENTER))
  }

  /** Takes the events `sequence[begin … end-1]`. */
  take(order: EventOrder, begin: number, end: number): void {
    const { words, times, sequence } = order
    const { goroutines, sites, batch, states, now, siteKinds, rules } = this
    const rowsFull = batch.capacity - ROWS_MAX
    for (let i = begin; i < end; i++) {
      const slot = sequence[i]
      const timeNs = times[slot]
      if (timeNs > this.barriers.nextNs) this.cross(timeNs)
      if (batch.length > rowsFull) this.flush()

      const at = slot * SLOT_WORDS
      const goid = words[at + GOID_WORD] + words[at + GOID_WORD + 1] * HIGH
      let other = words[at + OTHER_WORD] + words[at + OTHER_WORD + 1] * HIGH
      const tid = words[at + TID_WORD]
      const place = words[at + PLACE_WORD]
      const kind = siteKinds[(place >>> SITE_SHIFT) & SITE_MASK]
      const recordReason = place >>> REASON_SHIFT
      if (goid === 0) {
        this.nobody++
        continue
      }

      const lostP = kind === Kind.SYSCALL_RETURN && (place & P_MASK) === NO_P
      if (lostP && !foundP(order, siteKinds, i, this.aheadNs, this.barriers.nextGapNs)) continue

      let from = rules.ownFrom[kind]
      let to = rules.to[kind]
      let reason = rules.reason[kind]
      if (reason === REASON_OF_RECORD) reason = recordReason
      let site = SITE_UNKNOWN
      let sinceNs = Number.NaN
      let createdNs = Number.NaN
      let endedReason = REASON_NONE
      let flags = 0
      let status = 0

      let row = goroutines.find(goid)
      if (row >= 0) {
        const known = goroutines.u8[row * ROW_BYTES + STATUS_U8]
        const state = known & STATE_MASK
        const vouchedNs = goroutines.f64[row * ROW_F64 + SINCE_F64]
        site = goroutines.u16[row * ROW_U16 + SITE_U16]
        status = known & SYSTEM
        if (status !== 0) flags = Flag.System
        if (vouchedNs < this.gapLastNs) {
          states[State.Undetermined]--
          this.undetermined++
        } else {
          states[state]--
          if (((rules.legalFrom[kind] >>> state) & 1) === 0 || vouchedNs > timeNs) {
            this.disagreements++
            flags |= Flag.Disagreement
          } else {
            if (state === State.Waiting) endedReason = goroutines.u8[row * ROW_BYTES + REASON_U8]
            if (kind === Kind.SYSCALL_EXIT) from = state
            if ((known & HEARSAY) === 0) {
              sinceNs = vouchedNs
              if ((known & NEWBORN) !== 0 && to === State.Running) flags |= Flag.FirstRun
            } else if ((known & LOST) === 0) this.censored++
            else this.undetermined++
          }
        }
        if (kind === Kind.CREATE) {
          // Met before its birth: it stays one goroutine in the count of all.
          sites.live[site]--
          this.met--
        } else if (kind === Kind.NEEDM) {
          // Its last stay in Go ended unseen; this is another one.
          sites.live[site]--
          this.vanished++
        }
      } else {
        row = goroutines.insert(goid)
        if (kind !== Kind.CREATE && kind !== Kind.NEEDM) {
          site = this.meet(goid)
          goroutines.u16[row * ROW_U16 + SITE_U16] = site
          if (sites.system[site] !== 0) {
            status = SYSTEM
            flags = Flag.System
          }
        }
      }

      if (kind === Kind.CREATE) {
        site = sites.ofRecord(words, at + STARTPC_WORD, at + GOPC_WORD)
        sites.created[site]++
        sites.live[site]++
        this.created++
        to = createdState(recordReason)
        reason = createdReason(recordReason)
        status = NEWBORN
        flags &= ~Flag.System
        if (sites.system[site] !== 0) {
          status |= SYSTEM
          flags |= Flag.System
        }
        goroutines.f64[row * ROW_F64 + CREATED_F64] = timeNs
        goroutines.u16[row * ROW_U16 + SITE_U16] = site
      } else if (kind === Kind.NEEDM) {
        site = SITE_CALLBACK
        sites.created[site]++
        sites.live[site]++
        this.created++
        status = 0
        flags &= ~Flag.System
        goroutines.f64[row * ROW_F64 + CREATED_F64] = timeNs
        goroutines.u16[row * ROW_U16 + SITE_U16] = site
      } else if (kind === Kind.CORO_SWITCH) {
        now[0] = timeNs
        const left = this.leave(row, tid, place & P_MASK)
        other = left >= 0 ? goroutines.f64[left * ROW_F64] : 0
      }

      if (to === State.NotExist) {
        // A life that a gap touches has no reported length, though its ends are known: no interval crosses a gap.
        const bornNs = goroutines.f64[row * ROW_F64 + CREATED_F64]
        if (bornNs >= this.gapLastNs) createdNs = bornNs
        sites.exited[site]++
        sites.live[site]--
        this.exited++
        if (this.exits.remembering) this.exits.add(goid, timeNs)
        goroutines.remove(row)
      } else {
        goroutines.f64[row * ROW_F64 + SINCE_F64] = timeNs
        goroutines.u8[row * ROW_BYTES + STATUS_U8] = status | to
        goroutines.u8[row * ROW_BYTES + REASON_U8] = reason
        states[timeNs < this.gapLastNs ? State.Undetermined : to]++
        if (to === State.Running || kind === Kind.NEEDM) {
          goroutines.u32[row * ROW_U32 + TID_U32] = tid
          this.threads.set(tid, row, timeNs)
        }
      }

      const out = batch.length++
      batch.timeNs[out] = timeNs
      batch.sinceNs[out] = sinceNs
      batch.createdNs[out] = createdNs
      batch.goid[out] = goid
      batch.other[out] = other
      batch.tid[out] = tid
      batch.site[out] = site
      batch.p[out] = place & P_MASK
      batch.kind[out] = kind
      batch.from[out] = from
      batch.to[out] = to
      batch.reason[out] = reason
      batch.endedReason[out] = endedReason
      batch.flags[out] = flags
    }
    this.takenNs = Math.max(this.takenNs, times[sequence[end - 1]])
  }

  /** Applies the gaps and snapshots that are due before an event at `timeNs`. */
  cross(timeNs: number): void {
    for (let next = this.barriers.take(timeNs); next; next = this.barriers.take(timeNs)) {
      this.flush()
      if (next.gap) this.begin(next.gap)
      if (next.snapshot) {
        applySnapshot(this, next.snapshot)
        this.names.forget(next.snapshot)
        for (const sink of this.snapshotSinks) sink()
      }
    }
  }

  /** Hands the rows so far to the sinks. */
  flush(): void {
    if (this.batch.length === 0) return
    for (const sink of this.sinks) sink(this.batch)
    this.batch.length = 0
  }

  /** The live goroutines by state, counted anew. */
  recount(): void {
    countStates(this.goroutines, this.gapLastNs, this.states)
  }

  private begin(gap: Gap): void {
    this.gapLastNs = Math.max(this.gapLastNs, gap.lastNs)
    this.exits.start(Math.max(gap.firstNs, this.takenNs))
    this.recount()
    for (const sink of this.gapSinks) sink(gap)
  }

  /** A goroutine first met by an event other than its creation; returns its site, if a snapshot on its way names it. */
  private meet(goid: number): number {
    const site = this.names.siteOf(goid, this.sites)
    this.sites.live[site]++
    // Until the first snapshot is there, it is simply one that the snapshot will hold, or that exits before.
    if (this.snapshots === 0) this.snapshot++
    else this.met++
    if (this.gapLastNs === -Infinity) this.censored++
    else this.undetermined++
    return site
  }

  /**
   * The goroutine that `tid` switches away from, at `now[0]`, to enter the one in row `entered`: its row, -1 if the
   * thread is not known to run any (the one that exits into the switch, or after a loss).
   */
  private leave(entered: number, tid: number, p: number): number {
    const { goroutines, batch, states } = this
    const { f64, u8, u32, u16 } = goroutines
    const timeNs = this.now[0]
    const row = this.threads.get(tid)
    if (row < 0 || row === entered || u32[row * ROW_U32 + TID_U32] !== tid) return -1
    const known = u8[row * ROW_BYTES + STATUS_U8]
    const state = known & STATE_MASK
    const vouchedNs = f64[row * ROW_F64 + SINCE_F64]
    const running = state === State.Running || state === State.Syscall
    if (f64[row * ROW_F64] === 0 || !running || vouchedNs < this.gapLastNs) return -1

    let sinceNs = Number.NaN
    if ((known & HEARSAY) === 0) sinceNs = vouchedNs
    else if ((known & LOST) === 0) this.censored++
    else this.undetermined++
    f64[row * ROW_F64 + SINCE_F64] = timeNs
    u8[row * ROW_BYTES + STATUS_U8] = (known & SYSTEM) | State.Waiting
    u8[row * ROW_BYTES + REASON_U8] = REASON_COROUTINE
    states[state]--
    states[timeNs < this.gapLastNs ? State.Undetermined : State.Waiting]++

    const out = batch.length++
    batch.timeNs[out] = timeNs
    batch.sinceNs[out] = sinceNs
    batch.createdNs[out] = Number.NaN
    batch.goid[out] = f64[row * ROW_F64]
    batch.other[out] = f64[entered * ROW_F64]
    batch.tid[out] = tid
    batch.site[out] = u16[row * ROW_U16 + SITE_U16]
    batch.p[out] = p
    batch.kind[out] = Kind.CORO_SWITCH
    batch.from[out] = State.Running
    batch.to[out] = State.Waiting
    batch.reason[out] = REASON_COROUTINE
    batch.endedReason[out] = REASON_NONE
    batch.flags[out] = (known & SYSTEM) !== 0 ? Flag.System : 0
    return row
  }
}
