/** 16 MB of goids and times: over a second of nothing but births and deaths at full rate. */
const EXITS_MAX = 1 << 20

/**
 * The goroutines that exited while a snapshot may be under way: `allgs` was read over some time, so it can hold one
 * that has exited since, and the snapshot must not bring it back. Bounded; what it had to forget it says.
 */
export class Exits {
  /** Exits at or before this moment may be missing here. None is, to begin with: remembering begins with the session. */
  forgottenNs = -Infinity
  remembering = true
  private goid = new Float64Array(1024)
  private timeNs = new Float64Array(1024)
  private next = 0
  private length = 0

  add(goid: number, timeNs: number): void {
    const capacity = this.goid.length
    if (this.length === capacity) {
      if (capacity < EXITS_MAX) {
        this.goid = longer(this.goid)
        this.timeNs = longer(this.timeNs)
        this.next = capacity
      } else {
        if (this.next === capacity) this.next = 0
        this.forgottenNs = Math.max(this.forgottenNs, this.timeNs[this.next])
        this.length--
      }
    }
    this.goid[this.next] = goid
    this.timeNs[this.next] = timeNs
    this.next++
    this.length++
  }

  since(beginNs: number): Set<number> {
    const goids = new Set<number>()
    for (let i = 0; i < this.length; i++) if (this.timeNs[i] >= beginNs) goids.add(this.goid[i])
    return goids
  }

  /** Remembers exits from now on; those up to `sinceNs` may be missing. */
  start(sinceNs: number): void {
    if (this.remembering) return
    this.remembering = true
    this.forgottenNs = sinceNs
  }

  stop(): void {
    this.remembering = false
    this.forgottenNs = Infinity
    this.goid = new Float64Array(1024)
    this.timeNs = new Float64Array(1024)
    this.next = 0
    this.length = 0
  }
}

function longer(column: Float64Array): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(column.length * 2)
  copy.set(column)
  return copy
}
