import { ServerMessage } from '../stream/wire.js'

/** `ServerMessage.answer` and `Answer.id` as protobuf writes them: field number and wire type. */
const ANSWER_TAG = (10 << 3) | 2
const ID_TAG = 1 << 3

/**
 * The frame of an answer to one of those who asked, from the frame of the same answer without an id: the id goes before
 * the other fields, whose bytes are not made again.
 */
export function framed(id: number, frame: Uint8Array): Uint8Array {
  if (frame[0] !== ANSWER_TAG) throw new Error('the frame holds no answer')
  let at = 1
  while (frame[at++] >= 0x80);
  const head = [ID_TAG, ...varint(id)]
  const fields = frame.subarray(at)
  const start = [ANSWER_TAG, ...varint(head.length + fields.length), ...head]
  const out = new Uint8Array(start.length + fields.length)
  out.set(start)
  out.set(fields, start.length)
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
