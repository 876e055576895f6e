import type { Frame, FramePool } from './framepool.js'

/** Protobuf's own: a field is its tag, its length and its bytes. */
const LENGTH_DELIMITED = 2
const ROWS_TAG = 1 << 3

/** More than all tags and lengths of such a frame can take. */
export const HEADS_BYTES = 128

/**
 * A frame that is one `ServerMessage`: in it one message of `rows` (field 1) and columns of bytes (the fields from 2 on; an
 * empty one is left out). Written here and not by protobufjs, which would move every byte four times: these messages can be
 * most of what the server does.
 * @param field of the message in ServerMessage, below 16
 * @param columns at most 15
 * @param rest fields that follow, encoded, 9 bytes at most
 */
export function columnFrame(
  pool: FramePool,
  field: number,
  rows: number,
  columns: readonly Uint8Array[],
  rest: Uint8Array = nothing,
): Frame {
  let size = 1 + varintSize(rows) + rest.length
  for (let column = 0; column < columns.length; column++) {
    const { length } = columns[column]!
    if (length > 0) size += varintSize(tagOf(column)) + varintSize(length) + length
  }
  const frame = pool.take(1 + varintSize(size) + size)
  const { bytes } = frame
  let at = putField(bytes, 0, (field << 3) | LENGTH_DELIMITED, size)
  at = putField(bytes, at, ROWS_TAG, rows)
  for (let column = 0; column < columns.length; column++) {
    const { length } = columns[column]!
    if (length === 0) continue
    at = putField(bytes, at, tagOf(column), length)
    bytes.set(columns[column]!, at)
    at += length
  }
  bytes.set(rest, at)
  return frame
}

const nothing = new Uint8Array(0)

function tagOf(column: number): number {
  return ((column + 2) << 3) | LENGTH_DELIMITED
}

function varintSize(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5
}

/** Writes a tag and a number; returns where the next byte goes. */
function putField(bytes: Uint8Array, at: number, tag: number, value: number): number {
  return putVarint(bytes, putVarint(bytes, at, tag), value)
}

function putVarint(bytes: Uint8Array, at: number, value: number): number {
  for (; value > 127; value >>>= 7) bytes[at++] = (value & 127) | 128
  bytes[at++] = value
  return at
}
