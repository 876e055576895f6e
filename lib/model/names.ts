import { SITE_UNKNOWN, type Sites } from './sites.js'
import type { Snapshot } from './transition.js'

/**
 * What snapshots that are not applied yet say of names. A snapshot's states have to wait until every event up to its
 * end has been taken; where a goroutine was created is true at once, so the first events of older goroutines fall
 * under their own site and not under `unknown`.
 */
export class SnapshotNames {
  private pending: { snapshot: Snapshot; rows: Map<number, number> }[] = []

  announce(snapshot: Snapshot): void {
    const rows = new Map<number, number>()
    for (let row = 0; row < snapshot.length; row++) rows.set(snapshot.goid[row], row)
    this.pending.push({ snapshot, rows })
  }

  /** The snapshot has been applied: the goroutines carry their sites themselves. */
  forget(snapshot: Snapshot): void {
    this.pending = this.pending.filter(entry => entry.snapshot !== snapshot)
  }

  siteOf(goid: number, sites: Sites): number {
    for (const { snapshot, rows } of this.pending) {
      const row = rows.get(goid)
      if (row !== undefined) return sites.ofSnapshot(snapshot.startpc[row], snapshot.gopc[row])
    }
    return SITE_UNKNOWN
  }
}
