import { BEGAN_EARLIER, GOES_ON, type Lane } from './lane.js'
import { DIMMED, siteTone, stateTone, TONE_IDLE, TONE_UNKNOWN } from './palette.js'

/** Where times lie on the screen: column = (ns - firstNs) × perNs + shift, 0 being the left edge. */
export interface Scale {
  firstNs: number
  /** Columns of pixels in a nanosecond. */
  perNs: number
  /** 0 … 1: columns stay at whole multiples of a pixel since the session's base, so that pictures can be moved. */
  shift: number
}

/** `fill` of a column that one exact span covers. */
export const FULL = 16
/** `fill` of a column in which something short lies at the edge of an exact span: seen whatever the column's place. */
const NOTCH = FULL / 2
/** In place of a column's best share: it is notched. */
const NOTCHED = FULL + 1
/** How many columns an end fades over of which it is not known where it is. */
const RAGGED = 10

/**
 * What to paint in each column of pixels of one lane: a tone and how much of the column is filled, in 16ths. Exact spans
 * of a column or more own their columns; what is merged or shorter adds up, and never fills a column wholly. Between two
 * exact spans it notches the column where they meet: a goroutine that runs for a moment between long waits is seen to.
 */
export class Columns {
  tone = new Uint8Array(0)
  fill = new Uint8Array(0)
  /** In a lane of a site: goroutines on average. */
  running = new Float32Array(0)
  runnable = new Float32Array(0)
  #total = new Float32Array(0)
  #best = new Float32Array(0)
  /** Of the latest exact span. */
  #exactColumns = 0

  resize(width: number): void {
    if (width === this.tone.length) return
    this.tone = new Uint8Array(width)
    this.fill = new Uint8Array(width)
    this.running = new Float32Array(width)
    this.runnable = new Float32Array(width)
    this.#total = new Float32Array(width)
    this.#best = new Float32Array(width)
  }

  /**
   * Columns `from … to - 1` of a lane.
   * @param bySite tones tell sites apart instead of states
   * @param sums in a lane of a P all spans run, and their shares add up; a goroutine is always in some state, and its
   *   most frequent one counts
   */
  ofSpans(lane: Lane, scale: Scale, from: number, to: number, bySite: boolean, sums: boolean): void {
    const { tone, fill } = this
    tone.fill(TONE_IDLE, from, to)
    fill.fill(FULL, from, to)
    this.#total.fill(0, from, to)
    this.#best.fill(0, from, to)
    const { firstNs, perNs, shift } = scale
    const fromNs = firstNs + (from - shift) / perNs
    for (let index = lane.firstAfter(fromNs); index < lane.to; index++) {
      const begin = (lane.beginNs[index]! - firstNs) * perNs + shift
      if (begin >= to) break
      const end = (lane.endNs[index]! - firstNs) * perNs + shift
      const dim = lane.dim[index]! === 1
      const plain = bySite ? siteTone(lane.site[index]!) : stateTone(lane.state[index]!)
      const own = dim ? plain + DIMMED : plain
      if (lane.merged[index] === 0 && end - begin >= 1) {
        this.#exactColumns = Math.round(end) - Math.round(begin)
        const right = Math.min(to, Math.round(end))
        const left = this.#behindNotch(Math.max(from, Math.round(begin)))
        tone.fill(own, left, right)
        fill.fill(FULL, left, right)
        this.#best.fill(FULL, left, right)
        if (lane.flags[index] !== 0) this.#fray(lane.flags[index]!, begin, end, from, to)
      } else {
        const length = lane.endNs[index]! - lane.beginNs[index]!
        const busy = lane.merged[index] === 0 || length === 0 ? 1 : lane.busyNs[index]! / length
        this.#addShares(own, begin, end, dim ? busy * 0.01 : busy, from, to)
      }
    }
    this.#fillShares(from, to, sums)
  }

  /** Columns `from … to - 1` of a lane of a site. */
  ofCounts(lanes: readonly Lane[], scale: Scale, from: number, to: number): void {
    this.running.fill(0, from, to)
    this.runnable.fill(0, from, to)
    addCounts(lanes[0]!, this.running, scale, from, to)
    addCounts(lanes[1]!, this.runnable, scale, from, to)
  }

  /** Columns of which nothing is known. */
  hide(from: number, to: number): void {
    if (from >= to) return
    this.tone.fill(TONE_UNKNOWN, from, to)
    this.fill.fill(FULL, from, to)
    this.running.fill(Number.NaN, from, to)
  }

  /** Where an exact span begins if what is short before it is to have the column in which they meet. */
  #behindNotch(left: number): number {
    const best = this.#best[left]!
    if (best === 0 || best === FULL || this.#exactColumns < 2) return left
    this.fill[left] = NOTCH
    this.#best[left] = NOTCHED
    return left + 1
  }

  #addShares(own: number, begin: number, end: number, busy: number, from: number, to: number): void {
    const last = Math.min(to - 1, Math.floor(end))
    for (let x = Math.max(from, Math.floor(begin)); x <= last; x++) {
      // A span of no length at all still is one.
      const share = Math.max(0.001, Math.min(end, x + 1) - Math.max(begin, x)) * busy
      const best = this.#best[x]!
      if (best >= FULL) {
        if (best === FULL && x === last) this.#notch(x, own)
        continue
      }
      this.#total[x]! += share
      if (share > best) {
        this.#best[x] = share
        this.tone[x] = own
      }
    }
  }

  /** Takes a column from the exact span before, unless that has no other. */
  #notch(x: number, own: number): void {
    if (this.#exactColumns < 2) return
    this.tone[x] = own
    this.fill[x] = NOTCH
    this.#best[x] = NOTCHED
  }

  #fillShares(from: number, to: number, sums: boolean): void {
    const shares = sums ? this.#total : this.#best
    for (let x = from; x < to; x++) {
      const best = this.#best[x]!
      if (best === 0 || best >= FULL) continue
      const share = this.tone[x]! >= DIMMED ? shares[x]! * 100 : shares[x]!
      this.fill[x] = Math.min(FULL - 1, Math.max(1, Math.round(share * FULL)))
    }
  }

  /** An end that is not known fades away. */
  #fray(flags: number, begin: number, end: number, from: number, to: number): void {
    const reach = Math.min(RAGGED, (end - begin) / 2)
    for (let step = 0; step < reach; step++) {
      const left = Math.round(begin) + step
      const right = Math.round(end) - 1 - step
      const fill = Math.round(((step + 1) / (RAGGED + 1)) * FULL)
      if (flags & BEGAN_EARLIER && left >= from && left < to) this.fill[left] = fill
      if (flags & GOES_ON && right >= from && right < to) this.fill[right] = fill
    }
  }
}

function addCounts(lane: Lane, into: Float32Array, scale: Scale, from: number, to: number): void {
  const { firstNs, perNs, shift } = scale
  for (let index = lane.firstAfter(firstNs + (from - shift) / perNs); index < lane.to; index++) {
    const begin = (lane.beginNs[index]! - firstNs) * perNs + shift
    if (begin >= to) break
    const end = (lane.endNs[index]! - firstNs) * perNs + shift
    if (!(end > begin)) continue
    const length = lane.endNs[index]! - lane.beginNs[index]!
    const mean = lane.busyNs[index]! / length
    const last = Math.min(to - 1, Math.floor(end))
    for (let x = Math.max(from, Math.floor(begin)); x <= last; x++)
      into[x]! += mean * (Math.min(end, x + 1) - Math.max(begin, x))
  }
}
