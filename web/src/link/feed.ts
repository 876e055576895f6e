import type { WireHello } from '../../../lib/stream/wire.js'
import { TransitionLines } from './lines.js'
import type { FromWorker } from './message.js'
import { type RawMessage, TransitionRing } from './ring.js'

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
  /** Events that nobody saw, and connections that ended, since it was switched on. */
  #unseen = 0
  #breaks = 0
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
    this.#unseen = 0
    this.#breaks = 0
    if (this.#ring) this.#timer = setInterval(() => this.#tellState(), TELL_MS)
    this.#tellState()
  }

  /** Another session's transitions do not go together with those that are kept. */
  clear(): void {
    if (this.#ring) this.set(this.#ring.bytes)
  }

  /** @param frame what it was decoded from */
  take(message: RawMessage, frame: Uint8Array): void {
    if (this.#ring) this.#rowsTotal += this.#ring.add(message, frame)
  }

  lose(rows: number): void {
    this.#lost += rows
  }

  /** Events were lost before they reached the server. */
  miss(events: number): void {
    this.#unseen += events
  }

  /** The connection was lost: what happened until the next one is missing. */
  break(): void {
    if (this.#ring && this.#ring.rows > 0) this.#breaks++
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
    const note = this.#notes().join(' ')
    this.#tell({ type: 'saving', state: { rows, share: 1, note, file: new Blob(parts) } })
  }

  /** What may be missing from the rows kept, a sentence each. */
  #notes(): string[] {
    const notes: string[] = []
    if (this.#lost > 0) notes.push(`${this.#lost} transitions were not sent because this page was too slow.`)
    if (this.#unseen > 0) notes.push(`${this.#unseen} events were lost before they reached the server.`)
    if (this.#breaks > 0) notes.push('What happened while there was no connection is missing.')
    return notes
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
