import { Answer, ClientMessage, type WireAnswer, type WireQuery } from '../stream/wire.js'
import { answer, chunksFor, historyOf, needsLive } from './answer.js'
import { Chunk } from './chunk.js'
import { framed } from './frame.js'
import type { FromReader, ToReader } from './messages.js'
import { type LiveColumns, Past, type Work } from './past.js'

/** How long a question is worked at before others get their turn. */
const SLICE_MS = 2
/**
 * How long an answer is good for all who ask the same: longer if nothing can be added to its range any more. And the live
 * goroutines for all who need them.
 */
const ANSWER_MS = 25
const ANSWER_MS_MAX = 200
const SETTLED_MS = 300
const LIVE_MS = 200
/** Longer answers are not kept that long. */
const SETTLED_BYTES = 1 << 20

interface Waiter {
  ask: number
  client: string
  id: number
}

/** A question, for all who ask it. */
interface Question {
  /** What is asked, whoever asks. */
  key: string
  query: WireQuery
  waiters: Waiter[]
  work?: Work<WireAnswer>
  /** Ids of the chunks that it may read. */
  reads?: ReadonlySet<number>
  /** How often it has had its turn. */
  turns: number
  /** All of its range was in when it was begun. */
  settled: boolean
  /** It was asked before the end, so nobody else is to have its answer. */
  early?: true
}

interface Done {
  answer: Uint8Array
  /** What was told of the past with it; undefined if what there is now may be told. */
  history: Uint8Array | undefined
  untilMs: number
}

/**
 * The reader's side of the past: takes what the session's thread tells, answers questions in turns, one client after
 * the other, and lets evicted chunks go when no question in work can read them.
 */
export class Reader {
  private readonly past = new Past()
  private bytes = 0
  /** Questions by client; the clients take turns in the map's order. */
  private readonly queues = new Map<string, Question[]>()
  /** All questions not answered yet; and those that others may join: not begun, or of a range that is complete. */
  private readonly open = new Set<Question>()
  private readonly joinable = new Map<string, Question>()
  private readonly done = new Map<string, Done>()
  /** Evicted chunks and the questions that may still read them. */
  private readonly held: { id: number; by: Set<Question> }[] = []
  private readonly needLive: Question[] = []
  private live: LiveColumns | undefined
  /** Why there are none. */
  private liveWhy = ''
  private liveMs = -Infinity
  private liveAsked = false
  /** What was in when they were asked for, they know of. */
  private liveAskedNs = 0
  private running = false

  /** @param post sends to the session's thread */
  constructor(
    private readonly bytesMax: number,
    private readonly post: (message: FromReader) => void,
  ) {}

  receive(message: ToReader): void {
    if (message.type === 'chunk') this.add(message)
    else if (message.type === 'evict') this.evict(message.id)
    else if (message.type === 'gap') this.lose(message)
    else if (message.type === 'advance') this.past.lastNs = Math.max(this.past.lastNs, message.ns)
    else if (message.type === 'over') this.forget()
    else if (message.type === 'live') this.takeLive(message)
    else if (message.type === 'ask') this.ask(message)
    else this.leave(message.client)
  }

  private add({ id, memory, capacity, baseNs, bytes }: ToReader & { type: 'chunk' }): void {
    this.bytes = bytes
    const digest = this.past.add(new Chunk(id, memory, capacity, baseNs))
    if (digest) this.post({ type: 'digested', ...digest })
  }

  private lose({ gap, skipped }: ToReader & { type: 'gap' }): void {
    this.past.forgotten += skipped
    this.past.addGap(gap)
  }

  private evict(id: number): void {
    const by = new Set([...this.open].filter(question => question.reads?.has(id)))
    this.past.remove(id)
    if (by.size === 0) this.post({ type: 'released', id })
    else this.held.push({ id, by })
  }

  /** Whoever asks after the end gets all there is, for nobody asks again then. */
  private forget(): void {
    this.done.clear()
    this.joinable.clear()
    for (const question of this.open) question.early = true
    this.liveMs = -Infinity
  }

  private ask({ ask, client, frame }: ToReader & { type: 'ask' }): void {
    const { query, wrong } = decoded(frame)
    const waiter = { ask, client, id: query?.id ?? 0 }
    if (query) this.seek(query, waiter)
    else this.refuse(waiter, wrong)
  }

  private seek(query: WireQuery, waiter: Waiter): void {
    const frame = ClientMessage.encode({ query: { ...query, id: 0 } }).finish()
    const key = Buffer.from(frame.buffer, frame.byteOffset, frame.length).toString('latin1')
    const done = this.done.get(key)
    const same = this.joinable.get(key)
    if (done && performance.now() < done.untilMs) this.reply(waiter, done.answer, done.history)
    else if (same) same.waiters.push(waiter)
    else this.take({ key, query, waiters: [waiter], turns: 0, settled: false })
  }

  private take(question: Question): void {
    this.open.add(question)
    this.joinable.set(question.key, question)
    if (needsLive(question.query) && performance.now() - this.liveMs > LIVE_MS) {
      this.needLive.push(question)
      if (!this.liveAsked) this.askLive()
    } else this.enqueue(question)
  }

  private askLive(): void {
    this.past.refresh()
    this.liveAskedNs = this.past.lastNs
    this.liveAsked = true
    this.post({ type: 'live' })
  }

  private takeLive({ live, why }: ToReader & { type: 'live' }): void {
    this.live = live
    this.liveWhy = why
    this.liveMs = performance.now()
    this.liveAsked = false
    this.past.liveNs = this.liveAskedNs
    for (const question of this.needLive.splice(0)) this.enqueue(question)
  }

