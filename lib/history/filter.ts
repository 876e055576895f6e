import { Flag } from '../model/transition.js'
import { TermField, type WireFilter, type WireTerm } from '../stream/wire.js'
import type { Chunk } from './chunk.js'

interface Goids {
  not: boolean
  goids: Set<number>
  /** By the low 16 bits of a goid: whether any of the set has them. Most rows need no look into the set. */
  maybe: Uint8Array
}

interface StateFor {
  not: boolean
  states: Set<number>
  minNs: number
  maxNs: number
}

/**
 * The part of a filter that applies to rows, made ready: GOID, SITE, REASON and STATE_FOR judge the state that the row
 * ends. A life passes with the row that ends it. An interval of unknown length lasted for no time that is known.
 */
export class RowFilter {
  /** Flags that rule a row out. */
  readonly skip: number
  /** Nothing but `skip` rules. */
  readonly simple: boolean
  /** Site, reason and `skip` alone decide: what is told apart by those can be judged as a whole. */
  readonly coarse: boolean

  private readonly sites: Uint8Array | undefined
  private readonly reasons: Uint8Array | undefined
  private readonly goids: Goids[] = []
  private readonly states: StateFor[] = []

  constructor(filter: WireFilter) {
    this.skip = filter.system ? 0 : Flag.System
    for (const term of filter.terms ?? []) {
      const not = term.not ?? false
      if (term.field === TermField.SITE) this.sites = narrowed(this.sites, 65536, term.sites ?? [], not)
      else if (term.field === TermField.REASON)
        this.reasons = narrowed(this.reasons, 256, term.values ?? [], not)
      else if (term.field === TermField.GOID) this.goids.push(goidsOf(term.values ?? [], not))
      else if (term.field === TermField.STATE_FOR)
        this.states.push({ not, states: new Set(term.values ?? []), ...boundsOf(term) })
    }
    this.coarse = this.goids.length === 0 && this.states.length === 0
    this.simple = this.coarse && !this.sites && !this.reasons
  }

  passes(chunk: Chunk, row: number): boolean {
    if ((chunk.flags(row) & this.skip) !== 0) return false
    if (!this.passesGroup(chunk.site[row], chunk.endedReason[row])) return false
    if (this.goids.length !== 0 && !this.passesGoid(chunk.goid(row))) return false
    return this.states.length === 0 || this.passesState(chunk.from(row), chunk.lengthNs(row))
  }

  /** What SITE and REASON say. @param reason of the state that ended */
  passesGroup(site: number, reason: number): boolean {
    return this.sites?.[site] !== 0 && this.reasons?.[reason] !== 0
  }

  /** What the system flag, SITE and GOID say of a live goroutine. */
  passesGoroutine(goid: number, site: number, flags: number): boolean {
    if ((flags & this.skip) !== 0 || (this.sites && this.sites[site] === 0)) return false
    return this.passesGoid(goid)
  }

  private passesGoid(goid: number): boolean {
    for (const { not, goids, maybe } of this.goids)
      if ((maybe[goid & 0xffff] !== 0 && goids.has(goid)) === not) return false
    return true
  }

  private passesState(state: number, ns: number): boolean {
    for (const { not, states, minNs, maxNs } of this.states)
      if ((states.has(state) && ns >= minNs && ns < maxNs) === not) return false
    return true
  }
}

/** [min_ns, max_ns) of a term or question; a maximum of 0 is none. */
export function boundsOf({ min_ns, max_ns }: Pick<WireTerm, 'min_ns' | 'max_ns'>): {
  minNs: number
  maxNs: number
} {
  return { minNs: min_ns ?? 0, maxNs: max_ns || Infinity }
}

/** What a further term leaves of the values allowed so far. */
function narrowed(
  allowed: Uint8Array | undefined,
  size: number,
  values: readonly number[],
  not: boolean,
): Uint8Array {
  const named = new Set(values)
  return Uint8Array.from({ length: size }, (_, value) =>
    (allowed?.[value] ?? 1) !== 0 && named.has(value) !== not ? 1 : 0,
  )
}

function goidsOf(values: readonly number[], not: boolean): Goids {
  const maybe = new Uint8Array(65536)
  for (const goid of values) maybe[goid & 0xffff] = 1
  return { not, goids: new Set(values), maybe }
}
