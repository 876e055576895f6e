const encoder = new TextEncoder()

/** Bytes that are put together; little-endian, as Parquet and protobuf are. */
export class Bytes {
  buffer: Uint8Array
  length = 0

  constructor(capacity = 1024) {
    this.buffer = new Uint8Array(capacity)
  }

  /** What has been written; valid until more is. */
  get written(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  /** Makes sure that so many more find room. */
  room(size: number): void {
    const needed = this.length + size
    if (needed <= this.buffer.length) return
    const longer = new Uint8Array(Math.max(needed, this.buffer.length * 2))
    longer.set(this.written)
    this.buffer = longer
  }

  byte(value: number): void {
    this.room(1)
    this.buffer[this.length++] = value
  }

  u32(value: number): void {
    this.room(4)
    for (let shift = 0; shift < 32; shift += 8) this.buffer[this.length++] = value >>> shift
  }

  bytes(more: Uint8Array): void {
    this.room(more.length)
    this.buffer.set(more, this.length)
    this.length += more.length
  }

  /** A text after its length in four bytes. */
  text(text: string): void {
    const utf8 = encoder.encode(text)
    this.u32(utf8.length)
    this.bytes(utf8)
  }

  /** Seven bits a byte, the lowest first. @param value whole, below 2^63 as far as a double can tell it */
  varint(value: number): void {
    this.room(10)
    let rest = value
    while (rest >= 128) {
      this.buffer[this.length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.buffer[this.length++] = rest
  }

  /** @param value whole, from -2^52 to below 2^52 */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }
}
