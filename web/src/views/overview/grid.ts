/** The smallest power of two of ns of which at most so many columns cover a span. */
export function columnNsFor(spanNs: number, columnsMax: number): number {
  const least = Math.max(1, spanNs / Math.max(1, columnsMax))
  return 2 ** Math.ceil(Math.log2(least))
}

/** Columns [first, first + columns) of the grid: column c begins at c × columnNs. */
export interface Stretch {
  first: number
  columns: number
}

/** What one wants to see, of the past. `key` stands for all else that is asked: another key makes all that is held stale. */
export interface Wish {
  firstNs: number
  lastNs: number
  columnNs: number
  key: string
}

/**
 * Which columns of the past are held, and which to ask for next: while time goes on only those that are new or were not
 * complete, after a jump all of them.
 */
export class Coverage {
  columnNs = 1
  /** Columns [first, last) are held; those from `settled` on may still change. */
  first = 0
  last = 0
  private settled = 0
  private key = ''
  private asked: Stretch | undefined

  /**
   * @param capacity columns that can be held, a multiple of `align`
   * @param align questions start on every so many columns, so that viewers who look at the same ask the same
   * @param endAlign and end on every so many, a multiple of `align`: a moment more or less is no other question
   */
  constructor(
    private readonly capacity: number,
    private readonly align: number,
    private readonly endAlign = align,
  ) {}

  /** The stretch to ask for now; undefined if all is held. `restart` is called before what is held becomes void. */
  next(wish: Wish, restart: () => void): Stretch | undefined {
    if (wish.key !== this.key || wish.columnNs !== this.columnNs) {
      this.key = wish.key
      this.columnNs = wish.columnNs
      this.forget(0)
      restart()
    }
    this.asked = this.missing(wish, restart)
    return this.asked
  }

  /** Whether there is more to ask for, now or as soon as it is complete. */
  lacks(wish: Wish): boolean {
    return (
      wish.key !== this.key ||
      wish.columnNs !== this.columnNs ||
      this.columnOf(Math.max(0, wish.firstNs)) < this.first ||
      this.columnOf(wish.lastNs) >= this.settled
    )
  }

  /**
   * The open question was answered.
   * @param knownNs up to when the past is complete; Infinity if nothing is added any more
   * @param seenNs up to when the answer saw it: what came while it was made may be missing although it is known by now
   */
  answered(knownNs: number, seenNs = Number.POSITIVE_INFINITY): Stretch | undefined {
    const asked = this.asked
    this.asked = undefined
    if (!asked) return undefined
    const end = asked.first + asked.columns
    // One complete column is asked for again, for rows that came late.
    const untilNs = seenNs < end * this.columnNs ? Math.min(seenNs, knownNs) : knownNs
    const complete = Math.min(end, untilNs === Number.POSITIVE_INFINITY ? end : this.columnOf(untilNs) - 1)
    if (this.first === this.last) {
      this.first = asked.first
      this.last = end
      this.settled = Math.max(asked.first, complete)
    } else {
      if (asked.first <= this.settled && end >= this.settled) this.settled = Math.max(this.settled, complete)
      this.first = Math.min(this.first, asked.first)
      this.last = Math.max(this.last, end)
    }
    if (this.last - this.first > this.capacity) {
      if (end === this.last) this.first = this.last - this.capacity
      else this.last = this.first + this.capacity
    }
    this.settled = Math.min(Math.max(this.settled, this.first), this.last)
    return asked
  }

  /** The open question will not be answered. */
  dropped(): void {
    this.asked = undefined
  }

  columnOf(ns: number): number {
    return Math.floor(ns / this.columnNs)
  }

  private missing(wish: Wish, restart: () => void): Stretch | undefined {
    const first = Math.max(0, this.down(this.columnOf(wish.firstNs)))
    const last = Math.min(this.up(this.columnOf(wish.lastNs) + 1), first + this.capacity)
    if (this.first === this.last || first > this.last || last < this.first) {
      if (this.first !== this.last) restart()
      this.forget(first)
      return { first, columns: last - first }
    }
    if (first < this.first) return { first, columns: this.first - first }
    if (last <= this.settled) return undefined
    const from = Math.max(first, this.down(this.settled))
    return { first: from, columns: last - from }
  }

  private forget(at: number): void {
    this.first = at
    this.last = at
    this.settled = at
    this.asked = undefined
  }

  private down(column: number): number {
    return Math.floor(column / this.align) * this.align
  }

  private up(column: number): number {
    return Math.ceil(column / this.endAlign) * this.endAlign
  }
}
