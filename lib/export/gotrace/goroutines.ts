import { Goroutines, ROW_F64 } from '../../model/goroutines.js'
import type { Thread } from './stream.js'

/** The goroutines as the trace's reader believes them to be, by row of an index that recycles its rows. */
export class TracedGoroutines {
  /** `State`. */
  state = new Uint8Array(0)
  /** Number of the string that a wait's reason is; 0 where nothing is known, be it of the reason or of the state. */
  reason = new Uint32Array(0)
  site = new Uint32Array(0)
  /** What it is on while it runs or is in a system call. */
  readonly thread: (Thread | undefined)[] = []
  private sequence = new Uint32Array(0)
  /** By row: the pass that met it last. */
  private mark = new Uint32Array(0)
  private pass = 0
  private readonly index = new Goroutines()

  /** Rows ever used: every row that is used is below. */
  get high(): number {
    return this.index.high
  }

  /** The row of a goroutine, -1 if the reader does not know it. */
  find(goid: number): number {
    return this.index.find(goid)
  }

  /** 0 where the row is not used. */
  goid(row: number): number {
    return this.index.f64[row * ROW_F64]
  }

  insert(goid: number, site: number, state: number): number {
    const row = this.index.insert(goid)
    if (row >= this.state.length) this.grow()
    this.state[row] = state
    this.reason[row] = 0
    this.site[row] = site
    this.sequence[row] = 0
    this.mark[row] = this.pass
    this.thread[row] = undefined
    return row
  }

  remove(row: number): void {
    this.index.remove(row)
    this.thread[row] = undefined
  }

  /** The number of its next event that other threads may tell of. */
  nextSequence(row: number): number {
    return ++this.sequence[row]
  }

  /** After this nothing is met, until `meet` says so. */
  beginPass(): void {
    this.pass++
  }

  meet(row: number): void {
    this.mark[row] = this.pass
  }

  met(row: number): boolean {
    return this.mark[row] === this.pass
  }

  private grow(): void {
    const capacity = Math.max(1024, this.state.length * 2)
    const longer = (column: Uint32Array) => {
      const copy = new Uint32Array(capacity)
      copy.set(column)
      return copy
    }
    const states = new Uint8Array(capacity)
    states.set(this.state)
    this.state = states
    this.reason = longer(this.reason)
    this.site = longer(this.site)
    this.sequence = longer(this.sequence)
    this.mark = longer(this.mark)
    while (this.thread.length < capacity) this.thread.push(undefined)
  }
}
