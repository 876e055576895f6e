import { Kind, NO_P } from '../../lib/contract.gen.js'
import { REASON_NONE, type Snapshot, State, stateNames } from '../../lib/model/transition.js'
import type { TapeEvent } from './tape.js'

/** A stretch of a goroutine's life in one state: what really happened. */
export interface Stretch {
  goid: number
  state: number
  sinceNs: number
  untilNs: number
  endedBy: Kind
  /** Ended by a return without a P. */
  lostP: boolean
  /** The goroutine was older than the session. */
  old: boolean
  first: boolean
}

interface Goroutine {
  goid: number
  state: number
  sinceNs: number
  reason: number
  tid: number
  coroutine: boolean
  /** Lent to a C thread: it comes and goes under the same goid. */
  callback: boolean
  old: boolean
  newborn: boolean
  createdNs: number
}

export type Random = () => number

/** xorshift32: the same seed, the same world. Returns [0, 1). */
export function random(seed: number): Random {
  let state = seed * 2654435761 + 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

const THREADS = 4
/** How long it takes a goroutine to see that it gets no P. */
export const SETTLE_NS = 2
const PC = 0x4000

/** A C thread's goroutine lives many lives under one goid. */
export const lifeKey = (goid: number, endNs: number): string => `g${goid} until ${endNs}`

/**
 * A scheduler that makes only legal moves: threads that run one goroutine each, goroutines that are born, wait, wake
 * each other, yield, switch as coroutines and exit; C threads that call into Go. With `syscalls` goroutines are seen to
 * enter system calls and to come back, too. Every move is one event, and one true stretch that it ends.
 */
export class World {
  readonly events: TapeEvent[] = []
  readonly stretches: Stretch[] = []
  /** Length of each full life, by goid and end. */
  readonly lives = new Map<string, number>()
  created = 0
  exited = 0
  /** Returns from system calls that were none, because no P was to be had. */
  withdrawn = 0
  private timeNs = 0
  private readonly goroutines: Goroutine[] = []
  private readonly running: (Goroutine | undefined)[] = Array.from({ length: THREADS })
  private readonly history: { timeNs: number; goid: number; state: number; reason: number; tid: number }[] =
    []
  private born = 0
  /** Goids of the C threads' goroutines that are not in Go. */
  private readonly lent: number[] = []

  constructor(
    private readonly next: Random,
    old: number,
    moves: number,
    private readonly syscalls = false,
  ) {
    for (let i = 0; i < old; i++) {
      const coroutine = next() < 0.1
      const state = !coroutine && next() < 0.5 ? State.Runnable : State.Waiting
      const goroutine = this.add(state, coroutine, true)
      // Some run already: what a switch leaves first, only the snapshot can tell.
      if (i < THREADS / 2) {
        goroutine.state = State.Running
        goroutine.tid = 100 + i
        this.running[i] = goroutine
      }
      this.note(goroutine)
    }
    for (let i = 0; i < moves; i++) this.move()
  }

  /** Live goroutines at the end. */
  get live(): number {
    return this.goroutines.length
  }

  /** Live goroutines at the end by state. */
  get states(): Record<string, number> {
    const counts = Object.fromEntries(stateNames.map(name => [name, 0]))
    for (const { state } of this.goroutines) counts[stateNames[state]]++
    return counts
  }

  /** The goroutines as a reader would find them who reads each at its own moment between the two. */
  snapshot(beginNs: number, endNs: number): Snapshot {
    const lives = new Map<number, (typeof this.history)[number]>()
    const momentsNs = new Map<number, number>()
    for (const change of this.history) {
      let momentNs = momentsNs.get(change.goid)
      if (momentNs === undefined) {
        momentNs = beginNs + Math.floor(this.next() * (endNs - beginNs))
        momentsNs.set(change.goid, momentNs)
      }
      if (change.timeNs <= momentNs) lives.set(change.goid, change)
    }
    const found = [...lives.values()].filter(change => change.state !== State.NotExist)
    return {
      beginNs,
      endNs,
      length: found.length,
      goid: Float64Array.from(found, change => change.goid),
      state: Uint8Array.from(found, change => change.state),
      reason: Uint8Array.from(found, change => change.reason),
      startpc: Float64Array.from(found, change => PC + (change.goid % 5)),
      gopc: Float64Array.from(found, change => PC + (change.goid % 5)),
      tid: Uint32Array.from(found, ({ state, tid }) =>
        state === State.Running || state === State.Syscall ? tid : 0,
      ),
    }
  }

  /** The events as the ring delivers them: one goroutine's stay in order, others change places by up to `jitterNs`. */
  delivered(jitterNs: number): TapeEvent[] {
    const lastNs = new Map<number, number>()
    const arrivals = this.events.map(event => {
      const atNs = Math.max(event.timeNs + this.next() * jitterNs, (lastNs.get(event.goid) ?? 0) + 1e-6)
      lastNs.set(event.goid, atNs)
      return { event, atNs }
    })
    return arrivals.sort((a, b) => a.atNs - b.atNs).map(arrival => arrival.event)
  }

  private move(): void {
    this.timeNs += 1 + Math.floor(this.next() * 40)
    const thread = Math.floor(this.next() * THREADS)
    const tid = 100 + thread
    const current = this.running[thread]
    const choice = this.next()
    if (!current) {
      const runnable = this.pick(g => g.state === State.Runnable)
      const waiting = this.pick(g => g.state === State.Waiting && !g.coroutine)
      if (choice < 0.1) this.callIn(thread)
      else if (runnable && choice < 0.7) this.enter(runnable, Kind.RUN, thread)
      else if (waiting) this.change(waiting, { kind: Kind.READY, tid }, State.Runnable)
      return
    }
    if (current.state === State.Syscall) {
      this.comeBack(current, thread, choice)
      return
    }
    const coroutine = this.pick(g => g.state === State.Waiting && g.coroutine)
    const waiting = this.pick(g => g.state === State.Waiting && !g.coroutine)
    if (choice < 0.15) this.create(current, tid, this.next() < 0.2)
    else if (choice < 0.35 && waiting) {
      this.change(waiting, { kind: Kind.READY, tid, other: current.goid }, State.Runnable)
    } else if (current.callback) {
      if (this.syscalls) this.change(current, { kind: Kind.SYSCALL_ENTER, tid }, State.Syscall)
      else this.exit(current, thread, Kind.DROPM)
    } else if (choice < 0.45 && coroutine) {
      if (this.next() < 0.3) this.exit(current, thread)
      else this.stop(current, { kind: Kind.CORO_SWITCH, tid }, State.Waiting, thread, false)
      this.timeNs += 1
      this.enter(coroutine, Kind.CORO_SWITCH, thread)
    } else if (current.coroutine) {
      // What was ever left by a switch is only entered by one; it ends here if there is nothing to switch to.
      if (!coroutine) this.exit(current, thread)
    } else if (choice < 0.6) {
      this.stop(
        current,
        { kind: Kind.PARK, tid, reason: 1 + Math.floor(this.next() * 3) },
        State.Waiting,
        thread,
      )
    } else if (choice < 0.68)
      this.stop(current, { kind: Kind.GOSCHED, tid, reason: 1 }, State.Runnable, thread)
    else if (choice < 0.74) this.stop(current, { kind: Kind.YIELD, tid }, State.Runnable, thread)
    else if (choice < 0.8) this.stop(current, { kind: Kind.PREEMPT_PARK, tid }, State.Waiting, thread)
    else if (choice < 0.86) {
      if (this.syscalls) this.change(current, { kind: Kind.SYSCALL_ENTER, tid }, State.Syscall)
      else this.stop(current, { kind: Kind.SYSCALL_EXIT, tid }, State.Runnable, thread)
    } else if (choice < 0.96) this.exit(current, thread)
  }

  /** A system call ends: with its P, without one and without getting another, or without but it gets one. */
  private comeBack(goroutine: Goroutine, thread: number, choice: number): void {
    const tid = 100 + thread
    if (goroutine.callback && choice < 0.4) this.exit(goroutine, thread, Kind.DROPM)
    else if (goroutine.callback || choice < 0.3)
      this.change(goroutine, { kind: Kind.SYSCALL_RETURN, tid, p: thread }, State.Running)
    else if (choice < 0.5) this.change(goroutine, { kind: Kind.SYSCALL_RETURN, tid, p: NO_P }, State.Running)
    else if (choice < 0.8) {
      if (choice < 0.7) {
        const { timeNs } = this
        this.events.push({ timeNs, goid: goroutine.goid, kind: Kind.SYSCALL_RETURN, tid, p: NO_P })
        this.withdrawn++
        this.timeNs += SETTLE_NS
      }
      this.stop(goroutine, { kind: Kind.SYSCALL_EXIT, tid }, State.Runnable, thread)
    }
  }

  /** A C thread enters Go. */
  private callIn(thread: number): void {
    const goroutine = this.add(this.syscalls ? State.Syscall : State.Running, false, false)
    goroutine.callback = true
    goroutine.newborn = false
    const again = this.lent.pop()
    if (again !== undefined) {
      goroutine.goid = again
      this.born--
    }
    this.created++
    goroutine.tid = 100 + thread
    this.running[thread] = goroutine
    this.events.push({ timeNs: this.timeNs, kind: Kind.NEEDM, goid: goroutine.goid, tid: goroutine.tid })
    this.note(goroutine)
  }

  private create(parent: Goroutine, tid: number, coroutine: boolean): void {
    const child = this.add(coroutine ? State.Waiting : State.Runnable, coroutine, false)
    this.created++
    const site = PC + (child.goid % 5)
    const reason = coroutine ? 4 : 1
    const { goid } = child
    this.events.push({
      timeNs: this.timeNs,
      kind: Kind.CREATE,
      goid,
      other: parent.goid,
      tid,
      reason,
      startpc: site,
      gopc: site,
    })
    this.note(child)
  }

  private enter(goroutine: Goroutine, kind: Kind, thread: number): void {
    goroutine.tid = 100 + thread
    this.running[thread] = goroutine
    this.change(goroutine, { kind, tid: goroutine.tid }, State.Running)
  }

  private stop(
    goroutine: Goroutine,
    event: Omit<TapeEvent, 'timeNs' | 'goid'>,
    to: number,
    thread: number,
    told = true,
  ): void {
    this.running[thread] = undefined
    // A coroutine switch is one event, at the moment of the one entered.
    if (!told) this.timeNs += 1
    this.change(goroutine, event, to, told)
    if (!told) {
      this.timeNs -= 1
      goroutine.coroutine = true
    }
  }

  private exit(goroutine: Goroutine, thread: number, kind: Kind = Kind.EXIT): void {
    this.running[thread] = undefined
    this.change(goroutine, { kind, tid: goroutine.tid }, State.NotExist)
    if (goroutine.callback) this.lent.push(goroutine.goid)
    this.exited++
    this.goroutines.splice(this.goroutines.indexOf(goroutine), 1)
    if (!goroutine.old)
      this.lives.set(lifeKey(goroutine.goid, this.timeNs), this.timeNs - goroutine.createdNs)
  }

  private change(
    goroutine: Goroutine,
    event: Omit<TapeEvent, 'timeNs' | 'goid'>,
    to: number,
    told = true,
  ): void {
    const { goid, state, sinceNs, old, newborn } = goroutine
    const first = newborn && to === State.Running
    const lostP = event.kind === Kind.SYSCALL_RETURN && event.p === NO_P
    const ended = { goid, state, sinceNs, untilNs: this.timeNs, endedBy: event.kind, lostP, first }
    this.stretches.push({ ...ended, old: old && sinceNs < 0 })
    if (told) this.events.push({ timeNs: this.timeNs, goid, ...event })
    goroutine.state = to
    goroutine.sinceNs = this.timeNs
    goroutine.newborn = false
    goroutine.reason = to === State.Waiting ? (event.reason ?? REASON_NONE) : REASON_NONE
    this.note(goroutine)
  }

  private add(state: number, coroutine: boolean, old: boolean): Goroutine {
    const goroutine = {
      goid: ++this.born,
      state,
      sinceNs: old ? -1 : this.timeNs,
      reason: REASON_NONE,
      tid: 0,
      coroutine,
      callback: false,
      old,
      newborn: !old,
      createdNs: this.timeNs,
    }
    this.goroutines.push(goroutine)
    return goroutine
  }

  private note({ goid, state, reason, tid, sinceNs }: Goroutine): void {
    this.history.push({ timeNs: sinceNs, goid, state, reason, tid })
  }

  private pick(wanted: (goroutine: Goroutine) => boolean): Goroutine | undefined {
    const begin = Math.floor(this.next() * this.goroutines.length)
    for (let i = 0; i < this.goroutines.length; i++) {
      const goroutine = this.goroutines[(begin + i) % this.goroutines.length]
      if (wanted(goroutine)) return goroutine
    }
    return undefined
  }
}
