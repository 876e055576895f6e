import { Goroutines } from '../../model/goroutines.js'
import type { LiveColumns, Work } from '../past.js'
import { Lives } from './lives.js'
import type { Rows, Scene } from './scene.js'
import type { SpanSink } from './spans.js'

const SLOTS = 0x10000
const HIGH = 0x100000000

/** Goroutines to look out for: most rows are of others, and are passed over by 16 bits of their goid. */
export class Wanted {
  readonly goroutines = new Goroutines()
  private readonly marked = new Uint8Array(SLOTS)

  mark(goid: number): void {
    this.marked[goid % SLOTS] = 1
  }

  has(goid: number): boolean {
    return this.marked[goid % SLOTS] !== 0 && this.goroutines.find(goid) >= 0
  }

  /** Hands the rows that are of one of them to `lives`, in order. */
  scan({ chunk, length }: Rows, lives: Lives): void {
    const { goidLow, goidHigh } = chunk
    const { marked, goroutines } = this
    for (let row = 0; row < length; row++) {
      const low = goidLow[row]
      if (marked[low & (SLOTS - 1)] === 0) continue
      const at = goroutines.find(goidHigh[row] * HIGH + low)
      if (at >= 0) lives.take(at, chunk, row)
    }
  }

  /** By row of the table: its row among the live goroutines, -1 if it is not there. */
  among(live: LiveColumns | undefined): Int32Array {
    const rows = new Int32Array(this.goroutines.high).fill(-1)
    for (let i = 0; i < (live?.length ?? 0); i++) {
      const goid = live!.goid[i]
      if (this.has(goid)) rows[this.goroutines.find(goid)] = i
    }
    return rows
  }
}

/** Lane i tells what goroutine `goids[i]` did. */
export function* goroutineLanes(scene: Scene, goids: readonly number[], sink: SpanSink): Work<void> {
  const wanted = new Wanted()
  const lives = new Lives(scene, wanted.goroutines, sink)
  goids.forEach((goid, lane) => {
    lives.add(goid, lane)
    wanted.mark(goid)
  })
  for (const rows of scene.telling()) {
    wanted.scan(rows, lives)
    yield
    if (lives.done === goids.length) return
  }
  const live = wanted.among(scene.live)
  for (let at = 0; at < live.length; at++) lives.finish(at, live[at])
}
