import type { WireFilter } from '../../../../lib/stream/wire.js'
import type { Question } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { TermField } from '../../session/schema.js'
import { sites } from '../../session/session.js'
import { askedScope } from '../overview/scope.js'

/** How often it is asked, ms: on the grid that ranges end on. */
export const BREAKDOWN_MS = 2 ** 30 / 1e6
/** As many sites as are listed. */
export const SITES_MAX = 512

/** Asks for the whole program with its sites, or for one site. */
export function breakdownQuestion(site: number | undefined): Question {
  const { firstNs, lastNs } = askedScope(BREAKDOWN_MS)
  const filter = site === undefined ? wireFilter() : narrowed(wireFilter(), site)
  return { first_ns: firstNs, last_ns: lastNs, filter, stats: { sites: site === undefined ? SITES_MAX : 0 } }
}

function narrowed(filter: WireFilter, site: number): WireFilter {
  const term = { field: TermField.SITE, sites: [site] }
  // Whoever looks at a site of the runtime's own wants to see it.
  const system = (filter.system ?? false) || sites.peek().get(site).system
  return { ...filter, system, terms: [...(filter.terms ?? []), term] }
}
