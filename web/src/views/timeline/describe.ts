import { count, duration, percent } from '../../parts/units.js'
import { REASON_NONE } from '../../session/reasons.js'
import { State } from '../../session/schema.js'
import { exactLength, sessionTime } from './axis.js'
import { BEGAN_EARLIER, GOES_ON, type Span } from './lane.js'
import type { Row } from './rows.js'

/** Names that the session knows. */
export interface Naming {
  site(site: number): string
  state(state: number): string
  reason(reason: number): string
}

/** What a span tells, as label and value; the first is its headline. */
export interface Fact {
  label: string
  value: string
  /** Exact, in ns, if the value is a time. */
  ns?: number
}

export function laneName(row: Row, naming: Naming): string {
  if (row.kind === 'p') return `P${row.id}`
  if (row.kind === 'site') return naming.site(row.site)
  return `goroutine ${row.id}`
}

/** `running`, `waiting: chan receive`, `12 spans merged`. */
export function headline(row: Row, span: Span, naming: Naming): string {
  const state = stateText(span, naming)
  if (row.kind === 'site') return `${naming.site(row.site)}: goroutines ${naming.state(span.state)}`
  if (span.merged > 0) return `${count(span.merged)} spans merged, ${duration(span.busyNs)} in ${state}`
  return row.kind === 'p' ? `goroutine ${span.goid}` : state
}

/** All that is known of a span. What is merged is told as such, and an end that is not known is not made up. */
export function factsOf(row: Row, span: Span, naming: Naming): Fact[] {
  if (row.kind === 'site') return countFacts(row, span, naming)
  const length = span.endNs - span.beginNs
  const facts: Fact[] = []
  const add = (label: string, value: string, ns?: number) =>
    facts.push(ns === undefined ? { label, value } : { label, value, ns })
  if (span.merged > 0) {
    add('Merged', `${count(span.merged)} spans in ${exactLength(length)}`)
    const share = length > 0 ? ` (${percent(span.busyNs / length)})` : ''
    add(`In ${stateText(span, naming)}`, `${exactLength(span.busyNs)}${share}`, span.busyNs)
    add('Longest part', `goroutine ${span.goid}, ${naming.site(span.site)}`)
    add('From', sessionTime(span.beginNs), span.beginNs)
    add('To', sessionTime(span.endNs), span.endNs)
    return facts
  }
  add('Goroutine', String(span.goid))
  add('Site', naming.site(span.site))
  add('State', stateText(span, naming))
  const early = (span.flags & BEGAN_EARLIER) !== 0
  const open = (span.flags & GOES_ON) !== 0
  add(
    'Begin',
    early ? `before ${sessionTime(span.beginNs)}; when is not known` : sessionTime(span.beginNs),
    span.beginNs,
  )
  add(
    'End',
    open ? `after ${sessionTime(span.endNs)}; the end is not known` : sessionTime(span.endNs),
    span.endNs,
  )
  add('Length', early || open ? `more than ${exactLength(length)}` : exactLength(length), length)
  return facts
}

/** One sentence for those who hear it. */
export function spokenSpan(row: Row, span: Span, naming: Naming): string {
  const facts = factsOf(row, span, naming).map(({ label, value }) => `${label} ${value}`)
  return `${laneName(row, naming)}. ${headline(row, span, naming)}. ${facts.join('. ')}.`
}

function countFacts(row: Row, span: Span, naming: Naming): Fact[] {
  const length = span.endNs - span.beginNs
  const mean = length > 0 ? span.busyNs / length : 0
  const digits = mean < 10 ? 2 : 0
  return [
    { label: 'Site', value: naming.site(row.site) },
    { label: 'At most', value: `${count(span.merged)} ${naming.state(span.state)} at once` },
    { label: 'On average', value: mean.toFixed(digits) },
    { label: 'Goroutine time', value: exactLength(span.busyNs), ns: span.busyNs },
    { label: 'From', value: sessionTime(span.beginNs), ns: span.beginNs },
    { label: 'To', value: sessionTime(span.endNs), ns: span.endNs },
  ]
}

export function stateText(span: Span, naming: Naming): string {
  const state = naming.state(span.state)
  const told = span.state === State.Waiting && span.reason !== REASON_NONE && span.merged === 0
  return told ? `${state}: ${naming.reason(span.reason)}` : state
}
