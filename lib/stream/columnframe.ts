import type { Frame, FramePool } from './framepool.js'

/** Protobuf's own: a field is its tag, its length and its bytes. */
const LENGTH_DELIMITED = 2
const ROWS_TAG = 1 << 3

/** More than all tags and lengths of such a frame can take. */
export const HEADS_BYTES = 128

/**
 * A frame that is one `ServerMessage`: in it one message of `rows` (field 1) and columns of bytes (the fields from 2 on).
 * Written here and not by protobufjs, which would move every byte four times: these messages can be most of what the server
 * does.
 * @param field of the message in ServerMessage, below 16
 * @param columns at most 13
 * @param rest fields that follow, encoded
 */
export function columnFrame(
  pool: FramePool,
  field: number,
  rows: number,
  columns: readonly Uint8Array[],
  rest: Uint8Array = nothing,
): Frame {
  let size = 1 + varintSize(rows) + rest.length
  for (const { length } of columns) size += 1 + varintSize(length) + length
  const frame = pool.take(1 + varintSize(size) + size)
  const { bytes } = frame
  let at = putVarint(bytes, 0, (field << 3) | LENGTH_DELIMITED, size)
  at = putVarint(bytes, at, ROWS_TAG, rows)
  for (let column = 0; column < columns.length; column++) {
    const { length } = columns[column]!
    at = putVarint(bytes, at, ((column + 2) << 3) | LENGTH_DELIMITED, length)
    bytes.set(columns[column]!, at)
    at += length
  }
  bytes.set(rest, at)
  return frame
}

const nothing = new Uint8Array(0)

function varintSize(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5
}

/** Writes a tag of one byte and a number; returns where the next byte goes. */
function putVarint(bytes: Uint8Array, at: number, tag: number, value: number): number {
  bytes[at++] = tag
  for (; value > 127; value >>>= 7) bytes[at++] = (value & 127) | 128
  bytes[at++] = value
  return at
}
