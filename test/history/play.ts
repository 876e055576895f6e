import { Kind, NO_P } from '../../lib/contract.gen.js'
import { type Context, type LiveColumns, Past } from '../../lib/history/past.js'
import { Flag, REASON_NONE, State } from '../../lib/model/transition.js'
import { type Random, random } from '../model/world.js'
import { contradict, delay, deliver, type Row } from './delivery.js'

/** A stretch of a goroutine's life in one state, as it truly was. */
export interface Stretch {
  goid: number
  site: number
  state: number
  reason: number
  p: number
  beginNs: number
  /** Infinity: it goes on. */
  endNs: number
  /** The rows that tell of its beginning and its end, if such were delivered. */
  begin: Row | undefined
  end: Row | undefined
}

export interface Actor {
  goid: number
  site: number
  system: boolean
  state: number
  reason: number
  p: number
  /** When its state is vouched for; whether that is when it began. */
  vouchedNs: number
  hearsay: boolean
  createdNs: number
  stretch: Stretch
}

export interface PlayOptions {
  seed: number
  moves: number
  ps?: number
  gaps?: number
  /** Rows that contradict what was known. */
  contradictions?: boolean
  /** Rows that come late. */
  late?: boolean
  /** Goroutines older than the session. */
  old?: number
  /** Oldest chunks that are forgotten. */
  forgotten?: number
  syscalls?: boolean
  /** Goroutines leave their Ps for system calls that have no probes. */
  unseen?: boolean
  /** Whether a snapshot after each loss settles who is in which state. */
  resync?: boolean
  goidBase?: number
}

export const SITES = 5
const SYSTEM_SITE = 4

/**
 * Goroutines on Ps that make only legal moves and know their true story, told as rows with losses, late ones, and
 * beginnings that nobody saw: what the past is asked about is compared with what really happened.
 */
export class Play {
  readonly stretches: Stretch[] = []
  readonly actors: Actor[] = []
  readonly rows: Row[] = []
  readonly gaps: { firstNs: number; lastNs: number }[] = []
  readonly past = new Past()
  readonly next: Random
  timeNs = 1000
  private born = 0
  private gapLastNs = -Infinity
  private losing = false
  private readonly running: (Actor | undefined)[]
  /** In a system call that nobody sees. */
  private readonly away: Actor[] = []

  constructor(readonly options: PlayOptions) {
    this.next = random(options.seed)
    this.running = Array.from({ length: options.ps ?? 4 })
    for (let i = 0; i < (options.old ?? 6); i++) this.addOld(i)
    const losses = options.gaps ?? 0
    const until = Math.floor(options.moves / (losses + 1))
    for (let i = 0; i <= losses; i++) {
      if (i > 0) this.lose(8)
      for (let move = 0; move < until; move++) this.move()
    }
    const { past, rows, gaps, next } = this
    if (options.contradictions) contradict(rows, next)
    if (options.late) delay(rows, gaps, next)
    deliver(past, rows, gaps, options.forgotten ?? 0)
  }

  /** Just after the newest row. */
  get newestNs(): number {
    return this.past.lastNs
  }

  get live(): LiveColumns {
    const { actors } = this
    const known = (actor: Actor) => actor.vouchedNs >= this.gapLastNs
    const state = (actor: Actor) => (known(actor) ? actor.state : State.Undetermined)
    const since = (actor: Actor) => (known(actor) && !actor.hearsay ? actor.vouchedNs : Number.NaN)
    const reason = (actor: Actor) => (state(actor) === State.Waiting ? actor.reason : REASON_NONE)
    return {
      timeNs: this.past.lastNs,
      length: actors.length,
      goid: Float64Array.from(actors, actor => actor.goid),
      state: Uint8Array.from(actors, state),
      sinceNs: Float64Array.from(actors, since),
      site: Uint32Array.from(actors, actor => actor.site),
      tid: Uint32Array.from(actors, actor => (state(actor) === State.Running ? 100 + actor.p : 0)),
      reason: Uint8Array.from(actors, reason),
      createdNs: Float64Array.from(actors, actor => actor.createdNs),
      flags: Uint8Array.from(actors, actor => (actor.system ? Flag.System : 0)),
    }
  }

