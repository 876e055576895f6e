import type { SiteName } from '../model/sites.js'

const unknown: SiteName = { function: 'unknown', createdAt: '', createdBy: '', system: false }

/** The number of what has no name. */
export const UNNAMED = 0

/** The table of goroutines holds a site in 16 bits. */
const SITES_MAX = 65_536

/**
 * Sites of one or several recordings under numbers of its own: a session numbers its sites as it meets them, so two
 * recordings seldom agree.
 */
export class SiteTable {
  readonly names: SiteName[] = []
  private readonly numbers = new Map<string, number>()

  constructor() {
    this.number(unknown)
  }

  get length(): number {
    return this.names.length
  }

  /** Our number of each of a recording's sites. */
  adopt(names: readonly SiteName[]): Uint32Array {
    return Uint32Array.from(names, name => this.number(name))
  }

  private number(name: SiteName): number {
    const key = `${name.function}\0${name.createdAt}\0${name.createdBy}\0${name.system}`
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    if (this.names.length === SITES_MAX) return UNNAMED
    this.numbers.set(key, this.names.length)
    this.names.push(name)
    return this.names.length - 1
  }
}
