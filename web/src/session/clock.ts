/** How far the clock may show what the server has not told yet, ns. */
const AHEAD_NS = 50e6
/** A difference beyond this is taken at once; less is made up for a part at a time, so that axes glide. */
const JUMP_NS = 500e6
/** The part of a difference that one answer corrects. */
const GAIN = 0.1

/**
 * The session's time between two messages of the server: goes on with the page's own clock, is drawn gently to what the
 * server tells, never goes back and never runs ahead of the server by more than 50 ms. Pure: the page's time is passed in.
 */
export class SessionClock {
  #offsetNs: number | undefined
  #latestNs = 0
  #shownNs = 0
  #running = false

  /** The server has all up to `latestNs`, learned at `pageMs` of the page's clock. */
  told(latestNs: number, pageMs: number): void {
    // An answer that several share may be older than one that came before it: it tells nothing of now.
    if (this.#running && latestNs < this.#latestNs) return
    const offset = latestNs - pageMs * 1e6
    this.#latestNs = Math.max(this.#latestNs, latestNs)
    if (this.#offsetNs === undefined || Math.abs(offset - this.#offsetNs) > JUMP_NS) this.#offsetNs = offset
    else this.#offsetNs += (offset - this.#offsetNs) * GAIN
    this.#running = true
  }

  /** Stands still until the server tells something again. */
  stop(): void {
    this.#running = false
    this.#offsetNs = undefined
    this.#shownNs = Math.max(this.#shownNs, this.#latestNs)
  }

  /** Another session begins: its time has nothing to do with the last one's. */
  reset(): void {
    this.#running = false
    this.#offsetNs = undefined
    this.#latestNs = 0
    this.#shownNs = 0
  }

  now(pageMs: number): number {
    if (this.#running && this.#offsetNs !== undefined) {
      const guess = Math.min(pageMs * 1e6 + this.#offsetNs, this.#latestNs + AHEAD_NS)
      this.#shownNs = Math.max(this.#shownNs, guess)
    }
    return this.#shownNs
  }
}
