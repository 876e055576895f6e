import { badBinary } from './source.js'

/**
 * Little-endian numbers out of a table, every access checked. `what` names the table in the refusal. 64-bit values
 * come as numbers: above 2^53 they lose low bits, which no range check lets pass as an address or a size.
 */
export class View {
  readonly #data: DataView

  constructor(
    readonly bytes: Buffer,
    readonly what: string,
  ) {
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  get length(): number {
    return this.bytes.length
  }

  u8(at: number): number {
    this.#check(at, 1)
    return this.bytes[at]!
  }

  u16(at: number): number {
    this.#check(at, 2)
    return this.#data.getUint16(at, true)
  }

  u32(at: number): number {
    this.#check(at, 4)
    return this.#data.getUint32(at, true)
  }

  i32(at: number): number {
    this.#check(at, 4)
    return this.#data.getInt32(at, true)
  }

  u64(at: number): number {
    this.#check(at, 8)
    return this.#data.getUint32(at, true) + this.#data.getUint32(at + 4, true) * 0x1_0000_0000
  }

  /** The text from `at` up to a zero byte, at most `limit` bytes. */
  text(at: number, limit = 4096): string {
    this.#check(at, 1)
    const length = this.bytes.subarray(at, at + limit + 1).indexOf(0)
    if (length < 0) throw badBinary(`a name in ${this.what} does not end`)
    return this.bytes.toString('utf8', at, at + length)
  }

  #check(at: number, length: number): void {
    if (!Number.isSafeInteger(at) || at < 0 || at + length > this.bytes.length) {
      throw badBinary(`an offset of ${at} points outside ${this.what} (${this.bytes.length} bytes)`)
    }
  }
}
