import { brush, range, scope } from '../../session/range.js'
import type { Span } from '../../session/span.js'
import { columnNsFor } from './grid.js'

/** While the range moves, its ends are taken on a grid of about so many steps, so that equal viewers ask the same. */
const STEPS = 128

/** But for its end, which moves by the time between two questions, up to a few of these. */
const LEAPS = 8

/**
 * The range that figures are asked for: exactly what is selected or shown, unless that moves.
 * @param everyMs how often it is asked
 */
export function askedScope(everyMs: number): Span {
  const span = scope()
  if (brush.peek() || !range.peek().following) return span
  const stepNs = columnNsFor(span.lastNs - span.firstNs, STEPS)
  const leapNs = Math.max(stepNs, Math.min(everyMs * 1e6, columnNsFor(span.lastNs - span.firstNs, LEAPS)))
  // A session younger than the range has no time to lose.
  const endNs = span.firstNs < 0 ? stepNs : leapNs
  const lastNs = Math.floor(span.lastNs / endNs) * endNs
  const steps = Math.round((span.lastNs - span.firstNs) / stepNs)
  return { firstNs: Math.max(0, lastNs - steps * stepNs), lastNs }
}
