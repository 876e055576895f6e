import type { SiteName } from '../../filter/language.js'
import { parse } from '../../filter/parse.js'
import { siteTest } from '../../filter/sitepattern.js'
import { siteTerm } from '../../filter/text.js'

/** The sites that a list in the address names, in its order; names, because a site's number is another in the next session. */
export function readPins(text: string, sites: readonly SiteName[]): number[] {
  const [term] = parse(`site:${text}`).terms
  if (term?.field !== 'site') return []
  const found = new Set<number>()
  for (const value of term.values) {
    const test = siteTest(value)
    for (const site of sites) if (test(site)) found.add(site.site)
  }
  return [...found]
}

export function writePins(pinned: readonly number[], sites: readonly SiteName[]): string {
  const found = pinned.flatMap(pin => sites.find(({ site }) => site === pin) ?? [])
  return found.map(site => siteTerm(site, sites).slice('site:'.length)).join(',')
}

/** With a site added or, if it is there, taken away; the oldest goes where there are too many. */
export function toggled(pinned: readonly number[], site: number, most = Infinity): number[] {
  if (pinned.includes(site)) return pinned.filter(other => other !== site)
  const all = [...pinned, site]
  return all.slice(Math.max(0, all.length - most))
}
