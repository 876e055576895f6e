import { Kind, NO_P } from '../contract.gen.js'
import { State, type TransitionBatch } from '../model/transition.js'
import { type Meanwhile, Runs } from './runs.js'

/** What a P is known to do. */
const UNKNOWN = 0
const IDLE = 1
const BUSY = 2
/** Its goroutine is in a system call: the P is not idle, and runs nothing. */
const CALLING = 3

/**
 * What the Ps run, and how much of their time they run anything while goroutines are runnable. A P is unknown until the
 * first row that names it, and again after a loss. Without probes on system calls a goroutine in one seems to run on its P
 * until somebody else does.
 */
export class Processors {
  /** Of all Ps, while known. */
  busyNs = 0
  knownNs = 0
  /** While at least one goroutine was known to be runnable and at least one P to be idle. */
  idleNs = 0
  /** The same, for each of those goroutines that an idle P could have run. */
  missedNs = 0
  /** The integral of runnable goroutines over time, ns. */
  runnableNs = 0
  runnableMax = 0
  /** When there were so many. */
  runnableMaxNs = 0
  /** Time told of, losses excluded. */
  observedNs = 0

  private readonly runs = new Runs()
  private state = new Uint8Array(0)
  private goid = new Float64Array(0)
  private site = new Uint16Array(0)
  private beginNs = new Float64Array(0)
  /** By P: since when it is known. */
  private sinceNs = new Float64Array(0)
  private readonly tallies = [0, 0, 0, 0]
  /** By P, like the sums above. */
  private busy = new Float64Array(0)
  private known = new Float64Array(0)
  private nowNs = Number.NaN

  /** Moves on to a moment, in which so many goroutines are runnable up to it. Late rows change nothing. */
  advance(timeNs: number, runnable: number): void {
    const ns = timeNs - this.nowNs
    if (!(ns > 0)) {
      if (Number.isNaN(this.nowNs)) this.nowNs = timeNs
      return
    }
    this.nowNs = timeNs
    const idle = this.tallies[IDLE]
    const busy = this.tallies[BUSY]
    this.observedNs += ns
    this.busyNs += busy * ns
    this.knownNs += (idle + busy + this.tallies[CALLING]) * ns
    this.runnableNs += runnable * ns
    if (runnable > 0 && idle > 0) {
      this.idleNs += ns
      this.missedNs += Math.min(runnable, idle) * ns
    }
    if (runnable > this.runnableMax) {
      this.runnableMax = runnable
      this.runnableMaxNs = timeNs - ns
    }
  }

  take(batch: TransitionBatch, i: number, site: number): void {
    const to = batch.to[i]
    const p = batch.p[i]
    const goid = batch.goid[i]
    const timeNs = batch.timeNs[i]
    if (to === State.Running) {
      if (p !== NO_P) this.enter(p, goid, site, timeNs)
    } else if (batch.from[i] === State.Running || batch.from[i] === State.Syscall)
      this.leave(p, goid, timeNs, to === State.Syscall ? CALLING : IDLE, batch.kind[i] === Kind.SYSCALL_EXIT)
  }

  /** Nothing is known of the Ps from here on; what follows begins at another moment. */
  lose(timeNs: number): void {
    for (let p = 0; p < this.state.length; p++) {
      if (this.state[p] === UNKNOWN) continue
      this.close(p, timeNs)
      this.known[p] += Math.max(0, timeNs - this.sinceNs[p])
      this.set(p, UNKNOWN)
    }
    this.nowNs = Number.NaN
  }

  /** By number, for the Ps that were ever known: how long, and how much of that they ran goroutines. */
  usage(): { p: number; known_ns: number; busy_ns: number }[] {
    return Array.from(this.known, (ns, p) => ({ p, known_ns: ns, busy_ns: this.busy[p] })).filter(
      each => each.known_ns > 0,
    )
  }

  /** What ran on a P in an interval; undefined if nothing is known of it. */
  meanwhile(p: number, firstNs: number, lastNs: number): Meanwhile | undefined {
    if (p < 0 || p >= this.state.length || this.state[p] === UNKNOWN || this.sinceNs[p] >= lastNs)
      return undefined
    const open =
      this.state[p] === BUSY
        ? { goid: this.goid[p], site: this.site[p], beginNs: this.beginNs[p] }
        : undefined
    return this.runs.meanwhile(p, firstNs, lastNs, this.sinceNs[p], open)
  }

  private enter(p: number, goid: number, site: number, timeNs: number): void {
    if (p >= this.state.length) this.grow(p)
    this.close(p, timeNs)
    if (this.state[p] === UNKNOWN) this.sinceNs[p] = timeNs
    this.set(p, BUSY)
    this.goid[p] = goid
    this.site[p] = site
    this.beginNs[p] = timeNs
  }

  /** @param blocked it comes out of a system call that its P did not wait for: nobody knows since when it is without */
  private leave(p: number, goid: number, timeNs: number, left: number, blocked: boolean): void {
    if (p < this.state.length && this.state[p] >= BUSY && this.goid[p] === goid) {
      this.close(p, timeNs)
      this.set(p, left)
      return
    }
    // In a system call that has no probes it may have changed its P.
    for (let q = 0; q < this.state.length; q++) {
      if (this.state[q] < BUSY || this.goid[q] !== goid) continue
      this.close(q, timeNs)
      this.set(q, IDLE)
    }
    if (p === NO_P || blocked) return
    if (p >= this.state.length) this.grow(p)
    if (this.state[p] !== UNKNOWN) return
    this.sinceNs[p] = timeNs
    this.set(p, left)
    this.goid[p] = goid
  }

  /** The run on a P ends, if there is one. */
  private close(p: number, timeNs: number): void {
    if (this.state[p] !== BUSY || !(timeNs > this.beginNs[p])) return
    this.busy[p] += timeNs - this.beginNs[p]
    this.runs.add(p, this.goid[p], this.site[p], this.beginNs[p], timeNs)
  }

  private set(p: number, state: number): void {
    this.tallies[this.state[p]]--
    this.tallies[state]++
    this.state[p] = state
  }

  private grow(p: number): void {
    const ps = Math.max(8, 2 ** Math.ceil(Math.log2(p + 1)))
    this.tallies[UNKNOWN] += ps - this.state.length
    this.state = grown(this.state, new Uint8Array(ps))
    this.goid = grown(this.goid, new Float64Array(ps))
    this.site = grown(this.site, new Uint16Array(ps))
    this.beginNs = grown(this.beginNs, new Float64Array(ps))
    this.sinceNs = grown(this.sinceNs, new Float64Array(ps))
    this.busy = grown(this.busy, new Float64Array(ps))
    this.known = grown(this.known, new Float64Array(ps))
    this.runs.grow(ps)
  }
}

function grown<T extends Float64Array | Uint16Array | Uint8Array>(column: T, longer: T): T {
  longer.set(column)
  return longer
}
