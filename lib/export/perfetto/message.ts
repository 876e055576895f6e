import { putVarint } from './varint.js'

/**
 * A protobuf message under construction, for what is written seldom: descriptors, names, clocks. Packets that come by the
 * million are written by `Packets` straight into the output (protobufjs makes an object of every packet).
 */
export class Message {
  private buffer = Buffer.allocUnsafe(64)
  private length = 0

  varint(field: number, value: number | bigint): this {
    this.room(20)
    this.length = putVarint(this.buffer, this.length, field * 8)
    if (typeof value === 'number') this.length = putVarint(this.buffer, this.length, value)
    else this.big(value)
    return this
  }

  text(field: number, text: string): this {
    return this.block(field, Buffer.from(text, 'utf8'))
  }

  /** Bytes, packed numbers, or a message within. */
  block(field: number, block: Uint8Array | Message): this {
    const bytes = block instanceof Message ? block.bytes() : block
    this.room(20 + bytes.length)
    this.length = putVarint(this.buffer, this.length, field * 8 + 2)
    this.length = putVarint(this.buffer, this.length, bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
    return this
  }

  /** Valid until more is added. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  private big(value: bigint): void {
    for (; value > 127n; value >>= 7n) this.buffer[this.length++] = Number(value & 127n) | 128
    this.buffer[this.length++] = Number(value)
  }

  private room(size: number): void {
    if (this.length + size <= this.buffer.length) return
    const longer = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size))
    longer.set(this.buffer.subarray(0, this.length))
    this.buffer = longer
  }
}
