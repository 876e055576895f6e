import type { TransitionBatch } from '../model/transition.js'
import { ServerMessage, transitionLayout } from './wire.js'

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

/** Rows of transitions on their way into a frame, as the columns of the wire. Reused: filled, encoded, cleared. */
export class Staging {
  rows = 0
  readonly #columns: Record<Field, Column>

  constructor(readonly capacity: number) {
    this.#columns = Object.fromEntries(
      fields.map(field => [field, new transitionLayout[field](capacity)]),
    ) as unknown as Record<Field, Column>
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

  /** The rows as one frame; the bytes are the frame's own. */
  encode(): Uint8Array {
    const transitions: Record<string, number | Uint8Array> = { rows: this.rows }
    for (const field of fields) {
      const { buffer, BYTES_PER_ELEMENT } = this.#columns[field]
      transitions[field] = new Uint8Array(buffer, 0, this.rows * BYTES_PER_ELEMENT)
    }
    return ServerMessage.encode({ transitions }).finish()
  }
}
