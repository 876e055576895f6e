import type { FlightTold, StreamFlight, TriggerTold } from './flightterms.js'
import { ServerMessage, TriggeredOutcome, type WireFlightRecorder, type WireTrigger } from './wire.js'

/** Of a reason so many characters are kept. */
const REASON_MAX = 256

const outcomes = {
  writing: TriggeredOutcome.WRITING,
  waiting: TriggeredOutcome.WAITING,
  busy: TriggeredOutcome.BUSY,
  cooling: TriggeredOutcome.COOLING,
  full: TriggeredOutcome.FULL,
  failed: TriggeredOutcome.FAILED,
  over: TriggeredOutcome.OVER,
} as const satisfies Record<TriggerTold['outcome'], number>

const noRecorder = {
  outcome: TriggeredOutcome.NO_RECORDER,
  refused:
    'there is no flight recorder here; start one with `runqscope record PID -o FILE --ring 30s --listen`',
}

/** Asks the flight recorder what a client asks for. @returns the frame of the answer */
export function answerTrigger(flight: StreamFlight | undefined, asked: WireTrigger): Uint8Array {
  const id = asked.id ?? 0
  const reason = asked.reason ?? ''
  if (!flight) return ServerMessage.encode({ triggered: { id, ...noRecorder } }).finish()
  // By whole characters: half of one would be none.
  const kept = [...reason.slice(0, REASON_MAX * 2)].slice(0, REASON_MAX).join('')
  const told = flight.trigger(kept === '' ? 'WebSocket' : `WebSocket: ${kept}`)
  const { refused, path, files } = told
  return ServerMessage.encode({
    triggered: {
      ...{ id, outcome: outcomes[told.outcome], refused, path, files },
      ...{ until_ns: told.untilNs, cooldown_ns: told.cooldownNs },
    },
  }).finish()
}

export function encodeFlight(told: FlightTold): Uint8Array {
  if (told.failed !== undefined)
    return ServerMessage.encode({ flight: { failed: told.failed, trigger: told.why } }).finish()
  const { path, why, cut, bytes } = told
  return ServerMessage.encode({
    flight: {
      ...{ path, trigger: why, cut, bytes, transitions: told.rows },
      ...{ triggered_ns: told.triggeredNs, first_ns: told.firstNs, last_ns: told.lastNs },
      ...{ asked_ns: told.askedNs, kept_ns: told.keptNs },
    },
  }).finish()
}

/** For the hello. */
export function flightRecorderOf({ terms }: StreamFlight): WireFlightRecorder {
  return {
    span_ns: Number.isFinite(terms.spanNs) ? terms.spanNs : 0,
    bytes_max: terms.bytesMax,
    post_ns: terms.postNs,
    cooldown_ns: terms.cooldownNs,
    files_max: terms.filesMax,
  }
}
