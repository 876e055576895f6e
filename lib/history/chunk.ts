import { NO_P } from '../contract.gen.js'
import { stageOf } from '../latency/stage.js'

/** Most rows of a chunk. */
export const CHUNK_ROWS = 65536
/** Rows whose least and greatest time are known together. */
export const BLOCK_ROWS = 1024
/** The longest that a chunk may span, ns: offsets of time fit in 32 bits, with room for late rows. */
export const SPAN_NS = 4e9
/** How much older than a chunk's first row its late rows may be, ns. */
export const LATE_NS = 0.2e9

const HIGH = 0x100000000
/** Lengths and lives are 40 bits; the two greatest values mean not known, and longer than that: see the side table. */
export const UNKNOWN_LOW = 0xffffffff
export const LONG_LOW = 0xfffffffe
export const TOP_HIGH = 0xff
export const LONG_NS = TOP_HIGH * HIGH + LONG_LOW

/** Header, 32-bit words; every one is written before ROWS is. */
export const ROWS = 0
export const LONGS = 1
export const CHECKPOINTS = 2
const HEADER_BYTES = 64

/** A checkpoint: before which row, live goroutines by `State` but for NotExist, and see GAP_BIT. */
export const CHECKPOINT_WORDS = 8
/** Where a loss's end lies in it: its time offset in two words. */
export const GAP_WORD = 6
/** In a checkpoint's row: a loss begins here, too. */
export const GAP_BIT = 0x80000000

const longsOf = (capacity: number) => capacity >>> 6
const checkpointsOf = (capacity: number) => Math.max(64, capacity >>> 7)

/** Bytes of a chunk for so many rows, a multiple of 64: about 32 a row. */
export function chunkBytes(capacity: number): number {
  return (
    HEADER_BYTES + longsOf(capacity) * 12 + checkpointsOf(capacity) * CHECKPOINT_WORDS * 4 + capacity * 31
  )
}

/** `stageOf` by `fromTo << 8 | kindFlags`. */
export const stageTable = new Uint8Array(64 * 256)
for (let fromTo = 0; fromTo < 64; fromTo++)
  for (let kindFlags = 0; kindFlags < 256; kindFlags++)
    stageTable[(fromTo << 8) | kindFlags] = stageOf(fromTo >> 3, fromTo & 7, kindFlags & 15, kindFlags >> 4)

/**
 * A run of transitions as columns in memory that the session's thread writes and another reads. Rows `0 … length-1`
 * never change; rows are nearly in order of time: a few late ones lie behind later ones.
 *
 * Loops over many rows read the columns, others use the methods. Goids are exact below 2^40, times and lengths are
 * whole ns.
 */
export class Chunk {
  /** Rows that this side has seen: at most so many are read. The reader's `refresh` moves it on. */
  length = 0
  /** Least and greatest time of the rows seen, ns; Infinity and -Infinity if there are none. */
  minNs = Infinity
  maxNs = -Infinity
  /** The highest number of a P in the rows seen, plus one. */
  ps = 0

  readonly header: Uint32Array
  /** Side table of lengths and lives beyond 40 bits: `row * 2`, `+ 1` for a life, ascending; and how long, ns. */
  readonly longKey: Uint32Array
  readonly longNs: Float64Array
  /** CHECKPOINT_WORDS each, ascending by row. */
  readonly checkpoint: Uint32Array

  /** Time as offset from `baseNs`, ns. */
  readonly time: Uint32Array
  /** Length of the interval in state `from` that ends here, ns: low 32 and high 8 bits. */
  readonly lengthLow: Uint32Array
  readonly lengthHigh: Uint8Array
  readonly goidLow: Uint32Array
  readonly goidHigh: Uint8Array
  /** The row's `other`; of a row to NotExist the life's length, ns, instead. */
  readonly otherLow: Uint32Array
  readonly otherHigh: Uint8Array
  readonly tid: Uint32Array
  readonly site: Uint16Array
  readonly p: Uint16Array
  /** `from << 3 | to`. */
  readonly fromTo: Uint8Array
  /** `kind | flags << 4`. */
  readonly kindFlags: Uint8Array
  readonly reason: Uint8Array
  readonly endedReason: Uint8Array

  /** By block of BLOCK_ROWS rows seen: least and greatest time offset. */
  private readonly blockMin: Uint32Array
  private readonly blockMax: Uint32Array

  /**
   * @param id counts up: a chunk with a greater one has later rows
   * @param memory `chunkBytes(capacity)` long; its header is zero if the chunk is new
   */
  constructor(
    readonly id: number,
    readonly memory: SharedArrayBuffer,
    readonly capacity: number,
    readonly baseNs: number,
  ) {
    let at = 0
    const take = <T>(
      Column: new (memory: SharedArrayBuffer, at: number, length: number) => T,
      length: number,
      size: number,
    ) => {
      const column = new Column(memory, at, length)
      at += length * size
      return column
    }
    this.header = take(Uint32Array, HEADER_BYTES / 4, 4)
    this.longNs = take(Float64Array, longsOf(capacity), 8)
    this.longKey = take(Uint32Array, longsOf(capacity), 4)
    this.checkpoint = take(Uint32Array, checkpointsOf(capacity) * CHECKPOINT_WORDS, 4)
    this.time = take(Uint32Array, capacity, 4)
    this.lengthLow = take(Uint32Array, capacity, 4)
    this.goidLow = take(Uint32Array, capacity, 4)
    this.otherLow = take(Uint32Array, capacity, 4)
    this.tid = take(Uint32Array, capacity, 4)
    this.site = take(Uint16Array, capacity, 2)
    this.p = take(Uint16Array, capacity, 2)
    this.lengthHigh = take(Uint8Array, capacity, 1)
    this.goidHigh = take(Uint8Array, capacity, 1)
    this.otherHigh = take(Uint8Array, capacity, 1)
    this.fromTo = take(Uint8Array, capacity, 1)
    this.kindFlags = take(Uint8Array, capacity, 1)
    this.reason = take(Uint8Array, capacity, 1)
    this.endedReason = take(Uint8Array, capacity, 1)
    this.blockMin = new Uint32Array(Math.ceil(capacity / BLOCK_ROWS)).fill(0xffffffff)
    this.blockMax = new Uint32Array(Math.ceil(capacity / BLOCK_ROWS))
  }

