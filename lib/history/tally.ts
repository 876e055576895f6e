import { Kind } from '../contract.gen.js'
import { bucketOf, middleOf } from '../latency/histogram.js'
import { LIFETIME, NO_STAGE } from '../latency/stage.js'
import { Flag, State } from '../model/transition.js'
import { type Chunk, LONG_LOW, stageTable, TOP_HIGH } from './chunk.js'
import type { RowFilter } from './filter.js'

const BLOCK = 64
/** Blocks of 64 buckets that a histogram has. */
export const BLOCKS = 48
const HIGH = 0x100000000
const MULTIPLIER = 0x9e3779b1

/** In place of a stage: rows that end no interval of known length; `total` counts those that should have. */
export const OTHER_ROWS = 6
/** In place of a stage: goroutines created; `total` counts those exited. */
export const BIRTHS = 7

/** What is told apart. */
export const keyOf = (site: number, system: number, stage: number, reason: number): number =>
  (site << 12) | (system << 11) | (stage << 8) | reason
export const siteOfKey = (key: number): number => key >>> 12
export const systemOfKey = (key: number): boolean => (key & 0x800) !== 0
export const stageOfKey = (key: number): number => (key >>> 8) & 7
/** The reason of the state that ended, REASON_NONE if it was no wait. */
export const reasonOfKey = (key: number): number => key & 255

/**
 * Statistics of intervals by key: count, total and max, exact, and a histogram of at most 0.8 % error. All in a few
 * typed arrays, of which a histogram uses 256 bytes for each octave that it has seen.
 */
export class Tally {
  /** Slots `0 … length-1` are in use. */
  length = 0
  keys = new Uint32Array(64)
  count = new Float64Array(64)
  total = new Float64Array(64)
  max = new Float64Array(64)
  /** By slot and block: the page that counts the block, 0 if none does. */
  private pages = new Uint32Array(64 * BLOCKS)
  private counts = new Uint32Array(256 * BLOCK)
  private pagesUsed = 1
  private index = new Int32Array(256)
  private shift = 24

  /** The slot of a key, a new one if it has none: columns taken before may be old ones then. */
  slot(key: number): number {
    const { index, keys } = this
    const mask = index.length - 1
    let at = Math.imul(key, MULTIPLIER) >>> this.shift
    for (;;) {
      const slot = index[at] - 1
      if (slot < 0) return this.add(key, at)
      if (keys[slot] === key) return slot
      at = (at + 1) & mask
    }
  }

  /** Counts an interval. */
  record(slot: number, ns: number): void {
    this.count[slot]++
    this.total[slot] += ns
    if (ns > this.max[slot]) this.max[slot] = ns
    const bucket = bucketOf(ns)
    const entry = slot * BLOCKS + (bucket >>> 6)
    let page = this.pages[entry]
    if (page === 0) page = this.addPage(entry)
    this.counts[page * BLOCK + (bucket & 63)]++
  }

  /** Counts of a block of the slot's histogram, undefined if it is empty. A view: valid until the next interval. */
  block(slot: number, block: number): Uint32Array | undefined {
    const page = this.pages[slot * BLOCKS + block]
    return page === 0 ? undefined : this.counts.subarray(page * BLOCK, (page + 1) * BLOCK)
  }

  /** Adds to a block of the slot's histogram: `times[i]` in bucket `sub[i]` of it, for i from `begin` to before `end`. */
  raise(slot: number, block: number, sub: Uint8Array, times: Uint16Array, begin: number, end: number): void {
    const entry = slot * BLOCKS + block
    const page = this.pages[entry] || this.addPage(entry)
    const { counts } = this
    for (let i = begin; i < end; i++) counts[page * BLOCK + sub[i]] += times[i]
  }

  /**
   * Values at ascending quantiles (0 < q ≤ 1) of the intervals of some slots together, by nearest rank, ns.
   * @param count how many intervals those are, at least 1
   * @param max the longest of them: no quantile is beyond
   */
  quantiles(slots: readonly number[], count: number, max: number, qs: readonly number[]): number[] {
    const values: number[] = []
    const sums = new Float64Array(BLOCK)
    let seen = 0
    for (let block = 0; block < BLOCKS && values.length < qs.length; block++) {
      if (!this.sum(slots, block, sums)) continue
      for (let sub = 0; sub < BLOCK; sub++) {
        seen += sums[sub]
        while (values.length < qs.length && seen >= rankOf(qs[values.length], count))
          values.push(Math.min(max, middleOf(block * BLOCK + sub)))
      }
    }
    return values
  }

