import type { Resolved } from '../../filter/resolve.js'
import { matchesSpan } from '../../filter/span.js'
import { TermField } from '../../session/schema.js'
import type { Dims } from './lane.js'

/** Terms that every span answers by itself. */
const toldBySpans: ReadonlySet<number> = new Set<number>([
  TermField.GOID,
  TermField.SITE,
  TermField.STATE,
  TermField.REASON,
  TermField.STATE_FOR,
])

/** Whether it takes more than spans to tell what a filter matches. */
export function needsGoroutines(resolved: Resolved): boolean {
  return resolved.terms.some(term => !toldBySpans.has(term.field))
}

/**
 * Dims what a filter does not match. Merged spans and such with an unknown end have no length, so a term that asks for it
 * does not dim them.
 * @param matched goroutines that the server found to match, for terms that no span tells
 */
export function dimsOf(resolved: Resolved, matched: ReadonlySet<number>): Dims | undefined {
  if (resolved.terms.length === 0) return undefined
  const byGoroutine = needsGoroutines(resolved)
  const asked = { goid: 0, site: 0, state: 0, reason: 0, lengthNs: 0 }
  return span => {
    asked.goid = span.goid
    asked.site = span.site
    asked.state = span.state
    asked.reason = span.reason
    asked.lengthNs = span.merged > 0 || span.flags !== 0 ? Number.NaN : span.endNs - span.beginNs
    const matches = matchesSpan(resolved, asked)
    return matches === false || (matches === undefined && byGoroutine && !matched.has(span.goid))
  }
}
