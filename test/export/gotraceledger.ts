import type { LiveGoroutines } from '../../lib/model/live.js'
import { REASON_NONE, State, stateNames, type TransitionBatch } from '../../lib/model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'

/** A stretch of a goroutine in one state, ns since the session's base. */
export interface LedgerSpan {
  goid: number
  site: number
  state: number
  reason: number
  beginNs: number
  endNs: number
}

interface Standing {
  site: number
  state: number
  reason: number
  beginNs: number
}

/**
 * What a recording says of who was in which state when, kept in the plainest way: whatever an exporter's readers find is
 * compared with this. At a loss nothing is known any more.
 */
export class Ledger implements RecordingVisitor {
  head!: RecordingHead
  firstNs = 0
  lastNs = 0
  /** Goroutines at the first moment. */
  first = 0
  readonly spans: LedgerSpan[] = []
  readonly gaps: RecordedGap[] = []
  rows = 0
  private readonly standing = new Map<number, Standing>()
  private lostUntilNs = -Infinity

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.head = head
    this.firstNs = live.timeNs
    this.first = live.length
    this.find(live)
  }

  batch(batch: TransitionBatch): void {
    this.rows += batch.length
    for (let i = 0; i < batch.length; i++) {
      const timeNs = batch.timeNs[i]
      const goid = batch.goid[i]
      this.close(goid, timeNs)
      if (batch.to[i] === State.NotExist || timeNs < this.lostUntilNs) continue
      this.standing.set(goid, {
        site: batch.site[i],
        state: batch.to[i],
        reason: batch.to[i] === State.Waiting ? batch.reason[i] : REASON_NONE,
        beginNs: timeNs,
      })
    }
  }

  gap(gap: RecordedGap): void {
    this.gaps.push(gap)
    for (const goid of [...this.standing.keys()]) this.close(goid, gap.firstNs)
    this.lostUntilNs = Math.max(this.lostUntilNs, gap.lastNs)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.find(live)
    const there = new Set(live.goid.subarray(0, live.length))
    for (const goid of [...this.standing.keys()]) if (!there.has(goid)) this.close(goid, live.timeNs)
  }

  end(ns: number): void {
    this.lastNs = ns
    for (const goid of [...this.standing.keys()]) this.close(goid, ns)
  }

  /** Total ns by what `key` says of a span. */
  totals(key: (span: LedgerSpan) => string): Map<string, number> {
    const totals = new Map<string, number>()
    for (const span of this.spans) {
      const name = key(span)
      totals.set(name, (totals.get(name) ?? 0) + span.endNs - span.beginNs)
    }
    return totals
  }

  private find(live: LiveGoroutines & { timeNs: number }): void {
    for (let i = 0; i < live.length; i++) {
      const state = live.state[i]
      if (state === State.Undetermined || this.standing.has(live.goid[i])) continue
      const reason = state === State.Waiting ? live.reason[i] : REASON_NONE
      this.standing.set(live.goid[i], { site: live.site[i], state, reason, beginNs: live.timeNs })
    }
  }

  private close(goid: number, endNs: number): void {
    const standing = this.standing.get(goid)
    if (standing === undefined) return
    this.standing.delete(goid)
    this.spans.push({ goid, ...standing, endNs: Math.max(endNs, standing.beginNs) })
  }
}

export const stateName = (state: number): string => stateNames[state] ?? 'unknown'
