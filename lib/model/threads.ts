/** Go programs have tens of threads; one that keeps making and ending them must not grow the table without bound. */
const THREADS_MAX = 1 << 16

/**
 * The goroutine slot each thread entered last. Nothing is written when a goroutine stops: whether it is still the one
 * that runs is for the reader to check (its state and its own `tid`).
 */
export class Threads {
  private keys = new Uint32Array(256)
  private slots = new Int32Array(256)
  private times = new Float64Array(256)
  private mask = 255
  private size = 0

  /** `tid` entered the goroutine in row `slot` at `timeNs`. */
  set(tid: number, slot: number, timeNs: number): void {
    let at = Math.imul(tid, 0x9e3779b1) >>> 16
    for (;;) {
      at &= this.mask
      const key = this.keys[at]
      if (key === tid) break
      if (key === 0) {
        if (2 * ++this.size > this.mask) {
          this.grow()
          this.set(tid, slot, timeNs)
          return
        }
        this.keys[at] = tid
        break
      }
      at++
    }
    this.slots[at] = slot
    this.times[at] = timeNs
  }

  /** The slot entered last, -1 if none is known. */
  get(tid: number): number {
    const at = this.find(tid)
    return at < 0 ? -1 : this.slots[at]
  }

  /** When it entered that, -Infinity if none is known. */
  enteredNs(tid: number): number {
    const at = this.find(tid)
    return at < 0 ? -Infinity : this.times[at]
  }

  private find(tid: number): number {
    let at = Math.imul(tid, 0x9e3779b1) >>> 16
    for (;;) {
      at &= this.mask
      const key = this.keys[at]
      if (key === tid) return at
      if (key === 0) return -1
      at++
    }
  }

  /** Past the limit all is forgotten: a coroutine switch then tells only the goroutine entered, until the next run. */
  private grow(): void {
    const { keys, slots, times } = this
    const size = keys.length < THREADS_MAX ? keys.length * 2 : keys.length
    this.keys = new Uint32Array(size)
    this.slots = new Int32Array(size)
    this.times = new Float64Array(size)
    this.mask = size - 1
    this.size = 0
    if (size === keys.length) return
    for (let i = 0; i < keys.length; i++) if (keys[i] !== 0) this.set(keys[i], slots[i], times[i])
  }
}
