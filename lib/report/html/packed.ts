import {
  BLOCK_ROWS,
  CHECKPOINT_WORDS,
  CHECKPOINTS,
  Chunk,
  chunkBytes,
  LONGS,
  ROWS,
} from '../../history/chunk.js'
import type { LiveColumns } from '../../history/past.js'
import { folded, joined, type Numbers, parted, unfolded, Written } from './numbers.js'
import { ROW_PARTS, RowCoder } from './rows.js'

/** Parts of a chunk: counts, checkpoints, the side table, and those of the rows. */
const CHUNK_PARTS = 3 + ROW_PARTS
/** Parts of live goroutines: counts, and one for each column. */
const LIVE_PARTS = 9

/** A chunk of the past without what can be foretold: about three bytes a row, when packed by deflate besides. */
export function packChunk(chunk: Chunk): Uint8Array {
  const parts = Array.from({ length: CHUNK_PARTS }, () => new Written())
  const [counts, checkpoints, longs, ...rows] = parts
  const { header } = chunk
  for (const count of [folded(chunk.baseNs), header[ROWS], header[LONGS], header[CHECKPOINTS]])
    counts.code(count)
  codeCheckpoints(chunk, checkpoints)
  codeLongs(chunk, longs)
  new RowCoder(chunk, rows).code(header[ROWS])
  return joined(parts)
}

/**
 * What was packed, in memory of its own, which need not be shared.
 * @throws RangeError if that is not what the bytes are
 */
export function unpackChunk(id: number, bytes: Uint8Array): Chunk {
  const [counts, checkpoints, longs, ...rows] = parted(bytes, CHUNK_PARTS)
  const baseNs = unfolded(counts.code())
  const [length, longsLength, checkpointsLength] = [counts.code(), counts.code(), counts.code()]
  const capacity = capacityFor(length, longsLength, checkpointsLength)
  // The answers are given by the thread that has the memory: nothing is shared.
  const memory = new ArrayBuffer(chunkBytes(capacity)) as unknown as SharedArrayBuffer
  const chunk = new Chunk(id, memory, capacity, baseNs)
  chunk.header[ROWS] = length
  chunk.header[LONGS] = longsLength
  chunk.header[CHECKPOINTS] = checkpointsLength
  codeCheckpoints(chunk, checkpoints)
  codeLongs(chunk, longs)
  new RowCoder(chunk, rows).code(length)
  return chunk
}

export function packLive(live: LiveColumns): Uint8Array {
  const parts = Array.from({ length: LIVE_PARTS }, () => new Written())
  parts[0].code(live.length)
  parts[0].code(folded(live.timeNs))
  codeLive(live, parts)
  return joined(parts)
}

/** @throws RangeError if that is not what the bytes are */
export function unpackLive(bytes: Uint8Array): LiveColumns {
  const parts = parted(bytes, LIVE_PARTS)
  const length = parts[0].code()
  const live = emptyLive(length, unfolded(parts[0].code()))
  codeLive(live, parts)
  return live
}

export function emptyLive(length: number, timeNs: number): LiveColumns {
  return {
    timeNs,
    length,
    goid: new Float64Array(length),
    state: new Uint8Array(length),
    sinceNs: new Float64Array(length),
    createdNs: new Float64Array(length),
    site: new Uint32Array(length),
    tid: new Uint32Array(length),
    reason: new Uint8Array(length),
    flags: new Uint8Array(length),
  }
}

/** The smallest that holds what there is; the side tables grow with it. */
function capacityFor(rows: number, longs: number, checkpoints: number): number {
  let capacity = BLOCK_ROWS
  while (capacity < rows || capacity >>> 6 < longs || Math.max(64, capacity >>> 7) < checkpoints)
    capacity *= 2
  return capacity
}

function codeCheckpoints(chunk: Chunk, numbers: Numbers): void {
  const { checkpoint, header } = chunk
  const last = new Float64Array(CHECKPOINT_WORDS)
  for (let at = 0; at < header[CHECKPOINTS] * CHECKPOINT_WORDS; at++) {
    const word = at % CHECKPOINT_WORDS
    last[word] += unfolded(numbers.code(folded(checkpoint[at] - last[word])))
    checkpoint[at] = last[word]
  }
}

function codeLongs(chunk: Chunk, numbers: Numbers): void {
  const { longKey, longNs, header } = chunk
  let last = 0
  for (let at = 0; at < header[LONGS]; at++) {
    last += numbers.code(longKey[at] - last)
    longKey[at] = last
    longNs[at] = numbers.code(longNs[at])
  }
}

/** Goroutines come by goid, so that only the distances are told. */
function codeLive(live: LiveColumns, parts: readonly Numbers[]): void {
  const [, goids, sinces, createds, states, reasons, sites, tids, flags] = parts
  let last = 0
  for (let row = 0; row < live.length; row++) {
    last += unfolded(goids.code(folded(live.goid[row] - last)))
    live.goid[row] = last
    live.sinceNs[row] = moment(sinces, live.sinceNs[row], live.timeNs)
    live.createdNs[row] = moment(createds, live.createdNs[row], live.timeNs)
    live.state[row] = states.code(live.state[row])
    live.reason[row] = reasons.code(live.reason[row])
    live.site[row] = sites.code(live.site[row])
    live.tid[row] = tids.code(live.tid[row])
    live.flags[row] = flags.code(live.flags[row])
  }
}

/** A moment that may be not known, by how long ago it was. */
function moment(numbers: Numbers, ns: number, nowNs: number): number {
  const code = numbers.code(Number.isNaN(ns) ? 0 : folded(nowNs - ns) + 1)
  return code === 0 ? Number.NaN : nowNs - unfolded(code - 1)
}
