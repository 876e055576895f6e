import { type ReadonlySignal, signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Answer } from '../../link/answer.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { range, type Span, scope } from '../../session/range.js'
import { State, TermField } from '../../session/schema.js'

/** The lane and the transitions are renewed so often. */
const STEPS_MS = 250
/** Who it is and whom it met is told from all of the past, which costs more. */
const STORY_MS = 1000
/** Transitions shown, and asked for: while the range moves on their number is known only as of the last answer. */
export const TRANSITIONS_SHOWN = 200
const TRANSITIONS_ASKED = 1000
/** The least that the lane's pixels are told to be. */
const WIDTH_MIN = 300

/** All of one goroutine, asked for as long as its page is shown. */
export class GoroutineSource {
  readonly #goid: number
  readonly #story = signal<Answer | undefined>(undefined)
  readonly #steps = signal<Answer | undefined>(undefined)
  readonly #refused = signal('')
  #total = 0
  #askings: Asking[] = []
  /** Of the lane, CSS pixels. */
  width = 1200

  constructor(goid: number) {
    this.#goid = goid
  }

  /** The latest answer with `goroutine`; undefined before the first. */
  get story(): ReadonlySignal<Answer | undefined> {
    return this.#story
  }

  /** The latest answer with `lanes` and `transitions`; undefined before the first. */
  get steps(): ReadonlySignal<Answer | undefined> {
    return this.#steps
  }

  get refused(): ReadonlySignal<string> {
    return this.#refused
  }

  start(): void {
    const goid = this.#goid
    const story = this.#ask(STORY_MS, this.#story, () => ({ goroutine: { goid } }))
    const steps = this.#ask(STEPS_MS, this.#steps, ({ firstNs, lastNs }) => ({
      lanes: { pixel_ns: (lastNs - firstNs) / Math.max(this.width, WIDTH_MIN), goids: [goid] },
      transitions: { skip: Math.max(0, this.#total - TRANSITIONS_SHOWN), limit: TRANSITIONS_ASKED },
    }))
    this.#askings = [story, steps]
  }

  stop(): void {
    for (const asking of this.#askings) asking.stop()
  }

  #ask(everyMs: number, into: { value: Answer | undefined }, parts: (of: Span) => Question): Asking {
    const filter = { system: true, terms: [{ field: TermField.GOID, values: [this.#goid] }] }
    const asking = ask(
      () => {
        const span = scope()
        // Before the session's time is known there is nothing to ask about.
        if (span.lastNs <= 0) return undefined
        return { first_ns: span.firstNs, last_ns: span.lastNs, filter, ...parts(span) }
      },
      answer => {
        this.#refused.value = answer.refused
        if (answer.refused) return
        into.value = answer
        if (answer.transitions && this.#missed(answer.transitions) && !range.peek().following) asking.again()
      },
      { everyMs },
    )
    return asking
  }

  /** Whether the last transitions are beyond those that were asked for. */
  #missed({ total, rows }: NonNullable<Answer['transitions']>): boolean {
    const before = Math.max(0, this.#total - TRANSITIONS_SHOWN)
    this.#total = total
    return total > before + TRANSITIONS_ASKED || (rows.rows === 0 && total > 0)
  }
}

export function useGoroutine(goid: number): GoroutineSource {
  const source = useMemo(() => new GoroutineSource(goid), [goid])
  useEffect(() => {
    source.start()
    return () => source.stop()
  }, [source])
  return source
}

/** Whether the goroutine is over, as far as the past tells. */
export function isOver(state: number): boolean {
  return state === State.NotExist
}
