import type { TransitionColumns } from '../../../../lib/stream/wire.js'
import type { Sheet } from '../../parts/sheet.js'
import { State } from '../../session/schema.js'

/** One transition of the goroutine. */
export interface Step {
  timeNs: number
  /** What happened, e.g. `PARK`. */
  what: string
  from: string
  to: string
  /** Of the wait that begins or ends; '' none. */
  reason: string
  /** How long the state before lasted; NaN not known. */
  lastedNs: number
  /** Who was part of it: the waker, or its parent; 0 none. */
  other: number
  /** NaN none. */
  p: number
  tid: number
}

export interface Words {
  kind: (kind: number) => string
  state: (state: number) => string
  reason: (reason: number) => string
}

const NO_P = 65535

/** The last of some transitions, newest first. */
export function lastSteps(columns: TransitionColumns, most: number, words: Words): Step[] {
  const steps: Step[] = []
  for (let row = columns.rows - 1; row >= Math.max(0, columns.rows - most); row--) {
    const p = columns.p[row]!
    steps.push({
      timeNs: columns.time_ns[row]!,
      what: words.kind(columns.kind[row]!),
      from: words.state(columns.from[row]!),
      to: words.state(columns.to[row]!),
      reason: why(columns, row, words),
      lastedNs: columns.time_ns[row]! - columns.since_ns[row]!,
      other: columns.other[row]!,
      p: p === NO_P ? Number.NaN : p,
      tid: columns.tid[row]!,
    })
  }
  return steps
}

/** A reason belongs to a wait; where a goroutine gives up its P the same column tells whether it had to. */
function why(columns: TransitionColumns, row: number, words: Words): string {
  if (columns.to[row] === State.Waiting) return words.reason(columns.reason[row]!)
  if (columns.from[row] === State.Waiting) return words.reason(columns.ended_reason[row]!)
  if (words.kind(columns.kind[row]!) !== 'GOSCHED') return ''
  return columns.reason[row] === 1 ? 'preempted' : 'yielded'
}

export function stepsSheet(goid: number, steps: readonly Step[]): Sheet {
  return {
    caption: `Transitions of goroutine ${goid}`,
    columns: [
      'time ns',
      'event',
      'from',
      'to',
      'reason',
      'state before lasted ns',
      'other goid',
      'P',
      'thread',
    ],
    rows: steps.map(({ timeNs, what, from, to, reason, lastedNs, other, p, tid }) => [
      timeNs,
      what,
      from,
      to,
      reason,
      lastedNs,
      other || '',
      p,
      tid || '',
    ]),
  }
}
