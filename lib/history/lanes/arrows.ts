import { NO_P } from '../../contract.gen.js'
import { State } from '../../model/transition.js'
import { arrowLayout, TermField, type WireFilter, type WireLanes } from '../../stream/wire.js'
import type { Work } from '../past.js'
import type { Rows, Scene } from './scene.js'

const SLOTS = 0x10000
const HIGH = 0x100000000

/** Which wake-ups are told. */
export interface ArrowsWanted {
  /** At most so many, the oldest. */
  limit: number
  /** All that happened on Ps; else, or besides, those between two of `goids`. */
  ps: boolean
  goids: readonly number[]
  /** If it asks for certain goroutines, one of them is the waker or the woken. */
  filter: WireFilter
}

/** Who woke whom within the range, and when and where that ran. */
export class Arrows {
  private length = 0
  private omitted = 0
  private readonly timeNs: Float64Array
  private readonly waker: Float64Array
  private readonly woken: Float64Array
  private readonly runNs: Float64Array
  private readonly wakerP: Uint16Array
  private readonly wokenP: Uint16Array
  /** Those that have not run yet: which arrow, by goid; and how many of them, by the goid's low 16 bits. */
  private readonly pending = new Map<number, number>()
  private readonly marked = new Uint16Array(SLOTS)
  private readonly lanes: Set<number>
  private readonly only: Set<number> | undefined

  constructor(
    private readonly scene: Scene,
    private readonly wanted: ArrowsWanted,
  ) {
    const { limit, goids, filter } = wanted
    this.timeNs = new Float64Array(limit)
    this.waker = new Float64Array(limit)
    this.woken = new Float64Array(limit)
    this.runNs = new Float64Array(limit).fill(Number.NaN)
    this.wakerP = new Uint16Array(limit)
    this.wokenP = new Uint16Array(limit).fill(NO_P)
    this.lanes = new Set(goids)
    const terms = (filter.terms ?? []).filter(({ field, not }) => field === TermField.GOID && !not)
    if (terms.length > 0) this.only = new Set(terms.flatMap(term => term.values ?? []))
  }

  *scan(): Work<void> {
    const { firstNs, lastNs } = this.scene
    for (const rows of this.scene.between(firstNs, lastNs)) {
      this.take(rows)
      yield
    }
  }

  /** Oldest first. */
  encode(): WireLanes {
    const order = Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) => this.timeNs[a] - this.timeNs[b],
    )
    const columns = {
      arrow_ns: this.timeNs,
      arrow_from: this.waker,
      arrow_to: this.woken,
      arrow_run_ns: this.runNs,
      arrow_from_p: this.wakerP,
      arrow_to_p: this.wokenP,
    }
    const wire: Record<string, number | Uint8Array> = { arrows: this.length, arrows_omitted: this.omitted }
    for (const [field, from] of Object.entries(columns)) {
      const to = new arrowLayout[field as keyof typeof arrowLayout](this.length)
      for (let i = 0; i < this.length; i++) to[i] = from[order[i]]
      wire[field] = new Uint8Array(to.buffer)
    }
    return wire
  }

  private take({ chunk, length }: Rows): void {
    const { fromTo, time, goidLow, goidHigh, otherLow, otherHigh, p, baseNs } = chunk
    const { marked, pending } = this
    const first = this.scene.firstNs - baseNs
    const last = this.scene.lastNs - baseNs
    for (let row = 0; row < length; row++) {
      const to = fromTo[row] & 7
      if (to === State.Runnable) {
        if (otherLow[row] === 0 && otherHigh[row] === 0) continue
        if (time[row] < first || time[row] >= last) continue
        const woken = goidHigh[row] * HIGH + goidLow[row]
        this.add(baseNs + time[row], otherHigh[row] * HIGH + otherLow[row], woken, p[row])
      } else if (to === State.Running && marked[goidLow[row] & (SLOTS - 1)] !== 0) {
        if (time[row] >= last) continue
        const goid = goidHigh[row] * HIGH + goidLow[row]
        const arrow = pending.get(goid)
        if (arrow === undefined) continue
        pending.delete(goid)
        marked[goidLow[row] & (SLOTS - 1)]--
        // What it ran after may be a later wake-up: the run that this one led to can be lost, or the next one omitted.
        if (baseNs + time[row] - chunk.lengthNs(row) !== this.timeNs[arrow]) continue
        this.runNs[arrow] = baseNs + time[row]
        this.wokenP[arrow] = p[row]
      }
    }
  }

  private add(timeNs: number, waker: number, woken: number, p: number): void {
    const { wanted, lanes, only, pending } = this
    if (!(wanted.ps && p !== NO_P) && !(lanes.has(waker) && lanes.has(woken))) return
    if (only && !only.has(waker) && !only.has(woken)) return
    if (this.length === wanted.limit) {
      this.omitted++
      return
    }
    const arrow = this.length++
    this.timeNs[arrow] = timeNs
    this.waker[arrow] = waker
    this.woken[arrow] = woken
    this.wakerP[arrow] = p
    if (!pending.has(woken)) this.marked[woken % SLOTS]++
    pending.set(woken, arrow)
  }
}
