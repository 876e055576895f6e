import type { Question } from '../session/ask.js'
import type { Answer } from './answer.js'
import type { FromWorker, ToWorker } from './message.js'
import { openWorker } from './open.js'

interface Waiting {
  answered: (answer: Answer) => void
  failed: (error: Error) => void
  timer: number
}

/** Ids from here on are the worker's own. */
const IDS = 2 ** 31

/** The page's end of the worker that holds the connection. */
export class Link {
  readonly #worker: Worker
  readonly #onMessage: (message: FromWorker) => void
  readonly #waiting = new Map<number, Waiting>()
  #id = 0

  constructor(onMessage: (message: FromWorker) => void) {
    this.#onMessage = onMessage
    this.#worker = openWorker()
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#take(data)
    this.#worker.onerror = () =>
      onMessage({ type: 'refused', why: 'A part of this page did not load: reload it.' })
    this.send({ type: 'connect', page: location.href })
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  /** Rejects if the connection is lost before the answer, or if that takes longer than `msMax`. */
  query(query: Question, msMax: number): Promise<Answer> {
    this.#id = (this.#id + 1) % IDS
    const id = this.#id
    return new Promise((answered, failed) => {
      const timer = setTimeout(() => this.#fail(id, 'the answer did not come'), msMax)
      this.#waiting.set(id, { answered, failed, timer })
      this.send({ type: 'query', query: { ...query, id } })
    })
  }

  #take(message: FromWorker): void {
    if (message.type === 'answer') {
      const { answer } = message
      this.#onMessage({ type: 'answered', history: answer.history })
      this.#settle(answer)
      return
    }
    this.#onMessage(message)
    if (message.type === 'lost' || message.type === 'refused')
      for (const id of [...this.#waiting.keys()]) this.#fail(id, 'the connection was lost')
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    if (!waiting) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(answer.id)
    waiting.answered(answer)
  }

  #fail(id: number, why: string): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(id)
    waiting.failed(new Error(why))
  }
}
