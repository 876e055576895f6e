import { type TransitionColumns, transitionLayout, type WireTransitions } from '../../../lib/stream/wire.js'

const columns = Object.entries(transitionLayout) as [
  keyof typeof transitionLayout,
  { new (length: number): Float64Array | Uint32Array | Uint16Array | Uint8Array; BYTES_PER_ELEMENT: number },
][]

const none = new Uint8Array(0)

/** Bytes of one transition over all columns. */
export const ROW_BYTES = columns.reduce((sum, [, column]) => sum + column.BYTES_PER_ELEMENT, 0)

/**
 * The latest transitions, in columns that are made once: a run of them is copied in column by column, and nothing is made
 * per row.
 */
export class TransitionRing {
  readonly capacity: number
  readonly #columns: Record<string, Float64Array | Uint32Array | Uint16Array | Uint8Array> = {}
  readonly #bytes: Record<string, Uint8Array> = {}
  /** Where the next row goes. */
  #next = 0
  #rows = 0

  constructor(bytesMax: number) {
    this.capacity = Math.max(1, Math.floor(bytesMax / ROW_BYTES))
    for (const [name, Column] of columns) {
      const column = new Column(this.capacity)
      this.#columns[name] = column
      this.#bytes[name] = new Uint8Array(column.buffer)
    }
  }

  get rows(): number {
    return this.#rows
  }

  get bytes(): number {
    return this.capacity * ROW_BYTES
  }

  /** Time of the oldest and the newest row, ns; NaN if there is none. */
  get firstNs(): number {
    return this.#rows === 0 ? Number.NaN : this.#columns.time_ns![this.#at(0)]!
  }

  get lastNs(): number {
    return this.#rows === 0 ? Number.NaN : this.#columns.time_ns![this.#at(this.#rows - 1)]!
  }

  /** Takes a message's rows in and returns how many. Throws a RangeError if a column's length is not what it says. */
  add(message: WireTransitions): number {
    const rows = message.rows ?? 0
    const skip = Math.max(0, rows - this.capacity)
    const start = this.#next
    // All are looked at first: rows that are kept stay as they are if one is wrong.
    for (const [name, { BYTES_PER_ELEMENT: size }] of columns) {
      const length = message[name]?.length ?? 0
      if (length !== rows * size)
        throw new RangeError(`column ${name} has ${length} bytes, ${rows} rows need ${rows * size}`)
    }
    for (const [name, { BYTES_PER_ELEMENT: size }] of columns)
      this.#copy(this.#bytes[name]!, message[name] ?? none, skip, start, size)
    this.#next = (start + rows - skip) % this.capacity
    this.#rows = Math.min(this.#rows + rows - skip, this.capacity)
    return rows
  }

  /** The rows of the last `ns`, oldest first, as one or two runs: a few late ones may be missing or more. */
  runs(ns: number): { columns: TransitionColumns; first: number; last: number }[] {
    const time = this.#columns.time_ns!
    const fromNs = this.lastNs - ns
    let count = 0
    while (count < this.#rows && time[this.#at(this.#rows - 1 - count)]! >= fromNs) count++
    if (count === 0) return []
    const first = this.#at(this.#rows - count)
    const all = { ...this.#columns, rows: this.capacity } as unknown as TransitionColumns
    const last = Math.min(first + count, this.capacity)
    const runs = [{ columns: all, first, last }]
    if (last - first < count) runs.push({ columns: all, first: 0, last: count - (last - first) })
    return runs
  }

  #copy(to: Uint8Array, from: Uint8Array, skip: number, start: number, size: number): void {
    const room = (this.capacity - start) * size
    const rest = from.subarray(skip * size)
    to.set(rest.subarray(0, room), start * size)
    if (rest.length > room) to.set(rest.subarray(room), 0)
  }

  /** Place of the row-th oldest. */
  #at(row: number): number {
    return (this.#next - this.#rows + row + this.capacity) % this.capacity
  }
}
