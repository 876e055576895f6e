import type { WireInterval } from '../../../../lib/stream/wire.js'
import { count, duration } from '../../parts/units.js'
import { askOnce } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { brush, range, scope, show } from '../../session/range.js'
import { State } from '../../session/schema.js'
import { jumpScope } from './chosen.js'
import type { Picked, TimelineState } from './state.js'

/** So many of the worst can be gone through. */
const WORST_MAX = 100
/** A latency is shown with so much of its own length on either side, and with at least this many ns. */
const BESIDE = 1.5
const BESIDE_NS_MIN = 2000

/** Goes through the worst latencies of the scope, longest first. The list stays until the end is reached or let go. */
export class Jump {
  readonly #state: TimelineState
  #list: WireInterval[] = []
  #at = -1
  #total = 0
  #busy = false
  /** Where the list was looked for. */
  #asked = { firstNs: 0, lastNs: 0 }
  #moving = false

  constructor(state: TimelineState) {
    this.#state = state
  }

  /** Looking closer keeps the list; another range, or following, makes the next step start anew. */
  scopeChanged(): void {
    if (this.#moving || this.#list.length === 0) return
    const { firstNs, lastNs } = scope()
    const asked = this.#asked
    const within = lastNs > asked.firstNs && firstNs < asked.lastNs
    if (within && lastNs - firstNs <= asked.lastNs - asked.firstNs && !range.peek().following) return
    this.#list = []
    this.#at = -1
    this.#state.note('jump', '')
  }

  /** @param by 1: the next worst; -1: back to the one before */
  async step(by: number): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      if (this.#list.length === 0) await this.#ask()
      this.#at = Math.min(Math.max(this.#at + by, 0), this.#list.length - 1)
      const interval = this.#list[this.#at]
      if (interval) await this.#show(interval)
    } catch (error) {
      this.#state.note('jump', `The worst latency could not be asked for: ${(error as Error).message}.`)
    } finally {
      this.#busy = false
    }
  }

  async #ask(): Promise<void> {
    const { firstNs, lastNs, worst } = jumpScope()
    this.#asked = { firstNs, lastNs }
    const answer = await askOnce({
      first_ns: firstNs,
      last_ns: lastNs,
      filter: wireFilter(),
      worst: { ...worst, limit: WORST_MAX },
    })
    this.#list = answer.worst?.intervals ?? []
    this.#total = answer.worst?.total ?? 0
    this.#at = -1
    const where = brush.peek() ? 'selection' : 'range'
    const sentence = answer.refused || `No goroutine has waited for a P in this ${where}.`
    this.#state.note('jump', this.#list.length === 0 ? sentence : '')
  }

  async #show(interval: WireInterval): Promise<void> {
    const { choice } = this.#state
    const goid = interval.goid ?? 0
    const [begin, end] = [interval.begin_ns ?? 0, interval.end_ns ?? 0]
    choice.visit([[goid, interval.site ?? 0]])
    this.#state.lanesChosen()
    const beside = Math.max(BESIDE_NS_MIN, (end - begin) * BESIDE)
    this.#moving = true
    show(begin - beside, end + beside)
    this.#moving = false
    const picked = this.#picked(interval)
    this.#state.select(picked)
    if (picked) this.#state.reveal(this.#state.index.goroutine(goid))
    const place = `${count(this.#at + 1)} of ${count(this.#total)}`
    this.#state.note('jump', `Latency ${place} by length: ${duration(end - begin)}, goroutine ${goid}.`)
    if (interval.woken_by) await this.#showWaker(interval, interval.woken_by)
  }

  /** Gives the goroutine that ended the wait a lane, too, if it is known where it comes from. */
  async #showWaker(interval: WireInterval, waker: number): Promise<void> {
    const atNs = interval.begin_ns ?? 0
    const answer = await askOnce({ first_ns: atNs, last_ns: atNs + 1, goroutine: { goid: waker } })
    if (this.#list[this.#at] !== interval || !answer.goroutine?.known) return
    this.#state.choice.visit([
      [interval.goid ?? 0, interval.site ?? 0],
      [waker, answer.goroutine.site ?? 0],
    ])
    this.#state.lanesChosen()
    this.#state.reveal(this.#state.index.goroutine(interval.goid ?? 0))
  }

  #picked(interval: WireInterval): Picked | undefined {
    const goid = interval.goid ?? 0
    const row = this.#state.rows.peek()[this.#state.index.goroutine(goid)]
    if (!row) return undefined
    const [beginNs, endNs] = [interval.begin_ns ?? 0, interval.end_ns ?? 0]
    const span = {
      beginNs,
      endNs,
      goid,
      site: interval.site ?? 0,
      state: State.Runnable,
      reason: 255,
      merged: 0,
      busyNs: endNs - beginNs,
      flags: 0,
    }
    return { row, span }
  }
}
