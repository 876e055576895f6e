import type { LiveColumns, PastGap } from '../../history/past.js'
import { Writer } from '../../history/writer.js'
import type { LiveGoroutines } from '../../model/live.js'
import { Flag, State, type TransitionBatch } from '../../model/transition.js'
import { Census } from '../../recording/census.js'
import { Progress } from '../../recording/progress.js'
import type { RecordedCounters, RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import { emptyLive } from './packed.js'
import { type KeptChunk, Window } from './window.js'

/** So many goroutines that live at the end of the part are kept at most. */
const LIVE_MAX = 100_000

/** Takes a recording and keeps the part of it that a page has room for. What is not kept takes no memory. */
export class Excerpt implements RecordingVisitor {
  /** Of the recording that is told, or the part of one. */
  head!: RecordingHead
  /** The counters of all that is told. */
  progress!: Progress
  /** All of the recording's losses, by cause. */
  readonly lost: Record<string, number> = {}
  /** Up to when the part goes, and what lives then. */
  lastNs = 0
  living: LiveColumns = emptyLive(0, 0)
  /** How many live then, of which `living` may have fewer. */
  liveTotal = 0
  private allGaps: PastGap[] = []
  private census!: Census
  private readonly window: Window
  private readonly writer: Writer
  private closed = false

  /** As `Window`. */
  constructor(charactersMax: number, aroundNs: number) {
    this.window = new Window(charactersMax, aroundNs)
    this.writer = new Writer(this.window, () => this.census.states)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.head = head
    this.lastNs = live.timeNs
    this.census = new Census(head.sites.length)
    this.census.begin(live)
    this.progress = new Progress(this.census, head.firstNs <= head.armedNs, head.whole)
  }

  batch(batch: TransitionBatch): void {
    this.progress.rows += batch.length
    this.census.take(batch)
    if (this.closed) return
    for (let row = 0; row < batch.length; row++) this.lastNs = Math.max(this.lastNs, batch.timeNs[row])
    this.writer.append(batch)
    if (this.window.full) this.close(this.lastNs + 1)
  }

  gap({ firstNs, lastNs, lost }: RecordedGap): void {
    for (const [cause, count] of Object.entries(lost)) this.lost[cause] = (this.lost[cause] ?? 0) + count
    this.census.gap(lastNs)
    if (this.closed) return
    this.writer.gap(firstNs, lastNs)
    this.allGaps.push({ firstNs, lastNs, lost: { ...lost } })
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.census.replace(live)
  }

  counters(counters: RecordedCounters): void {
    this.progress.take(counters)
  }

  end(ns: number): void {
    if (!this.closed) this.close(Math.max(ns, this.lastNs + 1))
  }

  get chunks(): readonly KeptChunk[] {
    return this.window.chunks
  }

  /** Losses that touch the part. */
  get gaps(): PastGap[] {
    const firstNs = this.window.chunks[0]?.firstNs ?? 0
    return this.allGaps.filter(gap => gap.lastNs >= firstNs)
  }

  /** Lets the oldest go until the text of all chunks fits. */
  trim(charactersMax: number): void {
    this.window.trim(charactersMax)
  }

  private close(ns: number): void {
    this.closed = true
    this.lastNs = Math.round(ns)
    this.writer.end()
    this.window.store()
    const live = this.census.columns()
    this.liveTotal = live.length
    this.living = chosen(live, this.lastNs, site => this.head.sites[site]?.system ?? false)
  }
}

/** Goroutines by goid: all, or those that do something and those that have waited for longest. */
function chosen(live: LiveGoroutines, timeNs: number, isSystem: (site: number) => boolean): LiveColumns {
  const rank = (row: number) => (live.state[row] === State.Waiting ? (live.sinceNs[row] || 0) + 1 : -1)
  const rows = [...Array(live.length).keys()]
  if (rows.length > LIVE_MAX) rows.sort((a, b) => rank(a) - rank(b)).splice(LIVE_MAX)
  rows.sort((a, b) => live.goid[a] - live.goid[b])
  const kept = emptyLive(rows.length, timeNs)
  for (const [at, row] of rows.entries()) {
    kept.goid[at] = live.goid[row]
    kept.state[at] = live.state[row]
    kept.sinceNs[at] = live.sinceNs[row]
    kept.createdNs[at] = live.createdNs[row]
    kept.site[at] = live.site[row]
    kept.tid[at] = live.tid[row]
    kept.reason[at] = live.reason[row]
    kept.flags[at] = isSystem(live.site[row]) ? Flag.System : 0
  }
  return kept
}
