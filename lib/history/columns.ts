/** Columns of time: column i is [firstNs + i × lengthNs, firstNs + (i + 1) × lengthNs). */
export class Columns {
  constructor(
    readonly firstNs: number,
    readonly lengthNs: number,
    readonly count: number,
  ) {}

  get lastNs(): number {
    return this.beginNs(this.count)
  }

  beginNs(column: number): number {
    return this.firstNs + column * this.lengthNs
  }

  /** The column of a moment that lies in one. */
  of(ns: number): number {
    const column = Math.floor((ns - this.firstNs) / this.lengthNs)
    // The quotient is rounded, and what counts is where the columns begin.
    if (ns < this.beginNs(column)) return column - 1
    return ns >= this.beginNs(column + 1) ? column + 1 : column
  }
}

/** The elements as they travel. */
export function bytesOf(column: Float64Array | Uint32Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}
