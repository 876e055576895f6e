/**
 * A goroutine's row, 32 bytes, so that one event touches one cache line of it:
 *
 *   f64 0  goid, 0 if the row is free
 *   f64 1  since when it is in its state; if HEARSAY is set, the last moment at which its state is vouched for
 *   f64 2  when it was created, NaN if that was not seen
 *   u32 6  thread that entered it last; on a free row the next free row
 *   u16 14 site
 *   u8 30  status: State in the low bits, and the bits below
 *   u8 31  wait reason, meaningful while Waiting
 */
export const ROW_BYTES = 32
export const ROW_F64 = 4
export const ROW_U32 = 8
export const ROW_U16 = 16
export const GOID_F64 = 0
export const SINCE_F64 = 1
export const CREATED_F64 = 2
export const TID_U32 = 6
export const SITE_U16 = 14
export const STATUS_U8 = 30
export const REASON_U8 = 31

export const STATE_MASK = 7
/** No event yet since its creation. */
export const NEWBORN = 8
export const SYSTEM = 16
/** The state is from a snapshot: when it began is not known. */
export const HEARSAY = 32
/** With HEARSAY: its start was lost, it is not older than the attach. */
export const LOST = 64
/** Used while a snapshot is applied. */
export const MARK = 128

const NO_ROW = 0xffffffff
const MULTIPLIER = 0x9e3779b1

/**
 * The live goroutines by goid: rows in one buffer, recycled on exit, found through an open-addressing index of row
 * numbers (linear probing, at most half full, deletion by backward shift). 40 to 80 bytes per goroutine.
 */
export class Goroutines {
  f64!: Float64Array
  u32!: Uint32Array
  u16!: Uint16Array
  u8!: Uint8Array
  live = 0
  /** Rows ever used: every live row is below. */
  high = 0

  private capacity: number
  private free = NO_ROW
  private index: Int32Array
  private shift: number

  /** @param capacity rows to begin with, a power of two */
  constructor(capacity = 1024) {
    this.capacity = capacity
    this.view(new ArrayBuffer(capacity * ROW_BYTES))
    this.index = new Int32Array(capacity * 2)
    this.shift = Math.clz32(capacity * 2) + 1
  }

  /** The goroutine's row, -1 if it is not known. */
  find(goid: number): number {
    const { index, f64 } = this
    const mask = index.length - 1
    let at = Math.imul(goid | 0, MULTIPLIER) >>> this.shift
    for (;;) {
      const row = index[at] - 1
      if (row < 0) return -1
      if (f64[row * ROW_F64] === goid) return row
      at = (at + 1) & mask
    }
  }

  /** A row for a goid that has none; its other fields are cleared. Views may be replaced. */
  insert(goid: number): number {
    let row = this.free
    if (row !== NO_ROW) {
      this.free = this.u32[row * ROW_U32 + TID_U32]
    } else {
      if (this.high === this.capacity) this.grow()
      row = this.high++
    }
    this.f64[row * ROW_F64] = goid
    this.f64[row * ROW_F64 + SINCE_F64] = 0
    this.f64[row * ROW_F64 + CREATED_F64] = Number.NaN
    this.u32[row * ROW_U32 + TID_U32] = 0
    this.u32[row * ROW_U32 + TID_U32 + 1] = 0
    this.live++
    if (this.live * 2 > this.index.length) this.reindex(this.index.length * 2)
    this.enter(row)
    return row
  }

  remove(row: number): void {
    const { index, f64, u32, shift } = this
    const mask = index.length - 1
    let hole = this.home(row)
    while (index[hole] - 1 !== row) hole = (hole + 1) & mask
    // Whatever probed past the hole moves into it, so that no search meets a hole before its goal.
    for (let at = (hole + 1) & mask; index[at] !== 0; at = (at + 1) & mask) {
      const home = Math.imul(f64[(index[at] - 1) * ROW_F64] | 0, MULTIPLIER) >>> shift
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        index[hole] = index[at]
        hole = at
      }
    }
    index[hole] = 0
    f64[row * ROW_F64] = 0
    u32[row * ROW_U32 + TID_U32] = this.free
    this.free = row
    this.live--
  }

  private home(row: number): number {
    return Math.imul(this.f64[row * ROW_F64] | 0, MULTIPLIER) >>> this.shift
  }

  private enter(row: number): void {
    const mask = this.index.length - 1
    let at = this.home(row)
    while (this.index[at] !== 0) at = (at + 1) & mask
    this.index[at] = row + 1
  }

  private reindex(size: number): void {
    const last = this.index
    this.index = new Int32Array(size)
    this.shift = Math.clz32(size) + 1
    for (const entry of last) if (entry !== 0) this.enter(entry - 1)
  }

  private grow(): void {
    const last = this.u8
    this.capacity *= 2
    this.view(new ArrayBuffer(this.capacity * ROW_BYTES))
    this.u8.set(last)
  }

  private view(rows: ArrayBuffer): void {
    this.f64 = new Float64Array(rows)
    this.u32 = new Uint32Array(rows)
    this.u16 = new Uint16Array(rows)
    this.u8 = new Uint8Array(rows)
  }
}
