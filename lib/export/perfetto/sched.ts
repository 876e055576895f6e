import { Kind, NO_P } from '../../contract.gen.js'
import { ROW_F64 } from '../../model/goroutines.js'
import type { LiveGoroutines } from '../../model/live.js'
import { State, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import type { Output } from '../output.js'
import { Tracked } from '../tracked.js'
import { Bundle } from './bundle.js'
import { Message } from './message.js'
import { Packets } from './packets.js'

/**
 * What a thread is after it was switched out, as Linux' `prev_state` has it. A goroutine that nothing is known of any more
 * shows as parked: the one state that means no more than "not running".
 */
const Left = { Runnable: 0, Waiting: 1, Syscall: 2, Exited: 16, Lost: 64 } as const

/** Where what happens on no P is told: wake-ups by the network poller or a timer, and what a loss ends. */
const NO_CPU = 1023
/** Processes are sites; their numbers lie above those of all threads. */
const SITES_FROM = 1 << 30
const FAR_FROM = SITES_FROM + 65536

/**
 * Ps as CPUs and goroutines as threads, in ftrace's compact encoding: so the reader's own tables of the scheduler and what
 * is built on them (`sched`, `thread_state`, latencies, wakers) work on goroutines. Wait reasons have no place there.
 */
export class Sched implements RecordingVisitor {
  private readonly packets: Packets
  private readonly goroutines = new Tracked()
  private readonly bundles: Bundle[] = []
  /** Row of the goroutine that runs on a P, plus one. */
  private readonly owner = new Uint32Array(65536)
  private readonly siteTold = new Uint8Array(65536)
  private names: readonly string[] = []
  private baseNs = 0n
  private beginNs = 0
  private lostUntilNs = -Infinity

  constructor(private readonly output: Output) {
    this.packets = new Packets(output)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.packets.open(head)
    this.names = head.sites.map(site => site.function)
    this.baseNs = BigInt(head.baseNs)
    this.beginNs = live.timeNs
    this.find(live)
  }

  batch(batch: TransitionBatch): void {
    const { length, timeNs, goid, site, p, kind, to } = batch
    const { goroutines } = this
    for (let row = 0; row < length; row++) {
      const ns = timeNs[row]
      let at = goroutines.index.find(goid[row])
      if (at < 0) at = this.insert(goid[row], site[row])
      const state = to[row]
      if (goroutines.p[at] !== NO_P) this.leave(at, ns, leftAs(state))
      if (state === State.NotExist) {
        goroutines.remove(at)
        continue
      }
      if (ns < this.lostUntilNs) continue
      goroutines.enter(at, state)
      if (state === State.Running && p[row] !== NO_P) this.enterP(at, ns, p[row])
      if (
        state === State.Runnable &&
        (kind[row] === Kind.READY || kind[row] === Kind.CREATE || kind[row] === Kind.SYSCALL_EXIT)
      )
        this.bundle(p[row]).waking(ns, goroutines.track[at], goroutines.site[at])
    }
  }

  gap({ firstNs, lastNs }: RecordedGap): void {
    const { index, state, p } = this.goroutines
    for (let at = 0; at < index.high; at++) {
      if (index.f64[at * ROW_F64] === 0 || state[at] === State.Undetermined) continue
      if (p[at] !== NO_P) this.leave(at, firstNs, Left.Lost)
      else this.lose(at, firstNs)
      this.goroutines.enter(at, State.Undetermined)
    }
    this.lostUntilNs = Math.max(this.lostUntilNs, lastNs)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.find(live)
  }

  end(): void {
    for (const bundle of this.bundles) bundle?.flush()
  }

  private find(live: LiveGoroutines & { timeNs: number }): void {
    for (let i = 0; i < live.length; i++)
      if (this.goroutines.index.find(live.goid[i]) < 0) this.insert(live.goid[i], live.site[i])
  }

  private enterP(at: number, ns: number, p: number): void {
    const { goroutines } = this
    const before = this.owner[p]
    // Who is still there has left for a system call that nobody saw.
    if (before !== 0) goroutines.p[before - 1] = NO_P
    this.owner[p] = at + 1
    goroutines.p[at] = p
    this.bundle(p).switch(
      ns,
      before === 0 ? Left.Runnable : Left.Syscall,
      goroutines.track[at],
      goroutines.site[at],
    )
  }

  private leave(at: number, ns: number, left: number): void {
    const p = this.goroutines.p[at]
    this.goroutines.p[at] = NO_P
    if (this.owner[p] !== at + 1) return
    this.owner[p] = 0
    this.bundle(p).idle(ns, left)
  }

  /** Ends the state of what does not run: by a moment on a CPU that is none. */
  private lose(at: number, ns: number): void {
    const { track, site } = this.goroutines
    const bundle = this.bundle(NO_P)
    bundle.switch(ns, Left.Runnable, track[at], site[at])
    bundle.idle(ns, Left.Lost)
  }

  private bundle(p: number): Bundle {
    const cpu = Math.min(p, NO_CPU)
    this.bundles[cpu] ??= new Bundle(this.output, cpu, this.baseNs, this.names, this.beginNs)
    return this.bundles[cpu]
  }

  /** A thread for a goroutine, and a process for its site. */
  private insert(goid: number, site: number): number {
    const at = this.goroutines.insert(goid, site)
    // Threads have 31 bits.
    const tid = goid < SITES_FROM ? goid : FAR_FROM + (goid % (SITES_FROM - 65537))
    this.goroutines.track[at] = tid
    const pid = SITES_FROM + site
    const name = this.names[site] ?? 'unknown'
    const tree = new Message()
    if (this.siteTold[site] === 0) {
      this.siteTold[site] = 1
      tree.block(1, new Message().varint(1, pid).varint(2, 0).text(3, name))
    }
    tree.block(2, new Message().varint(1, tid).varint(3, pid).text(2, `G${goid} ${name}`))
    this.packets.processTree(tree)
    return at
  }
}

function leftAs(state: number): number {
  if (state === State.Runnable) return Left.Runnable
  if (state === State.Waiting) return Left.Waiting
  return state === State.Syscall ? Left.Syscall : Left.Exited
}
