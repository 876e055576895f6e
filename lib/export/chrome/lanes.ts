/** Takes a stretch of a goroutine on a P. */
type LaneSink = (p: number, goid: number, site: number, beginNs: number, endNs: number) => void

const PS = 65536

/** Who runs on each P. A P has one goroutine at a time: whoever enters ends the stretch of who was there before. */
export class Lanes {
  private readonly goid = new Float64Array(PS)
  private readonly site = new Uint32Array(PS)
  private readonly beginNs = new Float64Array(PS)
  /** Ps ever used are below. */
  private high = 0

  constructor(private readonly sink: LaneSink) {}

  enter(p: number, goid: number, site: number, ns: number): void {
    if (p >= PS - 1) return
    this.end(p, ns)
    this.goid[p] = goid
    this.site[p] = site
    this.beginNs[p] = ns
    if (p >= this.high) this.high = p + 1
  }

  /** The goroutine stops, if it is still there. */
  leave(p: number, goid: number, ns: number): void {
    if (this.goid[p] === goid) this.end(p, ns)
  }

  endAll(ns: number): void {
    for (let p = 0; p < this.high; p++) this.end(p, ns)
  }

  private end(p: number, ns: number): void {
    const goid = this.goid[p]
    if (goid === 0) return
    this.goid[p] = 0
    this.sink(p, goid, this.site[p], this.beginNs[p], Math.max(ns, this.beginNs[p]))
  }
}