  context(askedFirstNs: number, askedLastNs: number, filter: Context['filter'] = {}): Context {
    const { past } = this
    const firstNs = Math.min(Math.max(askedFirstNs, past.firstNs), past.lastNs)
    const lastNs = Math.max(firstNs, Math.min(askedLastNs, past.lastNs))
    return {
      firstNs,
      lastNs,
      askedFirstNs,
      askedLastNs,
      chunks: past.chunks.slice(),
      filter,
      live: this.live,
    }
  }

  private addOld(i: number): void {
    const state = i < this.running.length / 2 ? State.Running : i % 2 ? State.Waiting : State.Runnable
    const actor = this.enter(
      this.goid(),
      Math.floor(this.next() * SITES),
      state,
      state === State.Waiting ? 3 : REASON_NONE,
      i,
    )
    actor.hearsay = true
    actor.vouchedNs = 0
    actor.createdNs = Number.NaN
    actor.stretch.beginNs = -Infinity
    if (state === State.Running) this.running[i] = actor
  }

  private goid(): number {
    return (this.options.goidBase ?? 0) + ++this.born
  }

  private enter(goid: number, site: number, state: number, reason: number, p: number): Actor {
    const beginNs = this.timeNs
    const stretch = {
      goid,
      site,
      state,
      reason,
      p,
      beginNs,
      endNs: Infinity,
      begin: undefined,
      end: undefined,
    }
    const system = site === SYSTEM_SITE
    const actor = {
      ...{ goid, site, system, state, reason, p, stretch },
      ...{ vouchedNs: beginNs, hearsay: false, createdNs: beginNs },
    }
    this.actors.push(actor)
    this.stretches.push(stretch)
    return actor
  }

  private move(): void {
    this.timeNs += 1 + Math.floor(this.next() * 40)
    const p = Math.floor(this.next() * this.running.length)
    const actor = this.running[p]
    const choice = this.next()
    if (actor && this.options.unseen && choice > 0.92) {
      this.running[p] = undefined
      this.away.push(actor)
      return
    }
    if (!actor && this.away.length > 0 && choice < 0.3) {
      this.comeBack(p, choice < 0.1)
      return
    }
    if (!actor) {
      const runnable = this.pick(State.Runnable)
      const waiting = this.pick(State.Waiting)
      const calling = this.pick(State.Syscall)
      if (calling && choice < 0.3) this.run(calling, p, Kind.SYSCALL_RETURN)
      else if (runnable && choice < 0.85) this.run(runnable, p, Kind.RUN)
      else if (waiting) this.change(waiting, Kind.READY, State.Runnable, { p: NO_P })
      return
    }
    const waiting = this.pick(State.Waiting)
    if (choice < 0.12) this.create(actor, p)
    else if (choice < 0.4 && waiting)
      this.change(waiting, Kind.READY, State.Runnable, { other: actor.goid, p })
    else if (choice < 0.6) this.stop(actor, Kind.PARK, State.Waiting, 1 + Math.floor(this.next() * 3))
    else if (choice < 0.72) this.stop(actor, Kind.GOSCHED, State.Runnable, Math.floor(this.next() * 2))
    else if (choice < 0.8 && this.options.syscalls)
      this.stop(actor, Kind.SYSCALL_ENTER, State.Syscall, REASON_NONE)
    else if (choice < 0.9 && this.actors.length > 3) this.stop(actor, Kind.EXIT, State.NotExist, REASON_NONE)
  }

  /** From a system call that nobody saw: on this P, or, if there is none for it, to wait for one. */
  private comeBack(p: number, late: boolean): void {
    const actor = this.away.shift()!
    if (late) {
      this.change(actor, Kind.SYSCALL_EXIT, State.Runnable, { p: NO_P })
      return
    }
    actor.p = p
    this.running[p] = actor
  }

