import { effect } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireQuery } from '../../../lib/stream/wire.js'
import type { Answer } from '../link/answer.js'
import { sendQuery } from './connection.js'
import { resolved } from './filter.js'
import { brush, range } from './range.js'
import { arriving, jumps, moving, nowNs, player, reachable, status } from './session.js'

export type Question = Omit<WireQuery, 'id'>

export interface AskOptions {
  /**
   * How often it is asked, ms; 0: in the frame after each answer. In a live session at moments that are the same for all
   * viewers, so that the server answers them once.
   */
  everyMs?: number
  /** Ask on also where the range stands still. */
  always?: boolean
}

export interface Asking {
  /** Something that the question depends on has changed. */
  again(): void
  stop(): void
}

/** A question that was refused is not asked again before that long. */
const REFUSED_MS = 1000
/** A range that stands still, but ends later than what has come, is asked for again after that long. */
const ARRIVING_MS = 150
/** After a moment at which all viewers ask, so long passes: by then what happened before it is known. */
const SETTLED_NS = 25e6
/** One part of an answer is asked for after the other, that a page's questions do not all come at once. */
const APART_NS = 15e6
const parts = ['stats', 'goroutines', 'worst', 'series', 'heat', 'lanes'] as const

/**
 * Asks the server as long as it is wanted: one question at a time, the next some time after the answer. Where the range
 * stands still it is asked until all of it has come, and again when range, brush or filter change. Nothing is asked while
 * the page is hidden or the server is not there. `query` says what to ask now; undefined: nothing.
 */
export function ask(
  query: () => Question | undefined,
  onAnswer: (answer: Answer) => void,
  options: AskOptions = {},
): Asking {
  const asker = new Asker(query, onAnswer, options)
  return { again: () => asker.again(), stop: () => asker.stop() }
}

/** Asks one thing once. Rejects if the connection is lost before the answer. */
export function askOnce(query: Question): Promise<Answer> {
  return sendQuery(query)
}

/** `ask` for a component: the latest answer. `query` may change with every rendering; `deps` say when it asks anew. */
export function useAnswer(
  query: () => Question | undefined,
  deps: unknown[],
  options: AskOptions = {},
): Answer | undefined {
  const [answer, setAnswer] = useState<Answer | undefined>(undefined)
  const latest = useRef(query)
  const asking = useRef<Asking | undefined>(undefined)
  latest.current = query
  const { everyMs, always } = options
  useEffect(() => {
    asking.current = ask(() => latest.current(), setAnswer, { everyMs, always } as AskOptions)
    return () => asking.current?.stop()
  }, [everyMs, always])
  useEffect(() => asking.current?.again(), deps)
  return answer
}

class Asker {
  readonly #query: () => Question | undefined
  readonly #onAnswer: (answer: Answer) => void
  readonly #everyMs: number
  readonly #always: boolean
  readonly #unwatch: (() => void)[] = []
  #stopped = false
  #outstanding = false
  /** Changed while a question was outstanding. */
  #changed = false
  #frame = 0
  #delayNs = SETTLED_NS
  #timer = 0

  constructor(query: () => Question | undefined, onAnswer: (answer: Answer) => void, options: AskOptions) {
    this.#query = query
    this.#onAnswer = onAnswer
    this.#everyMs = options.everyMs ?? 0
    this.#always = options.always ?? false
    this.#unwatch.push(
      effect(() => {
        for (const watched of [range, brush, resolved, moving, reachable, player.seeks, jumps])
          void watched.value
        this.again()
      }),
    )
    const onVisible = () => this.again()
    document.addEventListener('visibilitychange', onVisible)
    this.#unwatch.push(() => document.removeEventListener('visibilitychange', onVisible))
  }

  again(): void {
    if (this.#outstanding) this.#changed = true
    else this.#inNextFrame()
  }

  stop(): void {
    this.#stopped = true
    this.#unschedule()
    for (const unwatch of this.#unwatch) unwatch()
  }

  #inNextFrame(): void {
    this.#unschedule()
    if (!this.#stopped) this.#frame = requestAnimationFrame(() => this.#ask())
  }

  #later(ms: number): void {
    this.#unschedule()
    if (!this.#stopped) this.#timer = setTimeout(() => this.#ask(), ms)
  }

  #unschedule(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
  }

  #ask(): void {
    if (this.#stopped || this.#outstanding || document.hidden || !reachable.peek()) return
    const query = this.#query()
    if (query === undefined) {
      this.#goOn(Math.max(this.#everyMs, 100))
      return
    }
    this.#outstanding = true
    this.#changed = false
    this.#delayNs =
      SETTLED_NS +
      APART_NS *
        Math.max(
          0,
          parts.findIndex(part => query[part]),
        )
    sendQuery(query).then(
      answer => {
        this.#outstanding = false
        if (this.#stopped) return
        this.#onAnswer(answer)
        if (answer.refused) this.#goOn(REFUSED_MS)
        else this.#goOn(this.#everyMs, isShort(query, answer))
      },
      () => {
        // The connection is gone or the answer was: asked again when there is one, or a little later.
        this.#outstanding = false
        this.#later(REFUSED_MS)
      },
    )
  }

  /** @param short more of what was asked for is to come */
  #goOn(ms: number, short = false): void {
    if (this.#changed) this.#inNextFrame()
    else if (!this.#always && !(range.peek().following && moving.peek())) {
      if (short) this.#later(ARRIVING_MS)
    } else if (ms === 0) this.#inNextFrame()
    else this.#later(status.peek() === 'live' ? untilNextMs(ms, this.#delayNs) : ms)
  }
}

/** An answer says to where it goes; what has no end is of the present and never too short. */
function isShort({ last_ns: askedNs }: Question, { last_ns: lastNs }: Answer): boolean {
  return arriving.peek() && askedNs !== Infinity && lastNs < (askedNs ?? 0)
}

/** From now to the next moment of the session's time at which whoever asks so often asks. */
function untilNextMs(everyMs: number, delayNs: number): number {
  const everyNs = everyMs * 1e6
  const since = (nowNs() - delayNs) % everyNs
  return (everyNs - Math.max(0, since)) / 1e6
}
