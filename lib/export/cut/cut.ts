import type { LiveGoroutines } from '../../model/live.js'
import { TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import { type CutOptions, type Selection, selectionOf } from './selection.js'
import { Standing } from './standing.js'

type LiveAt = LiveGoroutines & { timeNs: number }

const liveColumns = ['goid', 'state', 'sinceNs', 'createdNs', 'site', 'tid', 'reason'] as const

/**
 * Tells a visitor a part of a recording as if there were no more of it: from `fromNs` to `toNs`, both included, some sites, some goroutines.
 * It begins with who lives at `fromNs`, in which state. What began before is told with an unknown start, as after an
 * attach, so only intervals that lie wholly within have a length. `other` may name a goroutine that is not within.
 * @throws RunqscopeError usage, out of `begin`: the recording holds nothing of the sort
 */
export function cut(inner: RecordingVisitor, options: CutOptions): RecordingVisitor {
  return new Cut(inner, options)
}

class Cut implements RecordingVisitor {
  private head!: RecordingHead
  private selection!: Selection
  private readonly standing = new Standing()
  private begun = false
  private out = new TransitionBatch(0)

  constructor(
    private readonly inner: RecordingVisitor,
    private readonly options: CutOptions,
  ) {}

  begin(head: RecordingHead, live: LiveAt): void {
    this.selection = selectionOf(head, this.options)
    this.head = this.headOf(head)
    if (live.timeNs >= this.selection.fromNs) this.start(live)
    else this.standing.replace(live)
  }

  batch(batch: TransitionBatch): void {
    const first = this.begun ? 0 : this.skip(batch)
    if (first === batch.length) return
    if (!this.begun) this.startHere()
    if (this.untouched(batch)) {
      this.inner.batch(batch)
      return
    }
    if (this.out.capacity < batch.length) this.out = new TransitionBatch(Math.max(batch.length, 4096))
    this.out.length = 0
    for (let row = first; row < batch.length; row++) if (this.passes(batch, row)) this.copy(batch, row)
    if (this.out.length > 0) this.inner.batch(this.out)
  }

  gap(gap: RecordedGap): void {
    const { fromNs, toNs } = this.selection
    const { firstNs, lastNs } = gap
    if (!this.begun && firstNs > fromNs) this.startHere()
    this.standing.lose(lastNs)
    if (lastNs < fromNs || firstNs > toNs) return
    if (!this.begun) this.startHere()
    this.inner.gap({ ...gap, firstNs: Math.max(firstNs, fromNs), lastNs: Math.min(lastNs, toNs) })
  }

  live(live: LiveAt): void {
    const { fromNs, toNs } = this.selection
    if (!this.begun && live.timeNs >= fromNs) this.startHere()
    if (!this.begun) this.standing.replace(live)
    else if (live.timeNs <= toNs) this.inner.live?.(this.chosen(live))
  }

  counters(counters: Parameters<NonNullable<RecordingVisitor['counters']>>[0]): void {
    const { fromNs, toNs } = this.selection
    if (this.begun && counters.timeNs >= fromNs && counters.timeNs <= toNs) this.inner.counters?.(counters)
  }

  anchor(anchor: Parameters<NonNullable<RecordingVisitor['anchor']>>[0]): void {
    const { fromNs, toNs } = this.selection
    if (this.begun && anchor.timeNs >= fromNs && anchor.timeNs <= toNs) this.inner.anchor?.(anchor)
  }

  settled(): Promise<void> | undefined {
    return this.begun ? this.inner.settled?.() : undefined
  }

  end(ns: number): void {
    const { toNs } = this.selection
    if (!this.begun) this.startHere()
    this.inner.end(Math.max(this.head.firstNs, Math.min(ns, toNs)))
  }

  /** Rows before the cut: who lives after them. Returns the number of the first one that is not. */
  private skip(batch: TransitionBatch): number {
    const { fromNs } = this.selection
    let row = 0
    for (; row < batch.length && batch.timeNs[row] < fromNs; row++) this.standing.apply(batch, row)
    return row
  }

  /** Begins with what the recording has told so far. */
  private startHere(): void {
    this.start({ ...this.standing.live(), timeNs: this.selection.fromNs })
  }

  private start(live: LiveAt): void {
    this.begun = true
    this.inner.begin(this.head, this.chosen(live))
  }

  /** What was not ended in order is missing behind the cut only. */
  private headOf(head: RecordingHead): RecordingHead {
    const { fromNs, toNs } = this.selection
    const firstNs = Math.max(head.firstNs, fromNs)
    const lastNs = Math.min(head.lastNs, toNs)
    const spanNs = head.lastNs - head.firstNs
    const share = spanNs > 0 ? Math.max(0, Math.min(1, (lastNs - firstNs) / spanNs)) : 1
    return {
      ...head,
      firstNs,
      lastNs,
      rows: Math.ceil(head.rows * share),
      whole: head.whole || toNs < head.lastNs,
    }
  }

  private wanted(goid: number, site: number): boolean {
    const { sites, goids } = this.selection
    return (sites === undefined || sites[site] === 1) && (goids === undefined || goids.has(goid))
  }

  private chosen(live: LiveAt): LiveAt {
    const { fromNs } = this.selection
    const rows: number[] = []
    for (let row = 0; row < live.length; row++)
      if (this.wanted(live.goid[row], live.site[row])) rows.push(row)
    const chosen = { ...live, length: rows.length }
    for (const column of liveColumns) {
      const from = live[column]
      const to = new (from.constructor as Float64ArrayConstructor)(rows.length)
      for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]
      Object.assign(chosen, { [column]: to })
    }
    for (const times of [chosen.sinceNs, chosen.createdNs])
      for (let i = 0; i < times.length; i++) if (times[i]! < fromNs) times[i] = Number.NaN
    return chosen
  }

  private passes(batch: TransitionBatch, row: number): boolean {
    const { fromNs, toNs } = this.selection
    const timeNs = batch.timeNs[row]
    return timeNs >= fromNs && timeNs <= toNs && this.wanted(batch.goid[row], batch.site[row])
  }

  /** Whether all of a batch is within: then it need not be copied. */
  private untouched({ length, timeNs, sinceNs, createdNs }: TransitionBatch): boolean {
    const { fromNs, toNs, sites, goids } = this.selection
    if (sites || goids) return false
    for (let row = 0; row < length; row++)
      if (timeNs[row] > toNs || timeNs[row] < fromNs || sinceNs[row] < fromNs || createdNs[row] < fromNs)
        return false
    return true
  }

  private copy(batch: TransitionBatch, row: number): void {
    const { out } = this
    const { fromNs } = this.selection
    const at = out.length++
    const sinceNs = batch.sinceNs[row]
    const createdNs = batch.createdNs[row]
    out.timeNs[at] = batch.timeNs[row]
    out.sinceNs[at] = sinceNs < fromNs ? Number.NaN : sinceNs
    out.createdNs[at] = createdNs < fromNs ? Number.NaN : createdNs
    out.goid[at] = batch.goid[row]
    out.other[at] = batch.other[row]
    out.tid[at] = batch.tid[row]
    out.site[at] = batch.site[row]
    out.p[at] = batch.p[row]
    out.kind[at] = batch.kind[row]
    out.from[at] = batch.from[row]
    out.to[at] = batch.to[row]
    out.reason[at] = batch.reason[row]
    out.endedReason[at] = batch.endedReason[row]
    out.flags[at] = batch.flags[row]
  }
}
