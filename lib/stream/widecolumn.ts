/** Whole numbers up to 2^53 in 32 bits each; those from a mark on stand in a column of their own. Reused: makes nothing. */
export class WideColumn {
  /** How many stand in the column of their own. */
  longs = 0
  readonly #short: Uint32Array
  readonly #long: Float64Array

  /**
   * @param capacity rows at most
   * @param mark what a row has instead of a number that is not below it
   */
  constructor(
    capacity: number,
    private readonly mark: number,
  ) {
    this.#short = new Uint32Array(capacity)
    this.#long = new Float64Array(capacity)
  }

  clear(): void {
    this.longs = 0
  }

  /** Sets a row; those with long values in their order. Returns whether the value can be told. */
  put(row: number, value: number): boolean {
    if (value < this.mark) {
      this.#short[row] = value
      return this.#short[row] === value
    }
    if (!Number.isSafeInteger(value)) return false
    this.#short[row] = this.mark
    this.#long[this.longs++] = value
    return true
  }

  /** Sets a row to a number of 32 bits above the mark, which means what the reader knows. */
  putSign(row: number, sign: number): void {
    this.#short[row] = sign
  }

  /** The first `rows`. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.#short.buffer, 0, rows * Uint32Array.BYTES_PER_ELEMENT)
  }

  longBytes(): Uint8Array {
    return new Uint8Array(this.#long.buffer, 0, this.longs * Float64Array.BYTES_PER_ELEMENT)
  }
}
