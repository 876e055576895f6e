import { State } from '../../model/transition.js'
import { TracedGoroutines } from './goroutines.js'
import { Procs } from './procs.js'
import type { SiteStacks } from './stacks.js'
import type { Thread, TraceStream } from './stream.js'
import { Event } from './wire.js'

/** `p` where no P is known. */
export const P_UNKNOWN = -1

/** Threads are numbered below 2^22 on Linux: this one is of the exporter, and tells what no thread can. */
const NOBODY_TID = 4194305

/**
 * What the trace's reader believes, and the events that lead it from there to what the recording tells next. Readers
 * refuse a trace that contradicts itself; so wherever the recording says less than they want to know, or something else
 * than what went before, the missing events are put in between, 1 ns apart and without a reason.
 */
export class TraceScheduler {
  readonly goroutines = new TracedGoroutines()
  readonly procs: Procs
  /** Tells of goroutines that no thread is known for. */
  readonly nobody: Thread
  private readonly threads = new Map<number, Thread>()
  private last: Thread
  /** How many Ps the reader was told of. */
  private toldProcs = 0

  constructor(
    readonly stream: TraceStream,
    readonly stacks: SiteStacks,
  ) {
    this.procs = new Procs(stream)
    this.nobody = stream.add(NOBODY_TID)
    this.last = this.nobody
  }

  thread(tid: number): Thread {
    if (this.last.tid === tid) return this.last
    let thread = this.threads.get(tid)
    if (thread === undefined) {
      thread = this.stream.add(tid)
      this.threads.set(tid, thread)
    }
    this.last = thread
    return thread
  }

  /** A goroutine appears, runnable; by what `thread` runs, if it may. Returns its row. */
  create(goid: number, site: number, thread: Thread = this.nobody, blocked = false): number {
    const { stream, goroutines } = this
    if (thread.p < 0) this.hold(thread, P_UNKNOWN)
    stream.event(thread, blocked ? Event.GoCreateBlocked : Event.GoCreate)
    stream.put(thread, goid)
    stream.put(thread, this.stacks.start(site))
    stream.put(thread, this.stacks.creation(site, thread.row < 0 ? -1 : goroutines.site[thread.row]))
    return goroutines.insert(goid, site, blocked ? State.Waiting : State.Runnable)
  }

  /** The goroutine runs on the thread with the P, whatever it did before. */
  run(row: number, thread: Thread, p: number): void {
    const { goroutines, stream } = this
    if (thread.row === row) {
      if (goroutines.state[row] === State.Syscall) this.comeBack(thread, p)
      else if (p >= 0) this.hold(thread, p)
      return
    }
    const elsewhere = goroutines.thread[row]
    if (elsewhere !== undefined) this.evict(elsewhere)
    if (thread.row >= 0) this.evict(thread)
    if (goroutines.state[row] === State.Waiting) this.unblock(row, thread, 0)
    this.hold(thread, p)
    this.start(row, thread)
    if (this.procs.length > this.toldProcs) {
      this.toldProcs = this.procs.length
      stream.event(thread, Event.ProcsChange)
      stream.put(thread, this.toldProcs)
      stream.put(thread, 0)
    }
  }

  /** The running goroutine of the thread waits. */
  block(thread: Thread, reason: number): void {
    const { stream, goroutines } = this
    const { row } = thread
    stream.event(thread, Event.GoBlock)
    stream.put(thread, reason)
    stream.put(thread, this.stacks.start(goroutines.site[row]))
    goroutines.reason[row] = reason
    this.leave(thread, State.Waiting)
  }

  /** The running goroutine of the thread stays runnable. */
  stop(thread: Thread, reason: number): void {
    const { stream, goroutines } = this
    stream.event(thread, Event.GoStop)
    stream.put(thread, reason)
    stream.put(thread, this.stacks.start(goroutines.site[thread.row]))
    this.leave(thread, State.Runnable)
  }

  /** The running goroutine of the thread is gone. */
  destroy(thread: Thread): void {
    const { row } = thread
    this.stream.event(thread, Event.GoDestroy)
    this.leave(thread, State.NotExist)
    this.goroutines.remove(row)
  }

