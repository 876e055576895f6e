import type { WireFlight, WireFlightRecorder, WireTriggered } from '../../../lib/stream/wire.js'
import { bytes, count, duration } from '../parts/units.js'
import { printable } from './sites.js'

/** What there is to say of the flight recorder: what became of a wish, or of a file. */
export type FlightNews =
  | { of: 'answer'; triggered: WireTriggered }
  | { of: 'file'; flight: WireFlight }
  /** The connection was lost before the answer. */
  | { of: 'silence' }

/** `WAITING` of the outcomes: nothing has happened yet. */
const WAITING = 2
const PLACE = 'on the machine where runqscope runs'

/** How long the flight recorder's ring is, e.g. `30 s`; undefined where only memory bounds it. */
export function ringText({ span_ns: spanNs }: WireFlightRecorder): string | undefined {
  if (!spanNs) return undefined
  const seconds = spanNs / 1e9
  if (!Number.isInteger(seconds)) return duration(spanNs)
  return seconds % 60 === 0 ? `${count(seconds / 60)} min` : `${count(seconds)} s`
}

/** The sentences that say it, and whether something was not saved. */
export function newsText(news: FlightNews, recorder: WireFlightRecorder): { text: string; bad: boolean } {
  if (news.of === 'silence')
    return {
      text: 'Whether something was saved is not known: the connection was lost before the answer.',
      bad: true,
    }
  return news.of === 'answer' ? answerText(news.triggered, recorder) : fileText(news.flight)
}

function answerText(triggered: WireTriggered, recorder: WireFlightRecorder): { text: string; bad: boolean } {
  const { outcome, refused = '', path = '' } = triggered
  if (refused) return { text: `Not saved: ${printable(refused)}.`, bad: true }
  const text =
    outcome === WAITING
      ? `What comes is saved ${PLACE}: nothing has happened yet.`
      : `Saving what was before, and ${duration(recorder.post_ns ?? 0)} more, to ${printable(path ?? '')} ${PLACE}.`
  return { text, bad: false }
}

function fileText(flight: WireFlight): { text: string; bad: boolean } {
  const why = `(${printable(flight.trigger ?? '')})`
  if (flight.failed) return { text: `Not saved ${why}: ${printable(flight.failed)}.`, bad: true }
  const afterNs = Math.max(0, (flight.last_ns ?? 0) - (flight.triggered_ns ?? 0))
  const keptNs = flight.kept_ns ?? 0
  const askedNs = flight.asked_ns ?? 0
  const parts = [
    `Saved ${why} to ${printable(flight.path ?? '')} ${PLACE}:`,
    `${duration(keptNs)} before and ${duration(afterNs)} after,`,
    `${count(flight.transitions ?? 0)} transitions in ${bytes(flight.bytes ?? 0)}.`,
  ]
  if (flight.cut && keptNs < askedNs)
    parts.push(`There was no memory to keep all of the ${duration(askedNs)} before.`)
  return { text: parts.join(' '), bad: false }
}
