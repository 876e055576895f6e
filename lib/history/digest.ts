import type { Chunk } from './chunk.js'
import { RowFilter } from './filter.js'
import { BLOCKS, reasonOfKey, siteOfKey, systemOfKey, type Tally } from './tally.js'

/** A digest of statistics beyond so many bytes a row is not kept: its rows are counted when they are asked for. */
const BYTES_A_ROW = 3
const everything = new RowFilter({ system: true })

/**
 * A `Tally` of a whole chunk, packed: of each histogram the blocks that count anything, of each of those the buckets
 * that do.
 */
export class StatsDigest {
  private readonly keys: Uint32Array
  private readonly count: Uint32Array
  private readonly total: Float64Array
  private readonly max: Float64Array
  /** The blocks of slot i are `blocksEnd[i-1] … blocksEnd[i]-1`, the buckets of block b `bucketsEnd[b-1] … bucketsEnd[b]-1`. */
  private readonly blocksEnd: Uint32Array
  private readonly block: Uint8Array
  private readonly bucketsEnd: Uint32Array
  private readonly sub: Uint8Array
  private readonly times: Uint16Array
  readonly bytes: number

  constructor(tally: Tally) {
    const { length } = tally
    const packing = new Packing()
    this.blocksEnd = new Uint32Array(length)
    for (let slot = 0; slot < length; slot++) this.blocksEnd[slot] = packing.add(tally, slot)
    this.keys = tally.keys.slice(0, length)
    this.count = Uint32Array.from(tally.count.subarray(0, length))
    this.total = tally.total.slice(0, length)
    this.max = tally.max.slice(0, length)
    this.block = Uint8Array.from(packing.block)
    this.bucketsEnd = Uint32Array.from(packing.bucketsEnd)
    this.sub = packing.sub.slice(0, packing.length)
    this.times = packing.times.slice(0, packing.length)
    this.bytes = length * 28 + this.block.length * 5 + packing.length * 3
  }

  /** Adds what passes to a tally. @param filter a coarse one */
  addTo(tally: Tally, filter: RowFilter): void {
    const { keys, blocksEnd } = this
    for (let i = 0, block = 0; i < keys.length; i++) {
      if (passes(filter, keys[i])) this.addSlot(tally, i, block)
      block = blocksEnd[i]
    }
  }

  private addSlot(tally: Tally, i: number, from: number): void {
    const slot = tally.slot(this.keys[i])
    tally.count[slot] += this.count[i]
    tally.total[slot] += this.total[i]
    if (this.max[i] > tally.max[slot]) tally.max[slot] = this.max[i]
    let begin = from === 0 ? 0 : this.bucketsEnd[from - 1]
    for (let block = from; block < this.blocksEnd[i]; block++) {
      const end = this.bucketsEnd[block]
      tally.raise(slot, this.block[block], this.sub, this.times, begin, end)
      begin = end
    }
  }
}

function passes(filter: RowFilter, key: number): boolean {
  if (filter.skip !== 0 && systemOfKey(key)) return false
  return filter.simple || filter.passesGroup(siteOfKey(key), reasonOfKey(key))
}

/** Room for buckets while they are collected; its arrays are used again. */
class Packing {
  readonly block: number[] = []
  readonly bucketsEnd: number[] = []
  sub = scratch.sub
  times = scratch.times
  length = 0

  /** Adds a histogram; returns how many blocks there are by then. */
  add(tally: Tally, slot: number): number {
    for (let block = 0; block < BLOCKS; block++) {
      const counts = tally.block(slot, block)
      if (!counts) continue
      if (this.length + 2 * counts.length > this.sub.length) this.grow()
      for (let sub = 0; sub < counts.length; sub++) if (counts[sub] > 0) this.put(sub, counts[sub])
      this.block.push(block)
      this.bucketsEnd.push(this.length)
    }
    return this.block.length
  }

  /** A chunk has 65,536 rows and twice as many intervals at most: two entries hold what one cannot. */
  private put(sub: number, count: number): void {
    for (let left = count; left > 0; left -= 0xffff) {
      this.sub[this.length] = sub
      this.times[this.length++] = Math.min(left, 0xffff)
    }
  }

  private grow(): void {
    const { sub, times } = this
    this.sub = new Uint8Array(sub.length * 2)
    this.times = new Uint16Array(sub.length * 2)
    this.sub.set(sub)
    this.times.set(times)
    scratch = { sub: this.sub, times: this.times }
  }
}

let scratch = { sub: new Uint8Array(1 << 16), times: new Uint16Array(1 << 16) }

/** The digest of several chunks together. */
export function mergedDigest(digests: readonly StatsDigest[], tally: Tally): StatsDigest {
  tally.clear()
  for (const digest of digests) digest.addTo(tally, everything)
  return new StatsDigest(tally)
}

/** The digest of a chunk that nothing is added to any more; undefined if it would be too large. */
export function digestOf(chunk: Chunk, tally: Tally): StatsDigest | undefined {
  tally.clear()
  tally.take(chunk, 0, chunk.length, -Infinity, Infinity, everything)
  const digest = new StatsDigest(tally)
  return digest.bytes <= chunk.capacity * BYTES_A_ROW ? digest : undefined
}
