import type { Client } from './client.js'
import type { StreamLimits } from './limits.js'
import type { Past } from './past.js'
import { ServerMessage } from './wire.js'

/** So many questions are with the past at once, which works on them in turns, and so many of one client. */
const AHEAD = 24
const AHEAD_OF_ONE = 8

interface Question {
  id: number
  message: Uint8Array
}

/** One client's questions. */
class Line {
  readonly waiting: Question[] = []
  /** Of its questions, those that are with the past. */
  asked = 0
  /** Time that its questions have taken, ms; see `Queries`. */
  usedMs = 0

  constructor(readonly client: Client) {}

  get outstanding(): number {
    return this.waiting.length + this.asked
  }

  /** Its next question may be answered: one that cannot take the answer waits, and nothing is computed for it. */
  get willing(): boolean {
    const { client, waiting, asked } = this
    return waiting.length > 0 && asked < AHEAD_OF_ONE && client.ready && client.open && !client.congested
  }
}

/**
 * Whose question is answered next. What is shared out is the time of the past: next comes who has used least of it. A
 * client with costly questions waits for itself, and the others do not wait in its line.
 */
export class Queries {
  readonly #past: Past | undefined
  readonly #limits: StreamLimits
  readonly #onAnswer: (client: Client, frame: Uint8Array) => void
  readonly #lines = new Map<Client, Line>()
  #asked = 0
  #chargedAt = 0

  /** @param onAnswer sends the frame of an answer, or of a refusal */
  constructor(
    past: Past | undefined,
    limits: StreamLimits,
    onAnswer: (client: Client, frame: Uint8Array) => void,
  ) {
    this.#past = past
    this.#limits = limits
    this.#onAnswer = onAnswer
  }

  /**
   * Takes a question, or refuses it in its answer.
   * @param id of the question
   * @param message the message that holds it, as it was received
   */
  add(client: Client, id: number, message: Uint8Array): void {
    const line = this.#lines.get(client) ?? new Line(client)
    const why = this.#refusalOf(line)
    if (why !== undefined) {
      this.#refuse(client, id, why)
      return
    }
    this.#lines.set(client, line)
    if (line.outstanding === 0) this.#enter(line)
    // A copy of its own: what is received may be a part of a longer buffer, which would go to the other thread whole.
    line.waiting.push({ id, message: new Uint8Array(message) })
    this.pump()
  }

  /** Hands on what can be answered now; to be called when a client may have become able to take an answer. */
  pump(): void {
    while (this.#asked < AHEAD) {
      const line = this.#next()
      if (!line) return
      void this.#ask(line, line.waiting.shift()!)
    }
  }

  /** Forgets a client that is gone. */
  forget(client: Client): void {
    if (this.#lines.delete(client)) this.#past?.leave(client.number)
  }

  /** Who comes anew, or back, starts beside the one that has used least, and has no credit from before. */
  #enter(line: Line): void {
    this.#charge()
    const used = [...this.#lines.values()].filter(other => other.outstanding > 0).map(other => other.usedMs)
    if (used.length > 0) line.usedMs = Math.max(line.usedMs, Math.min(...used))
  }

  #next(): Line | undefined {
    let next: Line | undefined
    for (const line of this.#lines.values())
      if (line.willing && (next === undefined || line.usedMs < next.usedMs)) next = line
    return next
  }

  async #ask(line: Line, { id, message }: Question): Promise<void> {
    this.#charge()
    line.asked++
    this.#asked++
    let frame: Uint8Array | undefined
    try {
      frame = await this.#past!.ask(line.client.number, message)
    } catch (error) {
      this.#refuse(
        line.client,
        id,
        `The past cannot be asked: ${error instanceof Error ? error.message : error}.`,
      )
    }
    this.#charge()
    line.asked--
    this.#asked--
    if (frame) this.#onAnswer(line.client, frame)
    this.pump()
  }

  /** Shares the time since the last call out among the questions that are with the past. */
  #charge(): void {
    const now = performance.now()
    const each = (now - this.#chargedAt) / this.#asked
    for (const line of this.#lines.values()) if (line.asked > 0) line.usedMs += each * line.asked
    this.#chargedAt = now
  }

  #refusalOf(line: Line): string | undefined {
    if (!this.#past) return 'No past is kept: start runqscope with a --history of more than 0.'
    if (line.outstanding >= this.#limits.queries)
      return `${this.#limits.queries} questions wait for an answer already.`
    return undefined
  }

  #refuse(client: Client, id: number, refused: string): void {
    this.#onAnswer(client, ServerMessage.encode({ answer: { id, refused } }).finish())
  }
}
