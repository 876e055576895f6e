/** An interval that can be listed. */
export interface Lasting {
  ns: number
  /** When it began, ns since the session's base. */
  sinceNs: number
}

/** Of all that is added the longest, of equal ones the earliest. Holds at most twice as many as it keeps. */
export class Longest<T extends Lasting> {
  /** What is not longer need not be added: it would not stay. */
  leastNs = -1
  private items: T[] = []

  constructor(private readonly limit: number) {}

  add(item: T): void {
    this.items.push(item)
    if (this.items.length >= 2 * this.limit) {
      this.items = this.sorted()
      this.leastNs = this.items[this.limit - 1].ns
    }
  }

  /** Longest first. */
  sorted(): T[] {
    return this.items.toSorted((a, b) => b.ns - a.ns || a.sinceNs - b.sinceNs).slice(0, this.limit)
  }
}
