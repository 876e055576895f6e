import { LIFETIME, NO_STAGE } from '../latency/stage.js'
import { State } from '../model/transition.js'
import { CHUNK_ROWS, type Chunk, stageTable } from './chunk.js'

/** What a row can have that counts, as bits. */
export const INTERVAL = 1
export const LIFE = 2

/** What a row has that counts, by `fromTo << 8 | kindFlags`. @param skip flags that rule a row out */
export function sortsOf(stages: readonly number[], skip: number): Uint8Array {
  let wanted = 0
  for (const stage of stages) wanted |= 1 << stage
  const lives = ((wanted >>> LIFETIME) & 1) !== 0
  const sorts = new Uint8Array(stageTable.length)
  for (let at = 0; at < sorts.length; at++) {
    // Flags lie above the kind.
    if (((at >> 4) & 15 & skip) !== 0) continue
    const stage = stageTable[at]
    if (stage !== NO_STAGE && ((wanted >>> stage) & 1) !== 0) sorts[at] = INTERVAL
    if (lives && ((at >> 8) & 7) === State.NotExist) sorts[at] |= LIFE
  }
  return sorts
}

/** The rows that `findRows` found; used by one chunk after the other. */
export const foundRows = new Uint32Array(CHUNK_ROWS)

/** Puts the rows of a sort that counts into `foundRows`; returns how many. It has no branch that the data decides. */
export function findRows(chunk: Chunk, firstNs: number, lastNs: number, sorts: Uint8Array): number {
  const { fromTo, kindFlags } = chunk
  const end = chunk.endRow(lastNs)
  let length = 0
  for (let row = chunk.firstRow(firstNs); row < end; row++) {
    const sort = sorts[(fromTo[row] << 8) | kindFlags[row]]
    foundRows[length] = row
    length += (sort | (sort >> 1)) & 1
  }
  return length
}
