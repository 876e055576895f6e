import { NO_P } from '../../contract.gen.js'
import { stageOf } from '../../latency/stage.js'
import type { LiveGoroutines } from '../../model/live.js'
import { Flag, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import { addLost, type Column, flag, int, type Lost, type TableSink, word } from './table.js'
import { kindWords, reasonCode, reasonWords, siteWords, stageWords, stateWords } from './words.js'

/** One row for every transition, in the order in which they were recorded. */
export class TransitionsTable implements RecordingVisitor {
  private columns!: ReturnType<typeof columnsOf>
  private length = 0
  private readonly lost: Lost = {}
  /** Since the row before. */
  private lostBefore = 0
  /** Where what is told begins: what reaches back over it has no length here. */
  private partNs = -Infinity

  /** @param capacity rows that the sink takes at once */
  constructor(
    private readonly sink: TableSink,
    private readonly capacity: number,
  ) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.partNs = live.timeNs
    this.columns = columnsOf(head, this.capacity)
    this.sink.begin(Object.values(this.columns) satisfies Column[], head)
  }

  batch(batch: TransitionBatch): void {
    const { time, goid, kind, from, to, reason, ended, stage, duration, life } = this.columns
    const { p, tid, other, site, numbers, system, contradicted, before } = this.columns
    const { partNs } = this
    for (let row = 0; row < batch.length; row++) {
      const at = this.length
      const timeNs = batch.timeNs[row]
      const thisKind = batch.kind[row]
      const flags = batch.flags[row]
      time.values[at] = timeNs
      goid.values[at] = batch.goid[row]
      kind.codes[at] = thisKind
      from.codes[at] = batch.from[row]
      to.codes[at] = batch.to[row]
      reason.codes[at] = reasonCode(thisKind, batch.to[row], batch.reason[row])
      ended.codes[at] = batch.endedReason[row]
      stage.codes[at] = stageOf(batch.from[row], batch.to[row], thisKind, flags)
      duration.values[at] = batch.sinceNs[row] >= partNs ? timeNs - batch.sinceNs[row] : Number.NaN
      life.values[at] = batch.createdNs[row] >= partNs ? timeNs - batch.createdNs[row] : Number.NaN
      p.values[at] = batch.p[row] === NO_P ? Number.NaN : batch.p[row]
      tid.values[at] = batch.tid[row] || Number.NaN
      other.values[at] = batch.other[row] || Number.NaN
      numbers.values[at] = batch.site[row]
      site.codes[at] = batch.site[row]
      system.values[at] = flags & Flag.System
      contradicted.values[at] = (flags & Flag.Disagreement) === 0 ? 0 : 1
      before.values[at] = this.lostBefore
      this.lostBefore = 0
      if (++this.length === this.capacity) this.flush()
    }
  }

  gap(gap: RecordedGap): void {
    this.lostBefore += addLost(this.lost, gap.lost)
  }

  end(): void {
    this.flush()
    this.sink.end(this.lost)
  }

  private flush(): void {
    if (this.length > 0) this.sink.rows(this.length)
    this.length = 0
  }
}

/** In the order of the table. */
function columnsOf(head: RecordingHead, capacity: number) {
  const reasons = reasonWords(head)
  const { functions, positions } = siteWords(head)
  const site = word('function', new Uint32Array(capacity), functions)
  return {
    time: int('time_ns', capacity),
    goid: int('goid', capacity),
    kind: word('kind', new Uint8Array(capacity), kindWords),
    from: word('from_state', new Uint8Array(capacity), stateWords),
    to: word('to_state', new Uint8Array(capacity), stateWords),
    reason: word('reason', new Uint16Array(capacity), reasons),
    ended: word('ended_reason', new Uint8Array(capacity), reasons),
    stage: word('stage', new Uint8Array(capacity), stageWords),
    duration: int('duration_ns', capacity),
    life: int('lifetime_ns', capacity),
    p: int('p', capacity),
    tid: int('tid', capacity),
    other: int('other_goid', capacity),
    numbers: int('site', capacity),
    site,
    position: word('created_at', site.codes, positions),
    system: flag('system', capacity),
    contradicted: flag('contradicted', capacity),
    before: int('lost_before', capacity),
  }
}
