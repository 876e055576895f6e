import { answer, chunksFor, historyOf } from '../../../lib/history/answer.js'
import type { Work } from '../../../lib/history/past.js'
import type { WireAnswer, WireQuery } from '../../../lib/stream/wire.js'
import type { OpenedRecording } from './recording.js'

/** How long a question is worked at before messages and other questions get their turn. */
const SLICE_MS = 8

interface Question {
  query: WireQuery
  work: Work<WireAnswer>
  turns: number
}

/** Answers questions about a recording as a server does, by the same code, in turns: a short one need not wait for a long one. */
export class Answerer {
  readonly #recording: OpenedRecording
  readonly #tell: (answer: WireAnswer) => void
  readonly #turns = new MessageChannel()
  #open: Question[] = []
  /** A turn is on its way. */
  #called = false

  constructor(recording: OpenedRecording, tell: (answer: WireAnswer) => void) {
    this.#recording = recording
    this.#tell = tell
    this.#turns.port1.onmessage = () => this.#turn()
  }

  ask(query: WireQuery): void {
    const { past, live } = this.#recording
    this.#open.push({ query, work: answer(past, query, live, chunksFor(past, query)), turns: 0 })
    this.#call()
  }

  #call(): void {
    if (this.#called || this.#open.length === 0) return
    this.#called = true
    this.#turns.port2.postMessage(null)
  }

  #turn(): void {
    this.#called = false
    const question = this.#open.reduce((least, each) => (each.turns < least.turns ? each : least))
    question.turns++
    const told = worked(question.work)
    if (told) {
      this.#open = this.#open.filter(each => each !== question)
      const { past, bytes } = this.#recording
      this.#tell({ ...told, id: question.query.id ?? 0, history: historyOf(past, bytes, Infinity) })
    }
    this.#call()
  }
}

/** Works for a while; returns the answer if that was enough. */
function worked(work: Work<WireAnswer>): WireAnswer | undefined {
  const endMs = performance.now() + SLICE_MS
  try {
    let step = work.next()
    while (!step.done && performance.now() < endMs) step = work.next()
    return step.done ? step.value : undefined
  } catch (error) {
    const { message } = error as Error
    return { refused: error instanceof RangeError ? message : `the question was not answered: ${message}` }
  }
}
