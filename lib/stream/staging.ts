import type { TransitionBatch } from '../model/transition.js'
import { columnFrame, HEADS_BYTES } from './columnframe.js'
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

/** Of `transitions` in ServerMessage. */
const FIELD = 4

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
  get other(): Float64Array {
    return this.#columns.other as Float64Array
  }
  /** ns since the session's base. */
  get timeNs(): Float64Array {
    return this.#columns.time_ns as Float64Array
  }
  get sinceNs(): Float64Array {
    return this.#columns.since_ns as Float64Array
  }
  get tid(): Uint32Array {
    return this.#columns.tid as Uint32Array
  }
  get site(): Uint32Array {
    return this.#columns.site as Uint32Array
  }
  get p(): Uint16Array {
    return this.#columns.p as Uint16Array
  }
  get kind(): Uint8Array {
    return this.#columns.kind as Uint8Array
  }
  get from(): Uint8Array {
    return this.#columns.from as Uint8Array
  }
  get to(): Uint8Array {
    return this.#columns.to as Uint8Array
  }
  get reason(): Uint8Array {
    return this.#columns.reason as Uint8Array
  }
  get endedReason(): Uint8Array {
    return this.#columns.ended_reason as Uint8Array
  }
  get flags(): Uint8Array {
    return this.#columns.flags as Uint8Array
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

  /** The rows as one frame, which is the caller's. */
  encode(): Frame {
    const columns = fields.map((field, column) =>
      this.#bytes[column]!.subarray(0, this.rows * transitionLayout[field].BYTES_PER_ELEMENT),
    )
    return columnFrame(this.#pool, FIELD, this.rows, columns)
  }
}