  /** Takes notice of the rows written meanwhile. */
  refresh(): void {
    const rows = Atomics.load(this.header, ROWS)
    if (rows === this.length) return
    const { time, blockMin, blockMax, p } = this
    let pMax = this.ps - 1
    for (let row = this.length; row < rows; ) {
      const block = Math.floor(row / BLOCK_ROWS)
      const end = Math.min(rows, (block + 1) * BLOCK_ROWS)
      let min = blockMin[block]
      let max = blockMax[block]
      for (; row < end; row++) {
        const at = time[row]
        if (at < min) min = at
        if (at > max) max = at
        if (p[row] > pMax && p[row] !== NO_P) pMax = p[row]
      }
      blockMin[block] = min
      blockMax[block] = max
      this.minNs = Math.min(this.minNs, this.baseNs + min)
      this.maxNs = Math.max(this.maxNs, this.baseNs + max)
    }
    this.ps = pMax + 1
    this.length = rows
  }

  /** Every row seen at `firstNs` or later is at this index or behind it. */
  firstRow(firstNs: number): number {
    const { blockMax, length } = this
    const blocks = Math.ceil(length / BLOCK_ROWS)
    let block = 0
    while (block < blocks && this.baseNs + blockMax[block] < firstNs) block++
    return Math.min(length, block * BLOCK_ROWS)
  }

  /** Every row seen before `lastNs` is before this index. */
  endRow(lastNs: number): number {
    const { blockMin, length } = this
    let block = Math.ceil(length / BLOCK_ROWS) - 1
    while (block >= 0 && this.baseNs + blockMin[block] >= lastNs) block--
    return Math.min(length, (block + 1) * BLOCK_ROWS)
  }

  /** Checkpoints seen with the rows seen; those before a row not seen yet count. */
  get checkpoints(): number {
    return Atomics.load(this.header, CHECKPOINTS)
  }

  /** Losses: before which row they began, ascending, and when they ended. */
  gaps(): { row: number; lastNs: number }[] {
    const { checkpoint, baseNs } = this
    const gaps: { row: number; lastNs: number }[] = []
    for (let at = 0; at < this.checkpoints * CHECKPOINT_WORDS; at += CHECKPOINT_WORDS) {
      if (checkpoint[at] < GAP_BIT) continue
      const offsetNs = checkpoint[at + GAP_WORD] + checkpoint[at + GAP_WORD + 1] * HIGH
      gaps.push({ row: checkpoint[at] - GAP_BIT, lastNs: baseNs + offsetNs })
    }
    return gaps
  }

  timeNs(row: number): number {
    return this.baseNs + this.time[row]
  }

  /** Length of the interval that ends here, ns; NaN if it is not known. */
  lengthNs(row: number): number {
    const low = this.lengthLow[row]
    const high = this.lengthHigh[row]
    return high === TOP_HIGH && low >= LONG_LOW ? this.long(row, low, 0) : high * HIGH + low
  }

  /** Length of the life that ends here, ns; NaN if it is not known. Of a row to NotExist only. */
  lifeNs(row: number): number {
    const low = this.otherLow[row]
    const high = this.otherHigh[row]
    return high === TOP_HIGH && low >= LONG_LOW ? this.long(row, low, 1) : high * HIGH + low
  }

  goid(row: number): number {
    return this.goidHigh[row] * HIGH + this.goidLow[row]
  }

  /** Waker, parent, or other side of a coroutine switch; 0 if none. */
  other(row: number): number {
    return this.to(row) === 1 ? 0 : this.otherHigh[row] * HIGH + this.otherLow[row]
  }

  kind(row: number): number {
    return this.kindFlags[row] & 15
  }

  flags(row: number): number {
    return this.kindFlags[row] >> 4
  }

  from(row: number): number {
    return this.fromTo[row] >> 3
  }

  to(row: number): number {
    return this.fromTo[row] & 7
  }

  /** The stage of the interval that ends here, NO_STAGE if none does. Whether its length is known is another matter. */
  stage(row: number): number {
    return stageTable[(this.fromTo[row] << 8) | this.kindFlags[row]]
  }

  private long(row: number, low: number, part: number): number {
    if (low === UNKNOWN_LOW) return Number.NaN
    const key = row * 2 + part
    let from = 0
    let to = Atomics.load(this.header, LONGS)
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.longKey[middle] < key) from = middle + 1
      else to = middle
    }
    return this.longNs[from]
  }
}
