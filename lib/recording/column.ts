const HIGH = 0x100000000
/** Longest number, bytes. */
export const NUMBER_BYTES = 8

/** A payload that is not what its chunk's head promises, though its checksum is right; the message is a few words. */
export class Damaged extends Error {
  override readonly name = 'Damaged'
}

/** Numbers one after the other, each in as few groups of seven bits as it needs, the lowest first. Never grows by itself. */
export class ColumnWriter {
  length = 0
  readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
    this.view = new DataView(this.bytes.buffer)
  }

  byte(value: number): void {
    this.bytes[this.length++] = value
  }

  /** @param value a whole number from 0 to 2^53 */
  number(value: number): void {
    if (value < 0x80) this.bytes[this.length++] = value
    else if (value < HIGH) this.word(value)
    else this.wide(value)
  }

  /** @param value a whole number from -2^31 to 2^31-1 */
  signed(value: number): void {
    this.number(((value << 1) ^ (value >> 31)) >>> 0)
  }

  float(value: number): void {
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  private word(value: number): void {
    const { bytes } = this
    let at = this.length
    let rest = value >>> 0
    for (; rest >= 0x80; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80
    bytes[at++] = rest
    this.length = at
  }

  private wide(value: number): void {
    const { bytes } = this
    let at = this.length
    let rest = value
    for (; rest >= HIGH; rest = Math.floor(rest / 0x80)) bytes[at++] = (rest % 0x80) | 0x80
    this.length = at
    this.word(rest)
  }
}

/** Reads what a `ColumnWriter` wrote. @throws Damaged behind its end */
export class ColumnReader {
  private bytes: Uint8Array = new Uint8Array(0)
  private view = new DataView(this.bytes.buffer)
  private at = 0
  private end = 0

  /** The numbers lie in `bytes[at … end-1]`. */
  open(bytes: Uint8Array, at: number, end: number): void {
    if (at > end || end > bytes.length) throw new Damaged('a column is longer than the chunk')
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.at = at
    this.end = end
  }

  /** Bytes that are still to be read. */
  get length(): number {
    return this.end - this.at
  }

  byte(): number {
    if (this.at >= this.end) throw new Damaged('a column is too short')
    return this.bytes[this.at++]
  }

  number(): number {
    if (this.at >= this.end) throw new Damaged('a column is too short')
    const first = this.bytes[this.at++]
    return first < 0x80 ? first : this.more(first)
  }

  signed(): number {
    const value = this.number()
    return (value >>> 1) ^ -(value & 1)
  }

  float(): number {
    if (this.at + 8 > this.end) throw new Damaged('a column is too short')
    this.at += 8
    return this.view.getFloat64(this.at - 8, true)
  }

  private more(first: number): number {
    let value = first & 0x7f
    let scale = 0x80
    for (let count = 1; count < NUMBER_BYTES; count++) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
    throw new Damaged('a number is too long')
  }
}

/** Columns one after the other, behind a list of their lengths. */
export function joinColumns(columns: readonly ColumnWriter[]): Uint8Array {
  const total = columns.reduce((sum, { length }) => sum + length, 4 * (columns.length + 1))
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, columns.length, true)
  let at = 4 * (columns.length + 1)
  columns.forEach((column, index) => {
    view.setUint32(4 * (index + 1), column.length, true)
    bytes.set(column.bytes.subarray(0, column.length), at)
    at += column.length
  })
  return bytes
}

/** Opens the columns that a reader knows; a later version may have more behind them. @throws Damaged */
export function openColumns(bytes: Uint8Array, columns: readonly ColumnReader[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const count = bytes.length >= 4 ? view.getUint32(0, true) : 0
  if (count < columns.length || bytes.length < 4 * (count + 1)) throw new Damaged('columns are missing')
  let at = 4 * (count + 1)
  columns.forEach((column, index) => {
    const length = view.getUint32(4 * (index + 1), true)
    column.open(bytes, at, at + length)
    at += length
  })
}
