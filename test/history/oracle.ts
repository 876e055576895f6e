import { Kind } from '../../lib/contract.gen.js'
import type { Row } from './told.js'

/** As on the wire; written down once more, from the documents. */
export const stages = ['create_to_run', 'ready_to_run', 'run', 'wait', 'syscall', 'lifetime'] as const

export interface Interval {
  row: Row
  stage: number
  ns: number
}

/** What a filter leaves, by plain reading. */
export interface Choice {
  firstNs: number
  lastNs: number
  passes: (row: Row) => boolean
}

const [NOTEXIST, RUNNABLE, RUNNING, WAITING, SYSCALL] = [1, 2, 3, 4, 5]

/** The stage of the interval that a row ends; -1 if that is none. */
export function stageOfRow({ kind, from, to, flags }: Row): number {
  if (kind === Kind.SYSCALL_EXIT) return 4
  if (from === RUNNABLE && to === RUNNING) return flags & 2 ? 0 : 1
  if (from === RUNNING && to !== RUNNING) return 2
  if (from === WAITING && (to === RUNNABLE || to === RUNNING)) return 3
  if (from === SYSCALL && to !== SYSCALL && to !== WAITING) return 4
  return -1
}

export function chosen(rows: readonly Row[], { firstNs, lastNs, passes }: Choice): Row[] {
  return rows.filter(row => row.timeNs >= firstNs && row.timeNs < lastNs && passes(row))
}

export function intervalsOf(rows: readonly Row[]): Interval[] {
  const found: Interval[] = []
  for (const row of rows) {
    const ns = row.timeNs - row.sinceNs
    const stage = stageOfRow(row)
    if (stage >= 0 && ns >= 0) found.push({ row, stage, ns })
    const life = row.timeNs - row.createdNs
    if (row.to === NOTEXIST && life >= 0) found.push({ row, stage: 5, ns: life })
  }
  return found
}

/** Nearest rank. @param sorted ascending */
export function quantileOf(sorted: readonly number[], q: number): number {
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!
}

/** A bucket's least value, as `proto/past.proto` defines it. */
export function lower(bucket: number): number {
  return bucket < 4 ? bucket : 2 ** (Math.floor(bucket / 4) + 1) * (1 + (bucket % 4) / 4)
}

export function bucketOf(ns: number): number {
  let bucket = 0
  while (lower(bucket + 1) <= ns) bucket++
  return bucket
}
