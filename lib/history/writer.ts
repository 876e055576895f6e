import type { TransitionBatch } from '../model/transition.js'
import {
  CHECKPOINT_WORDS,
  CHECKPOINTS,
  type Chunk,
  GAP_BIT,
  GAP_WORD,
  LATE_NS,
  LONG_LOW,
  LONG_NS,
  LONGS,
  ROWS,
  SPAN_NS,
  TOP_HIGH,
  UNKNOWN_LOW,
} from './chunk.js'

const HIGH = 0x100000000
const NOT_EXIST = 1
/** How often the states are written down: after so many rows, or so long. */
const CHECKPOINT_ROWS = 256
const CHECKPOINT_NS = 20e6

/** Where the writer gets its chunks from. */
export interface ChunkSource {
  /** A chunk for rows from `firstNs` on; undefined if there is no memory for one now. */
  open(firstNs: number): Chunk | undefined
  /** So many rows within these moments could not be kept. */
  skipped(rows: number, firstNs: number, lastNs: number): void
}

/** Appends transitions to chunks, on the session's thread. Makes no object per row. */
export class Writer {
  private chunk: Chunk | undefined
  /** Rows in `chunk`; the reader sees those that are published. */
  private rows = 0
  private longs = 0
  private checkpoints = 0
  private checkpointRow = 0
  private checkpointNs = -Infinity

  /** When the losses ended that no row of a chunk follows yet: a chunk without rows is passed over by who reads. */
  private lostLastNs = -Infinity

  private skippedRows = 0
  private skippedFirstNs = Infinity
  private skippedLastNs = -Infinity

  /** @param getStates live goroutines by `State` */
  constructor(
    private readonly source: ChunkSource,
    private readonly getStates: () => ArrayLike<number>,
  ) {}

  append(batch: TransitionBatch): void {
    for (let from = 0; from < batch.length; ) {
      if (!this.chunk && !this.open(batch.timeNs[from])) {
        this.skip(batch, from)
        return
      }
      const taken = this.fill(batch, from)
      from += taken
      if (from < batch.length) this.close()
    }
    const lastNs = batch.length > 0 ? batch.timeNs[batch.length - 1] : -Infinity
    const due =
      this.rows - this.checkpointRow >= CHECKPOINT_ROWS || lastNs - this.checkpointNs >= CHECKPOINT_NS
    if (due) this.check(lastNs)
    this.publish()
  }

  /** Events were lost between these moments, after the rows so far. */
  gap(firstNs: number, lastNs: number): void {
    if (this.rows === 0) this.lostLastNs = Math.max(this.lostLastNs, lastNs)
    if (!this.chunk) return
    if (!this.check(firstNs, lastNs)) {
      this.close()
      this.lostLastNs = lastNs
      this.open(firstNs)
    }
    this.publish()
  }

  /** No more rows come. */
  end(): void {
    this.tellSkipped()
  }

  private tellSkipped(): void {
    if (this.skippedRows === 0) return
    this.lostLastNs = Math.max(this.lostLastNs, this.skippedLastNs)
    this.source.skipped(this.skippedRows, this.skippedFirstNs, this.skippedLastNs)
    this.skippedRows = 0
    this.skippedFirstNs = Infinity
    this.skippedLastNs = -Infinity
  }

  /** No more rows come into the chunk in hand. */
  private close(): void {
    this.publish()
    this.chunk = undefined
    this.rows = 0
  }

  private open(firstNs: number): boolean {
    const chunk = this.source.open(firstNs)
    if (!chunk) return false
    this.chunk = chunk
    this.rows = 0
    this.longs = 0
    this.checkpoints = 0
    this.checkpointRow = 0
    this.checkpointNs = -Infinity
    this.tellSkipped()
    if (this.lostLastNs > -Infinity) this.check(-Infinity, this.lostLastNs)
    return true
  }

  /** Takes rows of a batch from `from` on, as many as fit; returns how many. A column at a time is fastest. */
  private fill(batch: TransitionBatch, from: number): number {
    const chunk = this.chunk!
    const begin = this.rows
    const most = Math.min(batch.length, from + chunk.capacity - begin)
    fillWide(batch.other, chunk.otherLow, chunk.otherHigh, from, most, begin)
    const end = this.fillTimes(batch, from, most)
    fillWide(batch.goid, chunk.goidLow, chunk.goidHigh, from, end, begin)
    const { kind, flags, from: before, to } = batch
    const { fromTo, kindFlags } = chunk
    for (let row = from, out = begin; row < end; row++, out++) {
      fromTo[out] = (before[row] << 3) | to[row]
      kindFlags[out] = kind[row] | (flags[row] << 4)
    }
    chunk.tid.set(batch.tid.subarray(from, end), begin)
    chunk.site.set(batch.site.subarray(from, end), begin)
    chunk.p.set(batch.p.subarray(from, end), begin)
    chunk.reason.set(batch.reason.subarray(from, end), begin)
    chunk.endedReason.set(batch.endedReason.subarray(from, end), begin)
    this.rows += end - from
    if (end > from) this.lostLastNs = -Infinity
    return end - from
  }