  private enqueue(question: Question): void {
    const { client } = question.waiters[0]
    const queue = this.queues.get(client)
    if (queue) queue.push(question)
    else this.queues.set(client, [question])
    if (this.running) return
    this.running = true
    setImmediate(() => this.run())
  }

  /** Works for one client for a while; messages come in between. */
  private run(): void {
    const next = this.queues.entries().next()
    this.running = !next.done
    if (next.done) return
    const [client, queue] = next.value
    // To the end of the round.
    this.queues.delete(client)
    const question = leastWorked(queue)
    const rest = this.work(question) ? queue.filter(each => each !== question) : queue
    if (rest.length > 0) this.queues.set(client, rest)
    setImmediate(() => this.run())
  }

  /** Returns whether the question is done with. */
  private work(question: Question): boolean {
    question.turns++
    const endMs = performance.now() + SLICE_MS
    let answer: WireAnswer
    try {
      question.work ??= this.begin(question)
      let step = question.work.next()
      while (!step.done && performance.now() < endMs) step = question.work.next()
      if (!step.done) return false
      answer = step.value
    } catch (error) {
      // What is asked for too much, or cannot be had, says so in a RangeError.
      const { message } = error as Error
      answer = {
        refused: error instanceof RangeError ? message : `the question was not answered: ${message}`,
      }
    }
    this.finish(question)
    const encoded = encodedAnswer(answer)
    const history = this.history()
    if (!question.early) this.remember(question, encoded, history)
    for (const waiter of question.waiters) this.reply(waiter, encoded, history)
    return true
  }

  private begin(question: Question): Work<WireAnswer> {
    const { key, query } = question
    this.past.refresh()
    question.settled = (query.last_ns ?? 0) <= this.past.lastNs
    // What comes while it is worked on may be missing in the answer; whoever asks from now on may know of it.
    if (!question.settled) this.joinable.delete(key)
    if (!this.live && needsLive(query)) throw new RangeError(this.liveWhy)
    const chunks = chunksFor(this.past, query)
    question.reads = new Set(chunks.map(chunk => chunk.id))
    return answer(this.past, query, this.live, chunks)
  }

  private finish(question: Question): void {
    this.open.delete(question)
    if (this.joinable.get(question.key) === question) this.joinable.delete(question.key)
    for (let i = this.held.length - 1; i >= 0; i--) {
      const { id, by } = this.held[i]
      by.delete(question)
      if (by.size > 0) continue
      this.held.splice(i, 1)
      this.post({ type: 'released', id })
    }
  }

  private remember({ key, query, settled }: Question, answer: Uint8Array, history: Uint8Array): void {
    const now = performance.now()
    for (const [old, { untilMs }] of this.done) if (untilMs <= now) this.done.delete(old)
    const kept = settled && answer.length <= SETTLED_BYTES
    this.done.set(key, {
      answer,
      history: kept ? undefined : history,
      untilMs: now + (kept ? SETTLED_MS : freshMs(query)),
    })
  }

  /** Nobody waits for a client's questions any more. */
  private leave(client: string): void {
    for (const question of [...this.open]) {
      const left = question.waiters.filter(waiter => waiter.client === client)
      if (left.length === 0) continue
      question.waiters = question.waiters.filter(waiter => waiter.client !== client)
      for (const waiter of left) this.refuse(waiter, 'the client has left')
      if (question.waiters.length === 0) this.drop(question)
    }
  }

  private drop(question: Question): void {
    for (const [client, queue] of this.queues) {
      const rest = queue.filter(each => each !== question)
      if (rest.length > 0) this.queues.set(client, rest)
      else this.queues.delete(client)
    }
    const at = this.needLive.indexOf(question)
    if (at >= 0) this.needLive.splice(at, 1)
    this.finish(question)
  }

  private refuse(waiter: Waiter, refused: string): void {
    this.reply(waiter, encodedAnswer({ refused }), this.history())
  }

  /** What there is to ask for. */
  private history(): Uint8Array {
    return encodedAnswer({ history: historyOf(this.past, this.bytes, this.bytesMax) })
  }

  private reply({ ask, id }: Waiter, answer: Uint8Array, history = this.history()): void {
    this.post({ type: 'answer', ask, frame: framed(id, history, answer) })
  }
}

/** How long an answer is good that more could be added to: figures by columns need not be newer than a column, others are read. */
function freshMs({ heat, series, lanes }: WireQuery): number {
  if (lanes) return ANSWER_MS
  const columnNs = Math.min(heat?.column_ns ?? Infinity, series?.column_ns ?? Infinity)
  return Math.max(ANSWER_MS, Math.min(columnNs / 1e6, ANSWER_MS_MAX))
}

/** A client's small questions are answered while its long ones go on: next comes the one that has had the fewest turns. */
function leastWorked(queue: readonly Question[]): Question {
  return queue.reduce((least, each) => (each.turns < least.turns ? each : least))
}

function encodedAnswer(answer: WireAnswer): Uint8Array {
  return Answer.encode(answer).finish()
}

/** The question that a frame holds, or what is wrong with it. */
function decoded(frame: Uint8Array): { query?: WireQuery | null; wrong: string } {
  try {
    return { query: ClientMessage.decode(frame).query, wrong: 'the message is no question' }
  } catch (error) {
    return { wrong: `the question cannot be read: ${(error as Error).message}` }
  }
}
