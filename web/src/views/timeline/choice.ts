import type { Answer } from '../../link/answer.js'
import type { Group } from './rows.js'

/** So many goroutines are shown by themselves: those that had to wait longest for a P. */
const WORST_SHOWN = 40
/** Sites without a chosen goroutine that still have a header. */
const SITES_SHOWN = 24

/** More than this would make an address that nobody can send. */
const REMEMBERED_MAX = 40

/**
 * Which goroutines have lanes. Those that waited longest in view come by themselves and stay while they are among the
 * worst; pinned ones and those that somebody chose stay until they are let go. Groups keep their places.
 */
export class Choice {
  /** goid → site, each. */
  readonly pinned = new Map<number, number>()
  readonly chosen = new Map<number, number>()
  /** Where a jump has led to; the next one lets go of it. */
  readonly visited = new Map<number, number>()
  #worst = new Map<number, number>()
  #matched = new Map<number, number>()
  /** What the latest answer was about. */
  #rangeNs: [firstNs: number, lastNs: number] = [Number.NaN, Number.NaN]
  /** Sites in the order in which they have come, and how many goroutines each has that match. */
  readonly #order: number[] = []
  #counts = new Map<number, number>()
  readonly #toggled = new Map<number, boolean>()

  /**
   * @param answer to a question for the worst intervals and the goroutines, both in view and by the filter
   * @param ran goroutines that ran in view, with their sites; they fill up where few had to wait. undefined: the worst
   *   of the answer are a selection's, and nothing else is to be seen
   */
  take(answer: Answer, filtered: boolean, ran: ReadonlyMap<number, number> | undefined): void {
    if (answer.worst) this.#takeWorst(answer, ran)
    const { goroutines } = answer
    if (!goroutines) return
    this.#matched = new Map()
    if (filtered)
      for (let row = 0; row < goroutines.rows; row++)
        this.#matched.set(goroutines.goid[row]!, goroutines.site[row]!)
    const { bySite } = goroutines
    this.#counts = new Map()
    for (let row = 0; row < bySite.rows; row++)
      this.#counts.set(bySite.matched_site[row]!, bySite.matched_count[row]!)
  }

  /** Shows a goroutine from now on. */
  choose(goid: number, site: number): void {
    this.chosen.set(goid, site)
    this.#toggled.set(site, true)
  }

  togglePin(goid: number, site: number): void {
    if (!this.pinned.delete(goid)) this.pinned.set(goid, site)
  }

  /** Shows goroutines, by goid with their sites, until the next visit. */
  visit(goroutines: Iterable<[goid: number, site: number]>): void {
    this.visited.clear()
    for (const [goid, site] of goroutines) {
      this.visited.set(goid, site)
      this.#toggled.set(site, true)
    }
  }

  /** Lets all go that somebody chose. */
  letGo(): void {
    this.chosen.clear()
    this.visited.clear()
  }

  isOpen(site: number): boolean {
    return this.#toggled.get(site) ?? true
  }

  setOpen(site: number, open: boolean): void {
    this.#toggled.set(site, open)
  }

  /** How many goroutines of a site matched at the latest answer. */
  count(site: number): number {
    return this.#counts.get(site) ?? 0
  }

  clear(): void {
    for (const map of [
      this.pinned,
      this.chosen,
      this.visited,
      this.#worst,
      this.#matched,
      this.#counts,
      this.#toggled,
    ])
      map.clear()
    this.#order.length = 0
  }

  /** What somebody chose, for an address: `*17.3,22.3`, goid and site, pinned ones with a star. */
  text(): string {
    const chosen = [...this.chosen].filter(([goid]) => !this.pinned.has(goid))
    const parts = [...this.pinned].map(([goid, site]) => `*${goid}.${site}`)
    for (const [goid, site] of chosen) parts.push(`${goid}.${site}`)
    return parts.slice(0, REMEMBERED_MAX).join(',')
  }

  /** Takes over what an address says; what is not understood is left out. Returns whether that is something else. */
  read(text: string): boolean {
    if (text === this.text()) return false
    this.pinned.clear()
    this.chosen.clear()
    for (const part of text.split(',').slice(0, REMEMBERED_MAX)) {
      const [, star, goid, site] = /^(\*?)(\d{1,15})\.(\d{1,9})$/.exec(part) ?? []
      if (goid === undefined || site === undefined) continue
      const into = star ? this.pinned : this.chosen
      into.set(Number(goid), Number(site))
    }
    return true
  }

  groups(): Group[] {
    const bySite = new Map<number, Set<number>>()
    const add = (goid: number, site: number) => {
      const goids = bySite.get(site)
      if (goids) goids.add(goid)
      else bySite.set(site, new Set([goid]))
    }
    for (const source of [this.pinned, this.chosen, this.visited, this.#worst, this.#matched])
      for (const [goid, site] of source) add(goid, site)
    const most = [...this.#counts.keys()].slice(0, SITES_SHOWN)
    for (const site of [...bySite.keys(), ...most]) if (!this.#order.includes(site)) this.#order.push(site)
    const shown = this.#order.filter(site => bySite.has(site) || most.includes(site))
    return shown.map(site => ({
      site,
      goids: [...(bySite.get(site) ?? [])].sort((a, b) => a - b),
      open: this.isOpen(site),
    }))
  }

  /** Who was among the worst stays while still among twice as many: rows do not come and go with every answer. */
  #takeWorst(answer: Answer, ran: ReadonlyMap<number, number> | undefined): void {
    const ranked = new Map<number, number>()
    for (const { goid, site } of answer.worst?.intervals ?? [])
      if (goid && !ranked.has(goid)) ranked.set(goid, site ?? 0)
    const near = new Set([...ranked.keys()].slice(0, WORST_SHOWN * 2))
    const next = new Map([...this.#worst].filter(([goid]) => near.has(goid)))
    // Who looks closer goes on looking at the same goroutines, also where none of their waits ends.
    const { first_ns, last_ns } = answer
    const closer = first_ns >= this.#rangeNs[0] && last_ns <= this.#rangeNs[1]
    const more = !ran ? [] : closer ? [this.#worst, ran] : [ran]
    for (const [goid, site] of [ranked, ...more].flatMap(source => [...source])) {
      if (next.size >= WORST_SHOWN) break
      next.set(goid, site)
    }
    this.#worst = next
    this.#rangeNs = [first_ns, last_ns]
  }
}
