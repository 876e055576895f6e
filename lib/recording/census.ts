import { Kind } from '../contract.gen.js'
import { ROW_F64, ROW_U16, SITE_U16 } from '../model/goroutines.js'
import type { LiveGoroutines } from '../model/live.js'
import { State, type TransitionBatch } from '../model/transition.js'
import { Population } from './population.js'

/** Who lives, and who came and went, by site, as the rows of a recording tell it. */
export class Census {
  /** Births and exits that rows told, by site. */
  readonly created: Float64Array
  readonly exited: Float64Array
  createdInAll = 0
  exitedInAll = 0
  /** The goroutines of the beginning. */
  atFirst = 0
  private readonly population = new Population()

  /** @param sites how many there are */
  constructor(sites: number) {
    this.created = new Float64Array(sites)
    this.exited = new Float64Array(sites)
  }

  /** Live goroutines by `State`. */
  get states(): Float64Array {
    return this.population.states
  }

  get live(): number {
    return this.population.live
  }

  begin(live: LiveGoroutines & { timeNs: number }): void {
    this.replace(live)
    this.atFirst = live.length
  }

  /** The live goroutines are these, whatever was known before. */
  replace(live: LiveGoroutines & { timeNs: number }): void {
    this.population.load(live, live.timeNs)
  }

  take(batch: TransitionBatch): void {
    this.population.batch(batch)
    const { to, kind, site, length } = batch
    for (let row = 0; row < length; row++) {
      if (to[row] === State.NotExist) {
        this.exited[site[row]]++
        this.exitedInAll++
      } else if (kind[row] === Kind.CREATE || kind[row] === Kind.NEEDM) {
        this.created[site[row]]++
        this.createdInAll++
      }
    }
  }

  /** What was vouched for before the loss ended only is undetermined. */
  gap(lastNs: number): void {
    this.population.gap(lastNs)
  }

  /** The live goroutines; a copy. */
  columns(): LiveGoroutines {
    return this.population.columns()
  }

  /** Live goroutines by site. */
  liveBySite(): Float64Array {
    const { f64, u16, high } = this.population.goroutines
    const live = new Float64Array(this.created.length)
    for (let row = 0; row < high; row++) if (f64[row * ROW_F64] !== 0) live[u16[row * ROW_U16 + SITE_U16]]++
    return live
  }
}
