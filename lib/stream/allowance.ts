/** How many messages of a kind a client may send: so many a second, and so many at once after a silence. */
export class Allowance {
  #left: number
  #at = performance.now()

  constructor(
    readonly perSecond: number,
    readonly atOnce: number,
  ) {
    this.#left = atOnce
  }

  /** Takes one message; false if the allowance is used up. */
  spend(): boolean {
    const now = performance.now()
    const earned = ((now - this.#at) / 1000) * this.perSecond
    this.#left = Math.min(this.atOnce, this.#left + earned) - 1
    this.#at = now
    return this.#left >= 0
  }
}
