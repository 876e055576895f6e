import {
  decodeTransitions,
  type WireAnswer,
  type WireHello,
  type WireQuery,
} from '../../../lib/stream/wire.js'
import { TransitionLines } from './lines.js'
import type { FromWorker, RangeToSave } from './message.js'

export interface SaverLimits {
  /** Rows of one answer. */
  page: number
  /** A stretch of time with more rows is cut: the server passes over those before a page each time it is asked. */
  stretch: number
  /** Rows of a file. */
  file: number
}

/** A page as large as the server allows; a file of about a gigabyte. */
const defaultLimits: SaverLimits = { page: 16_384, stretch: 16 * 16_384, file: 5_000_000 }
/** No shorter stretch is cut, ns. */
const STRETCH_NS_MIN = 1e5

/** Fetches the transitions of a range page by page, stretch of time after stretch, and makes a file of them. */
export class RangeSaver {
  readonly #range: RangeToSave
  readonly #lines: TransitionLines
  readonly #ask: (query: Omit<WireQuery, 'id'>) => void
  readonly #tell: (message: FromWorker) => void
  readonly #limits: SaverLimits
  readonly #parts: Blob[] = []
  readonly #notes = new Set<string>()
  /** Losses met, by when they began: how many events. */
  readonly #losses = new Map<number, number>()
  #firstNs: number
  #stretchNs: number
  #skip = 0
  #total = 0
  #rows = 0

  /** Asks at once; every answer goes to `take`. */
  constructor(
    range: RangeToSave,
    hello: WireHello,
    ask: (query: Omit<WireQuery, 'id'>) => void,
    tell: (message: FromWorker) => void,
    limits = defaultLimits,
  ) {
    this.#limits = limits
    this.#range = range
    this.#lines = new TransitionLines(hello)
    this.#ask = ask
    this.#tell = tell
    this.#firstNs = range.first_ns
    this.#stretchNs = Math.max(range.last_ns - range.first_ns, 1)
    this.#askPage()
  }

  /** Takes the answer to the latest question. Returns whether more is to come. */
  take(answer: WireAnswer): boolean {
    const page = answer.transitions
    if (!page) return this.stop(answer.refused || 'the server did not answer')
    const total = page.total ?? 0
    if (this.#skip === 0 && total > this.#limits.stretch && this.#stretchNs > STRETCH_NS_MIN) {
      this.#stretchNs = Math.max((this.#stretchNs * this.#limits.stretch) / total / 2, STRETCH_NS_MIN)
      this.#askPage()
      return true
    }
    if ((answer.first_ns ?? 0) > this.#firstNs && (answer.history?.forgotten ?? 0) > 0)
      this.#notes.add('The beginning of the range went out of the past before it was saved.')
    if (this.#skip > 0 && total !== this.#total)
      this.#notes.add('The past changed while it was saved: some transitions may be missing or there twice.')
    this.#total = total
    for (const { first_ns, lost_by_cause } of answer.gaps ?? [])
      this.#losses.set(first_ns ?? 0, sumOf(lost_by_cause))
    return this.#takePage(decodeTransitions(page.transitions ?? {}))
  }

  /** Makes a file of what is there. */
  stop(why: string): false {
    if (why !== '') this.#notes.add(`Stopped after ${this.#rows} transitions: ${why}.`)
    this.#report(new Blob(this.#parts))
    return false
  }

  #takePage(rows: ReturnType<typeof decodeTransitions>): boolean {
    const taken = Math.min(rows.rows, this.#limits.file - this.#rows)
    this.#parts.push(new Blob([this.#lines.text(rows, 0, taken)]))
    this.#rows += taken
    this.#skip += rows.rows
    if (taken < rows.rows) return this.stop('that is the most that one file may have')
    if (rows.rows === 0 || this.#skip >= this.#total) {
      this.#firstNs += this.#stretchNs
      this.#skip = 0
      if (this.#total < this.#limits.stretch / 4) this.#stretchNs *= 2
      if (this.#firstNs >= this.#range.last_ns) return this.stop('')
    }
    this.#report(undefined)
    this.#askPage()
    return true
  }

  #askPage(): void {
    this.#ask({
      first_ns: this.#firstNs,
      last_ns: Math.min(this.#firstNs + this.#stretchNs, this.#range.last_ns),
      filter: this.#range.filter,
      transitions: { skip: this.#skip, limit: this.#limits.page },
    })
  }

  #report(file: Blob | undefined): void {
    const { first_ns, last_ns } = this.#range
    const share = file ? 1 : Math.min((this.#firstNs - first_ns) / Math.max(last_ns - first_ns, 1), 1)
    const note = [...this.#notes, ...lossNote(this.#losses)].join(' ')
    this.#tell({ type: 'saving', state: { rows: this.#rows, share, note, ...(file ? { file } : {}) } })
  }
}

function sumOf(counts: Record<string, number> | null | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)
}

/** The file has lines for transitions alone. */
function lossNote(losses: ReadonlyMap<number, number>): string[] {
  if (losses.size === 0) return []
  const lost = [...losses.values()].reduce((sum, count) => sum + count, 0)
  return [`${lost} events of the range were lost and are not in the file.`]
}
