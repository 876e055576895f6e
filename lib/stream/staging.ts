import type { TransitionBatch } from '../model/transition.js'
import { type Frame, FramePool } from './framepool.js'
import { transitionLayout } from './wire.js'

type Field = keyof typeof transitionLayout
type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** The batch's column behind each column of the wire. */
const batchColumn = {
  time_ns: 'timeNs',
  since_ns: 'sinceNs',
  goid: 'goid',
  other: 'other',
  tid: 'tid',
  site: 'site',
  p: 'p',
  kind: 'kind',
  from: 'from',
  to: 'to',
  reason: 'reason',
  ended_reason: 'endedReason',
  flags: 'flags',
} as const satisfies Record<Field, keyof TransitionBatch>

const fields = Object.keys(transitionLayout) as Field[]
const rowBytes = fields.reduce((sum, field) => sum + transitionLayout[field].BYTES_PER_ELEMENT, 0)

/** Protobuf's own, for a frame that is one `ServerMessage { transitions }` (proto/stream.proto). */
const LENGTH_DELIMITED = 2
const TRANSITIONS_TAG = (4 << 3) | LENGTH_DELIMITED
const ROWS_TAG = 1 << 3
/** The columns are the fields from 2 on, in the order of the layout. */
const columnTag = (column: number) => ((column + 2) << 3) | LENGTH_DELIMITED
/** More than all tags and lengths can take. */
const HEADS_BYTES = 128

/** Rows of transitions on their way into a frame, as the columns of the wire. Reused: filled, encoded, cleared. */
export class Staging {
  rows = 0
  readonly #columns: Record<Field, Column>
  /** The columns as bytes, in the order of the layout. */
  readonly #bytes: Uint8Array[]
  readonly #pool: FramePool

  constructor(readonly capacity: number) {
    this.#columns = Object.fromEntries(
      fields.map(field => [field, new transitionLayout[field](capacity)]),
    ) as unknown as Record<Field, Column>
    this.#bytes = fields.map(field => new Uint8Array(this.#columns[field].buffer))
    this.#pool = new FramePool(HEADS_BYTES + capacity * rowBytes)
  }

  get goid(): Float64Array {
    return this.#columns.goid as Float64Array
  }

  get site(): Uint32Array {
    return this.#columns.site as Uint32Array
  }

  /** ns since the session's base. */
  get timeNs(): Float64Array {
    return this.#columns.time_ns as Float64Array
  }

  /** Takes rows of a batch from `start` on, as many as fit; returns how many. */
  append(batch: TransitionBatch, start: number): number {
    const count = Math.min(batch.length - start, this.capacity - this.rows)
    for (const field of fields) {
      this.#columns[field].set(batch[batchColumn[field]].subarray(start, start + count), this.rows)
    }
    this.rows += count
    return count
  }

  /** Becomes the rows of another staging that `rows[0 … count-1]` name. */
  gather(source: Staging, rows: Uint32Array, count: number): void {
    for (const field of fields) {
      const from = source.#columns[field]
      const to = this.#columns[field]
      for (let i = 0; i < count; i++) to[i] = from[rows[i]!]!
    }
    this.rows = count
  }

  /**
   * The rows as one frame, which is the caller's. Written here and not by protobufjs, which would move every byte four
   * times: this is the one message that can be most of what the server does.
   */
  encode(): Frame {
    const { rows } = this
    let size = 1 + varintSize(rows)
    for (const field of fields) {
      const length = rows * transitionLayout[field].BYTES_PER_ELEMENT
      size += 1 + varintSize(length) + length
    }
    const frame = this.#pool.take(1 + varintSize(size) + size)
    const { bytes } = frame
    let at = putVarint(bytes, 0, TRANSITIONS_TAG, size)
    at = putVarint(bytes, at, ROWS_TAG, rows)
    for (let column = 0; column < fields.length; column++) {
      const length = rows * transitionLayout[fields[column]!].BYTES_PER_ELEMENT
      at = putVarint(bytes, at, columnTag(column), length)
      bytes.set(this.#bytes[column]!.subarray(0, length), at)
      at += length
    }
    return frame
  }
}

function varintSize(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5
}

/** Writes a tag of one byte and a number; returns where the next byte goes. */
function putVarint(bytes: Uint8Array, at: number, tag: number, value: number): number {
  bytes[at++] = tag
  for (; value > 127; value >>>= 7) bytes[at++] = (value & 127) | 128
  bytes[at++] = value
  return at
}
