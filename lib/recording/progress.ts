import type { Starvation } from '../probe/starvation.js'
import type { Census } from './census.js'
import { starvationSince } from './starvation.js'
import type { RecordedCounters } from './walk.js'

const RATE_WINDOW_NS = 1e9

type Figures = Omit<RecordedCounters, 'timeNs' | 'hitCostNs' | 'kernel'>

const nothing: Figures = {
  events: 0,
  produced: 0,
  censored: 0,
  undetermined: 0,
  disagreements: 0,
  late: 0,
  seen: 0,
  snapshot: 0,
  created: 0,
  exited: 0,
  vanished: 0,
}

/**
 * The counters of the session, or, for a part of it, how far they have come since its beginning. Where the counters
 * written last are not behind the last row, as in a part or where the end is missing, rows are counted in place of events.
 */
export class Progress {
  /** Rows told. */
  rows = 0
  hitCostNs = 0
  hitsPerS = 0
  private base: (Figures & Pick<RecordedCounters, 'kernel'>) | undefined
  private last: Figures & Pick<RecordedCounters, 'kernel'> = nothing
  /** Rows told before the last counters; undefined if there were none. */
  private rowsAtLast: number | undefined
  private readonly rates: { ns: number; produced: number }[] = []

  /**
   * @param begins whether it begins with the session
   * @param ends whether it was ended in order
   */
  constructor(
    private readonly census: Census,
    private readonly begins: boolean,
    private readonly ends: boolean,
  ) {
    if (begins) this.base = nothing
  }

  take(counters: RecordedCounters): void {
    this.base ??= counters
    this.last = counters
    this.rowsAtLast = this.rows
    this.hitCostNs = counters.hitCostNs
    const { rates } = this
    rates.push({ ns: counters.timeNs, produced: counters.produced })
    while (rates.length > 2 && counters.timeNs - rates[1]!.ns >= RATE_WINDOW_NS) rates.shift()
    const first = rates[0]!
    const ns = counters.timeNs - first.ns
    this.hitsPerS = ns > 0 ? ((counters.produced - first.produced) * 1e9) / ns : 0
  }

  produced(lost: number): number {
    return this.counts() ? this.last.produced : this.rows + lost
  }

  get counters(): Omit<Figures, 'produced'> & { live: number } {
    const { census, last, begins, base = nothing } = this
    const since = (name: keyof Figures) => Math.max(0, last[name] - base[name])
    const met = since('seen') - since('snapshot') - since('created')
    const told = begins && this.rowsAtLast !== undefined
    const snapshot = since('snapshot') + (told ? 0 : census.atFirst)
    const created = census.createdInAll
    return {
      events: this.counts() ? last.events : this.rows,
      censored: since('censored'),
      undetermined: since('undetermined'),
      disagreements: since('disagreements'),
      late: since('late'),
      seen: snapshot + created + Math.max(0, met),
      snapshot,
      created,
      exited: census.exitedInAll,
      vanished: since('vanished'),
      live: census.live,
    }
  }

  /** What the kernel kept from the target, up to the last counters; undefined where that was not recorded. */
  get kernel(): Starvation | undefined {
    return this.last.kernel && starvationSince(this.last.kernel, this.base?.kernel)
  }

  private counts(): boolean {
    return this.begins && this.ends && this.rowsAtLast === this.rows
  }
}
