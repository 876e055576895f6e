import { Kind, NO_P } from '../../contract.gen.js'
import { ROW_F64 } from '../../model/goroutines.js'
import type { LiveGoroutines } from '../../model/live.js'
import { Flag, State, stateNames, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import type { Output } from '../output.js'
import { Tracked } from '../tracked.js'
import { Message } from './message.js'
import { Category, commonNames, Name, Note, nameOf } from './names.js'
import { Extra, Packets, Type } from './packets.js'
import { LOSSES, Tracks } from './tracks.js'

/** Counters are told at most so often, ns: at every change they were 40 % of all events. */
const COUNTERS_NS = 10e6

/**
 * Goroutines as tracks of slices, one for each state, grouped by site; Ps as tracks of who runs on them; an arrow from who
 * wakes or creates to who becomes runnable. Slices that are open at the end stay so, which Perfetto shows as not ended.
 */
export class Slices implements RecordingVisitor {
  private readonly packets: Packets
  private readonly tracks: Tracks
  private readonly goroutines = new Tracked()
  /** Track of the goroutine whose slice is open on a P, 0 if none. */
  private readonly owner = new Uint32Array(65536)
  private readonly counterTracks: number[] = []
  private readonly counted = new Int32Array(6).fill(-1)
  private countersNs = -Infinity
  private lostUntilNs = -Infinity
  private flows = 0

  constructor(output: Output) {
    this.packets = new Packets(output)
    this.tracks = new Tracks(this.packets)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.packets.open(head)
    this.tracks.open(head)
    this.packets.intern(commonNames(head.waitReasons))
    for (const [state, name] of stateNames.entries())
      this.counterTracks.push(state === State.NotExist ? 0 : this.tracks.counter(name))
    this.find(live)
    this.count(live.timeNs)
  }

  batch(batch: TransitionBatch): void {
    const { length, timeNs, sinceNs, goid, site, p, from, to, reason, flags } = batch
    const { goroutines } = this
    for (let row = 0; row < length; row++) {
      const ns = timeNs[row]
      let at = goroutines.index.find(goid[row])
      if (at >= 0 && goroutines.state[at] !== State.Undetermined) {
        const wrong = (flags[row] & Flag.Disagreement) !== 0 || goroutines.state[at] !== from[row]
        this.close(at, ns, wrong && Number.isNaN(sinceNs[row]) ? Note.Contradicted : 0)
      }
      if (to[row] === State.NotExist) {
        if (at >= 0) goroutines.remove(at)
        continue
      }
      if (at < 0) at = goroutines.insert(goid[row], site[row])
      if (ns < this.lostUntilNs) continue
      const flow = this.cause(batch, row)
      goroutines.site[at] = site[row]
      this.open(at, ns, to[row], reason[row], p[row], flow === 0 ? Extra.None : Extra.EndsFlow, flow)
      if (ns >= this.countersNs + COUNTERS_NS) this.count(ns)
    }
  }

  gap({ firstNs, lastNs, lost }: RecordedGap): void {
    this.forget(firstNs)
    this.count(firstNs)
    this.lostUntilNs = Math.max(this.lostUntilNs, lastNs)
    const { packets } = this
    const total = Object.values(lost).reduce((sum, count) => sum + count, 0)
    const event = new Message().varint(9, Type.Begin).varint(11, LOSSES).varint(3, Category.Loss)
    event.text(23, total > 0 ? `${total} lost` : 'lost')
    for (const [cause, count] of Object.entries(lost))
      if (count > 0) event.block(4, new Message().text(10, cause).varint(3, count))
    packets.eventMessage(firstNs, event)
    packets.event(Math.max(firstNs, lastNs), Type.End, LOSSES, 0, 0, Extra.None, 0)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    const { index } = this.goroutines
    const there = new Set(live.goid.subarray(0, live.length))
    for (let at = 0; at < index.high; at++) {
      const goid = index.f64[at * ROW_F64]
      if (goid === 0 || there.has(goid)) continue
      if (this.goroutines.state[at] !== State.Undetermined) this.close(at, live.timeNs, Note.Loss)
      this.goroutines.remove(at)
    }
    this.find(live)
    this.count(live.timeNs)
  }

  end(ns: number): void {
    this.count(ns)
  }

  /** The slices of goroutines whose state only this list tells. */
  private find(live: LiveGoroutines & { timeNs: number }): void {
    const { goroutines } = this
    for (let i = 0; i < live.length; i++) {
      let at = goroutines.index.find(live.goid[i])
      if (at < 0) at = goroutines.insert(live.goid[i], live.site[i])
      const state = live.state[i]
      if (goroutines.state[at] !== State.Undetermined) continue
      if (state === State.Undetermined || state === State.NotExist) continue
      const seen = live.sinceNs[i] === live.timeNs
      this.open(
        at,
        live.timeNs,
        state,
        live.reason[i],
        NO_P,
        seen ? Extra.None : Extra.Note,
        seen ? 0 : Note.Unseen,
      )
    }
  }

  /** Ends every slice: what they are from here on is not known. */
  private forget(ns: number): void {
    const { index, state } = this.goroutines
    for (let at = 0; at < index.high; at++)
      if (index.f64[at * ROW_F64] !== 0 && state[at] !== State.Undetermined) this.close(at, ns, Note.Loss)
  }

  private open(
    at: number,
    ns: number,
    state: number,
    reason: number,
    p: number,
    extra: number,
    value: number,
  ): void {
    const { goroutines, packets } = this
    goroutines.enter(at, state)
    goroutines.sinceNs[at] = ns
    const track = this.trackOf(at)
    const category = state === State.Waiting ? Category.Wait : Category.State
    packets.event(ns, Type.Begin, track, nameOf(state, reason), category, extra, value)
    if (state !== State.Running || p === NO_P) return
    const lane = this.tracks.ofP(p)
    // Who is still shown there has left it for a system call that nobody saw.
    if (this.owner[p] !== 0) packets.event(ns, Type.End, lane, 0, 0, Extra.None, 0)
    this.owner[p] = track
    goroutines.p[at] = p
    if (goroutines.named[at] === 0) this.name(at, track)
    packets.event(ns, Type.Begin, lane, Name.Goroutine + track, Category.P, Extra.None, 0)
  }

  private close(at: number, ns: number, note: number): void {
    const { goroutines, packets } = this
    const endNs = Math.max(ns, goroutines.sinceNs[at])
    const track = goroutines.track[at]
    packets.event(endNs, Type.End, track, 0, 0, note === 0 ? Extra.None : Extra.Note, note)
    goroutines.enter(at, State.Undetermined)
    const p = goroutines.p[at]
    if (p === NO_P) return
    goroutines.p[at] = NO_P
    if (this.owner[p] !== track) return
    this.owner[p] = 0
    packets.event(endNs, Type.End, this.tracks.ofP(p), 0, 0, Extra.None, 0)
  }

  /** Marks who brought a row about, on that goroutine's track; returns the number of the arrow from there, 0 if none. */
  private cause(batch: TransitionBatch, row: number): number {
    const other = batch.other[row]
    if (other === 0) return 0
    const name = causeOf(batch.kind[row], batch.to[row])
    if (name === 0) return 0
    const at = this.goroutines.index.find(other)
    if (at < 0) return 0
    const flow = ++this.flows
    const ns = batch.timeNs[row]
    this.packets.event(ns, Type.Instant, this.trackOf(at), name, Category.Wake, Extra.Flow, flow)
    return flow
  }

  private trackOf(at: number): number {
    const { track, index, site } = this.goroutines
    if (track[at] === 0) track[at] = this.tracks.goroutine(index.f64[at * ROW_F64], site[at])
    return track[at]
  }

  private name(at: number, track: number): void {
    const { index, site, named } = this.goroutines
    const name = `G${index.f64[at * ROW_F64]} ${this.tracks.nameOf(site[at])}`
    const entry = new Message().varint(1, Name.Goroutine + track).text(2, name)
    this.packets.intern(new Message().block(2, entry))
    named[at] = 1
  }

  private count(ns: number): void {
    this.countersNs = ns
    const { counts } = this.goroutines
    for (let state = 0; state < counts.length; state++) {
      if (state === State.NotExist || counts[state] === this.counted[state]) continue
      this.counted[state] = counts[state]
      this.packets.counter(ns, this.counterTracks[state]!, counts[state])
    }
  }
}

function causeOf(kind: number, to: number): number {
  if (kind === Kind.READY) return Name.Ready
  if (kind === Kind.CREATE) return Name.Create
  return kind === Kind.CORO_SWITCH && to === State.Running ? Name.Switch : 0
}
