import { columnFrame, HEADS_BYTES } from './columnframe.js'
import { type Frame, FramePool } from './framepool.js'
import type { Staging } from './staging.js'
import { WideColumn } from './widecolumn.js'
import { longMarks, packedLayout, UNKNOWN_LENGTH } from './wire.js'

/** Of `packed` in ServerMessage. */
const FIELD = 11
/** Tag of `base_ns`, a field of 64 bits. */
const BASE_TAG = (13 << 3) | 1
const HIGH = 0x100000000
const U16 = 0x10000

type Field = keyof typeof packedLayout
const fields = Object.keys(packedLayout) as Field[]
const rowBytes = fields.reduce((sum, field) => sum + packedLayout[field].BYTES_PER_ELEMENT, 0)
/** What a row takes if it has a thread of its own and all its values are long; below the other, a frame is a small one. */
const ROW_BYTES_MAX = rowBytes + 4 + 3 * 8
const ROW_BYTES_SMALL = (rowBytes + 4) / 2
/** Stands in for a field that is no column. */
const nothing = new Uint8Array(0)

/** Staged rows in the short form. Reused: makes nothing per row. */
export class Packing {
  readonly #time: Uint32Array
  readonly #length: WideColumn
  readonly #goid: WideColumn
  readonly #other: WideColumn
  readonly #thread: Uint16Array
  readonly #site: Uint16Array
  readonly #p: Uint16Array
  readonly #what: Uint16Array
  readonly #reason: Uint8Array
  readonly #endedReason: Uint8Array
  readonly #tids: Uint32Array
  readonly #threadOf = new Map<number, number>()
  readonly #base = new Uint8Array(9)
  readonly #pool: FramePool

  /** @param capacity rows at most */
  constructor(capacity: number) {
    this.#time = new Uint32Array(capacity)
    this.#length = new WideColumn(capacity, longMarks.length.mark)
    this.#goid = new WideColumn(capacity, longMarks.goid.mark)
    this.#other = new WideColumn(capacity, longMarks.other.mark)
    this.#thread = new Uint16Array(capacity)
    this.#site = new Uint16Array(capacity)
    this.#p = new Uint16Array(capacity)
    this.#what = new Uint16Array(capacity)
    this.#reason = new Uint8Array(capacity)
    this.#endedReason = new Uint8Array(capacity)
    this.#tids = new Uint32Array(Math.min(capacity, U16))
    this.#base[0] = BASE_TAG
    this.#pool = new FramePool(HEADS_BYTES + capacity * ROW_BYTES_MAX, capacity * ROW_BYTES_SMALL)
  }

  /** Whether the latest rows have values that stand in a column of their own. */
  get long(): boolean {
    return this.#length.longs + this.#goid.longs + this.#other.longs > 0
  }

  /** The rows as one frame, which is the caller's; undefined if they do not fit the short form. */
  encode(staging: Staging): Frame | undefined {
    const baseNs = this.#baseOf(staging)
    if (!this.#pack(staging, baseNs)) return undefined
    new DataView(this.#base.buffer).setFloat64(1, baseNs, true)
    const { rows } = staging
    const columns = [
      bytesOf(this.#time, rows),
      this.#length.bytes(rows),
      this.#goid.bytes(rows),
      this.#other.bytes(rows),
      bytesOf(this.#thread, rows),
      bytesOf(this.#site, rows),
      bytesOf(this.#p, rows),
      bytesOf(this.#what, rows),
      bytesOf(this.#reason, rows),
      bytesOf(this.#endedReason, rows),
      bytesOf(this.#tids, this.#threadOf.size),
      nothing,
      this.#length.longBytes(),
      this.#goid.longBytes(),
      this.#other.longBytes(),
    ]
    return columnFrame(this.#pool, FIELD, rows, columns, this.#base)
  }

  #baseOf({ timeNs, rows }: Staging): number {
    let baseNs = timeNs[0]!
    for (let row = 1; row < rows; row++) if (timeNs[row]! < baseNs) baseNs = timeNs[row]!
    return baseNs
  }

  #pack(staging: Staging, baseNs: number): boolean {
    const { rows, timeNs, sinceNs, goid, other, tid, site, p, kind, from, to, flags } = staging
    this.#threadOf.clear()
    this.#length.clear()
    this.#goid.clear()
    this.#other.clear()
    for (let row = 0; row < rows; row++) {
      const ns = timeNs[row]!
      const at = ns - baseNs
      const length = ns - sinceNs[row]!
      const thread = this.#threadNumber(tid[row]!)
      if (at >= HIGH || !Number.isInteger(at)) return false
      if (site[row]! >= U16 || thread >= this.#tids.length || kind[row]! > 15 || flags[row]! > 63)
        return false
      if (Number.isNaN(length)) this.#length.putSign(row, UNKNOWN_LENGTH)
      else if (!this.#length.put(row, length)) return false
      if (!this.#goid.put(row, goid[row]!) || !this.#other.put(row, other[row]!)) return false
      this.#time[row] = at
      this.#thread[row] = thread
      this.#site[row] = site[row]!
      this.#p[row] = p[row]!
      this.#what[row] = kind[row]! | (from[row]! << 4) | (to[row]! << 7) | (flags[row]! << 10)
    }
    this.#reason.set(staging.reason.subarray(0, rows))
    this.#endedReason.set(staging.endedReason.subarray(0, rows))
    return true
  }

  #threadNumber(tid: number): number {
    const known = this.#threadOf.get(tid)
    if (known !== undefined) return known
    const number = this.#threadOf.size
    if (number < this.#tids.length) this.#tids[number] = tid
    this.#threadOf.set(tid, number)
    return number
  }
}

function bytesOf(column: Uint32Array | Uint16Array | Uint8Array, length: number): Uint8Array {
  return new Uint8Array(column.buffer, 0, length * column.BYTES_PER_ELEMENT)
}
