import type { Delay } from './collector.js'

/** Goroutines that waited for a P at one time: the one that waited longest, and how many did so with it. */
export interface Moment {
  worst: Delay
  /** By goroutine, its site: those whose delays overlap it and lasted at least `leastNs`, itself included. Exact, because all of those were kept. */
  goroutines: Map<number, number>
  leastNs: number
  /** From the first beginning to the last end. */
  firstNs: number
  lastNs: number
}

/** Shorter than this share of the worst, and a delay says nothing of the same cause. */
const KIN = 0.25

/**
 * One stall delays many goroutines, and a list of the longest delays would tell of it alone. Delays that overlap the
 * longest of them belong to one moment.
 * @param delays longest first
 */
export function momentsOf(delays: readonly Delay[], limit: number): Moment[] {
  const moments: Moment[] = []
  for (const delay of delays) {
    const endNs = delay.sinceNs + delay.ns
    const moment = moments.find(
      ({ worst }) => delay.sinceNs < worst.sinceNs + worst.ns && endNs > worst.sinceNs,
    )
    if (moment) {
      if (delay.ns < moment.worst.ns * KIN) continue
      moment.goroutines.set(delay.goid, delay.site)
      moment.leastNs = Math.min(moment.leastNs, delay.ns)
      moment.firstNs = Math.min(moment.firstNs, delay.sinceNs)
      moment.lastNs = Math.max(moment.lastNs, endNs)
    } else if (moments.length < limit)
      moments.push({
        worst: delay,
        goroutines: new Map([[delay.goid, delay.site]]),
        leastNs: delay.ns,
        firstNs: delay.sinceNs,
        lastNs: endNs,
      })
  }
  return moments
}
