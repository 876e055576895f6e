import type { LiveGoroutines } from '../../lib/model/live.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'

/** Goroutines of one go statement. */
export interface Crew {
  name: string
  /** Position of the go statement. */
  at?: string
  /** Live from the beginning on. */
  goroutines: number
  /** Means, ns; the lengths are spread evenly from half to one and a half of it. */
  runNs: number
  waitNs: number
  reason?: number
  /** New ones a second; each runs once, then exits, or waits for ever if it leaks. */
  bornPerS?: number
  leaks?: boolean
}

/** A goroutine of a program that is not there. */
export interface Actor {
  goid: number
  site: number
  crew: Crew
  state: number
  reason: number
  /** NaN: not known. */
  sinceNs: number
  createdNs: number
  fresh: boolean
  p: number
  /** Runs longer once. */
  stallNs: number
}

/** Live goroutines as a recording tells them. */
export function liveOf(actors: Iterable<Actor>, timeNs: number): LiveGoroutines & { timeNs: number } {
  const all = [...actors].filter(({ state }) => state !== State.NotExist)
  return {
    timeNs,
    length: all.length,
    goid: Float64Array.from(all, ({ goid }) => goid),
    state: Uint8Array.from(all, ({ state }) => state),
    sinceNs: Float64Array.from(all, ({ sinceNs }) => sinceNs),
    createdNs: Float64Array.from(all, ({ createdNs }) => createdNs),
    site: Uint32Array.from(all, ({ site }) => site),
    tid: Uint32Array.from(all, ({ state, p }) => (state === State.Running ? 100 + p : 0)),
    reason: Uint8Array.from(all, ({ state, reason }) => (state === State.Waiting ? reason : REASON_NONE)),
  }
}
