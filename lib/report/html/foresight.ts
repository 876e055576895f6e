import { State } from '../../model/transition.js'

/** Nothing is foretold. */
export const NOTHING = -2

/**
 * What the rows of a chunk so far foretell of the next one. Goroutines go by numbers in the order in which they are met;
 * a P's place is its number plus one, 0 for none.
 */
export class Foresight {
  private readonly numbers = new Map<number, number>()
  readonly goids: number[] = []
  /** By number: offset of the latest row, and of the creation; NOTHING if there was none. */
  readonly lastNs: number[] = []
  readonly createdNs: number[] = []
  /** By number; NOTHING if it was not told. */
  readonly sites: number[] = []
  /** By place, as goids: who runs there, whom it made runnable last, and whom it created last. */
  private readonly running: number[] = []
  private readonly readied: number[] = []
  private readonly born: number[] = []
  private readonly tids: number[] = []

  /** The number of a goroutine that was met, else undefined. */
  numberOf(goid: number): number | undefined {
    return this.numbers.get(goid)
  }

  /** The number of a goroutine, which is met now if it was not before. */
  meet(goid: number): number {
    const known = this.numbers.get(goid)
    if (known !== undefined) return known
    const number = this.goids.length
    this.numbers.set(goid, number)
    this.goids.push(goid)
    this.lastNs.push(NOTHING)
    this.createdNs.push(NOTHING)
    this.sites.push(NOTHING)
    return number
  }

  /** Who it is that leaves this state there, as a goid; 0 if nothing tells. */
  goidFrom(state: number, place: number): number {
    if (state === State.Running || state === State.Syscall) return this.runningAt(place)
    if (state === State.Runnable) return this.readied[place] ?? 0
    const born = state === State.NotExist ? this.born[place] : undefined
    return born === undefined ? 0 : born + 1
  }

  runningAt(place: number): number {
    return this.running[place] ?? 0
  }

  tidAt(place: number): number {
    return this.tids[place] ?? 0
  }

  /** Takes the row that has come. @param at its offset of time */
  take(number: number, place: number, from: number, to: number, at: number, tid: number, site: number): void {
    const goid = this.goids[number]
    this.lastNs[number] = at
    this.sites[number] = site
    this.tids[place] = tid
    if (from === State.NotExist) {
      this.createdNs[number] = at
      this.born[place] = goid
    }
    if (to === State.NotExist) this.createdNs[number] = NOTHING
    if (to === State.Running) this.running[place] = goid
    else if (this.running[place] === goid) this.running[place] = 0
    if (to === State.Runnable) this.readied[place] = goid
  }
}
