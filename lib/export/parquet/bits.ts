import type { Bytes } from '../bytes.js'

const CHUNK_BITS = 24
const CHUNK = 2 ** CHUNK_BITS

/** Packs whole numbers into `width` bits each, up to 53, the lowest bit first; the last byte is filled with zeros. */
export function pack(out: Bytes, values: ArrayLike<number>, begin: number, end: number, width: number): void {
  out.room(Math.ceil(((end - begin) * width) / 8) + 8)
  const { buffer } = out
  let at = out.length
  // Never more than 7 bits are left over, so 24 more fit into an integer.
  let held = 0
  let bits = 0
  for (let i = begin; i < end; i++) {
    let value = values[i]!
    let rest = width
    while (rest > CHUNK_BITS) {
      const high = Math.floor(value / CHUNK)
      held |= (value - high * CHUNK) << bits
      bits += CHUNK_BITS
      while (bits >= 8) {
        buffer[at++] = held
        held >>>= 8
        bits -= 8
      }
      value = high
      rest -= CHUNK_BITS
    }
    held |= value << bits
    bits += rest
    while (bits >= 8) {
      buffer[at++] = held
      held >>>= 8
      bits -= 8
    }
  }
  if (bits > 0) buffer[at++] = held
  out.length = at
}

/** Bits that a whole number needs. */
export function widthOf(value: number): number {
  return value < 0x80000000 ? 32 - Math.clz32(value) : 31 + widthOf(Math.floor(value / 0x80000000))
}

/** Parquet's hybrid of runs and packed values: all packed, or one run if there is but one value. */
export function hybrid(
  out: Bytes,
  values: ArrayLike<number>,
  count: number,
  width: number,
  constant: boolean,
): void {
  if (constant) {
    out.varint(count * 2)
    const value = count > 0 ? values[0]! : 0
    for (let bits = 0; bits < width; bits += 8) out.byte(value >>> bits)
    return
  }
  const groups = Math.ceil(count / 8)
  out.varint(groups * 2 + 1)
  const begin = out.length
  pack(out, values, 0, count, width)
  // Groups are of eight: the last one is filled up.
  const end = begin + groups * width
  out.room(end - out.length)
  out.buffer.fill(0, out.length, end)
  out.length = end
}
