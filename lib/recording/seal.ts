import { deflateRaw } from 'node:zlib'
import { ChunkFlag, PAYLOAD_BYTES_MAX, type SealedChunk } from './format.js'

/** A chunk whose payload is still as it was written. */
export interface UnsealedChunk extends Omit<SealedChunk, 'rawBytes' | 'stored'> {
  payload: Uint8Array
}

/** Most of the gain for a fraction of the time: rows hold little that repeats at a distance. */
const LEVEL = 1

/** Deflates a chunk's payload on the thread pool; what cannot be made smaller stays as it is. */
export function seal(chunk: UnsealedChunk): Promise<SealedChunk> {
  const { payload, ...head } = chunk
  return new Promise(resolve => {
    deflateRaw(
      payload,
      { level: LEVEL, memLevel: 7, chunkSize: PAYLOAD_BYTES_MAX >>> 2 },
      (error, stored) => {
        if (error || stored.length >= payload.length) resolve(plain(chunk))
        else resolve({ ...head, flags: head.flags | ChunkFlag.Deflated, rawBytes: payload.length, stored })
      },
    )
  })
}

/** The chunk as it is, for those that are small. */
export function plain({ payload, ...head }: UnsealedChunk): SealedChunk {
  return { ...head, rawBytes: payload.length, stored: payload }
}