  private pick(state: number): Actor | undefined {
    const candidates = this.actors.filter(actor => actor.state === state)
    return candidates[Math.floor(this.next() * candidates.length)]
  }

  private run(actor: Actor, p: number, kind: number): void {
    this.running[p] = actor
    this.change(actor, kind, State.Running, { p })
  }

  private stop(actor: Actor, kind: number, to: number, reason: number): void {
    this.running[actor.p] = undefined
    this.change(actor, kind, to, { p: actor.p, reason })
  }

  private create(parent: Actor, p: number): void {
    const actor = this.enter(this.goid(), Math.floor(this.next() * SITES), State.Runnable, REASON_NONE, p)
    const row = this.row(actor, Kind.CREATE, State.NotExist, { other: parent.goid, p })
    if (row) actor.stretch.begin = row
    this.lostBirth(actor, row)
  }

  /** A goroutine whose birth was lost is met later: then nobody knows when it was born. */
  private lostBirth(actor: Actor, row: Row | undefined): void {
    if (row) return
    actor.createdNs = Number.NaN
    actor.vouchedNs = -Infinity
  }

  private change(
    actor: Actor,
    kind: number,
    to: number,
    detail: { p: number; other?: number; reason?: number },
  ): void {
    const from = actor.state
    const endedReason = actor.reason
    const last = actor.stretch
    last.endNs = this.timeNs
    actor.state = to
    actor.reason = to === State.Waiting ? detail.reason! : REASON_NONE
    if (to === State.Running) actor.p = detail.p
    const row = this.row(actor, kind, from, detail, from === State.Waiting ? endedReason : REASON_NONE)
    last.end = row
    if (row) {
      actor.vouchedNs = this.timeNs
      actor.hearsay = false
    }
    if (to === State.NotExist) {
      this.actors.splice(this.actors.indexOf(actor), 1)
      return
    }
    const { goid, site, reason, p } = actor
    const beginNs = this.timeNs
    actor.stretch = { goid, site, state: to, reason, p, beginNs, endNs: Infinity, begin: row, end: undefined }
    this.stretches.push(actor.stretch)
  }

  private row(
    actor: Actor,
    kind: number,
    from: number,
    { p, other = 0, reason = REASON_NONE }: { p: number; other?: number; reason?: number },
    endedReason = REASON_NONE,
  ): Row | undefined {
    if (this.losing && this.next() < 0.6) return undefined
    const known = from !== State.NotExist && actor.vouchedNs >= this.gapLastNs
    const row: Row = {
      ...{ timeNs: this.timeNs, goid: actor.goid, other, site: actor.site, p, kind, from, to: actor.state },
      sinceNs: known && !actor.hearsay ? actor.vouchedNs : Number.NaN,
      createdNs:
        actor.state === State.NotExist && actor.createdNs >= this.gapLastNs ? actor.createdNs : Number.NaN,
      reason: kind === Kind.GOSCHED ? reason : actor.state === State.Waiting ? reason : REASON_NONE,
      endedReason: known || endedReason === REASON_NONE ? endedReason : REASON_NONE,
      flags: actor.system ? Flag.System : 0,
      kept: true,
    }
    this.rows.push(row)
    return row
  }

  /** Some moves of which only some are told. */
  private lose(moves: number): void {
    this.timeNs += 10
    const gap = { firstNs: this.timeNs, lastNs: Infinity }
    this.gaps.push(gap)
    // While it lasts no state that was known before is any more.
    this.gapLastNs = Infinity
    this.losing = true
    for (let i = 0; i < moves; i++) this.move()
    this.losing = false
    this.timeNs += 10
    gap.lastNs = this.timeNs
    this.gapLastNs = this.timeNs
    this.timeNs += 10
    if (!this.options.resync) return
    for (const actor of this.actors) {
      actor.hearsay = true
      actor.vouchedNs = this.timeNs
    }
  }
}
