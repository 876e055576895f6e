import { MessageChannel, Worker } from 'node:worker_threads'
import { RunqscopeError } from '../errors.js'
import { lossByCause } from '../model/losscauses.js'
import type { Gap, TransitionSink } from '../model/transition.js'
import { ClientMessage } from '../stream/wire.js'
import { refusal } from './frame.js'
import type { FromReader, ToReader } from './messages.js'
import type { LiveColumns } from './past.js'
import { Reader } from './reader.js'
import { Storage } from './storage.js'
import { Writer } from './writer.js'

export { refusal } from './frame.js'
export type { LiveColumns } from './past.js'

/** A past smaller than this is none. */
export const HISTORY_BYTES_MIN = 1 << 20

export interface HistoryOptions {
  /** Most memory to use; Infinity: no limit. */
  bytesMax: number
  /** The live goroutines now, in columns that are handed over: nobody else may use them. */
  getLive: () => LiveColumns
  /** How many live goroutines there are by `State`. */
  getStates: () => ArrayLike<number>
  /** Answers on the caller's own thread: for tests. */
  inThread?: boolean
}

/** The reader, wherever it runs. */
interface ReaderPort {
  /** @param handed memory that the message refers to and that nobody here uses any more */
  post(message: ToReader, handed?: ArrayBuffer[]): void
  /** Whether the process stays for it: while it is asked. */
  hold(stays: boolean): void
  close(): Promise<void>
}

/**
 * The past: keeps the latest transitions within a limit of memory and answers questions about them on a thread of its
 * own, so that no question stalls the session.
 */
export class History {
  private readonly storage: Storage
  private readonly writer: Writer
  private readonly reader: ReaderPort
  private readonly asked = new Map<number, { question: Uint8Array; resolve: (frame: Uint8Array) => void }>()
  private nextAsk = 0
  private newestNs = 0
  /** Why nothing is answered any more, '' as long as it is. */
  private gone = ''

  /** @throws RunqscopeError usage, if the limit is too low */
  constructor(private readonly options: HistoryOptions) {
    const { bytesMax, getStates } = options
    if (!(bytesMax >= HISTORY_BYTES_MIN))
      throw RunqscopeError.make(
        'usage',
        `a history of ${bytesMax} bytes holds nothing`,
        'give it 1MB or more, or 0 to keep none',
      )
    this.storage = new Storage(bytesMax, message => this.reader.post(message))
    this.writer = new Writer(this.storage, getStates)
    const receive = (message: FromReader) => this.receive(message)
    this.reader = options.inThread
      ? inThread(bytesMax, receive)
      : onWorker(bytesMax, receive, why => this.fail(why))
  }

  /** The sink to add to the model. */
  readonly onTransitions: TransitionSink = batch => {
    this.guard(() => {
      if (batch.length > 0) this.newestNs = Math.max(this.newestNs, batch.timeNs[batch.length - 1])
      this.writer.append(batch)
    })
  }

  onGap(gap: Gap): void {
    this.guard(() => {
      const { firstNs, lastNs } = gap
      this.writer.gap(firstNs, lastNs)
      this.reader.post({ type: 'gap', gap: { firstNs, lastNs, lost: lossByCause(gap.lost) }, skipped: 0 })
    })
  }

  /** All transitions before this moment, ns since the session's base, have been told. */
  advance(ns: number): void {
    if (!this.gone && ns > this.newestNs) this.reader.post({ type: 'advance', ns })
  }

  /** All transitions have been told. */
  end(): void {
    if (!this.gone) this.writer.end()
    this.advance(this.newestNs + 1)
    if (!this.gone) this.reader.post({ type: 'over' })
  }

  /** Memory in use. */
  get bytes(): number {
    return this.storage.bytes
  }

  /**
   * Answers a question. Clients get turns; of one client's questions each waits for those before.
   * @param client whoever asks, by any name of its own
   * @param frame the ClientMessage that holds the query
   * @returns the frame of the answer, which may be a refusal
   */
  ask(client: string | number, frame: Uint8Array): Promise<Uint8Array> {
    if (this.gone) return Promise.resolve(refusal(idOf(frame), this.gone))
    return new Promise(resolve => {
      const ask = this.nextAsk++
      this.asked.set(ask, { question: frame, resolve })
      this.reader.hold(true)
      this.reader.post({ type: 'ask', ask, client: String(client), frame })
    })
  }

  /** A client has gone: its open questions are refused. */
  leave(client: string | number): void {
    if (!this.gone) this.reader.post({ type: 'leave', client: String(client) })
  }

  async close(): Promise<void> {
    this.fail('the past was closed')
    await this.reader.close()
  }

  private receive(message: FromReader): void {
    switch (message.type) {
      case 'answer':
        this.asked.get(message.ask)?.resolve(message.frame)
        this.asked.delete(message.ask)
        if (this.asked.size === 0) this.reader.hold(false)
        return
      case 'live':
        this.tellLive()
        return
      case 'released':
        this.storage.released(message)
        return
      case 'digested':
        this.storage.digested(message)
        return
    }
  }

  /** Whatever fails in keeping the past ends that alone: the session does without. */
  private guard(keep: () => void): void {
    if (this.gone) return
    try {
      keep()
    } catch (error) {
      this.fail(`The past can be asked no more, because keeping it has failed: ${(error as Error).message}.`)
    }
  }

  private tellLive(): void {
    try {
      const live = this.options.getLive()
      this.reader.post({ type: 'live', live, why: '' }, buffersOf(live))
    } catch (error) {
      const why = `the live goroutines are not known: ${(error as Error).message}`
      this.reader.post({ type: 'live', live: undefined, why })
    }
  }

  private fail(why: string): void {
    this.gone ||= why
    if (this.asked.size > 0) this.reader.hold(false)
    for (const { question, resolve } of this.asked.values()) resolve(refusal(idOf(question), this.gone))
    this.asked.clear()
  }
}

function onWorker(
  bytesMax: number,
  receive: (message: FromReader) => void,
  onGone: (why: string) => void,
): ReaderPort {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { bytesMax } })
  worker.on('message', receive)
  worker.on('error', error =>
    onGone(`the past can be asked no more, its reader has failed: ${error.message}`),
  )
  worker.on('exit', () => onGone('the past can be asked no more, its reader has ended'))
  worker.unref()
  return {
    post: (message, handed = []) => worker.postMessage(message, handed),
    hold: stays => (stays ? worker.ref() : worker.unref()),
    close: async () => {
      await worker.terminate()
    },
  }
}

function inThread(bytesMax: number, receive: (message: FromReader) => void): ReaderPort {
  const { port1, port2 } = new MessageChannel()
  const reader = new Reader(bytesMax, message => port2.postMessage(message))
  port2.on('message', (message: ToReader) => reader.receive(message))
  port1.on('message', receive)
  return {
    post: (message, handed = []) => port1.postMessage(message, handed),
    hold: stays => {
      for (const port of [port1, port2]) stays ? port.ref() : port.unref()
    },
    close: () => {
      port1.close()
      return Promise.resolve()
    },
  }
}

function buffersOf(live: LiveColumns): ArrayBuffer[] {
  const columns = Object.values(live).filter(column => ArrayBuffer.isView(column))
  return [...new Set(columns.map(column => column.buffer as ArrayBuffer))]
}

/** The id of a question, 0 if the frame holds none. */
function idOf(frame: Uint8Array): number {
  try {
    return ClientMessage.decode(frame).query?.id ?? 0
  } catch {
    // The reader says what is wrong with it.
    return 0
  }
}
