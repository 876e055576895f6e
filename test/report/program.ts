import { Kind, NO_P } from '../../lib/contract.gen.js'
import type { SiteName } from '../../lib/model/sites.js'
import { Flag, REASON_NONE, State } from '../../lib/model/transition.js'
import type { RecordingHead, RecordingPart, RecordingVisitor } from '../../lib/recording/walk.js'
import { type Random, randomOf } from '../history/told.js'
import type { Actor, Crew } from './actor.js'
import { Agenda } from './agenda.js'
import { Teller } from './teller.js'

export interface ProgramOptions {
  seed: number
  seconds: number
  ps?: number
  crews: Crew[]
  /** A goroutine of the first crew that runs for so long at this moment. */
  stall?: { atS: number; ns: number }
  /** Rows in here are lost. */
  gap?: { fromS: number; untilS: number }
  /** Of the session; recordings of one program run agree in it. */
  pid?: number
  /** What its head says of system calls; there are none. */
  syscalls?: boolean
  /** The part of the run that this recording holds, if it is one of several files. */
  part?: { fromS: number; untilS: number }
}

export const reasons = ['', 'chan receive', 'sync.Mutex.Lock', 'sleep', 'IO wait']
/** The model's reserved sites come first. */
const FIRST_SITE = 3
const reserved: SiteName[] = ['unknown', 'other sites', 'C thread callback'].map(name => ({
  function: name,
  createdAt: '',
  createdBy: '',
  system: false,
}))
/** From the moment that a P is free until the next goroutine runs on it. */
const DISPATCH_NS = 300

/**
 * A recording of a program that is not there: Ps that take goroutines from one queue, and know the truth. The same options
 * tell the same rows each time they are walked.
 */
export class Program {
  readonly path: string
  readonly head: RecordingHead
  /** The truth of what was told in full, by stage name. */
  readonly truth = { runs: 0, runNs: 0, delays: 0, delayNs: 0, born: 0, exited: 0, busyNs: 0 }

  constructor(
    readonly options: ProgramOptions,
    path = `program-${options.seed}.rqs`,
  ) {
    this.path = path
    const sites = options.crews.map(({ name, at }, i) => ({
      function: name,
      createdAt: at ?? `/src/main.go:${10 + i}`,
      createdBy: 'main.main',
      system: name.startsWith('runtime.'),
    }))
    const { fromS, untilS } = options.part ?? { fromS: 0, untilS: options.seconds }
    this.head = {
      version: 'test',
      pid: options.pid ?? options.seed,
      goVersion: 'go1.26.8',
      command: '/srv/app',
      method: 'synthetic',
      syscalls: options.syscalls ?? false,
      baseNs: String(1000 + (options.pid ?? options.seed)),
      startedAtUnixMs: 1_700_000_000_000,
      waitReasons: reasons,
      armedNs: 0,
      sites: [...reserved, ...sites],
      firstNs: fromS * 1e9,
      lastNs: untilS * 1e9,
      rows: 0,
      whole: true,
    }
  }

  walk(visitor: RecordingVisitor, part: RecordingPart = {}): Promise<void> {
    const fromNs = Math.max(this.head.firstNs, part.fromNs ?? 0)
    const untilNs = Math.min(this.head.lastNs, part.toNs ?? Infinity)
    const teller = new Teller(visitor, this.head, this.options.gap, fromNs, untilNs)
    new Run(this.options, teller, this.truth).play()
    return Promise.resolve()
  }
}

/** One go through the program's time. */
class Run {
  private readonly next: Random
  private readonly agenda = new Agenda()
  private readonly queue: Actor[] = []
  private readonly idle: number[]
  private goids = 0
  private nowNs = 0

  constructor(
    private readonly options: ProgramOptions,
    private readonly teller: Teller,
    private readonly truth: Program['truth'],
  ) {
    this.next = randomOf(options.seed * 7919 + 13)
    this.idle = Array.from({ length: options.ps ?? 2 }, (_, p) => p)
    for (const key of Object.keys(truth) as (keyof Program['truth'])[]) truth[key] = 0
  }

