/** A range of the session's time, [firstNs, lastNs). */
export interface Span {
  firstNs: number
  lastNs: number
}

/** What part of the past is shown. */
export interface Range extends Span {
  /** It ends now, and goes on with the session. */
  following: boolean
}

/** A selection of time × latency. */
export interface Brush extends Span {
  minNs: number
  maxNs: number
  /** `Stage` numbers. */
  stages: number[]
}

/** Less cannot be told apart on a screen. */
export const SPAN_NS_MIN = 20
/** A day: no past is kept as long. */
export const SPAN_NS_MAX = 86_400e9

/** The same in whole nanoseconds, in order, and not shorter than can be shown. */
export function whole(firstNs: number, lastNs: number): Span {
  const first = Math.round(Math.min(firstNs, lastNs))
  return { firstNs: first, lastNs: Math.max(Math.round(Math.max(firstNs, lastNs)), first + SPAN_NS_MIN) }
}

/** `span` with its length times `factor`, `atNs` staying where it is on the screen. */
export function zoomed(span: Span, factor: number, atNs: number): Span {
  const length = span.lastNs - span.firstNs
  const limited = Math.min(Math.max(length * factor, SPAN_NS_MIN), SPAN_NS_MAX)
  const left = (atNs - span.firstNs) * (limited / length)
  return { firstNs: atNs - left, lastNs: atNs - left + limited }
}

/** `span` moved by `ns`, but at least half of it stays over what is kept. */
export function panned(span: Span, ns: number, kept: Span): Span {
  const half = (span.lastNs - span.firstNs) / 2
  const latest = Math.max(kept.lastNs - half, kept.firstNs - half)
  const firstNs = Math.min(Math.max(span.firstNs + ns, kept.firstNs - half), latest)
  return { firstNs, lastNs: firstNs + 2 * half }
}
