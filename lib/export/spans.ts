import { NO_P } from '../contract.gen.js'
import { Goroutines, ROW_F64 } from '../model/goroutines.js'
import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import { Flag, REASON_NONE, State, type TransitionBatch } from '../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'
import { SpanBatch, SpanFlag } from './spanbatch.js'

/** Takes spans, synchronously; keeps neither batch. */
export interface SpanSink {
  /**
   * Spans that ended. With rows: `spans.row` says which of them ended it, ascending; called once per batch of rows, even if
   * they ended none. Without: a loss or the end of the recording ended them.
   */
  ended(spans: SpanBatch, rows: TransitionBatch | undefined): void
  /** Spans that are there without a row that tells of their beginning: at the start, and after a loss. `endNs` is NaN. */
  found?(spans: SpanBatch): void
}

const ROWS_MIN = 4096

/**
 * In which state each goroutine is since when, and the span of every state that ends. A span is a stretch of one goroutine
 * in one state, as far as it is known: it never reaches over a loss or out of the part of the recording that is told, and
 * where a state was contradicted there is none.
 */
export class Spans implements RecordingVisitor {
  /** What rows before this moment tell is lost again: the end of the last loss, ns since the session's base. */
  lostUntilNs = -Infinity
  private readonly index = new Goroutines()
  private capacity = 0
  /** By row of the index. `state` is Undetermined where nothing is known. */
  private beginNs = new Float64Array(0)
  private by = new Float64Array(0)
  private site = new Uint32Array(0)
  private p = new Uint16Array(0)
  private state = new Uint8Array(0)
  private reason = new Uint8Array(0)
  private flags = new Uint8Array(0)
  /** 1 for the runtime's own. */
  private system = new Uint8Array(0)
  private sites: readonly SiteName[] = []
  private spans = new SpanBatch(ROWS_MIN)
  private partNs = -Infinity

