import type { WireFilter } from '../../../../lib/stream/wire.js'
import type { Goroutines } from '../../link/answer.js'
import { State, TermField } from '../../session/schema.js'

/** Rows of one question. */
export const LONGEST_ROWS = 1000

/**
 * Finds the longest present wait of each site by asking for the longest waits of all. Where one site has so many that they
 * fill an answer, the next question leaves out the sites that are known, until all are; then it begins again.
 */
export class LongestWaits {
  #known = new Map<number, number>()
  #found = new Map<number, number>()

  /** Since when the goroutine that waits longest does; -Infinity: since before anything was seen. NaN: none is known. */
  sinceNs(site: number): number {
    return this.#found.get(site) ?? this.#known.get(site) ?? Number.NaN
  }

  /** The next question's filter. @param base of it only what is about sites and the runtime's own counts */
  filter(base: WireFilter): WireFilter {
    const terms = (base.terms ?? []).filter(term => term.field === TermField.SITE)
    terms.push({ field: TermField.STATE, values: [State.Waiting] })
    if (this.#found.size > 0) terms.push({ field: TermField.SITE, not: true, sites: [...this.#found.keys()] })
    return { system: base.system ?? false, terms }
  }

  /** Takes an answer, whose rows come longest first. */
  take(answer: Goroutines): void {
    for (let row = 0; row < answer.rows; row++) {
      const site = answer.site[row]!
      const since = answer.since_ns[row]!
      if (!this.#found.has(site))
        this.#found.set(site, Number.isNaN(since) ? Number.NEGATIVE_INFINITY : since)
    }
    if (answer.rows < answer.matched && answer.rows > 0) return
    this.#known = this.#found
    this.#found = new Map()
  }

  clear(): void {
    this.#known = new Map()
    this.#found = new Map()
  }
}
