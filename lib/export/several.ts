import type { LiveGoroutines } from '../model/live.js'
import type { TransitionBatch } from '../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'

/** Tells several visitors the same, so that a recording is read once for all of them. */
export class Several implements RecordingVisitor {
  constructor(private readonly visitors: readonly RecordingVisitor[]) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    for (const visitor of this.visitors) visitor.begin(head, live)
  }

  batch(batch: TransitionBatch): void {
    for (const visitor of this.visitors) visitor.batch(batch)
  }

  gap(gap: RecordedGap): void {
    for (const visitor of this.visitors) visitor.gap(gap)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    for (const visitor of this.visitors) visitor.live?.(live)
  }

  end(ns: number): void {
    for (const visitor of this.visitors) visitor.end(ns)
  }
}
