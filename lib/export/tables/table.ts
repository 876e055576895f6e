import type { RecordingHead } from '../../recording/walk.js'

/** Whole numbers; NaN where there is none. */
export interface IntColumn {
  readonly type: 'int'
  readonly name: string
  readonly values: Float64Array
}

/** Texts by code: none where `words` has none. The codes of two columns may be the same array. */
export interface WordColumn {
  readonly type: 'word'
  readonly name: string
  readonly codes: Uint8Array | Uint16Array | Uint32Array
  readonly words: readonly (string | undefined)[]
}

/** 1 true, 0 false. */
export interface FlagColumn {
  readonly type: 'flag'
  readonly name: string
  readonly values: Uint8Array
}

export type Column = IntColumn | WordColumn | FlagColumn

/** Events lost, by cause. */
export type Lost = Record<string, number>

/** Writes a table in one format or another. */
export interface TableSink {
  /** The columns stay the same objects; what is in them changes. */
  begin(columns: readonly Column[], head: RecordingHead): void
  /** Rows `0 … count-1` of the columns. */
  rows(count: number): void
  end(lost: Lost): void
}

export function int(name: string, capacity: number): IntColumn {
  return { type: 'int', name, values: new Float64Array(capacity) }
}

export function flag(name: string, capacity: number): FlagColumn {
  return { type: 'flag', name, values: new Uint8Array(capacity) }
}

export function word<T extends WordColumn['codes']>(
  name: string,
  codes: T,
  words: readonly (string | undefined)[],
): WordColumn & { codes: T } {
  return { type: 'word', name, codes, words }
}

export function addLost(to: Lost, more: Readonly<Lost>): number {
  let sum = 0
  for (const [cause, count] of Object.entries(more)) {
    to[cause] = (to[cause] ?? 0) + count
    sum += count
  }
  return sum
}
