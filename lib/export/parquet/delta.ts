import type { Bytes } from '../bytes.js'
import { pack, widthOf } from './bits.js'

const BLOCK = 128
const MINIBLOCKS = 4
const MINIBLOCK = BLOCK / MINIBLOCKS

/** Beyond, a difference of differences would not be exact. */
export const DELTA_MAX = 2 ** 51

const deltas = new Float64Array(BLOCK)

/**
 * DELTA_BINARY_PACKED: differences from one value to the next, in blocks of 128, less the least of the block, in as many
 * bits as each quarter of the block needs.
 * @param values whole, none beyond `DELTA_MAX`
 */
export function delta(out: Bytes, values: Float64Array, count: number): void {
  out.varint(BLOCK)
  out.varint(MINIBLOCKS)
  out.varint(count)
  out.zigzag(count > 0 ? values[0] : 0)
  for (let begin = 1; begin < count; begin += BLOCK) {
    const length = Math.min(BLOCK, count - begin)
    let least = Infinity
    for (let i = 0; i < length; i++) {
      const difference = values[begin + i] - values[begin + i - 1]
      deltas[i] = difference
      if (difference < least) least = difference
    }
    for (let i = 0; i < length; i++) deltas[i] -= least
    deltas.fill(0, length)
    out.zigzag(least)
    block(out, length)
  }
}

function block(out: Bytes, length: number): void {
  out.room(MINIBLOCKS)
  const widthsAt = out.length
  out.length += MINIBLOCKS
  for (let part = 0; part < MINIBLOCKS; part++) {
    const begin = part * MINIBLOCK
    let greatest = 0
    for (let i = begin; i < begin + MINIBLOCK; i++) if (deltas[i] > greatest) greatest = deltas[i]
    const width = begin < length ? widthOf(greatest) : 0
    out.buffer[widthsAt + part] = width
    if (width > 0) pack(out, deltas, begin, begin + MINIBLOCK, width)
  }
}
