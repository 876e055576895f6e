import type { WireSite } from '../../../lib/stream/wire.js'

/** Where goroutines come from, as the page shows it. */
export interface SiteInfo {
  site: number
  function: string
  /** Position of the go statement; empty for the main goroutine. */
  created_at: string
  created_by: string
  /** The runtime's own. */
  system: boolean
  /** Short and readable: `main.worker · server.go:41`. */
  label: string
}

/** All sites met so far; never changed, replaced by another when sites are added. */
export interface SiteTable {
  /** Never undefined: a site that was not told yet is called by its number. */
  get(site: number): SiteInfo
  readonly all: readonly SiteInfo[]
}

class Sites implements SiteTable {
  readonly all: readonly SiteInfo[]
  readonly #bySite = new Map<number, SiteInfo>()

  constructor(all: readonly SiteInfo[]) {
    this.all = all
    for (const one of all) this.#bySite.set(one.site, one)
  }

  get(site: number): SiteInfo {
    return this.#bySite.get(site) ?? unknownSite(site)
  }
}

export const emptySites: SiteTable = new Sites([])

/** `table` with sites of a message added; those that are known already stay as they are. */
export function withSites(table: SiteTable, added: readonly WireSite[]): SiteTable {
  const known = new Set(table.all.map(one => one.site))
  const fresh = added.filter(one => !known.has(one.site ?? 0)).map(siteInfo)
  return fresh.length === 0 ? table : new Sites([...table.all, ...fresh])
}

function siteInfo(wire: WireSite): SiteInfo {
  const info = {
    site: wire.site ?? 0,
    function: printable(wire.function ?? ''),
    created_at: printable(wire.created_at ?? ''),
    created_by: printable(wire.created_by ?? ''),
    system: wire.system ?? false,
  }
  return { ...info, label: siteLabel(info) }
}

function unknownSite(site: number): SiteInfo {
  return { site, function: '', created_at: '', created_by: '', system: false, label: `site ${site}` }
}

function siteLabel(site: Omit<SiteInfo, 'label'>): string {
  const name = site.function || `site ${site.site}`
  const file = site.created_at.split('/').at(-1)
  return file ? `${name} · ${file}` : name
}

/** A label for a narrow place: of a long import path the last two parts, as `…/caddy/v2.run.func1 · caddy.go:9`. */
export function shortLabel(label: string): string {
  return label.replace(/^(?:[^/\s([]+\/)+(?=[^/\s([]+\/)/, '…/')
}

/** Names come from a program that may not be friendly: control and direction characters are made visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd')
}
