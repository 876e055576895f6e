/** Runs remembered of each P. */
const DEPTH = 256

/** Who ran most on a P within an interval. */
export interface Meanwhile {
  p: number
  /** For how long of the interval the P is known to have run goroutines, ns. */
  busyNs: number
  /** From when on that is known; later than the interval's beginning if the P has had too many runs since. */
  knownNs: number
  /** Goroutines that ran. */
  goroutines: number
  /** The one that ran longest within it; 0 if none did. */
  goid: number
  site: number
  /** For so long in all, ns. */
  ns: number
}

/** The latest runs of every P: what a goroutine that waited for one waited behind. */
export class Runs {
  private goid = new Float64Array(0)
  private beginNs = new Float64Array(0)
  private endNs = new Float64Array(0)
  private site = new Uint16Array(0)
  /** By P: runs ever. */
  private counts = new Float64Array(0)

  grow(ps: number): void {
    this.goid = longer(this.goid, new Float64Array(ps * DEPTH))
    this.beginNs = longer(this.beginNs, new Float64Array(ps * DEPTH))
    this.endNs = longer(this.endNs, new Float64Array(ps * DEPTH))
    this.site = longer(this.site, new Uint16Array(ps * DEPTH))
    this.counts = longer(this.counts, new Float64Array(ps))
  }

  add(p: number, goid: number, site: number, beginNs: number, endNs: number): void {
    const at = p * DEPTH + (this.counts[p]++ % DEPTH)
    this.goid[at] = goid
    this.site[at] = site
    this.beginNs[at] = beginNs
    this.endNs[at] = endNs
  }

  /**
   * What ran on a P in an interval.
   * @param sinceNs from when on the P is known at all
   * @param open a run that goes on, if there is one
   */
  meanwhile(
    p: number,
    firstNs: number,
    lastNs: number,
    sinceNs: number,
    open: { goid: number; site: number; beginNs: number } | undefined,
  ): Meanwhile {
    const sums = new Map<number, { ns: number; site: number }>()
    let busyNs = 0
    const count = (goid: number, site: number, beginNs: number, endNs: number) => {
      const ns = Math.min(endNs, lastNs) - Math.max(beginNs, firstNs)
      if (ns <= 0) return
      busyNs += ns
      const sum = sums.get(goid)
      if (sum) sum.ns += ns
      else sums.set(goid, { ns, site })
    }
    let knownNs = Math.max(sinceNs, firstNs)
    const kept = Math.min(this.counts[p], DEPTH)
    for (let i = 1; i <= kept; i++) {
      const at = p * DEPTH + ((this.counts[p] - i) % DEPTH)
      if (this.endNs[at] <= firstNs) break
      count(this.goid[at], this.site[at], this.beginNs[at], this.endNs[at])
      if (i === DEPTH) knownNs = Math.max(knownNs, this.beginNs[at])
    }
    if (open) count(open.goid, open.site, open.beginNs, lastNs)
    let [goid, site, ns] = [0, 0, 0]
    for (const [each, sum] of sums) if (sum.ns > ns) [goid, site, ns] = [each, sum.site, sum.ns]
    return { p, busyNs, knownNs, goroutines: sums.size, goid, site, ns }
  }
}

function longer<T extends Float64Array | Uint16Array>(column: T, wider: T): T {
  wider.set(column)
  return wider
}