  /** The waiting goroutine becomes runnable, by what `thread` runs. */
  unblock(row: number, thread: Thread, stack: number): void {
    const { stream, goroutines } = this
    stream.event(thread, Event.GoUnblock)
    stream.put(thread, goroutines.goid(row))
    stream.put(thread, goroutines.nextSequence(row))
    stream.put(thread, stack)
    goroutines.state[row] = State.Runnable
  }

  /** The running goroutine of the thread is left for a waiting one. */
  switchTo(row: number, thread: Thread): void {
    const { stream, goroutines } = this
    stream.event(thread, Event.GoSwitch)
    stream.put(thread, goroutines.goid(row))
    stream.put(thread, goroutines.nextSequence(row))
    goroutines.reason[thread.row] = 0
    this.leave(thread, State.Waiting)
    this.enter(row, thread)
  }

  /** The running goroutine of the thread enters a system call. */
  enterSyscall(thread: Thread): void {
    const { goroutines } = this
    this.procs.enterSyscall(thread, this.stacks.start(goroutines.site[thread.row]))
    goroutines.state[thread.row] = State.Syscall
  }

  /** If what is on the thread is in a system call, it has no P any more. */
  loseP(thread: Thread): void {
    if (thread.p >= 0 && this.goroutines.state[thread.row] === State.Syscall) this.procs.stop(thread)
  }

  /** The goroutine in a system call on the thread becomes runnable: it came back and found no P. */
  leaveSyscallBlocked(thread: Thread): void {
    this.loseP(thread)
    this.stream.event(thread, Event.GoSyscallEndBlocked)
    this.leave(thread, State.Runnable)
  }

  /** Nothing is known any more of the goroutine on the thread. */
  evict(thread: Thread): void {
    if (this.goroutines.state[thread.row] === State.Syscall) this.comeBack(thread, P_UNKNOWN)
    this.block(thread, 0)
  }

  /** The thread holds this P, whoever else was thought to. */
  hold(thread: Thread, p: number): void {
    const { procs } = this
    if (p < 0) {
      if (thread.p >= 0) return
      this.seize(thread, procs.spare(), true)
    } else if (thread.p !== p) {
      if (thread.p >= 0) procs.stop(thread)
      this.seize(thread, p, false)
    } else thread.guessed = false
  }

  private seize(thread: Thread, p: number, guessed: boolean): void {
    const { procs } = this
    const holder = procs.holderOf(p)
    if (holder !== undefined) this.deprive(holder, thread)
    procs.start(thread, p, guessed)
  }

  /** The thread has lost its P to another one. */
  private deprive(thread: Thread, by: Thread): void {
    const { procs, goroutines } = this
    if (thread.row < 0) {
      procs.stop(thread)
    } else if (thread.guessed && goroutines.state[thread.row] === State.Running) {
      // The guess was wrong: it runs on another one.
      const spare = procs.spare()
      procs.stop(thread)
      this.seize(thread, spare, true)
    } else {
      // Only in a system call can a thread lose its P.
      if (goroutines.state[thread.row] === State.Running) this.enterSyscall(thread)
      procs.steal(by, thread)
    }
  }

  /** The goroutine in a system call on the thread runs again. */
  private comeBack(thread: Thread, p: number): void {
    const { goroutines } = this
    const { row } = thread
    if (thread.p >= 0 && (p < 0 || thread.p === p)) {
      this.procs.leaveSyscall(thread)
      goroutines.state[row] = State.Running
      return
    }
    this.leaveSyscallBlocked(thread)
    this.hold(thread, p)
    this.start(row, thread)
  }

  private start(row: number, thread: Thread): void {
    const { stream, goroutines } = this
    stream.event(thread, Event.GoStart)
    stream.put(thread, goroutines.goid(row))
    stream.put(thread, goroutines.nextSequence(row))
    this.enter(row, thread)
  }

  private enter(row: number, thread: Thread): void {
    thread.row = row
    this.goroutines.state[row] = State.Running
    this.goroutines.thread[row] = thread
  }

  private leave(thread: Thread, state: number): void {
    this.goroutines.state[thread.row] = state
    this.goroutines.thread[thread.row] = undefined
    thread.row = -1
  }
}
