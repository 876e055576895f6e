import { LIFETIME, NO_STAGE, STAGES, stageOf } from '../latency/stage.js'
import type { LiveGoroutines } from '../model/live.js'
import { State, type TransitionBatch } from '../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'
import { BUCKETS, coarseBucketOf } from './buckets.js'

/** What one series had in one block of time. */
export interface Piece {
  block: number
  count: number
  totalNs: number
  /** Where its buckets lie in `Side.words`: pairs of bucket and count. */
  begin: number
  end: number
}

/** A series that grows within the block under way. */
interface Open {
  counts: Uint32Array
  count: number
  totalNs: number
  low: number
  high: number
}

/**
 * One side of a comparison, from one or several recordings: the lengths of intervals by series (pair of sites and stage)
 * and by block of time. An interval belongs to the block in which it ends.
 */
export class Side implements RecordingVisitor {
  /** Time told of in each block, ns, gaps excluded. */
  readonly blockNs: number[] = []
  /** Of each block the number of its file. */
  readonly blockFile: number[] = []
  /** By series. */
  readonly pieces = new Map<number, Piece[]>()
  words = new Uint32Array(1 << 14)
  rows = 0
  lost = 0
  gaps = 0
  /** Intervals of which nobody knows the beginning. */
  unknownSince = 0
  files = 0

  private used = 0
  private readonly open: (Open | undefined)[] = []
  private readonly touched: number[] = []
  private numbers: Uint32Array = new Uint32Array(0)
  private sliceNs = 1
  private nextNs = 0
  private beganNs = 0
  private lostNs = 0
  private lostUntilNs = -Infinity
  private leftBlocks = 0

  /**
   * @param numbersOf by a recording's number of a site the number of its pair
   * @param sliceNs about the length of a block; each file is cut into equal ones
   */
  constructor(
    private readonly numbersOf: (head: RecordingHead) => Uint32Array,
    private readonly aboutNs: number,
  ) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.numbers = this.numbersOf(head)
    const ns = Math.max(1, head.lastNs - live.timeNs)
    this.leftBlocks = Math.max(1, Math.round(ns / this.aboutNs))
    this.sliceNs = ns / this.leftBlocks
    this.beganNs = live.timeNs
    this.nextNs = this.beganNs + this.sliceNs
    this.lostNs = 0
    this.lostUntilNs = -Infinity
  }

  batch(batch: TransitionBatch): void {
    const { timeNs, sinceNs, createdNs, site, from, to, kind, flags, length } = batch
    this.rows += length
    for (let i = 0; i < length; i++) {
      // The last block takes whatever comes after its end.
      while (timeNs[i] >= this.nextNs && this.leftBlocks > 1) this.cut(this.nextNs)
      const ns = timeNs[i] - sinceNs[i]
      const pair = this.numbers[site[i]] ?? 0
      if (ns >= 0) {
        const stage = stageOf(from[i], to[i], kind[i], flags[i])
        if (stage !== NO_STAGE) this.add(pair * STAGES + stage, ns)
      } else if (from[i] !== State.NotExist) this.unknownSince++
      if (to[i] !== State.NotExist) continue
      const lifeNs = timeNs[i] - createdNs[i]
      if (lifeNs >= 0) this.add(pair * STAGES + LIFETIME, lifeNs)
    }
  }

  gap(gap: RecordedGap): void {
    this.gaps++
    for (const lost of Object.values(gap.lost)) this.lost += lost
    this.lostNs += Math.max(0, gap.lastNs - Math.max(gap.firstNs, this.lostUntilNs))
    this.lostUntilNs = Math.max(this.lostUntilNs, gap.lastNs)
  }

  end(ns: number): void {
    this.cut(Math.max(ns, this.beganNs))
    this.files++
  }

  /** The counts of some pieces by bucket. */
  buckets(pieces: readonly Piece[]): Float64Array {
    const counts = new Float64Array(BUCKETS)
    for (const { begin, end } of pieces)
      for (let at = begin; at < end; at += 2) counts[this.words[at]] += this.words[at + 1]
    return counts
  }

  private add(series: number, ns: number): void {
    let open = this.open[series]
    if (!open) {
      open = { counts: new Uint32Array(BUCKETS), count: 0, totalNs: 0, low: BUCKETS, high: -1 }
      this.open[series] = open
    }
    if (open.count === 0) this.touched.push(series)
    const bucket = coarseBucketOf(ns)
    open.counts[bucket]++
    open.count++
    open.totalNs += ns
    if (bucket < open.low) open.low = bucket
    if (bucket > open.high) open.high = bucket
  }

  /** The block under way ends at a moment. */
  private cut(atNs: number): void {
    const block = this.blockNs.length
    // A gap may reach into the next block.
    const laterNs = Math.max(0, this.lostUntilNs - atNs)
    this.blockNs.push(Math.max(0, atNs - this.beganNs - this.lostNs + laterNs))
    this.blockFile.push(this.files)
    for (const series of this.touched) this.keep(series, block)
    this.touched.length = 0
    this.beganNs = atNs
    this.lostNs = laterNs
    this.nextNs = atNs + this.sliceNs
    this.leftBlocks--
  }

  private keep(series: number, block: number): void {
    const open = this.open[series]!
    const begin = this.used
    const most = begin + 2 * (open.high - open.low + 1)
    if (most > this.words.length) {
      const longer = new Uint32Array(Math.max(most, this.words.length * 2))
      longer.set(this.words)
      this.words = longer
    }
    for (let bucket = open.low; bucket <= open.high; bucket++) {
      if (open.counts[bucket] === 0) continue
      this.words[this.used++] = bucket
      this.words[this.used++] = open.counts[bucket]
      open.counts[bucket] = 0
    }
    const piece = { block, count: open.count, totalNs: open.totalNs, begin, end: this.used }
    const pieces = this.pieces.get(series)
    if (pieces) pieces.push(piece)
    else this.pieces.set(series, [piece])
    open.count = 0
    open.totalNs = 0
    open.low = BUCKETS
    open.high = -1
  }
}
