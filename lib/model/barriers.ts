import type { Gap, Snapshot } from './transition.js'

/**
 * What has to happen between two events: gaps, due at the first event after they began, and snapshots, due when every
 * event up to their end has been taken. Kept in order of when they are due.
 */
export class Barriers {
  /** The next one is due before any event later than this. */
  nextNs = Infinity
  private readonly due: { atNs: number; gap?: Gap; snapshot?: Snapshot }[] = []

  /** When the next gap begins. */
  get nextGapNs(): number {
    return this.due.find(({ gap }) => gap !== undefined)?.atNs ?? Infinity
  }

  add(atNs: number, what: { gap?: Gap; snapshot?: Snapshot }): void {
    let at = this.due.length
    while (at > 0 && this.due[at - 1].atNs > atNs) at--
    this.due.splice(at, 0, { atNs, ...what })
    this.nextNs = this.due[0].atNs
  }

  /** Takes out the next one, if it is due before an event at `timeNs`. */
  take(timeNs: number): { gap?: Gap; snapshot?: Snapshot } | undefined {
    if (timeNs <= this.nextNs) return undefined
    const next = this.due.shift()
    this.nextNs = this.due.length > 0 ? this.due[0].atNs : Infinity
    return next
  }
}
