import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import { State } from '../model/transition.js'
import { waitReasonText } from './latency.js'

/** Goroutines that wait at one moment, for one reason. */
export interface WaitingNow {
  goroutines: number
  /** The longest wait so far of those whose beginning is known, ns; null if none is. */
  longest_ns: number | null
  /** Those that have waited since a moment unknown: since before the attach, or since events were lost. */
  since_unknown: number
}

/**
 * What waits now, by wait reason text, most goroutines first; without the runtime's own.
 * @param names by site
 * @param texts the target's own, by waitReason value
 * @param nowNs since the session's base
 */
export function waitingNow(
  live: LiveGoroutines,
  names: readonly SiteName[],
  texts: readonly string[],
  nowNs: number,
): Record<string, WaitingNow> {
  const reasons = new Map<string, WaitingNow>()
  for (let row = 0; row < live.length; row++) {
    if (live.state[row] !== State.Waiting || names[live.site[row]!]?.system) continue
    const text = waitReasonText(live.reason[row]!, texts)
    const waiting = reasons.get(text) ?? { goroutines: 0, longest_ns: null, since_unknown: 0 }
    reasons.set(text, waiting)
    waiting.goroutines++
    const ns = nowNs - live.sinceNs[row]!
    if (Number.isNaN(ns)) waiting.since_unknown++
    else waiting.longest_ns = Math.max(waiting.longest_ns ?? 0, ns)
  }
  return Object.fromEntries([...reasons].sort(([, a], [, b]) => b.goroutines - a.goroutines))
}
