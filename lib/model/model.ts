import { type GapSink, Lifecycle } from './lifecycle.js'
import { type LiveGoroutines, liveGoroutines } from './live.js'
import { EventOrder } from './order.js'
import { type SiteResolver, Sites } from './sites.js'
import { type Gap, type Snapshot, stateNames, type TransitionSink } from './transition.js'

export interface ModelOptions {
  /** CLOCK_MONOTONIC ns that session time 0 stands for; not after the first event. */
  baseNs: bigint
  /** `Kind` by site index; 0, or too short, where there is none. */
  siteKinds: Uint8Array
  resolve: SiteResolver
  /** How long an event waits for an older one, ns. */
  holdNs?: number
  /** Most sites to tell apart; goroutines of further ones fall under `SITE_OTHER`. */
  sitesMax?: number
}

export interface ModelCounters {
  /** Events taken in. */
  events: number
  /** Of these, older than what had been released already: taken in their order of arrival. */
  late: number
  /** Slots that were no record, and events of no goroutine: 0 unless the two sides disagree about the format. */
  malformed: number
  /** Gaps that came after events later than their beginning: intervals across their beginning may have been reported. */
  late_gaps: number
  disagreements: number
  undetermined: number
  censored: number
  /** Lives: a goroutine that C threads borrow counts each time it comes. */
  seen: number
  snapshot: number
  created: number
  exited: number
  /** Gone without an exit seen, as a later snapshot showed; seen = exited + vanished + live. */
  vanished: number
  live: number
  /** Goroutines counted under `SITE_OTHER`. */
  sites_overflowed: number
}

/**
 * Goroutine lifecycles from raw events: slab bytes in, transitions and gaps out. Synchronous; never throws on data.
 * Time is ns since the session's base.
 */
export class Model {
  readonly sites: Sites
  private readonly order: EventOrder
  private readonly life: Lifecycle
  /** How long an event waits for an older one. */
  readonly holdNs: number
  private lateGaps = 0

  constructor(options: ModelOptions) {
    const siteKinds = new Uint8Array(256)
    siteKinds.set(options.siteKinds)
    this.sites = new Sites(options.sitesMax ?? 4096, options.resolve)
    this.order = new EventOrder(options.baseNs, siteKinds)
    this.holdNs = options.holdNs ?? 2_000_000
    // Half of the hold is what records may come late, the other half what may be looked ahead.
    this.life = new Lifecycle(siteKinds, this.sites, this.holdNs / 2)
  }

  /**
   * Sinks are called in the order in which they were added.
   * @param onSnapshot hears that a snapshot has changed who lives, after all rows before it and before all after it
   */
  addSink(sink: TransitionSink, onGap?: GapSink, onSnapshot?: () => void): void {
    this.life.sinks.push(sink)
    if (onGap) this.life.gapSinks.push(onGap)
    if (onSnapshot) this.life.snapshotSinks.push(onSnapshot)
  }

  /** @param bytes `slots` consecutive 32-byte slots (see `bpf/contract.h`), copied */
  push(bytes: Uint8Array, slots: number): void {
    this.order.push(bytes, slots)
    this.release(this.order.newestNs - this.holdNs)
  }

  /** Events were lost; to be told before the events after `firstNs` are released, so with their batch or earlier. */
  gap(gap: Gap): void {
    if (gap.firstNs < this.order.floorNs) this.lateGaps++
    this.life.barriers.add(gap.firstNs, { gap })
    if (gap.firstNs < this.order.floorNs) this.life.cross(this.order.floorNs)
  }

  /** Takes the columns over; they are applied when every event up to `endNs` has been taken. */
  applySnapshot(snapshot: Snapshot): void {
    this.life.names.announce(snapshot)
    this.life.barriers.add(snapshot.endNs, { snapshot })
  }

  /** The newest event that was pushed; -Infinity before the first. */
  get newestNs(): number {
    return this.order.newestNs
  }

  /** @param drainedNs everything that fired before this moment has been pushed */
  advance(drainedNs: number): void {
    const boundNs = drainedNs - this.holdNs
    this.release(boundNs)
    this.life.cross(boundNs)
  }

  /** No more events: releases all that was held back. */
  end(): void {
    this.release(Infinity)
    this.life.cross(Infinity)
  }

  get counters(): ModelCounters {
    const { order, life } = this
    return {
      events: order.events,
      late: order.late,
      malformed: order.malformed + life.nobody,
      late_gaps: this.lateGaps,
      disagreements: life.disagreements,
      undetermined: life.undetermined,
      censored: life.censored,
      seen: life.snapshot + life.created + life.met,
      snapshot: life.snapshot,
      created: life.created,
      exited: life.exited,
      vanished: life.vanished,
      live: life.goroutines.live,
      sites_overflowed: this.sites.overflowed,
    }
  }

  /** Live goroutines by `stateNames`. */
  get states(): Record<string, number> {
    return Object.fromEntries(stateNames.map((name, state) => [name, this.life.states[state]]))
  }

  /** The live goroutines as columns; a copy. */
  goroutines(): LiveGoroutines {
    return liveGoroutines(this.life.goroutines, this.life.gapLastNs)
  }

  private release(boundNs: number): void {
    const { order, life } = this
    const end = order.until(boundNs)
    if (end > order.head) life.take(order, order.head, end)
    order.release(end)
    life.flush()
  }
}
