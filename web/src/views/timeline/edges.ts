import type { Answer } from '../../link/answer.js'
import type { Question } from '../../session/ask.js'
import { State, TermField } from '../../session/schema.js'
import type { Fact, Naming } from './describe.js'
import { BEGAN_EARLIER, GOES_ON, type Span } from './lane.js'
import type { Arrows } from './wakeups.js'

/** A goroutine may do several things within a nanosecond of the clock. */
const ROWS_MAX = 64

/** Asks for the transitions that begin and end a span. Nothing of merged ones: they are many. */
export function edgesQuestion(span: Span): Question | undefined {
  if (span.merged > 0 || span.goid === 0) return undefined
  return {
    first_ns: span.beginNs,
    last_ns: span.endNs + 1,
    filter: { system: true, terms: [{ field: TermField.GOID, values: [span.goid] }] },
    transitions: { limit: ROWS_MAX },
  }
}

/** A goroutine that is spoken of. */
export interface PeerFact extends Fact {
  goid?: number
}

/** What the transitions at a span's ends tell beyond the span. @param kinds names of `Hello.kinds` */
export function edgeFacts(
  span: Span,
  transitions: Answer['transitions'],
  kinds: Readonly<Record<string, string>>,
  naming: Naming,
): PeerFact[] {
  const rows = transitions?.rows
  if (!rows) return []
  const facts: PeerFact[] = []
  for (let row = 0; row < rows.rows; row++) {
    if (rows.goid[row] !== span.goid) continue
    const kind = kinds[rows.kind[row]!] ?? `kind ${rows.kind[row]}`
    const other = rows.other[row]!
    const place = `P${rows.p[row]}, thread ${rows.tid[row]}`
    if (rows.time_ns[row] === span.beginNs && rows.to[row] === span.state && !(span.flags & BEGAN_EARLIER)) {
      facts.push({ label: 'Began by', value: `${kind}, from ${naming.state(rows.from[row]!)}` })
      if (span.state === State.Running) facts.push({ label: 'On', value: place })
      const created = rows.from[row] === State.NotExist
      if (span.state === State.Runnable && other > 0)
        facts.push({ label: created ? 'Created by' : 'Woken by', value: `goroutine ${other}`, goid: other })
    }
    if (rows.time_ns[row] === span.endNs && rows.from[row] === span.state && !(span.flags & GOES_ON)) {
      facts.push({ label: 'Ended by', value: `${kind}, to ${naming.state(rows.to[row]!)}` })
      if (rows.to[row] === State.Running) facts.push({ label: 'Ran on', value: place })
      if (rows.to[row] === State.Runnable && other > 0)
        facts.push({ label: 'Woken by', value: `goroutine ${other}`, goid: other })
    }
  }
  return facts
}

/** So many goroutines that it woke are named. */
const WOKE_MAX = 12

/** Whom a goroutine woke while a span lasted, by the arrows known. */
export function wokeFacts(span: Span, arrows: Arrows | undefined): PeerFact[] {
  if (!arrows || span.state !== State.Running) return []
  const facts: PeerFact[] = []
  let more = 0
  for (let index = 0; index < arrows.rows; index++) {
    const ns = arrows.arrow_ns[index]!
    if (arrows.arrow_from[index] !== span.goid || ns < span.beginNs || ns > span.endNs) continue
    const goid = arrows.arrow_to[index]!
    if (facts.length < WOKE_MAX) facts.push({ label: 'Woke', value: `goroutine ${goid}`, goid })
    else more++
  }
  if (more > 0) facts.push({ label: 'Woke', value: `${more} more` })
  return facts
}
