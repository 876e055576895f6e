import type { WireGap } from '../../../../lib/stream/wire.js'

/** More are merged in the telling anyway: a screen has fewer pixels. */
const GAPS_MAX = 1024

/** Events that were lost before `lastNs` and after `firstNs`. */
export interface Loss {
  firstNs: number
  lastNs: number
  lost: number
}

/** The losses that are known of a range whose parts are asked for bit by bit, oldest first. */
export class Losses {
  readonly all: Loss[] = []

  clear(): void {
    this.all.length = 0
  }

  add(gaps: readonly WireGap[]): void {
    for (const gap of gaps) {
      const loss = { firstNs: gap.first_ns ?? 0, lastNs: gap.last_ns ?? 0, lost: lostIn(gap) }
      const at = this.placeOf(loss.firstNs)
      // One that went on since it was told last.
      if (this.all[at]?.firstNs === loss.firstNs) this.all[at] = loss
      else this.all.splice(at, 0, loss)
    }
    if (this.all.length > GAPS_MAX) this.all.splice(0, this.all.length - GAPS_MAX)
  }

  /** Forgets those that ended before. */
  forgetBefore(ns: number): void {
    let gone = 0
    while (gone < this.all.length && this.all[gone]!.lastNs < ns) gone++
    if (gone > 0) this.all.splice(0, gone)
  }

  private placeOf(firstNs: number): number {
    let at = this.all.length
    while (at > 0 && this.all[at - 1]!.firstNs >= firstNs) at--
    return at
  }
}

function lostIn(gap: WireGap): number {
  return Object.values(gap.lost_by_cause ?? {}).reduce((sum, count) => sum + count, 0)
}
