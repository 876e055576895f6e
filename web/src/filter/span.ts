import { TermField } from '../session/schema.js'
import type { Resolved, ResolvedTerm } from './resolve.js'

/** A stretch of one goroutine in one state. */
export interface Span {
  goid: number
  site: number
  state: number
  /** Of a wait. */
  reason: number
  /** NaN if not known. */
  lengthNs: number
}

/** Whether a span is one that the filter is about; undefined where a term asks for what no span tells. */
export function matchesSpan(resolved: Resolved, span: Span): boolean | undefined {
  if (!resolved.system && resolved.systemSites.has(span.site)) return false
  let unknown = false
  for (const term of resolved.terms) {
    const matches = termMatches(term, span)
    if (matches === undefined) unknown = true
    else if (matches === term.not) return false
  }
  return unknown ? undefined : true
}

function termMatches(term: ResolvedTerm, span: Span): boolean | undefined {
  switch (term.field) {
    case TermField.GOID:
      return term.values.has(span.goid)
    case TermField.SITE:
      return term.sites.has(span.site)
    case TermField.STATE:
      return term.values.has(span.state)
    case TermField.REASON:
      return term.values.has(span.reason)
    case TermField.STATE_FOR:
      if (!term.values.has(span.state)) return false
      return Number.isNaN(span.lengthNs)
        ? undefined
        : span.lengthNs >= term.minNs && span.lengthNs < term.maxNs
    default:
      return undefined
  }
}