  constructor(private readonly sink: SpanSink) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.sites = head.sites
    this.partNs = live.timeNs
    this.find(live)
  }

  batch(rows: TransitionBatch): void {
    const { length, timeNs, sinceNs, goid, other, site, p, kind, from, to, reason, endedReason, flags } = rows
    if (this.spans.capacity < length) this.spans = new SpanBatch(length)
    const { spans, index, partNs, lostUntilNs } = this
    spans.length = 0
    for (let row = 0; row < length; row++) {
      const id = goid[row]
      let at = index.find(id)
      const flag = flags[row]
      const known = at >= 0 && this.state[at] !== State.Undetermined
      const since = sinceNs[row]
      // Without a beginning of its own a row ends what is known, unless it contradicts that.
      const sure = !Number.isNaN(since)
      const agrees = known && (flag & Flag.Disagreement) === 0 && this.state[at] === from[row]
      if (from[row] !== State.NotExist && (sure || agrees)) {
        const out = spans.length++
        const state = from[row]
        const beginNs = sure ? Math.max(since, partNs) : this.beginNs[at]
        spans.goid[out] = id
        spans.beginNs[out] = beginNs
        spans.endNs[out] = Math.max(timeNs[row], beginNs)
        spans.by[out] = known ? this.by[at] : 0
        spans.site[out] = site[row]
        spans.state[out] = state
        spans.reason[out] = endedReason[row]
        spans.p[out] = placeOf(state, known ? this.p[at] : NO_P, p[row])
        spans.next[out] = to[row]
        spans.kind[out] = kind[row]
        spans.row[out] = row
        spans.flags[out] =
          (sure ? (since < partNs ? SpanFlag.BeginCut : 0) : this.flags[at] || SpanFlag.BeginUnknown) |
          ((flag & Flag.FirstRun) !== 0 ? SpanFlag.FirstRun : 0) |
          ((flag & Flag.System) !== 0 ? SpanFlag.System : 0)
      }
      if (to[row] === State.NotExist) {
        if (at >= 0) index.remove(at)
        continue
      }
      if (at < 0) at = this.insert(id)
      this.beginNs[at] = timeNs[row]
      this.by[at] = other[row]
      this.site[at] = site[row]
      this.p[at] = p[row]
      this.state[at] = timeNs[row] < lostUntilNs ? State.Undetermined : to[row]
      this.reason[at] = to[row] === State.Waiting ? reason[row] : REASON_NONE
      this.flags[at] = 0
      this.system[at] = flag & Flag.System
    }
    this.sink.ended(spans, rows)
  }

  gap({ firstNs, lastNs }: RecordedGap): void {
    this.close(firstNs)
    this.lostUntilNs = Math.max(this.lostUntilNs, lastNs)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    const { index } = this
    const there = new Set(live.goid.subarray(0, live.length))
    for (let at = 0; at < index.high; at++) {
      const goid = index.f64[at * ROW_F64]
      if (goid !== 0 && !there.has(goid)) index.remove(at)
    }
    this.find(live)
  }

  end(ns: number): void {
    this.close(ns)
  }

  /** Takes up the goroutines whose state only this list tells. */
  private find(live: LiveGoroutines & { timeNs: number }): void {
    const { index, spans, sink } = this
    spans.length = 0
    for (let i = 0; i < live.length; i++) {
      const state = live.state[i]
      if (state === State.Undetermined || state === State.NotExist) continue
      let at = index.find(live.goid[i])
      if (at >= 0 && this.state[at] !== State.Undetermined) continue
      if (at < 0) at = this.insert(live.goid[i])
      this.beginNs[at] = live.timeNs
      this.by[at] = 0
      this.site[at] = live.site[i]
      this.p[at] = NO_P
      this.state[at] = state
      this.reason[at] = live.reason[i]
      this.flags[at] = live.sinceNs[i] < live.timeNs ? SpanFlag.BeginCut : SpanFlag.BeginUnknown
      if (live.sinceNs[i] === live.timeNs) this.flags[at] = 0
      this.system[at] = this.sites[live.site[i]]?.system ? 1 : 0
      this.tell(at, Number.NaN)
      if (spans.length === spans.capacity) {
        sink.found?.(spans)
        spans.length = 0
      }
    }
    if (spans.length > 0) sink.found?.(spans)
    spans.length = 0
  }

  /** Ends all spans, and knows nothing any more. */
  private close(ns: number): void {
    const { index, spans, sink } = this
    spans.length = 0
    for (let at = 0; at < index.high; at++) {
      if (index.f64[at * ROW_F64] === 0 || this.state[at] === State.Undetermined) continue
      // What began when the loss was under way, before it was told, is as uncertain as what follows.
      if (this.beginNs[at] <= ns) this.tell(at, ns)
      this.state[at] = State.Undetermined
      if (spans.length === spans.capacity) {
        sink.ended(spans, undefined)
        spans.length = 0
      }
    }
    if (spans.length > 0) sink.ended(spans, undefined)
    spans.length = 0
  }

  private tell(at: number, endNs: number): void {
    const { spans } = this
    const out = spans.length++
    const state = this.state[at]
    spans.goid[out] = this.index.f64[at * ROW_F64]
    spans.beginNs[out] = this.beginNs[at]
    spans.endNs[out] = endNs
    spans.by[out] = this.by[at]
    spans.site[out] = this.site[at]
    spans.state[out] = state
    spans.reason[out] = this.reason[at]
    spans.p[out] = placeOf(state, this.p[at], NO_P)
    spans.next[out] = State.Undetermined
    spans.kind[out] = 0
    spans.row[out] = -1
    spans.flags[out] =
      this.flags[at] |
      (Number.isNaN(endNs) ? 0 : SpanFlag.EndCut) |
      (this.system[at] !== 0 ? SpanFlag.System : 0)
  }

  private insert(goid: number): number {
    const at = this.index.insert(goid)
    if (at >= this.capacity) this.grow()
    return at
  }

  private grow(): void {
    const capacity = Math.max(1024, this.capacity * 2)
    const longer = <T extends { set(from: T): void }>(Column: new (length: number) => T, column: T): T => {
      const copy = new Column(capacity)
      copy.set(column)
      return copy
    }
    this.beginNs = longer(Float64Array, this.beginNs)
    this.by = longer(Float64Array, this.by)
    this.site = longer(Uint32Array, this.site)
    this.p = longer(Uint16Array, this.p)
    this.state = longer(Uint8Array, this.state)
    this.reason = longer(Uint8Array, this.reason)
    this.flags = longer(Uint8Array, this.flags)
    this.system = longer(Uint8Array, this.system)
    this.capacity = capacity
  }
}

/** Only who runs, or is in a system call, has a P; if it is not known where it began to, where it ended. */
function placeOf(state: number, beganOn: number, endedOn: number): number {
  if (state !== State.Running && state !== State.Syscall) return NO_P
  return beganOn === NO_P ? endedOn : beganOn
}
