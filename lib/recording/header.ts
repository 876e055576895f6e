import { crc32 } from 'node:zlib'
import { RunqscopeError } from '../errors.js'
import { Damaged } from './column.js'
import { objectOf } from './facts.js'
import { type FileHead, HEADER_BYTES, HEADER_TEXT_MAX, isMoment, MAGIC, VERSION_MAJOR } from './format.js'

/** What the header of a file says. */
export interface Header {
  /** Undefined if it is damaged: then the file may hold it once more. */
  head: FileHead | undefined
  /** Where the chunks begin, as far as known. */
  bytes: number
  firstNs: number
}

/**
 * @param bytes the first ones of the file
 * @param piece reads more of it
 * @throws RunqscopeError io: not a recording, or one of a later version
 */
export function readHeader(
  path: string,
  bytes: Buffer,
  piece: (at: number, length: number) => Buffer,
): Header {
  if (bytes.length === 0)
    throw RunqscopeError.make('io', `${path} is empty`, 'the recording ended before anything was written')
  if (!MAGIC.subarray(0, bytes.length).every((byte, at) => bytes[at] === byte))
    throw RunqscopeError.make(
      'io',
      `${path} is not a recording`,
      'name a file that `runqscope record` has written',
    )
  if (bytes.length < HEADER_BYTES)
    throw RunqscopeError.make('io', `${path} ends in its header`, 'nothing had been recorded yet')
  // What is damaged may be found once more further on; chunks can be found anyway.
  const damaged = { head: undefined, bytes: HEADER_BYTES, firstNs: 0 }
  if (bytes.readUInt32LE(20) !== crc32(bytes.subarray(0, 20))) return damaged
  const major = bytes.readUInt16LE(8)
  if (major > VERSION_MAJOR)
    throw RunqscopeError.make(
      'io',
      `${path} is a recording of format ${major}, and this version reads up to ${VERSION_MAJOR}`,
      'read it with a newer runqscope',
    )
  const length = bytes.readUInt32LE(12)
  if (length > HEADER_TEXT_MAX) return damaged
  const text = piece(HEADER_BYTES, length)
  if (text.length < length)
    throw RunqscopeError.make('io', `${path} ends in its header`, 'nothing had been recorded yet')
  const end = HEADER_BYTES + length
  if (bytes.readUInt32LE(16) !== crc32(text)) return { ...damaged, bytes: end }
  const head = headIn(text)
  return { head, bytes: end, firstNs: head?.firstNs ?? 0 }
}

/** The head in a text; undefined if it is none. What is not there, or of the wrong kind, is empty. */
export function headIn(text: Uint8Array): FileHead | undefined {
  try {
    const found = objectOf(text)
    const string = (value: unknown): string => (typeof value === 'string' ? value : '')
    const number = (value: unknown): number => (isMoment(value) ? value : 0)
    const reasons = Array.isArray(found.waitReasons) ? found.waitReasons.slice(0, 256) : []
    const head: FileHead = {
      version: string(found.version),
      pid: number(found.pid),
      goVersion: string(found.goVersion),
      command: string(found.command),
      method: string(found.method),
      syscalls: found.syscalls === true,
      baseNs: /^\d{1,20}$/.test(string(found.baseNs)) ? string(found.baseNs) : '0',
      startedAtUnixMs: number(found.startedAtUnixMs),
      waitReasons: reasons.map(string),
      armedNs: number(found.armedNs),
      firstNs: number(found.firstNs),
    }
    const { notes } = found
    return notes !== null && typeof notes === 'object' && !Array.isArray(notes)
      ? { ...head, notes: notes as Record<string, unknown> }
      : head
  } catch (error) {
    if (error instanceof Damaged) return undefined
    throw error
  }
}
