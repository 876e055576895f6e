import type { LiveColumns, PastGap } from './past.js'

/** From the session's thread to the reader's. */
export type ToReader =
  /** Rows go into this chunk from now on; nothing is added to the one before. `bytes` is all memory of the past. */
  | { type: 'chunk'; id: number; memory: SharedArrayBuffer; capacity: number; baseNs: number; bytes: number }
  /** The oldest chunk has to go. */
  | { type: 'evict'; id: number }
  /** `skipped`: rows that were told but not kept. */
  | { type: 'gap'; gap: PastGap; skipped: number }
  /** Everything before this moment is in. */
  | { type: 'advance'; ns: number }
  /** All of the session is in: no answer of before is good any more. */
  | { type: 'over' }
  /** `why` they are not there, if so. */
  | { type: 'live'; live: LiveColumns | undefined; why: string }
  | { type: 'ask'; ask: number; client: string; frame: Uint8Array }
  | { type: 'leave'; client: string }

/** And back. */
export type FromReader =
  | { type: 'answer'; ask: number; frame: Uint8Array }
  | { type: 'live' }
  /** Nobody reads the chunk's memory any more. */
  | { type: 'released'; id: number }
  /** The chunk's digest takes so much. */
  | { type: 'digested'; id: number; bytes: number }
