import { Kind } from '../../contract.gen.js'
import { stageOf, WAIT } from '../../latency/stage.js'
import { Goroutines, ROW_F64 } from '../../model/goroutines.js'
import type { LiveGoroutines } from '../../model/live.js'
import { Flag, State, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap } from '../../recording/walk.js'

/** Values of `--profile`, the default first. */
export const profileNames = ['creation', 'waker', 'blocking'] as const
export type ProfileName = (typeof profileNames)[number]

/** In place of a waker's site. */
export const NOBODY = 65536
export const NOT_KNOWN = 65537

/** Intervals that have the site, the waker and the cause in common. */
export interface Sample {
  /** Of the goroutine whose interval it is. */
  site: number
  /** Site of who woke or created it; NOBODY if no goroutine did, NOT_KNOWN if that was not seen. 0 unless asked for. */
  waker: number
  /** Of a delay: see `causeOf`. Of a wait: its reason. */
  cause: number
  count: number
  totalNs: number
  maxNs: number
}

/** Not seen. */
export const NO_CAUSE = 0

/**
 * Why a goroutine became runnable: the event's kind times 256, and what it needs besides: the reason of the wait that a
 * READY ended, the reason byte of a GOSCHED.
 */
function causeOf(kind: number, reason: number, endedReason: number): number {
  return kind * 256 + (kind === Kind.READY ? endedReason : kind === Kind.GOSCHED ? reason : 0)
}

/** Adds up the intervals that a profile shows. What crosses a loss has no length and is not counted. */
export class Samples {
  readonly all: Sample[] = []
  /** Events, by cause. */
  readonly lost: Record<string, number> = {}
  private readonly numbers = new Map<number, number>()
  private readonly index = new Goroutines()
  /** Where what is told begins: what reaches back over it is not counted. */
  private partNs = -Infinity
  /** By row of the index: of the moment when it became runnable. */
  private site = new Uint32Array(1024)
  private waker = new Uint32Array(1024)
  private cause = new Uint16Array(1024)

  /** @param profile which; the runtime's own goroutines are in none, as in our overall figures */
  constructor(private readonly profile: ProfileName) {}

  begin(live: LiveGoroutines & { timeNs: number }): void {
    this.partNs = live.timeNs
    this.live(live)
  }

  /** Who is there; nobody else is. */
  live(live: LiveGoroutines): void {
    const there = new Set(live.goid.subarray(0, live.length))
    const { index } = this
    for (let at = 0; at < index.high; at++) {
      const goid = index.f64[at * ROW_F64]
      if (goid !== 0 && !there.has(goid)) index.remove(at)
    }
    for (let i = 0; i < live.length; i++) {
      const known = this.index.find(live.goid[i])
      const at = known >= 0 ? known : this.insert(live.goid[i])
      this.site[at] = live.site[i]
    }
  }

  batch(batch: TransitionBatch): void {
    const { timeNs, sinceNs, goid, other, site, kind, from, to, reason, endedReason, flags } = batch
    const blocking = this.profile === 'blocking'
    for (let row = 0; row < batch.length; row++) {
      const ns = timeNs[row] - sinceNs[row]
      let at = this.index.find(goid[row])
      // NaN, where the start is not known, is not ≥ 0.
      if (ns >= 0 && sinceNs[row] >= this.partNs && (flags[row] & Flag.System) === 0) {
        const stage = stageOf(from[row], to[row], kind[row], flags[row])
        if (blocking) {
          if (stage === WAIT) this.add(site[row], 0, endedReason[row], ns)
        } else if (from[row] === State.Runnable && to[row] === State.Running) this.delay(site[row], at, ns)
      }
      if (to[row] === State.NotExist) {
        if (at >= 0) this.index.remove(at)
        continue
      }
      if (at < 0) at = this.insert(goid[row])
      this.site[at] = site[row]
      const woken = to[row] === State.Runnable
      this.cause[at] = woken ? causeOf(kind[row], reason[row], endedReason[row]) : NO_CAUSE
      this.waker[at] = woken ? this.wakerOf(other[row]) : NOT_KNOWN
    }
  }

  gap({ lost }: RecordedGap): void {
    for (const [cause, count] of Object.entries(lost)) this.lost[cause] = (this.lost[cause] ?? 0) + count
  }

  private delay(site: number, at: number, ns: number): void {
    const waker = at < 0 ? NOT_KNOWN : this.waker[at]
    this.add(site, this.profile === 'waker' ? waker : 0, at < 0 ? NO_CAUSE : this.cause[at], ns)
  }

  private wakerOf(goid: number): number {
    if (this.profile !== 'waker') return 0
    if (goid === 0) return NOBODY
    const at = this.index.find(goid)
    return at < 0 ? NOT_KNOWN : this.site[at]
  }

  private add(site: number, waker: number, cause: number, ns: number): void {
    // 17 bits of the waker, 16 of the site, 16 of the cause.
    const key = (waker * 65536 + site) * 65536 + cause
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.all.length
      this.numbers.set(key, number)
      this.all.push({ site, waker, cause, count: 0, totalNs: 0, maxNs: 0 })
    }
    const sample = this.all[number]!
    sample.count++
    sample.totalNs += ns
    if (ns > sample.maxNs) sample.maxNs = ns
  }

  private insert(goid: number): number {
    const at = this.index.insert(goid)
    if (at >= this.site.length) this.grow()
    this.cause[at] = NO_CAUSE
    this.waker[at] = NOT_KNOWN
    return at
  }

  private grow(): void {
    const size = this.site.length * 2
    const { site, waker, cause } = this
    this.site = new Uint32Array(size)
    this.waker = new Uint32Array(size)
    this.cause = new Uint16Array(size)
    this.site.set(site)
    this.waker.set(waker)
    this.cause.set(cause)
  }
}
