/** So many samples of a site's live count are kept, one each `SAMPLE_NS` of the session. */
const SAMPLES_MAX = 60
const SAMPLE_NS = 1e9
/** Fewer say nothing of a trend. */
const SAMPLES_MIN = 9

const none: readonly number[] = []

/** The recent live counts of all sites, as the answers told them. */
export class LiveTrend {
  readonly #bySite = new Map<number, readonly number[]>()
  #takenNs = Number.NEGATIVE_INFINITY

  /** Takes a sample if the last is old enough. Time that goes back begins anew: another session, or another moment. */
  take(timeNs: number, sites: Iterable<{ site: number; live: number }>): void {
    if (timeNs < this.#takenNs) this.#bySite.clear()
    else if (timeNs - this.#takenNs < SAMPLE_NS) return
    this.#takenNs = timeNs
    // Lists of their own: whoever draws one sees by it whether it is another.
    for (const { site, live } of sites)
      this.#bySite.set(site, [...(this.#bySite.get(site) ?? []).slice(1 - SAMPLES_MAX), live])
  }

  clear(): void {
    this.#bySite.clear()
    this.#takenNs = Number.NEGATIVE_INFINITY
  }

  of(site: number): readonly number[] {
    return this.#bySite.get(site) ?? none
  }
}

/** Changes by less than this fill a part of a curve's height only. */
const RISE_MIN = 8

/** A trend as how many more than its least there were, and what the height of a curve stands for: a leak rises, however many there are. */
export function riseOf(samples: readonly number[]): { rise: number[]; greatest: number } {
  const least = Math.min(...samples)
  const rise = samples.map(live => live - least)
  return { rise, greatest: Math.max(RISE_MIN, ...rise) }
}

/**
 * Whether a site only ever gets more goroutines, as a leak does. A third of the samples after the others never went back
 * below what the first third had reached; too few samples: in the scope at most half as many exited as were created.
 */
export function isGrowing(samples: readonly number[], created: number, exited: number): boolean {
  if (created - exited < 2) return false
  if (samples.length < SAMPLES_MIN) return exited * 2 <= created
  const third = Math.floor(samples.length / 3)
  return Math.min(...samples.slice(-third)) > Math.max(...samples.slice(0, third))
}
