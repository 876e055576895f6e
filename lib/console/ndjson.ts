import { Kind } from '../contract.gen.js'
import { waitReasonText } from '../latency/latency.js'
import { Flag, type Gap, REASON_NONE, State, stateNames, type TransitionBatch } from '../model/transition.js'
import type { Output } from './output.js'

const kindNames: string[] = []
for (const [name, value] of Object.entries(Kind)) kindNames[value] = name

/**
 * How long one turn of the event loop may go on writing. Writes into a file do not return before they are done, and while
 * batches keep coming the loop does not turn: neither a signal nor the end of --duration would be heard.
 */
const TURN_MS = 2000

/**
 * Writes every transition as a line of JSON. Behind a reader or a disk that is too slow the rows are dropped and counted,
 * and the count is told in a line `{"type":"sink_loss"}`; the session goes on.
 */
export class TransitionLines {
  private dropped = 0
  /** When this turn of the event loop began to write; undefined before. */
  private turnMs: number | undefined

  constructor(
    private readonly output: Output,
    private readonly waitReasons: string[],
  ) {}

  readonly sink = (batch: TransitionBatch): void => {
    if (this.output.congested || this.turnTooLong()) {
      this.dropped += batch.length
      return
    }
    this.tellLoss()
    let text = ''
    for (let row = 0; row < batch.length; row++) text += `${this.line(batch, row)}\n`
    this.output.write(text)
  }

  private turnTooLong(): boolean {
    if (this.turnMs !== undefined) return performance.now() - this.turnMs > TURN_MS
    this.turnMs = performance.now()
    setImmediate(() => {
      this.turnMs = undefined
    })
    return false
  }

  readonly onGap = (gap: Gap): void => {
    this.output.write(
      `${JSON.stringify({ type: 'gap', first_ns: gap.firstNs, last_ns: gap.lastNs, lost: gap.lost })}\n`,
    )
  }

  /** To be called once at the end, too. */
  tellLoss(): void {
    if (!this.dropped) return
    this.output.write(`${JSON.stringify({ type: 'sink_loss', transitions: this.dropped })}\n`)
    this.dropped = 0
  }

  private line(batch: TransitionBatch, row: number): string {
    const sinceNs = batch.sinceNs[row]!
    return JSON.stringify({
      type: 'transition',
      time_ns: batch.timeNs[row],
      since_ns: Number.isNaN(sinceNs) ? null : sinceNs,
      goid: batch.goid[row],
      kind: kindNames[batch.kind[row]!],
      from: stateNames[batch.from[row]!],
      to: stateNames[batch.to[row]!],
      reason: this.reason(batch, row),
      p: batch.p[row],
      tid: batch.tid[row],
      other: batch.other[row],
      site: batch.site[row],
      ...(batch.flags[row]! & Flag.Disagreement ? { disagreement: true } : {}),
    })
  }

  private reason(batch: TransitionBatch, row: number): string | null {
    const reason = batch.reason[row]!
    if (batch.kind[row] === Kind.GOSCHED) return reason === 1 ? 'preempted' : 'yield'
    if (batch.to[row] !== State.Waiting || reason === REASON_NONE) return null
    return waitReasonText(reason, this.waitReasons)
  }
}
