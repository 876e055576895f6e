/** Type names that Go makes of generics run to kilobytes; none that is looked for does. */
const TEXT_MAX = 8192

/**
 * Reads forward through debug data. Beyond the end it gives zeros and turns `broken`: the data may be a beginning whose
 * rest has not been unpacked, so that is an answer, not an error.
 */
export class Cursor {
  broken = false

  constructor(
    readonly bytes: Buffer,
    public at: number,
  ) {
    if (!(at >= 0 && at <= bytes.length)) this.broken = true
  }

  /** Little-endian, of 1 to 6 bytes; of 8, where a value above 2^53 loses low bits. */
  number(width: 1 | 2 | 3 | 4 | 8): number {
    if (!this.skip(width)) return 0
    const from = this.at - width
    if (width < 8) return this.bytes.readUIntLE(from, width)
    return this.bytes.readUInt32LE(from) + this.bytes.readUInt32LE(from + 4) * 0x1_0000_0000
  }

  /** ULEB128; a value above 2^53 loses low bits. */
  unsigned(): number {
    let value = 0
    for (let scale = 1; scale < 2 ** 64; scale *= 128) {
      const byte = this.number(1)
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
    this.broken = true
    return 0
  }

  /** SLEB128. */
  signed(): number {
    let value = 0
    for (let scale = 1; scale < 2 ** 64; scale *= 128) {
      const byte = this.number(1)
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return byte & 0x40 ? value - scale * 128 : value
    }
    this.broken = true
    return 0
  }

  /** Text up to a zero byte, which must come within TEXT_MAX. */
  text(): string {
    const length = this.broken ? -1 : this.bytes.subarray(this.at, this.at + TEXT_MAX).indexOf(0)
    if (length < 0) {
      this.broken = true
      return ''
    }
    this.at += length + 1
    return this.bytes.toString('utf8', this.at - length - 1, this.at - 1)
  }

  /** Passes over `count` bytes; false if there are not so many. */
  skip(count: number): boolean {
    if (this.broken || !(count >= 0 && count <= this.bytes.length - this.at)) {
      this.broken = true
      return false
    }
    this.at += count
    return true
  }
}
