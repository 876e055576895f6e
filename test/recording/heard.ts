import type { LiveGoroutines } from '../../lib/model/live.js'
import type {
  RecordedCounters,
  RecordedGap,
  RecordingHead,
  RecordingVisitor,
} from '../../lib/recording/walk.js'
import { type Row, rowsOf } from '../history/told.js'

/** Something that was told between rows. */
export type Told =
  | { rows: number; gap: RecordedGap }
  | { rows: number; live: string[] }
  | { rows: number; counters: RecordedCounters }

/** A visitor that keeps all that it hears. */
export class Heard implements RecordingVisitor {
  head: RecordingHead | undefined
  first: string[] = []
  firstNs = Number.NaN
  readonly rows: Row[] = []
  /** In order, each with how many rows came before. */
  readonly told: Told[] = []
  endNs = Number.NaN

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    if (this.head) throw new Error('it began twice')
    this.head = head
    this.first = linesOf(live)
    this.firstNs = live.timeNs
  }

  batch(batch: Parameters<RecordingVisitor['batch']>[0]): void {
    if (!this.head) throw new Error('rows before the beginning')
    if (batch.length === 0) throw new Error('an empty batch')
    this.rows.push(...rowsOf(batch))
  }

  gap(gap: RecordedGap): void {
    this.told.push({ rows: this.rows.length, gap })
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.told.push({ rows: this.rows.length, live: linesOf(live) })
  }

  counters(counters: RecordedCounters): void {
    this.told.push({ rows: this.rows.length, counters })
  }

  end(ns: number): void {
    this.endNs = ns
  }

  get gaps(): RecordedGap[] {
    return this.told.flatMap(told => ('gap' in told ? [told.gap] : []))
  }
}

/** Goroutines as lines that can be compared, in order of their goids. */
export function linesOf(live: LiveGoroutines): string[] {
  const rows = Array.from({ length: live.length }, (_, at) => at).sort((a, b) => live.goid[a] - live.goid[b])
  return rows.map(at =>
    [
      `g${live.goid[at]}`,
      `state ${live.state[at]}`,
      `since ${live.sinceNs[at]}`,
      `created ${live.createdNs[at]}`,
      `site ${live.site[at]}`,
      `tid ${live.tid[at]}`,
      `reason ${live.reason[at]}`,
    ].join(' '),
  )
}
