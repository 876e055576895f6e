import type { Goroutines } from '../../link/answer.js'
import { GoroutinesOrder } from '../../session/schema.js'

/** One live goroutine as the list shows it. */
export interface GoroutineRow {
  goid: number
  site: number
  state: number
  reason: number
  /** Time in the state; Infinity: since before the session. */
  inStateNs: number
  /** Infinity: created before the session. */
  ageNs: number
  /** 0: none known in the range. */
  wokenBy: number
  tid: number
}

/** Rows asked for above and below what is on the screen. */
const MARGIN = 60
const ROWS_MAX = 1000

/** What to ask for so that rows [first, last) and some around them are there. */
export function pageOf(first: number, last: number): { offset: number; limit: number } {
  const offset = Math.max(0, first - MARGIN)
  return { offset, limit: Math.min(last + MARGIN - offset, ROWS_MAX) }
}

/** The rows of one answer, which begin at `offset` of all that match. */
export class Page {
  readonly offset: number
  readonly #answer: Goroutines

  constructor(offset: number, answer: Goroutines) {
    this.offset = offset
    this.#answer = answer
  }

  get timeNs(): number {
    return this.#answer.time_ns
  }

  get live(): number {
    return this.#answer.live
  }

  get matched(): number {
    return this.#answer.matched
  }

  /** Whether it has rows [first, last) as far as there are any. */
  has(first: number, last: number): boolean {
    return first >= this.offset && Math.min(last, this.matched) <= this.offset + this.#answer.rows
  }

  /** Undefined if this page does not have it. */
  row(index: number): GoroutineRow | undefined {
    const at = index - this.offset
    const columns = this.#answer
    if (at < 0 || at >= columns.rows) return undefined
    return {
      goid: columns.goid[at]!,
      site: columns.site[at]!,
      state: columns.state[at]!,
      reason: columns.reason[at]!,
      inStateNs: since(columns.time_ns, columns.since_ns[at]!),
      ageNs: since(columns.time_ns, columns.created_ns[at]!),
      wokenBy: columns.woken_by[at]!,
      tid: columns.tid[at]!,
    }
  }

  *rows(): Generator<GoroutineRow> {
    for (let at = 0; at < this.#answer.rows; at++) yield this.row(this.offset + at)!
  }

  /** Matching goroutines by site, most first. */
  bySite(): { site: number; count: number }[] {
    const { rows, matched_site, matched_count } = this.#answer.bySite
    return Array.from({ length: rows }, (_, i) => ({ site: matched_site[i]!, count: matched_count[i]! }))
  }
}

/** An answer's rows may be a moment younger than its time. */
function since(timeNs: number, beganNs: number): number {
  return Number.isNaN(beganNs) ? Infinity : Math.max(0, timeNs - beganNs)
}

/** The columns that can be sorted by, and what to ask the server for. */
export const orders = {
  goid: GoroutinesOrder.ID,
  site: GoroutinesOrder.BY_SITE,
  state: GoroutinesOrder.BY_STATE,
  time: GoroutinesOrder.BY_TIME_IN_STATE,
  age: GoroutinesOrder.BY_AGE,
} as const
export type OrderColumn = keyof typeof orders

export interface ListSort {
  column: OrderColumn
  descending: boolean
}

/** As it stands in the address: `-time`, which is the default, is descending. */
export function readListSort(text: string): ListSort {
  const column = text.replace(/^-/, '')
  return Object.hasOwn(orders, column)
    ? { column: column as OrderColumn, descending: text.startsWith('-') }
    : { column: 'time', descending: true }
}

export function writeListSort({ column, descending }: ListSort): string {
  const text = `${descending ? '-' : ''}${column}`
  return text === '-time' ? '' : text
}
