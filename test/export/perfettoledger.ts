import { basename } from 'node:path'
import { Kind, NO_P } from '../../lib/contract.gen.js'
import { Flag, State, stateNames, type TransitionBatch } from '../../lib/model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'

interface Sum {
  count: number
  ns: number
}

/**
 * What a recording says by itself, straight from its rows: intervals whose beginning is known, by site and state (of a wait
 * its reason), with their number and length. Written without anything of the exporters.
 */
export class Ledger implements RecordingVisitor {
  /** By `site|state or reason`. */
  readonly sums = new Map<string, Sum>()
  /** By `state or reason`. */
  readonly overall = new Map<string, Sum>()
  /** Stretches of one goroutine on a P: until it stops, or another enters that P. */
  readonly ps = new Map<number, Sum>()
  rows = 0
  /** Rows that say who woke, created or switched to the goroutine. */
  caused = 0
  readonly goids = new Set<number>()
  readonly gaps: RecordedGap[] = []
  private head!: RecordingHead
  private readonly occupied = new Map<number, { by: number; sinceNs: number }>()

  begin(head: RecordingHead, live: { length: number; goid: Float64Array }): void {
    this.head = head
    for (let i = 0; i < live.length; i++) this.goids.add(live.goid[i]!)
  }

  batch(batch: TransitionBatch): void {
    for (let row = 0; row < batch.length; row++) {
      this.rows++
      const goid = batch.goid[row]!
      this.goids.add(goid)
      const since = batch.sinceNs[row]!
      const from = batch.from[row]!
      if (!Number.isNaN(since)) {
        const ns = batch.timeNs[row]! - since
        const name = from === State.Waiting ? this.reason(batch.endedReason[row]!) : stateNames[from]!
        add(this.sums, `${this.label(batch.site[row]!)}|${name}`, ns)
        add(this.overall, name, ns)
      }
      this.onPs(goid, batch.to[row] === State.Running ? batch.p[row]! : NO_P, batch.timeNs[row]!)
      const kind = batch.kind[row]!
      const causes =
        kind === Kind.READY ||
        kind === Kind.CREATE ||
        (kind === Kind.CORO_SWITCH && batch.to[row] === State.Running)
      if (causes && batch.other[row] !== 0) this.caused++
      assert(!((batch.flags[row]! & Flag.Disagreement) !== 0 && !Number.isNaN(since)))
    }
  }

  gap(gap: RecordedGap): void {
    this.gaps.push(gap)
    this.occupied.clear()
  }

  private onPs(goid: number, entered: number, timeNs: number): void {
    for (const [p, { by, sinceNs }] of this.occupied)
      if (by === goid || p === entered) {
        add(this.ps, p, timeNs - sinceNs)
        this.occupied.delete(p)
      }
    if (entered !== NO_P) this.occupied.set(entered, { by: goid, sinceNs: timeNs })
  }

  end(): void {
    assert(this.head !== undefined)
  }

  /** Name of a site's group: function and place. */
  label(site: number): string {
    const { function: name, createdAt } = this.head.sites[site]!
    return createdAt ? `${name} (${basename(createdAt)})` : name
  }

  private reason(reason: number): string {
    if (reason === 255) return 'waiting'
    if (reason === 254) return 'preempted'
    if (reason === 253) return 'coroutine'
    return this.head.waitReasons[reason] || `wait reason ${reason}`
  }
}

function add<K>(sums: Map<K, Sum>, key: K, ns: number): void {
  const sum = sums.get(key) ?? { count: 0, ns: 0 }
  sum.count++
  sum.ns += ns
  sums.set(key, sum)
}

function assert(holds: boolean): void {
  if (!holds) throw new Error('the rows contradict what rows are')
}

/** As lines to compare, sorted. */
export function linesOf<K>(sums: ReadonlyMap<K, Sum>): string[] {
  return [...sums].map(([key, { count, ns }]) => `${key}|${count}|${ns}`).sort()
}
