import { NO_P } from '../contract.gen.js'
import { Goroutines } from '../model/goroutines.js'
import { State } from '../model/transition.js'

/** The live goroutines as a trace shows them, by goid: columns beside the rows of `index`. */
export class Tracked {
  readonly index = new Goroutines()
  /** What is shown of each: its state, Undetermined if none. */
  state = new Uint8Array(0)
  /** Of what runs; NO_P if none. */
  p = new Uint16Array(0)
  site = new Uint32Array(0)
  /** The number of its track, 0 if it has none yet; what that means is the format's. */
  track = new Uint32Array(0)
  sinceNs = new Float64Array(0)
  /** Whether its name is interned. */
  named = new Uint8Array(0)
  /** The number of the arrow that ends at it, 0 if none. */
  flow = new Float64Array(0)
  /** How many are in each state. */
  readonly counts = new Int32Array(6)

  insert(goid: number, site: number): number {
    const at = this.index.insert(goid)
    if (at >= this.state.length) this.grow()
    this.state[at] = State.Undetermined
    this.p[at] = NO_P
    this.site[at] = site
    this.track[at] = 0
    this.named[at] = 0
    this.flow[at] = 0
    this.counts[State.Undetermined]++
    return at
  }

  remove(at: number): void {
    this.counts[this.state[at]]--
    this.index.remove(at)
  }

  enter(at: number, state: number): void {
    this.counts[this.state[at]]--
    this.counts[state]++
    this.state[at] = state
  }

  private grow(): void {
    const capacity = Math.max(1024, this.state.length * 2)
    const longer = <T extends { set(from: T): void }>(Column: new (length: number) => T, column: T): T => {
      const copy = new Column(capacity)
      copy.set(column)
      return copy
    }
    this.state = longer(Uint8Array, this.state)
    this.p = longer(Uint16Array, this.p)
    this.site = longer(Uint32Array, this.site)
    this.track = longer(Uint32Array, this.track)
    this.sinceNs = longer(Float64Array, this.sinceNs)
    this.named = longer(Uint8Array, this.named)
    this.flow = longer(Float64Array, this.flow)
  }
}
