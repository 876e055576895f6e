/**
 * Log-linear buckets: values below 64 exactly, above them 64 to the octave. A value is told by its bucket's middle, at
 * most 1/128 (0.8 %) off. 48 blocks of 64 reach 2^53.
 */
const BLOCK = 64
const BLOCKS = 48
const SUMMARY = 4
const COUNT = 0
const TOTAL = 1
const MAX = 2

/** The bucket of a duration in ns: an integer from 0 to 2^53 - 1. */
export function bucketOf(ns: number): number {
  let scale = 0
  let n = ns
  // 32-bit arithmetic holds 31 bits; the 22 below do not change the bucket of anything longer.
  if (n >= 0x80000000) {
    n = Math.floor(n / 0x400000)
    scale = 22
  }
  const bits = n | 0
  if (bits < BLOCK) return bits
  const octave = 25 - Math.clz32(bits)
  return ((octave + 1 + scale) << 6) | ((bits >>> octave) & 63)
}

/** The middle of a bucket, ns. */
export function middleOf(bucket: number): number {
  const block = bucket >>> 6
  const sub = bucket & 63
  if (block === 0) return sub
  const width = 2 ** (block - 1)
  return (BLOCK + sub) * width + (width - 1) / 2
}

/**
 * Histograms by number, all in a few typed arrays: thousands of sites times stages stay small, because a histogram
 * holds 256 bytes for each octave that it has seen and 224 bytes else; recording touches no object. Number 0 is no
 * histogram.
 */
export class Histograms {
  private length = 1
  /** Count, total and max of each, exact. */
  private summaries = new Float64Array(64 * SUMMARY)
  /** By histogram and block: the page that counts the block, 0 if none does. */
  private pages = new Uint32Array(64 * BLOCKS)
  private counts = new Uint32Array(256 * BLOCK)
  private pagesUsed = 1
  /** How often a 32-bit counter ran over: days of one bucket at full rate. */
  private readonly carries = new Map<number, number>()

  /** A new histogram. */
  add(): number {
    const id = this.length++
    if (this.length * SUMMARY > this.summaries.length) {
      this.summaries = doubled(this.summaries, new Float64Array(this.summaries.length * 2))
      this.pages = doubled(this.pages, new Uint32Array(this.pages.length * 2))
    }
    return id
  }

  /** @param bucket `bucketOf(ns)` */
  record(id: number, bucket: number, ns: number): void {
    const entry = id * BLOCKS + (bucket >>> 6)
    let page = this.pages[entry]
    if (page === 0) page = this.addPage(entry)
    const at = page * BLOCK + (bucket & 63)
    const count = this.counts[at] + 1
    this.counts[at] = count
    if (count > 0xffffffff) this.carry(at)
    const summary = id * SUMMARY
    this.summaries[summary + COUNT]++
    this.summaries[summary + TOTAL] += ns
    if (ns > this.summaries[summary + MAX]) this.summaries[summary + MAX] = ns
  }

  count(id: number): number {
    return this.summaries[id * SUMMARY + COUNT]
  }

  total(id: number): number {
    return this.summaries[id * SUMMARY + TOTAL]
  }

  max(id: number): number {
    return this.summaries[id * SUMMARY + MAX]
  }

  /** Adds all that `from` holds to `into`. */
  merge(into: number, from: number): void {
    if (this.count(from) === 0) return
    const a = into * SUMMARY
    const b = from * SUMMARY
    this.summaries[a + COUNT] += this.summaries[b + COUNT]
    this.summaries[a + TOTAL] += this.summaries[b + TOTAL]
    this.summaries[a + MAX] = Math.max(this.summaries[a + MAX], this.summaries[b + MAX])
    for (let block = 0; block < BLOCKS; block++) {
      const source = this.pages[from * BLOCKS + block]
      if (source === 0) continue
      const target = this.pages[into * BLOCKS + block] || this.addPage(into * BLOCKS + block)
      for (let sub = 0; sub < BLOCK; sub++) {
        const count = this.countAt(source * BLOCK + sub)
        if (count !== 0) this.setCount(target * BLOCK + sub, this.countAt(target * BLOCK + sub) + count)
      }
    }
  }

  /** Empties it; its pages stay its own. */
  clear(id: number): void {
    this.summaries.fill(0, id * SUMMARY, (id + 1) * SUMMARY)
    for (let block = 0; block < BLOCKS; block++) {
      const page = this.pages[id * BLOCKS + block]
      if (page === 0) continue
      this.counts.fill(0, page * BLOCK, (page + 1) * BLOCK)
      if (this.carries.size === 0) continue
      for (let at = page * BLOCK; at < (page + 1) * BLOCK; at++) this.carries.delete(at)
    }
  }

  /**
   * Values at the given quantiles (ascending, 0 < q ≤ 1), ns: of the value that a share of q of all do not exceed, by
   * nearest rank, within 0.8 %; 0 for an empty histogram.
   */
  quantiles(id: number, qs: readonly number[]): number[] {
    const total = this.count(id)
    if (total === 0) return qs.map(() => 0)
    const max = this.max(id)
    const values: number[] = []
    let seen = 0
    let rank = Math.max(1, Math.ceil(qs[0] * total))
    for (let block = 0; block < BLOCKS && values.length < qs.length; block++) {
      const page = this.pages[id * BLOCKS + block]
      if (page === 0) continue
      for (let sub = 0; sub < BLOCK; sub++) {
        seen += this.countAt(page * BLOCK + sub)
        while (seen >= rank && values.length < qs.length) {
          values.push(Math.min(max, middleOf(block * BLOCK + sub)))
          rank = Math.max(1, Math.ceil(qs[values.length] * total))
        }
      }
    }
    return values
  }

  private countAt(at: number): number {
    const count = this.counts[at]
    return this.carries.size === 0 ? count : count + (this.carries.get(at) ?? 0) * 0x100000000
  }

  private setCount(at: number, count: number): void {
    this.counts[at] = count % 0x100000000
    if (count >= 0x100000000) this.carries.set(at, Math.floor(count / 0x100000000))
  }

  private carry(at: number): void {
    this.carries.set(at, (this.carries.get(at) ?? 0) + 1)
  }

  private addPage(entry: number): number {
    const page = this.pagesUsed++
    if (this.pagesUsed * BLOCK > this.counts.length) {
      this.counts = doubled(this.counts, new Uint32Array(this.counts.length * 2))
    }
    this.pages[entry] = page
    return page
  }
}

function doubled<T extends Float64Array | Uint32Array>(column: T, longer: T): T {
  longer.set(column)
  return longer
}
