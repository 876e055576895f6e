import { TransitionBatch } from '../../lib/model/transition.js'
import type { RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'
import type { Row } from '../history/told.js'
import { type Actor, liveOf } from './actor.js'

const BATCH = 512
const fields: (keyof Row)[] = [
  ...(['timeNs', 'sinceNs', 'createdNs', 'goid', 'other', 'tid', 'site'] as const),
  ...(['p', 'kind', 'from', 'to', 'reason', 'endedReason', 'flags'] as const),
]

/** Makes a visitor's calls out of rows: those of a part of the time, with what a gap takes away missing. */
export class Teller {
  readonly actors = new Set<Actor>()
  private readonly batch = new TransitionBatch(BATCH)
  private begun = false
  private losing = false
  private lost = 0
  private readonly gapFromNs: number
  private readonly gapUntilNs: number

  constructor(
    private readonly visitor: RecordingVisitor,
    private readonly head: RecordingHead,
    gap: { fromS: number; untilS: number } | undefined,
    private readonly fromNs: number,
    private readonly untilNs: number,
  ) {
    this.gapFromNs = (gap?.fromS ?? Infinity) * 1e9
    this.gapUntilNs = (gap?.untilS ?? Infinity) * 1e9
  }

  /** Time has come to a moment; whatever happens at it has not happened yet. */
  at(ns: number): void {
    if (!this.begun && ns >= this.fromNs) this.begin()
    if (ns >= this.gapFromNs) this.losing = ns < this.gapUntilNs
    if (ns >= this.gapUntilNs && this.lost >= 0) this.tellGap()
  }

  tell(row: Row): void {
    if (!this.begun || row.timeNs >= this.untilNs) return
    if (this.losing) {
      this.lost++
      return
    }
    const { batch } = this
    const at = batch.length++
    for (const field of fields) batch[field][at] = row[field]
    if (batch.length === BATCH) this.flush()
  }

  end(): void {
    if (!this.begun) this.begin()
    this.flush()
    this.visitor.end(this.untilNs)
  }

  private begin(): void {
    this.begun = true
    this.visitor.begin(this.head, liveOf(this.actors, this.fromNs))
  }

  private flush(): void {
    if (this.batch.length > 0) this.visitor.batch(this.batch)
    this.batch.length = 0
  }

  /** After it nobody knows since when anybody is in a state, nor when those were born who lived through it. */
  private tellGap(): void {
    this.flush()
    this.visitor.gap({ firstNs: this.gapFromNs, lastNs: this.gapUntilNs, lost: { ring_full: this.lost } })
    this.lost = -1
    for (const actor of this.actors) {
      actor.sinceNs = Number.NaN
      actor.createdNs = Number.NaN
    }
    this.visitor.live?.(liveOf(this.actors, this.gapUntilNs))
  }
}
