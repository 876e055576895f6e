import { State } from '../model/transition.js'

/** Goroutines that there is room for to begin with. */
const ENTRIES = 1024
/** Ps told apart in what is foretold; further ones share a place, which costs bytes and nothing else. */
const PLACES = 1024
const PLACE_MASK = PLACES - 1
/** Threads that have numbers; what there is beyond is written whole. */
export const THREADS_MAX = 256

/** How a column's value is told. They are bits of a shape's modes, see `shape.ts`. */
export const Goroutine = { Numbered: 0, Runs: 1, Readied: 2, New: 3 } as const
export const OnP = { Given: 0, Same: 1, Own: 2 } as const
export const Thread = { OfP: 0, Given: 1 } as const
export const Other = { None: 0, Runs: 1, Numbered: 2, New: 3 } as const
/** Of `sinceNs` and `createdNs`. */
export const Moment = { Unknown: 0, Known: 1, Ago: 2, Float: 3 } as const
export const Time = { Later: 0, Earlier: 1, Float: 2 } as const

/**
 * What both sides know from the rows of a chunk so far, and foretell the next row from: its goroutines by number, in the
 * order of their first row, and what each P did last.
 */
export class Scene {
  entries = 0
  goid = new Float64Array(ENTRIES)
  site = new Uint32Array(ENTRIES)
  /** Time of its last row; NaN if it has had none. */
  lastNs = new Float64Array(ENTRIES)
  /** When it was created; NaN if not in this chunk. */
  bornNs = new Float64Array(ENTRIES)
  /** Where it ran last. */
  ownP = new Uint16Array(ENTRIES)

  /** By place: the goroutine that runs there, and the one that was made runnable there last; -1 if none. */
  readonly runs = new Int32Array(PLACES)
  readonly readied = new Int32Array(PLACES)
  /** By place: the thread of its last row, and the goid of the last goroutine created there. */
  readonly tid = new Uint32Array(PLACES)
  readonly born = new Float64Array(PLACES)
  /** Goid of the last older goroutine that was numbered. */
  met = 0
  /** Of the last row. */
  p = 0
  timeNs = 0

  constructor() {
    this.clear(0)
  }

  /** A chunk begins. @param timeNs of its first row */
  clear(timeNs: number): void {
    this.entries = 0
    this.runs.fill(-1)
    this.readied.fill(-1)
    this.tid.fill(0)
    this.born.fill(0)
    this.met = 0
    this.p = 0
    this.timeNs = timeNs
  }

  place(p: number): number {
    return p & PLACE_MASK
  }

  /** Numbers a goroutine. */
  add(goid: number, site: number): number {
    if (this.entries === this.goid.length) this.grow()
    const entry = this.entries++
    this.goid[entry] = goid
    this.site[entry] = site
    this.lastNs[entry] = Number.NaN
    this.bornNs[entry] = Number.NaN
    this.ownP[entry] = 0
    return entry
  }

  /** What a new goroutine's goid is close to. */
  near(from: number, place: number): number {
    return from === State.NotExist ? this.born[place] : this.met
  }

  /** Takes notice of a new goroutine's goid. */
  name(goid: number, from: number, place: number): void {
    if (from === State.NotExist) this.born[place] = goid
    else this.met = goid
  }

  /** Takes notice of a row. */
  change(entry: number, from: number, to: number, p: number, tid: number): void {
    const place = p & PLACE_MASK
    const { timeNs, runs, readied } = this
    this.lastNs[entry] = timeNs
    if (from === State.NotExist) this.bornNs[entry] = timeNs
    if (to === State.Running) {
      runs[place] = entry
      this.ownP[entry] = p
      if (readied[place] === entry) readied[place] = -1
    } else {
      if (runs[place] === entry) runs[place] = -1
      if (to === State.Runnable && from !== State.Running) readied[place] = entry
    }
    this.tid[place] = tid
    this.p = p
  }

  private grow(): void {
    const { goid, site, lastNs, bornNs, ownP } = this
    const length = goid.length * 2
    this.goid = new Float64Array(length)
    this.goid.set(goid)
    this.site = new Uint32Array(length)
    this.site.set(site)
    this.lastNs = new Float64Array(length)
    this.lastNs.set(lastNs)
    this.bornNs = new Float64Array(length)
    this.bornNs.set(bornNs)
    this.ownP = new Uint16Array(length)
    this.ownP.set(ownP)
  }
}
