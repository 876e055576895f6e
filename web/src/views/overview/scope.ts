import { brush, range, scope } from '../../session/range.js'
import type { Span } from '../../session/span.js'
import { columnNsFor } from './grid.js'

/** While the range moves, its ends are taken on a grid of about so many steps, so that equal viewers ask the same. */
const STEPS = 256

/** The range that figures are asked for: exactly what is selected or shown, unless that moves. */
export function askedScope(): Span {
  const span = scope()
  if (brush.peek() || !range.peek().following) return span
  const stepNs = columnNsFor(span.lastNs - span.firstNs, STEPS)
  const lastNs = Math.floor(span.lastNs / stepNs) * stepNs
  const steps = Math.round((span.lastNs - span.firstNs) / stepNs)
  return { firstNs: Math.max(0, lastNs - steps * stepNs), lastNs }
}
