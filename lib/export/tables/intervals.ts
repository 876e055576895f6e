import { NO_P } from '../../contract.gen.js'
import { NO_STAGE, stageOf } from '../../latency/stage.js'
import type { LiveGoroutines } from '../../model/live.js'
import { Flag, REASON_NONE, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import { type SpanBatch, SpanFlag } from '../spanbatch.js'
import { type SpanSink, Spans } from '../spans.js'
import { addLost, type Column, flag, int, type Lost, type TableSink, word } from './table.js'
import { kindWords, LOST, reasonWords, siteWords, stageWords, stateWords } from './words.js'

/** No word has it. */
const NO_SITE = 0xffffffff

/**
 * One row for every stretch of a goroutine in one state, also for those whose beginning or end nobody saw: these have no
 * duration. A loss is a row of no goroutine.
 */
export class IntervalsTable implements RecordingVisitor, SpanSink {
  private readonly spans = new Spans(this)
  private columns!: ReturnType<typeof columnsOf>
  private length = 0
  private readonly lost: Lost = {}

  /** @param capacity rows that the sink takes at once */
  constructor(
    private readonly sink: TableSink,
    private readonly capacity: number,
  ) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.columns = columnsOf(head, this.capacity)
    this.sink.begin(Object.values(this.columns) satisfies Column[], head)
    this.spans.begin(head, live)
  }

  batch(batch: TransitionBatch): void {
    this.spans.batch(batch)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.spans.live(live)
  }

  gap(gap: RecordedGap): void {
    this.spans.gap(gap)
    const { columns, length: at } = this
    for (const column of [columns.goid, columns.p, columns.by, columns.numbers])
      column.values[at] = Number.NaN
    columns.state.codes[at] = LOST
    columns.reason.codes[at] = REASON_NONE
    columns.stage.codes[at] = NO_STAGE
    columns.kind.codes[at] = 0
    columns.site.codes[at] = NO_SITE
    columns.system.values[at] = 0
    columns.lost.values[at] = addLost(this.lost, gap.lost)
    this.time(at, gap.firstNs, gap.lastNs, true, true)
    this.next()
  }

  end(ns: number): void {
    this.spans.end(ns)
    this.flush()
    this.sink.end(this.lost)
  }

  ended(spans: SpanBatch): void {
    const { goid, state, reason, stage, p, by, kind, numbers, site, system, lost } = this.columns
    for (let row = 0; row < spans.length; row++) {
      const at = this.length
      const flags = spans.flags[row]
      const endedBy = spans.kind[row]
      goid.values[at] = spans.goid[row]
      state.codes[at] = spans.state[row]
      reason.codes[at] = spans.reason[row]
      stage.codes[at] =
        endedBy === 0
          ? NO_STAGE
          : stageOf(
              spans.state[row],
              spans.next[row],
              endedBy,
              (flags & SpanFlag.FirstRun) !== 0 ? Flag.FirstRun : 0,
            )
      p.values[at] = spans.p[row] === NO_P ? Number.NaN : spans.p[row]
      by.values[at] = spans.by[row] || Number.NaN
      kind.codes[at] = endedBy
      numbers.values[at] = spans.site[row]
      site.codes[at] = spans.site[row]
      system.values[at] = (flags & SpanFlag.System) === 0 ? 0 : 1
      lost.values[at] = Number.NaN
      this.time(
        at,
        spans.beginNs[row],
        spans.endNs[row],
        (flags & (SpanFlag.BeginUnknown | SpanFlag.BeginCut)) === 0,
        (flags & SpanFlag.EndCut) === 0,
      )
      this.next()
    }
  }

  private time(at: number, beginNs: number, endNs: number, beginKnown: boolean, endKnown: boolean): void {
    const { begin, end, duration, began, finished } = this.columns
    begin.values[at] = beginNs
    end.values[at] = endNs
    duration.values[at] = beginKnown && endKnown ? endNs - beginNs : Number.NaN
    began.values[at] = beginKnown ? 1 : 0
    finished.values[at] = endKnown ? 1 : 0
  }

  private next(): void {
    if (++this.length === this.capacity) this.flush()
  }

  private flush(): void {
    if (this.length > 0) this.sink.rows(this.length)
    this.length = 0
  }
}

/** In the order of the table. */
function columnsOf(head: RecordingHead, capacity: number) {
  const { functions, positions } = siteWords(head)
  const site = word('function', new Uint32Array(capacity), functions)
  return {
    begin: int('begin_ns', capacity),
    end: int('end_ns', capacity),
    duration: int('duration_ns', capacity),
    goid: int('goid', capacity),
    state: word('state', new Uint8Array(capacity), stateWords),
    reason: word('reason', new Uint8Array(capacity), reasonWords(head)),
    stage: word('stage', new Uint8Array(capacity), stageWords),
    began: flag('begin_known', capacity),
    finished: flag('end_known', capacity),
    kind: word('ended_by', new Uint8Array(capacity), kindWords),
    by: int('by_goid', capacity),
    p: int('p', capacity),
    numbers: int('site', capacity),
    site,
    position: word('created_at', site.codes, positions),
    system: flag('system', capacity),
    lost: int('lost', capacity),
  }
}
