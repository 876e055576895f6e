import { type ReadonlySignal, signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Answer } from '../../link/answer.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { resolved, wireFilter } from '../../session/filter.js'
import { brush, range, scope } from '../../session/range.js'
import { status } from '../../session/session.js'
import { type ListSort, orders, Page, pageOf } from './page.js'

/** The list is renewed so often: rows that change faster cannot be read. */
const LIST_MS = 250

export interface ListData {
  /** Undefined before the first answer. */
  page: Page | undefined
  /** The newest moment of the past in it. */
  lastNs: number | undefined
  refused: string
}

/** The goroutines that match the filter, a page at a time. */
export class ListSource {
  readonly #data = signal<ListData>({ page: undefined, lastNs: undefined, refused: '' })
  #sort: ListSort
  #first = 0
  #last = 40
  /** Of the question that is outstanding: there is one at most. */
  #offset = 0
  /** While it stands still: the moment, and the filter that was answered there. */
  #held: { atNs: number; answered: unknown } | undefined
  #asking: Asking | undefined

  constructor(sort: ListSort) {
    this.#sort = sort
  }

  get data(): ReadonlySignal<ListData> {
    return this.#data
  }

  start(): void {
    this.#asking = ask(
      () => this.#question(),
      answer => this.#take(answer),
      { everyMs: LIST_MS },
    )
  }

  stop(): void {
    this.#asking?.stop()
  }

  setSort(sort: ListSort): void {
    this.#sort = sort
    this.#anew()
  }

  /** Rows [first, last) are on the screen: those that are missing are asked for at once. */
  setVisible(first: number, last: number): void {
    this.#first = first
    this.#last = last
    if (this.#data.peek().page?.has(first, last) === false) this.#anew()
  }

  /** Stands still at the moment that is shown, or goes on. */
  hold(held: boolean): void {
    const atNs = this.#data.peek().page?.timeNs
    this.#held = held && atNs !== undefined ? { atNs, answered: resolved.peek() } : undefined
    if (!held) this.#anew()
  }

  #anew(): void {
    if (this.#held) this.#held.answered = undefined
    this.#asking?.again()
  }

  #question(): Question | undefined {
    const { firstNs, lastNs } = scope()
    // Before the session's time is known there is nothing to ask about.
    if (lastNs <= 0) return undefined
    const held = this.#held
    if (held?.answered === resolved.peek()) return undefined
    if (held) held.answered = resolved.peek()
    const { offset, limit } = pageOf(this.#first, this.#last)
    this.#offset = offset
    const { column, descending } = this.#sort
    return {
      first_ns: held ? Math.min(firstNs, held.atNs) : firstNs,
      last_ns: held?.atNs ?? (showsNow() ? Infinity : lastNs),
      filter: wireFilter(),
      goroutines: { order: orders[column], descending, offset, limit, by_site: true },
    }
  }

  #take({ goroutines, last_ns, refused }: Answer): void {
    if (!goroutines) {
      this.#data.value = { ...this.#data.peek(), refused }
      return
    }
    const page = new Page(this.#offset, goroutines)
    this.#data.value = { page, lastNs: last_ns, refused: '' }
    if (!page.has(this.#first, this.#last)) this.#anew()
  }
}

/** Whether the scope ends with the session. */
export function showsNow(): boolean {
  return range.value.following && brush.value === undefined && status.value !== 'recording'
}

export function useList(sort: ListSort): ListSource {
  const source = useMemo(() => new ListSource(sort), [])
  useEffect(() => {
    source.start()
    return () => source.stop()
  }, [source])
  useEffect(() => source.setSort(sort), [source, sort.column, sort.descending])
  return source
}
