import { ServerMessage } from '../stream/wire.js'

/** `ServerMessage.answer` and `Answer.id` as protobuf writes them: field number and wire type. */
const ANSWER_TAG = (10 << 3) | 2
const ID_TAG = 1 << 3

/**
 * The frame of an answer to one of those who asked: what is the same for all comes as bytes that are not made again.
 * @param parts fields of an `Answer` but for its id, encoded
 */
export function framed(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const head = [ID_TAG, ...varint(id)]
  let length = head.length
  for (const part of parts) length += part.length
  const start = [ANSWER_TAG, ...varint(length), ...head]
  const out = new Uint8Array(start.length - head.length + length)
  out.set(start)
  let at = start.length
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The frame of an answer that is none. @param refused why, one sentence */
export function refusal(id: number, refused: string): Uint8Array {
  return ServerMessage.encode({ answer: { id, refused } }).finish()
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return [...bytes, rest]
}
