import { Bytes } from '../bytes.js'

const VARINT = 0
const BYTES = 2

const encoder = new TextEncoder()

/** A message of protobuf, written field by field. Fields of the value 0 may be left out, and are. */
export class Message {
  private readonly out = new Bytes(256)

  get written(): Uint8Array {
    return this.out.written
  }

  /** @param value whole, from 0 to below 2^63 */
  number(field: number, value: number): this {
    if (value === 0) return this
    this.out.varint(field * 8 + VARINT)
    this.out.varint(value)
    return this
  }

  packed(field: number, values: readonly number[]): this {
    const inner = new Bytes(64)
    for (const value of values) inner.varint(value)
    return this.bytes(field, inner.written)
  }

  message(field: number, fill: (inner: Message) => void): this {
    const inner = new Message()
    fill(inner)
    return this.append(field, inner)
  }

  append(field: number, inner: Message): this {
    return this.bytes(field, inner.written)
  }

  /** Written also if it is empty. */
  text(field: number, text: string): this {
    return this.bytes(field, encoder.encode(text))
  }

  private bytes(field: number, bytes: Uint8Array): this {
    this.out.varint(field * 8 + BYTES)
    this.out.varint(bytes.length)
    this.out.bytes(bytes)
    return this
  }
}
