import { columnFrame, HEADS_BYTES } from './columnframe.js'
import { type Frame, FramePool } from './framepool.js'
import type { Staging } from './staging.js'
import { packedLayout, UNKNOWN_LENGTH } from './wire.js'

/** Of `packed` in ServerMessage. */
const FIELD = 11
/** Tag of `base_ns`, a field of 64 bits. */
const BASE_TAG = (13 << 3) | 1
const HIGH = 0x100000000
const U16 = 0x10000

type Field = keyof typeof packedLayout
const fields = Object.keys(packedLayout) as Field[]
const rowBytes = fields.reduce((sum, field) => sum + packedLayout[field].BYTES_PER_ELEMENT, 0)

/** Staged rows in the short form. Reused: makes nothing per row. */
export class Packing {
  readonly #time: Uint32Array
  readonly #length: Uint32Array
  readonly #goid: Uint32Array
  readonly #other: Uint32Array
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
    this.#length = new Uint32Array(capacity)
    this.#goid = new Uint32Array(capacity)
    this.#other = new Uint32Array(capacity)
    this.#thread = new Uint16Array(capacity)
    this.#site = new Uint16Array(capacity)
    this.#p = new Uint16Array(capacity)
    this.#what = new Uint16Array(capacity)
    this.#reason = new Uint8Array(capacity)
    this.#endedReason = new Uint8Array(capacity)
    this.#tids = new Uint32Array(Math.min(capacity, U16))
    this.#base[0] = BASE_TAG
    this.#pool = new FramePool(HEADS_BYTES + capacity * (rowBytes + 4))
  }

  /** The rows as one frame, which is the caller's; undefined if they do not fit the short form. */
  encode(staging: Staging): Frame | undefined {
    const baseNs = this.#baseOf(staging)
    if (!this.#pack(staging, baseNs)) return undefined
    new DataView(this.#base.buffer).setFloat64(1, baseNs, true)
    const { rows } = staging
    const columns = [
      bytesOf(this.#time, rows),
      bytesOf(this.#length, rows),
      bytesOf(this.#goid, rows),
      bytesOf(this.#other, rows),
      bytesOf(this.#thread, rows),
      bytesOf(this.#site, rows),
      bytesOf(this.#p, rows),
      bytesOf(this.#what, rows),
      bytesOf(this.#reason, rows),
      bytesOf(this.#endedReason, rows),
      bytesOf(this.#tids, this.#threadOf.size),
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
    for (let row = 0; row < rows; row++) {
      const ns = timeNs[row]!
      const at = ns - baseNs
      const length = ns - sinceNs[row]!
      const known = !Number.isNaN(length)
      const fits = !known || (length >= 0 && length < UNKNOWN_LENGTH && Number.isInteger(length))
      const thread = this.#threadNumber(tid[row]!)
      if (!fits || at >= HIGH || !Number.isInteger(at) || goid[row]! >= HIGH || other[row]! >= HIGH)
        return false
      if (site[row]! >= U16 || thread >= this.#tids.length || kind[row]! > 15 || flags[row]! > 63)
        return false
      this.#time[row] = at
      this.#length[row] = known ? length : UNKNOWN_LENGTH
      this.#goid[row] = goid[row]!
      this.#other[row] = other[row]!
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
