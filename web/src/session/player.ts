import { type ReadonlySignal, signal } from '@preact/signals'

/** The place in a recording that is shown: runs, stands, and can be put anywhere. */
export class Player {
  readonly #playing = signal(false)
  readonly #speed = signal(1)
  /** Counts up whenever the position changes by other means than playing. */
  readonly #seeks = signal(0)
  #positionNs = 0
  #sinceMs = 0
  #firstNs = 0
  #lastNs = 0
  #placed = false
  /** More of the recording may come. */
  #grows = false

  get playing(): ReadonlySignal<boolean> {
    return this.#playing
  }

  get speed(): ReadonlySignal<number> {
    return this.#speed
  }

  get seeks(): ReadonlySignal<number> {
    return this.#seeks
  }

  /** Whether somebody chose a position: it plays from the beginning by itself if nobody did. */
  get placed(): boolean {
    return this.#placed
  }

  /** What there is to play. */
  get extent(): { firstNs: number; lastNs: number } {
    return { firstNs: this.#firstNs, lastNs: this.#lastNs }
  }

  /**
   * The first time, it begins to play, unless it was put somewhere.
   * @param grows more may follow: it waits for that at the end, and goes on then
   */
  setExtent(firstNs: number, lastNs: number, pageMs: number, grows = false): void {
    this.#grows = grows
    const first = this.#lastNs === 0 && lastNs > 0
    this.#firstNs = firstNs
    this.#lastNs = lastNs
    if (!first || this.#placed) return
    this.#positionNs = firstNs
    this.play(pageMs)
  }

  /** Nothing is added any more. */
  complete(): void {
    this.#grows = false
  }

  /** Another recording. */
  reset(): void {
    this.#playing.value = false
    this.#positionNs = 0
    this.#firstNs = 0
    this.#lastNs = 0
    this.#placed = false
  }

  now(pageMs: number): number {
    if (!this.#playing.peek()) return this.#positionNs
    const position = this.#positionNs + Math.max(0, pageMs - this.#sinceMs) * 1e6 * this.#speed.peek()
    if (position < this.#lastNs) return position
    this.#positionNs = this.#lastNs
    this.#sinceMs = pageMs
    if (this.#grows) return this.#lastNs
    // A signal must not change while something is rendered that reads it.
    queueMicrotask(() => this.#stopAtEnd())
    return this.#lastNs
  }

  play(pageMs: number): void {
    if (this.#playing.peek()) return
    if (this.#positionNs >= this.#lastNs) this.#positionNs = this.#firstNs
    this.#sinceMs = pageMs
    this.#playing.value = true
  }

  pause(pageMs: number): void {
    this.#placed = true
    // Whole, so that an address holds exactly what is seen.
    this.#positionNs = Math.round(this.now(pageMs))
    this.#playing.value = false
  }

  seek(positionNs: number, pageMs: number): void {
    this.#placed = true
    this.#positionNs = Math.round(Math.min(Math.max(positionNs, this.#firstNs), this.#lastNs))
    this.#sinceMs = pageMs
    this.#seeks.value++
  }

  /** Puts it somewhere before it is known what there is to play. */
  startAt(positionNs: number, pageMs: number): void {
    this.#placed = true
    this.#positionNs = positionNs
    this.#sinceMs = pageMs
    this.#seeks.value++
  }

  setSpeed(speed: number, pageMs: number): void {
    this.#positionNs = this.now(pageMs)
    this.#sinceMs = pageMs
    this.#speed.value = speed
  }

  #stopAtEnd(): void {
    if (this.#playing.peek() && this.#positionNs >= this.#lastNs) this.#playing.value = false
  }
}
