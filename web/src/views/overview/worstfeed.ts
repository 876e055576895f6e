import { signal } from '@preact/signals'
import type { WireInterval } from '../../../../lib/stream/wire.js'
import type { Answer } from '../../link/answer.js'
import { type Asking, ask, type Question } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { brush, range, shown } from '../../session/range.js'
import { hello, status } from '../../session/session.js'
import { Slabs } from './slabs.js'

/** Lists are not read faster than that. */
const EVERY_MS = 2 ** 30 / 1e6

export interface WorstFound {
  /** In all, of which `intervals` are the longest. */
  total: number
  intervals: readonly WireInterval[]
  firstNs: number
  lastNs: number
}

/** Asks for the longest intervals in the selection, else in the range shown: piece by piece while that moves. */
export class WorstFeed {
  readonly found = signal<WorstFound | undefined>(undefined)
  readonly refused = signal('')
  private readonly slabs = new Slabs()
  private stages: readonly number[] = []
  private slab: number | undefined
  private asking: Asking | undefined

  /**
   * @param limit how many are listed
   * @param bounded a selection's latencies are the bounds of what is listed
   */
  constructor(
    private readonly limit: number,
    private readonly bounded: boolean,
  ) {}

  start(): void {
    this.asking = ask(
      () => this.question(),
      answer => this.take(answer),
      { everyMs: EVERY_MS },
    )
  }

  stop(): void {
    this.asking?.stop()
  }

  setStages(stages: readonly number[]): void {
    this.stages = stages
    this.found.value = undefined
    this.asking?.again()
  }

  private question(): Question {
    const { minNs = 0, maxNs = Number.POSITIVE_INFINITY } = (this.bounded && brush.peek()) || {}
    const filter = wireFilter()
    const worst = { stages: [...this.stages], min_ns: minNs, max_ns: maxNs, limit: this.limit }
    this.slab = undefined
    if (brush.peek() || !range.peek().following) {
      const { firstNs, lastNs } = brush.peek() ?? shown()
      return { first_ns: firstNs, last_ns: lastNs, filter, worst }
    }
    const { firstNs, lastNs } = shown()
    const { slabs } = this
    slabs.move(firstNs, lastNs, JSON.stringify([filter, this.stages, hello.peek()?.base_monotonic_ns]))
    this.slab = slabs.next()
    const endNs = (this.slab + 1) * slabs.slabNs
    // A recording knows what comes after the moment that is shown.
    const last_ns = status.peek() === 'recording' ? Math.min(endNs, lastNs) : endNs
    return { first_ns: this.slab * slabs.slabNs, last_ns, filter, worst }
  }

  private take(answer: Answer): void {
    this.refused.value = answer.refused
    const { worst, first_ns, last_ns } = answer
    if (!worst) return
    const { slab, slabs } = this
    if (slab === undefined) {
      const { total = 0, intervals = [] } = worst
      this.found.value = { total: total ?? 0, intervals: intervals ?? [], firstNs: first_ns, lastNs: last_ns }
      return
    }
    slabs.put(slab, worst, last_ns, status.peek() === 'live' ? (answer.history.last_ns ?? 0) : last_ns)
    const merged = slabs.merged(this.limit)
    if (merged) this.found.value = merged
    // The pause after an answer begins when this returns.
    if (slabs.urgent) queueMicrotask(() => this.asking?.again())
  }
}
