import { Damaged } from './column.js'
import { type ChunkHead, isMoment, PAYLOAD_BYTES_MAX } from './format.js'

/** Where a chunk lies and what its head says, so that a file need not be scanned. */
export interface ChunkEntry extends Omit<ChunkHead, 'crc'> {
  /** Of its head, bytes from the beginning of the file. */
  offset: number
}

/** An index lists so many chunks at most; longer recordings have several. */
export const INDEX_ENTRIES = 4096
const ENTRY_BYTES = 40
const HEAD_BYTES = 16

/** @param last where the index before it lies, 0 if there is none */
export function encodeIndex(entries: readonly ChunkEntry[], last: number): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + entries.length * ENTRY_BYTES)
  const view = new DataView(bytes.buffer)
  view.setFloat64(0, last, true)
  view.setUint32(8, entries.length, true)
  view.setUint32(12, entries[0]?.sequence ?? 0, true)
  entries.forEach((entry, index) => {
    const at = HEAD_BYTES + index * ENTRY_BYTES
    view.setFloat64(at, entry.offset, true)
    view.setFloat64(at + 8, entry.firstNs, true)
    view.setFloat64(at + 16, entry.lastNs, true)
    view.setUint32(at + 24, entry.storedBytes, true)
    view.setUint32(at + 28, entry.rawBytes, true)
    view.setUint32(at + 32, entry.rows, true)
    view.setUint8(at + 36, entry.type)
    view.setUint8(at + 37, entry.flags)
  })
  return bytes
}

/** @throws Damaged */
export function decodeIndex(payload: Uint8Array): { last: number; entries: ChunkEntry[] } {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length)
  if (payload.length < HEAD_BYTES) throw new Damaged('the index is too short')
  const length = view.getUint32(8, true)
  const sequence = view.getUint32(12, true)
  if (payload.length < HEAD_BYTES + length * ENTRY_BYTES) throw new Damaged('the index is too short')
  const entries = Array.from({ length }, (_, index): ChunkEntry => {
    const at = HEAD_BYTES + index * ENTRY_BYTES
    const entry = {
      offset: view.getFloat64(at, true),
      firstNs: view.getFloat64(at + 8, true),
      lastNs: view.getFloat64(at + 16, true),
      storedBytes: view.getUint32(at + 24, true),
      rawBytes: view.getUint32(at + 28, true),
      rows: view.getUint32(at + 32, true),
      type: view.getUint8(at + 36),
      flags: view.getUint8(at + 37),
      sequence: sequence + index,
    }
    if (!isPlace(entry)) throw new Damaged('the index names a chunk that cannot be')
    return entry
  })
  return { last: view.getFloat64(0, true), entries }
}

function isPlace({ offset, storedBytes, rawBytes, firstNs, lastNs }: ChunkEntry): boolean {
  return (
    Number.isSafeInteger(offset) &&
    offset > 0 &&
    storedBytes <= PAYLOAD_BYTES_MAX &&
    rawBytes <= PAYLOAD_BYTES_MAX &&
    isMoment(firstNs) &&
    isMoment(lastNs)
  )
}
