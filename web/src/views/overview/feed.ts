import { signal } from '@preact/signals'
import type { Answer } from '../../link/answer.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { range, shown } from '../../session/range.js'
import { arriving, hello, status } from '../../session/session.js'
import type { Span } from '../../session/span.js'
import { Losses } from './gaps.js'
import { Coverage, columnNsFor, type Wish } from './grid.js'

/** Share of the span that is asked for in advance where that is possible. */
const AHEAD = 1 / 8
/** Questions end on every so many of the columns that they start on. */
const END_ALIGN = 4
/** After so long it is asked again for what was not complete, ms. */
const RETRY_MS = 100

/** Asks for the columns of time that are shown and not held. What is held, and in what form, a subclass knows. */
export abstract class ColumnFeed {
  readonly coverage: Coverage
  readonly losses = new Losses()
  /** Why there is no answer; '' if there is. */
  readonly refused = signal('')
  /** Counts up with every change of what is held. */
  changes = 0
  /** Counts up whenever all that was held became void. */
  restarts = 0
  /** The newest moment that is held. */
  newestNs = 0
  /** The oldest moment that the server has, and how many transitions it has forgotten. */
  oldestNs = 0
  forgotten = 0
  private width = 0
  private timer = 0
  private asking: Asking | undefined
  /** Whether all of the session had come when the open question was asked. */
  private asksForAll = false

  /**
   * @param capacity columns that can be held, a power of two
   * @param columnPx the least width of a column, CSS pixels
   * @param align see Coverage
   * @param everyMs between an answer and the next question
   */
  constructor(
    private readonly capacity: number,
    private readonly columnPx: number,
    align: number,
    private readonly everyMs: number,
  ) {
    this.coverage = new Coverage(capacity, align, align * END_ALIGN)
  }

  /** What else the columns depend on. */
  protected abstract key(): string
  /** The question for some columns but for its range; undefined: nothing is wanted. */
  protected abstract part(columnNs: number, columns: number): Question | undefined
  /** Takes columns from `first` on, as many as were asked for; false if the answer has none. */
  protected abstract write(first: number, columns: number, answer: Answer): boolean
  protected abstract clear(): void

  /** What is looked at. */
  protected span(): Span {
    return shown()
  }

  start(): void {
    this.asking = ask(
      () => this.question(),
      answer => this.take(answer),
      { everyMs: this.everyMs },
    )
  }

  stop(): void {
    clearTimeout(this.timer)
    this.asking?.stop()
  }

  again(): void {
    this.asking?.again()
  }

  /** @param width of the picture, CSS pixels */
  setWidth(width: number): void {
    if (width === this.width) return
    this.width = width
    this.again()
  }

  get columnNs(): number {
    return this.coverage.columnNs
  }

  private wish(): Wish {
    const { firstNs, lastNs } = this.span()
    // Some to spare: questions are rounded to the grid, and may reach ahead.
    const columnsMax = Math.min(this.capacity * 0.85, Math.max(16, Math.floor(this.width / this.columnPx)))
    const key = `${hello.peek()?.base_monotonic_ns} ${this.key()}`
    const spanNs = lastNs - firstNs
    // What a recording plays next is known already.
    const aheadNs = status.peek() === 'recording' ? spanNs * AHEAD : 0
    return { firstNs, lastNs: lastNs + aheadNs, columnNs: columnNsFor(spanNs, columnsMax), key }
  }

  private question(): Question | undefined {
    if (this.width === 0) return undefined
    const stretch = this.coverage.next(this.wish(), () => this.restart())
    if (!stretch) return undefined
    this.asksForAll = !arriving.peek()
    const { first, columns } = stretch
    const { columnNs } = this
    const part = this.part(columnNs, columns)
    if (!part) return undefined
    return {
      ...part,
      first_ns: first * columnNs,
      last_ns: (first + columns) * columnNs,
    }
  }

  private restart(): void {
    this.clear()
    this.losses.clear()
    this.newestNs = 0
    this.restarts++
    this.changes++
  }

  private take(answer: Answer): void {
    this.refused.value = answer.refused
    if (answer.refused !== '') {
      this.coverage.dropped()
      return
    }
    const { history } = answer
    const { asksForAll } = this
    const stretch = this.coverage.answered(
      asksForAll ? Number.POSITIVE_INFINITY : (history.last_ns ?? 0),
      asksForAll ? Number.POSITIVE_INFINITY : answer.last_ns,
    )
    if (!stretch || !this.write(stretch.first, stretch.columns, answer)) return
    this.losses.add(answer.gaps)
    this.losses.forgetBefore(this.coverage.first * this.columnNs)
    this.newestNs = Math.max(this.newestNs, answer.last_ns)
    this.oldestNs = history.first_ns ?? 0
    this.forgotten = history.forgotten ?? 0
    this.changes++
    this.askForTheRest()
  }

  /** Where the range stands still, nothing is asked by itself. */
  private askForTheRest(): void {
    clearTimeout(this.timer)
    if (range.peek().following || !this.coverage.lacks(this.wish())) return
    this.timer = setTimeout(() => this.again(), RETRY_MS)
  }
}
