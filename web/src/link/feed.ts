import type { WireHello, WireTransitions } from '../../../lib/stream/wire.js'
import { TransitionLines } from './lines.js'
import type { FromWorker } from './message.js'
import { TransitionRing } from './ring.js'

/** How often the page is told how it goes, ms. */
const TELL_MS = 250
/** Rows that become text at once. */
const LINES_ROWS = 16_384

/** The raw feed: every transition, the latest of them kept up to a limit of memory. */
export class RawFeed {
  readonly #tell: (message: FromWorker) => void
  #ring: TransitionRing | undefined
  #rowsTotal = 0
  #lost = 0
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(tell: (message: FromWorker) => void) {
    this.#tell = tell
  }

  get on(): boolean {
    return this.#ring !== undefined
  }

  /** @param bytesMax memory of the rows kept; 0 switches it off */
  set(bytesMax: number): void {
    clearInterval(this.#timer)
    this.#ring = bytesMax > 0 ? new TransitionRing(bytesMax) : undefined
    this.#rowsTotal = 0
    this.#lost = 0
    if (this.#ring) this.#timer = setInterval(() => this.#tellState(), TELL_MS)
    this.#tellState()
  }

  /** Another session's transitions do not go together with those that are kept. */
  clear(): void {
    if (this.#ring) this.set(this.#ring.bytes)
  }

  take(message: WireTransitions): void {
    if (this.#ring) this.#rowsTotal += this.#ring.add(message)
  }

  lose(rows: number): void {
    this.#lost += rows
  }

  /** The last seconds as lines, as `--transitions` writes them. */
  save(seconds: number, hello: WireHello): void {
    const lines = new TransitionLines(hello)
    const parts: Blob[] = []
    let rows = 0
    for (const run of this.#ring?.runs(seconds * 1e9) ?? []) {
      for (let first = run.first; first < run.last; first += LINES_ROWS) {
        const last = Math.min(first + LINES_ROWS, run.last)
        parts.push(new Blob([lines.text(run.columns, first, last)]))
        rows += last - first
      }
    }
    const note =
      this.#lost > 0 ? `${this.#lost} transitions were not sent because this page was too slow.` : ''
    this.#tell({ type: 'saving', state: { rows, share: 1, note, file: new Blob(parts) } })
  }

  #tellState(): void {
    const ring = this.#ring
    this.#tell({
      type: 'raw',
      state: ring && {
        rows: ring.rows,
        rowsTotal: this.#rowsTotal,
        lost: this.#lost,
        firstNs: ring.firstNs,
        lastNs: ring.lastNs,
        bytes: ring.bytes,
      },
    })
  }
}