  /** Takes the rows `begin … end-1` at [firstNs, lastNs) that pass. */
  take(chunk: Chunk, begin: number, end: number, firstNs: number, lastNs: number, filter: RowFilter): void {
    const { time, lengthLow, lengthHigh, site, fromTo, kindFlags, endedReason } = chunk
    const first = firstNs - chunk.baseNs
    const last = lastNs - chunk.baseNs
    const skip = filter.skip << 4
    const simple = filter.simple
    for (let row = begin; row < end; row++) {
      const at = time[row]
      if (at < first || at >= last) continue
      const what = kindFlags[row]
      if ((what & skip) !== 0 || (!simple && !filter.passes(chunk, row))) continue
      const states = fromTo[row]
      const low = lengthLow[row]
      const high = lengthHigh[row]
      const group = (site[row] << 12) | ((what & SYSTEM_BIT) << SYSTEM_SHIFT) | endedReason[row]
      const stage = stageTable[(states << 8) | what]
      const ns = high === TOP_HIGH && low >= LONG_LOW ? chunk.lengthNs(row) : high * HIGH + low
      if (ns >= 0 && stage !== NO_STAGE) this.record(this.slot(group | (stage << 8)), ns)
      else {
        const slot = this.slot(group | (OTHER_ROWS << 8))
        this.count[slot]++
        if (Number.isNaN(ns) && states >> 3 !== State.NotExist) this.total[slot]++
      }
      const kind = what & 15
      if (kind === Kind.CREATE || kind === Kind.NEEDM) {
        const slot = this.slot(group | (BIRTHS << 8))
        this.count[slot]++
      }
      if ((states & 7) === State.NotExist) {
        const slot = this.slot(group | (BIRTHS << 8))
        this.total[slot]++
        const lifeNs = chunk.lifeNs(row)
        if (lifeNs >= 0) this.record(this.slot(group | (LIFETIME << 8)), lifeNs)
      }
    }
  }

  clear(): void {
    // What one wide question needed is not kept for ever.
    if (this.counts.length > 1 << 22) {
      Object.assign(this, new Tally())
      return
    }
    this.count.fill(0, 0, this.length)
    this.total.fill(0, 0, this.length)
    this.max.fill(0, 0, this.length)
    this.pages.fill(0, 0, this.length * BLOCKS)
    this.counts.fill(0, 0, this.pagesUsed * BLOCK)
    this.index.fill(0)
    this.length = 0
    this.pagesUsed = 1
  }

  /** Sums a block of the slots' histograms up; returns whether there is any. */
  private sum(slots: readonly number[], block: number, sums: Float64Array): boolean {
    let any = false
    for (const slot of slots) {
      const page = this.pages[slot * BLOCKS + block]
      if (page === 0) continue
      if (!any) sums.fill(0)
      any = true
      for (let sub = 0; sub < BLOCK; sub++) sums[sub] += this.counts[page * BLOCK + sub]
    }
    return any
  }

  private add(key: number, at: number): number {
    const slot = this.length++
    if (this.length > this.keys.length) {
      this.keys = longer(this.keys, new Uint32Array(this.keys.length * 2))
      this.count = longer(this.count, new Float64Array(this.count.length * 2))
      this.total = longer(this.total, new Float64Array(this.total.length * 2))
      this.max = longer(this.max, new Float64Array(this.max.length * 2))
      this.pages = longer(this.pages, new Uint32Array(this.pages.length * 2))
    }
    this.keys[slot] = key
    this.index[at] = slot + 1
    if (this.length * 2 > this.index.length) this.reindex()
    return slot
  }

  private reindex(): void {
    this.index = new Int32Array(this.index.length * 2)
    this.shift--
    const mask = this.index.length - 1
    for (let slot = 0; slot < this.length; slot++) {
      let at = Math.imul(this.keys[slot], MULTIPLIER) >>> this.shift
      while (this.index[at] !== 0) at = (at + 1) & mask
      this.index[at] = slot + 1
    }
  }

  private addPage(entry: number): number {
    const page = this.pagesUsed++
    if (this.pagesUsed * BLOCK > this.counts.length)
      this.counts = longer(this.counts, new Uint32Array(this.counts.length * 2))
    this.pages[entry] = page
    return page
  }
}

/** Where the system flag lies in `kindFlags`, and how far its bit in a key is from there. */
const SYSTEM_BIT = Flag.System << 4
const SYSTEM_SHIFT = 7

/** The nearest rank, from 1. */
export function rankOf(q: number, count: number): number {
  return Math.max(1, Math.ceil(q * count))
}

function longer<T extends Float64Array | Uint32Array>(column: T, into: T): T {
  into.set(column)
  return into
}
