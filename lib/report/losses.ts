import type { RecordedCounters, RecordedGap } from '../recording/walk.js'

/** Gaps that are listed one by one. */
const LISTED_MAX = 32

/** What is missing from a session, and what could not be said for other reasons. */
export class Losses {
  readonly byCause = new Map<string, number>()
  readonly listed: RecordedGap[] = []
  gaps = 0
  /** Time within gaps, ns. */
  ns = 0
  /** Rows that end a state of which nobody knows when it began. */
  unknownSince = 0
  /** Rows that contradict what was known. */
  contradicted = 0
  /** The session's own counters, as they were last told. */
  counters: RecordedCounters | undefined
  private untilNs = -Infinity

  add(gap: RecordedGap): void {
    this.gaps++
    if (this.listed.length < LISTED_MAX) this.listed.push({ ...gap, lost: { ...gap.lost } })
    for (const [cause, lost] of Object.entries(gap.lost))
      if (lost > 0) this.byCause.set(cause, (this.byCause.get(cause) ?? 0) + lost)
    this.ns += Math.max(0, gap.lastNs - Math.max(gap.firstNs, this.untilNs))
    this.untilNs = Math.max(this.untilNs, gap.lastNs)
  }

  /** Events, and transitions of damaged parts. */
  get lost(): number {
    let sum = 0
    for (const lost of this.byCause.values()) sum += lost
    return sum
  }
}
