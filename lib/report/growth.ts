/** Parts that a session's time is divided into. */
const SLICES = 16
/** Of all pairs of slices, those in which the later one is higher must exceed those in which it is lower by this share. */
const RISING = 0.8
/** A rise of less is none: goroutines, and share of what there was. */
const RISE_MIN = 5
const RISE_SHARE_MIN = 0.05

/** A site whose goroutines become more all the time. */
export interface Rise {
  site: number
  /** The fewest that were live within the first and the last slice. */
  first: number
  last: number
  /** Goroutines a second, by least squares. */
  perSecond: number
}

/**
 * Live goroutines by site through the time: the fewest within each of 16 equal slices, so that bursts which come and go
 * are no growth.
 */
export class Growth {
  private least = new Float64Array(64)
  private readonly slices: Float64Array[] = []
  private readonly sliceNs: number
  private nextNs: number

  constructor(firstNs: number, lastNs: number) {
    this.sliceNs = Math.max(1, (lastNs - firstNs) / SLICES)
    this.nextNs = firstNs + this.sliceNs
  }

  /** Before a row at this moment is taken. */
  advance(timeNs: number, live: Float64Array): void {
    while (timeNs >= this.nextNs && this.slices.length < SLICES) this.cut(live)
  }

  /** A goroutine of the site is gone. */
  fall(site: number, live: Float64Array): void {
    // A site that came within the slice has had none before.
    if (site < this.least.length && live[site] < this.least[site]) this.least[site] = live[site]
  }

  /** The live goroutines have been read anew: what was believed before does not count. */
  begin(live: Float64Array): void {
    this.least = Float64Array.from(live)
  }

  /** Steepest first. @param live at the end */
  rises(live: Float64Array): Rise[] {
    while (this.slices.length < SLICES) this.cut(live)
    const rises: Rise[] = []
    for (let site = 0; site < live.length; site++) {
      const heights = this.slices.map(slice => slice[site] ?? 0)
      const [first, last] = [heights[0], heights[SLICES - 1]]
      if (last - first < Math.max(RISE_MIN, first * RISE_SHARE_MIN) || rising(heights) < RISING) continue
      rises.push({ site, first, last, perSecond: (slope(heights) * 1e9) / this.sliceNs })
    }
    return rises.sort((a, b) => b.perSecond - a.perSecond)
  }

  private cut(live: Float64Array): void {
    const slice = new Float64Array(live.length)
    slice.set(this.least.subarray(0, live.length))
    this.slices.push(slice)
    this.begin(live)
    this.nextNs += this.sliceNs
  }
}

/** Kendall's tau: 1 if every slice is higher than all before, 0 if there is no direction. */
function rising(heights: number[]): number {
  let sum = 0
  for (let later = 1; later < heights.length; later++)
    for (let earlier = 0; earlier < later; earlier++) sum += Math.sign(heights[later] - heights[earlier])
  return (2 * sum) / (heights.length * (heights.length - 1))
}

/** By least squares, a slice. */
function slope(heights: number[]): number {
  const middle = (heights.length - 1) / 2
  let above = 0
  let below = 0
  for (const [i, height] of heights.entries()) {
    above += (i - middle) * height
    below += (i - middle) ** 2
  }
  return above / below
}
