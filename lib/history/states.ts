import { State } from '../model/transition.js'
import { CHECKPOINT_WORDS, type Chunk, GAP_BIT } from './chunk.js'

const STATES = 6
/** Pairs of states as a row holds them. */
export const CHANGES = 64

/**
 * How many goroutines are in each state, as the rows tell in their order. Rows alone cannot know it: they do not say
 * in what state a goroutine was counted whose state was lost, and snapshots have no rows. So what the session counted
 * is written down every few hundred rows, and the rows are counted in between.
 */
export class StateCounts {
  /** By `State`. */
  readonly live = new Int32Array(STATES)
  /** Before which row what the session counted is to be taken up; Infinity if nothing is written down any more. */
  nextRow = Infinity
  private next = 0
  private readonly known = new Uint32Array(CHANGES)
  private readonly unknown = new Uint32Array(CHANGES)

  /** Goes to before a row. In a chunk in which nothing is written down what was counted last is the best there is. */
  enter(chunk: Chunk, row: number): void {
    this.next = 0
    this.find(chunk)
    if (this.nextRow === Infinity) return
    let from = this.nextRow
    while (this.nextRow <= row) {
      from = this.nextRow
      this.restore(chunk)
    }
    if (from <= row) {
      for (let at = from; at < row; at++) this.count(chunk, at)
      this.apply(this.known, this.unknown)
    } else {
      this.read(chunk, 0)
      for (let at = from - 1; at >= row; at--) this.back(chunk.fromTo[at])
    }
  }

  /** Takes changes by `from << 3 | to`, those whose interval is not known apart; and clears the counts. */
  apply(known: Uint32Array, unknown: Uint32Array): void {
    const { live } = this
    // In what order they came is not known by now: none of them may be short of what another brings.
    for (let change = 0; change < CHANGES; change++) {
      const to = change & 7
      if (to !== State.NotExist && to < STATES) live[to] += known[change] + unknown[change]
    }
    for (let change = 0; change < CHANGES; change++) {
      const from = change >> 3
      if (from === State.NotExist || known[change] + unknown[change] === 0) continue
      // After a loss it was counted as undetermined, unless it had not been met before at all.
      const lost = Math.min(unknown[change], live[State.Undetermined])
      live[State.Undetermined] -= lost
      live[from] -= Math.min(live[from], known[change] + unknown[change] - lost)
    }
    known.fill(0)
    unknown.fill(0)
  }

  /** Takes up what the session counted before row `nextRow`, or passes it over. */
  restore(chunk: Chunk, counts = true): void {
    if (counts) this.read(chunk, this.next)
    this.next++
    this.find(chunk)
  }

  private count(chunk: Chunk, row: number): void {
    if (Number.isNaN(chunk.lengthNs(row))) this.unknown[chunk.fromTo[row]]++
    else this.known[chunk.fromTo[row]]++
  }

  private find(chunk: Chunk): void {
    this.nextRow =
      this.next < chunk.checkpoints ? chunk.checkpoint[this.next * CHECKPOINT_WORDS] % GAP_BIT : Infinity
  }

  private read(chunk: Chunk, at: number): void {
    for (let word = 1, state = 0; state < STATES; state++)
      if (state !== State.NotExist) this.live[state] = chunk.checkpoint[at * CHECKPOINT_WORDS + word++]
  }

  private back(fromTo: number): void {
    const from = fromTo >> 3
    const to = fromTo & 7
    if (from !== State.NotExist) this.live[from]++
    if (to !== State.NotExist && this.live[to] > 0) this.live[to]--
  }
}