  play(): void {
    const { crews, seconds, stall } = this.options
    for (const [i, crew] of crews.entries()) {
      for (let n = 0; n < crew.goroutines; n++) {
        const actor = this.enter(crew, FIRST_SITE + i)
        this.agenda.add(this.next() * crew.waitNs, () => this.wake(actor))
      }
      if (crew.bornPerS) this.plan(crew, FIRST_SITE + i)
    }
    if (stall) this.agenda.add(stall.atS * 1e9, () => this.stall(stall.ns))
    const endNs = seconds * 1e9
    for (let due = this.agenda.take(endNs); due; due = this.agenda.take(endNs)) {
      this.nowNs = due.ns
      this.teller.at(due.ns)
      due.action()
    }
    this.teller.end()
  }

  private enter(crew: Crew, site: number): Actor {
    const actor: Actor = {
      ...{ goid: ++this.goids, site, crew, state: State.Waiting, reason: crew.reason ?? 1 },
      ...{ sinceNs: Number.NaN, createdNs: Number.NaN, fresh: false, p: NO_P, stallNs: 0 },
    }
    this.teller.actors.add(actor)
    return actor
  }

  private plan(crew: Crew, site: number): void {
    this.agenda.add(this.nowNs + this.spread(1e9 / crew.bornPerS!), () => {
      const actor = this.enter(crew, site)
      actor.state = State.NotExist
      actor.fresh = true
      actor.createdNs = this.nowNs
      this.change(actor, Kind.CREATE, State.Runnable, NO_P, 1)
      this.truth.born++
      this.push(actor)
      this.plan(crew, site)
    })
  }

  /** The last goroutine of the first crew, or whoever runs next if that does not wait. */
  private stall(ns: number): void {
    const actor = [...this.teller.actors].find(({ crew }) => crew === this.options.crews[0])!
    actor.stallNs = ns
  }

  private wake(actor: Actor): void {
    this.change(actor, Kind.READY, State.Runnable, NO_P, 0)
    this.push(actor)
  }

  private push(actor: Actor): void {
    this.queue.push(actor)
    this.dispatch()
  }

  private dispatch(): void {
    if (this.queue.length === 0 || this.idle.length === 0) return
    const actor = this.queue.shift()!
    const p = this.idle.shift()!
    this.agenda.add(this.nowNs + DISPATCH_NS, () => this.run(actor, p))
  }

  private run(actor: Actor, p: number): void {
    this.truth.delays++
    this.truth.delayNs += this.nowNs - actor.sinceNs
    this.change(actor, Kind.RUN, State.Running, p, 0)
    actor.p = p
    const ns = actor.stallNs || this.spread(actor.crew.runNs)
    actor.stallNs = 0
    this.agenda.add(this.nowNs + ns, () => this.stop(actor, p, ns))
  }

  private stop(actor: Actor, p: number, ns: number): void {
    const { crew } = actor
    this.truth.runs++
    this.truth.runNs += ns
    this.truth.busyNs += ns
    if (crew.bornPerS && !crew.leaks) {
      this.change(actor, Kind.EXIT, State.NotExist, p, 0)
      this.teller.actors.delete(actor)
      this.truth.exited++
    } else {
      this.change(actor, Kind.PARK, State.Waiting, p, 0)
      if (!crew.leaks) this.agenda.add(this.nowNs + this.spread(crew.waitNs), () => this.wake(actor))
    }
    this.idle.push(p)
    this.dispatch()
  }

  private spread(mean: number): number {
    return Math.max(1, Math.floor(mean * (0.5 + this.next())))
  }

  private change(actor: Actor, kind: number, to: number, p: number, other: number): void {
    const { state: from, reason, sinceNs, createdNs, goid, site, fresh } = actor
    const first = to === State.Running && fresh
    if (to === State.Running) actor.fresh = false
    actor.state = to
    actor.reason = to === State.Waiting ? (actor.crew.reason ?? 1) : REASON_NONE
    actor.sinceNs = this.nowNs
    this.teller.tell({
      timeNs: this.nowNs,
      sinceNs: kind === Kind.CREATE ? Number.NaN : sinceNs,
      createdNs: to === State.NotExist ? createdNs : Number.NaN,
      goid,
      other,
      tid: p === NO_P ? 100 : 100 + p,
      site,
      p,
      kind,
      from,
      to,
      reason: actor.reason,
      endedReason: from === State.Waiting ? reason : REASON_NONE,
      flags: (first ? Flag.FirstRun : 0) | (actor.crew.name.startsWith('runtime.') ? Flag.System : 0),
    })
  }
}