  /** Times, lengths and lives; returns before which row of the batch the chunk is full or out of its span. */
  private fillTimes(batch: TransitionBatch, from: number, most: number): number {
    const { baseNs, time, lengthLow, lengthHigh, longKey } = this.chunk!
    const { timeNs, sinceNs, to } = batch
    // A row needs two at most.
    const longsMax = longKey.length - 2
    let out = this.rows
    for (let row = from; row < most; row++, out++) {
      const ns = timeNs[row]
      const at = ns - baseNs
      if (!(at >= 0 && at < SPAN_NS + LATE_NS) || this.longs > longsMax) return row
      time[out] = at
      const length = ns - sinceNs[row]
      if (length >= 0 && length < HIGH) {
        lengthLow[out] = length
        lengthHigh[out] = 0
      } else this.length(out, length)
      if (to[row] === NOT_EXIST) this.life(out, ns - batch.createdNs[row])
    }
    return most
  }

  private length(row: number, ns: number): void {
    const { lengthLow, lengthHigh } = this.chunk!
    const fits = ns >= 0 && ns < LONG_NS
    lengthHigh[row] = fits ? ns / HIGH : TOP_HIGH
    lengthLow[row] = fits ? ns : ns >= 0 ? this.long(row * 2, ns) : UNKNOWN_LOW
  }

  private life(row: number, ns: number): void {
    const { otherLow, otherHigh } = this.chunk!
    const fits = ns >= 0 && ns < LONG_NS
    otherHigh[row] = fits ? ns / HIGH : TOP_HIGH
    otherLow[row] = fits ? ns : ns >= 0 ? this.long(row * 2 + 1, ns) : UNKNOWN_LOW
  }

  private long(key: number, ns: number): number {
    const chunk = this.chunk!
    chunk.longKey[this.longs] = key
    chunk.longNs[this.longs++] = ns
    return LONG_LOW
  }

  /**
   * Writes the states down as they are after the rows so far; returns false if there is no room.
   * @param gapLastNs of a loss that begins here: its end
   */
  private check(ns: number, gapLastNs?: number): boolean {
    const chunk = this.chunk!
    const at = this.checkpoints * CHECKPOINT_WORDS
    if (at >= chunk.checkpoint.length) return false
    const states = this.getStates()
    chunk.checkpoint[at] = this.rows
    for (let word = 1, state = 0; state < states.length; state++)
      if (state !== NOT_EXIST) chunk.checkpoint[at + word++] = states[state]
    if (gapLastNs !== undefined) {
      const offsetNs = Math.max(0, gapLastNs - chunk.baseNs)
      chunk.checkpoint[at] = this.rows + GAP_BIT
      chunk.checkpoint[at + GAP_WORD] = offsetNs
      chunk.checkpoint[at + GAP_WORD + 1] = offsetNs / HIGH
    }
    this.checkpoints++
    this.checkpointRow = this.rows
    this.checkpointNs = ns
    return true
  }

  private publish(): void {
    if (!this.chunk) return
    const { header } = this.chunk
    Atomics.store(header, LONGS, this.longs)
    Atomics.store(header, CHECKPOINTS, this.checkpoints)
    Atomics.store(header, ROWS, this.rows)
  }

  private skip(batch: TransitionBatch, from: number): void {
    this.skippedRows += batch.length - from
    for (let row = from; row < batch.length; row++) {
      this.skippedFirstNs = Math.min(this.skippedFirstNs, batch.timeNs[row])
      this.skippedLastNs = Math.max(this.skippedLastNs, batch.timeNs[row])
    }
  }
}

/** Copies values as their low 32 bits and what is above. */
function fillWide(
  column: Float64Array,
  low: Uint32Array,
  high: Uint8Array,
  from: number,
  end: number,
  begin: number,
): void {
  for (let row = from, out = begin; row < end; row++, out++) {
    const value = column[row]
    low[out] = value
    high[out] = value < HIGH ? 0 : value / HIGH
  }
}
