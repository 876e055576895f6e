/**
 * The filter language: terms that all must hold, e.g. `state:waiting reason:chan site:main.* wait>10ms -goid:17`.
 * A word without a field looks for itself in the labels of sites.
 */

/** How a field is written: `field:value`, `field>length`, or a plain word. */
export type Shape = 'names' | 'numbers' | 'peers' | 'length' | 'yesno' | 'word'

interface FieldRule {
  shape: Shape
  /** One clause for the completion list. */
  about: string
  example: string
}

export const fields = {
  state: { shape: 'names', about: 'the state it is in', example: 'state:waiting' },
  reason: { shape: 'names', about: 'what it waits for', example: 'reason:chan' },
  site: { shape: 'names', about: 'start function, and where it was created', example: 'site:main.*' },
  goid: { shape: 'numbers', about: 'these goroutines', example: 'goid:17,18' },
  wait: { shape: 'length', about: 'waiting for so long', example: 'wait>10ms' },
  runnable: { shape: 'length', about: 'runnable for so long', example: 'runnable>1ms' },
  running: { shape: 'length', about: 'running for so long', example: 'running>10ms' },
  syscall: { shape: 'length', about: 'in a system call for so long', example: 'syscall>10ms' },
  age: { shape: 'length', about: 'created so long ago', example: 'age>1m' },
  wokenby: { shape: 'peers', about: 'last woken by this goid or site', example: 'wokenby:17' },
  wakes: { shape: 'peers', about: 'woke this goid or site', example: 'wakes:main.worker' },
  parent: { shape: 'peers', about: 'created by this goid or site', example: 'parent:1' },
  system: { shape: 'yesno', about: "the runtime's own goroutines, too", example: 'system:yes' },
} as const satisfies Record<string, FieldRule>

export type FieldName = keyof typeof fields
export const fieldNames = Object.keys(fields) as FieldName[]

export function isField(name: string): name is FieldName {
  return Object.hasOwn(fields, name)
}

export type Comparison = '>' | '>=' | '<' | '<='

/** Positions [from, to) are those of the text that it was read from. */
interface Placed {
  not: boolean
  from: number
  to: number
}

/** Alternatives: patterns of names, or goids in digits. */
export interface ValuesTerm extends Placed {
  field: 'word' | Exclude<FieldName, LengthTerm['field'] | 'system'>
  values: readonly string[]
}

export interface LengthTerm extends Placed {
  field: 'wait' | 'runnable' | 'running' | 'syscall' | 'age'
  comparison: Comparison
  lengthNs: number
}

export interface SystemTerm extends Placed {
  field: 'system'
  yes: boolean
}

export type Term = ValuesTerm | LengthTerm | SystemTerm

/** What is wrong with [from, to) of a text, and what would be right. */
export interface Problem {
  from: number
  to: number
  message: string
  hint: string
}

export interface Parsed {
  /** Those that could be read; they hold also where others are wrong. */
  terms: readonly Term[]
  errors: readonly Problem[]
}

export interface SiteName {
  site: number
  function: string
  created_at: string
  system: boolean
  label: string
}

/** What names of the target there are, by number: wait reasons and states as in `Hello`. */
export interface Names {
  sites: readonly SiteName[]
  reasons: readonly string[]
  states: readonly string[]
}

export const REASON_COROUTINE = 253
export const REASON_PREEMPTED = 254
export const REASON_UNKNOWN = 255

/** Wait reasons of the runtime, and those that only the stream has, with their numbers. */
export function reasonEntries(reasons: readonly string[]): [reason: number, text: string][] {
  return [
    ...reasons.map((text, reason): [number, string] => [reason, text || 'unknown']),
    [REASON_COROUTINE, 'coroutine'],
    [REASON_PREEMPTED, 'preempted'],
    [REASON_UNKNOWN, 'unknown'],
  ]
}

/** Of some words the one that is most like a wrong one, if any is like it at all. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestEdits = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const edits = candidate.startsWith(word) && word !== '' ? 1 : editsBetween(word, candidate, bestEdits)
    if (edits < bestEdits) {
      best = candidate
      bestEdits = edits
    }
  }
  return best
}

/** Insertions, deletions and replacements from one word to another; `most` if there are as many or more. */
function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return Math.min(row[b.length]!, most)
}
