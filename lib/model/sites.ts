import { HIGH } from './record.js'

/** What a site is called. */
export interface SiteName {
  /** Start function, e.g. `main.worker`. */
  function: string
  /** Position of the go statement, e.g. `/src/server.go:41`; empty if none. */
  createdAt: string
  /** Function that holds the go statement. */
  createdBy: string
  /** See `isSystemFunction`. */
  system: boolean
}

/**
 * Names a site from its addresses in the running process (load bias not subtracted). `gopc` is a return address: the
 * go statement is at `gopc - 1`; 0 for goroutines that no go statement made. Called once per site; must not throw.
 */
export type SiteResolver = (startpc: number, gopc: number) => SiteName

/** Goroutines whose start function was never seen: met by an event, and not in a snapshot yet. */
export const SITE_UNKNOWN = 0
/** Goroutines of sites beyond the limit. */
export const SITE_OTHER = 1
/** Goroutines that the runtime lends to C threads while these are in Go: no go statement and no start function. */
export const SITE_CALLBACK = 2

const unknownName: SiteName = { function: 'unknown', createdAt: '', createdBy: '', system: false }
const otherName: SiteName = { function: 'other sites', createdAt: '', createdBy: '', system: false }
const callbackName: SiteName = { function: 'C thread callback', createdAt: '', createdBy: '', system: false }

/**
 * The sites: one for every pair of start function and creation position, so that what exited goroutines leave behind
 * is bounded by the program's text and not by its churn.
 */
export class Sites {
  length = 3
  /** Goroutines that fell under `SITE_OTHER` because the limit was reached. */
  overflowed = 0
  readonly names: SiteName[] = [unknownName, otherName, callbackName]
  /** By site. `created` counts births seen, `live` also the goroutines older than the attach. */
  readonly created: Float64Array
  readonly exited: Float64Array
  readonly live: Float64Array
  readonly system: Uint8Array

  private readonly startpc: Float64Array
  private readonly gopc: Float64Array
  private readonly index: Uint16Array
  private readonly mask: number

  /** @param limit most sites to tell apart, the three reserved ones included; at most 65,536 */
  constructor(
    readonly limit: number,
    private readonly resolve: SiteResolver,
  ) {
    if (limit < 3 || limit > 65536) throw new RangeError(`a model holds 3 to 65536 sites, not ${limit}`)
    this.created = new Float64Array(limit)
    this.exited = new Float64Array(limit)
    this.live = new Float64Array(limit)
    this.system = new Uint8Array(limit)
    this.startpc = new Float64Array(limit)
    this.gopc = new Float64Array(limit)
    let size = 16
    while (size < 2 * limit) size *= 2
    this.index = new Uint16Array(size)
    this.mask = size - 1
  }

  /** The site of two u64 addresses that lie as words at `words[startpcAt]` and `words[gopcAt]`. */
  ofRecord(words: Uint32Array, startpcAt: number, gopcAt: number): number {
    return this.of(words[startpcAt] + words[startpcAt + 1] * HIGH, words[gopcAt] + words[gopcAt + 1] * HIGH)
  }

  /** The site of a live goroutine as `allgs` has it: what has no start function there is a C thread's. */
  ofSnapshot(startpc: number, gopc: number): number {
    return startpc === 0 ? SITE_CALLBACK : this.of(startpc, gopc)
  }

  of(startpc: number, gopc: number): number {
    if (startpc === 0) return SITE_UNKNOWN
    let at = (Math.imul(startpc | 0, 0x9e3779b1) ^ Math.imul(gopc | 0, 0x85ebca6b)) >>> 8
    for (;;) {
      at &= this.mask
      const site = this.index[at]
      if (site === 0) return this.add(at, startpc, gopc)
      if (this.startpc[site] === startpc && this.gopc[site] === gopc) return site
      at++
    }
  }

  private add(at: number, startpc: number, gopc: number): number {
    if (this.length === this.limit) {
      this.overflowed++
      return SITE_OTHER
    }
    const site = this.length++
    const name = this.resolve(startpc, gopc)
    this.names.push(name)
    this.startpc[site] = startpc
    this.gopc[site] = gopc
    this.system[site] = name.system ? 1 : 0
    this.index[at] = site
    return site
  }
}
