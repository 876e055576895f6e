import { Kind, NO_P } from '../../contract.gen.js'
import { REASON_COROUTINE, State, type TransitionBatch } from '../../model/transition.js'
import type { Resync } from './resync.js'
import { P_UNKNOWN, type TraceScheduler } from './scheduler.js'
import type { Thread } from './stream.js'

/** `reason` of a GOSCHED row whose goroutine was made to yield. */
const PREEMPTED = 1

/** The strings of the trace that rows need, by number. */
export interface RowStrings {
  /** By wait reason. */
  reasons: Uint32Array
  preempted: number
  yielded: number
}

/** Tells the trace's reader what a row of a recording says. */
export class Rows {
  /**
   * @param syscalls whether the recording tells of system calls
   * @param coroutines whether the trace may have coroutines
   */
  constructor(
    private readonly scheduler: TraceScheduler,
    private readonly resync: Resync,
    private readonly strings: RowStrings,
    private readonly syscalls: boolean,
    private readonly coroutines: boolean,
  ) {}

  /** Returns how many rows it took. */
  take(batch: TransitionBatch, i: number): number {
    const { scheduler, strings } = this
    const { goroutines } = scheduler
    const kind = batch.kind[i]
    const thread = scheduler.thread(batch.tid[i])
    const p = batch.p[i] === NO_P ? P_UNKNOWN : batch.p[i]
    let row = goroutines.find(batch.goid[i])
    if (kind === Kind.CREATE || kind === Kind.NEEDM) {
      // Met before its birth, or its end was not seen.
      if (row >= 0) this.resync.end(row)
      if (kind === Kind.CREATE) this.create(batch, i, thread, p)
      else this.callIn(batch, i, thread, p)
      return 1
    }
    if (row < 0) row = scheduler.create(batch.goid[i], batch.site[i])
    if (kind === Kind.READY) this.ready(row, batch.other[i], thread, p)
    else if (kind === Kind.SYSCALL_EXIT) this.leaveSyscall(row, thread, p)
    else {
      // It came back without its P: which one it found instead is not known.
      if (kind === Kind.SYSCALL_RETURN && p < 0 && thread.row === row) scheduler.loseP(thread)
      scheduler.run(row, thread, p)
      if (kind === Kind.PARK || kind === Kind.PREEMPT_PARK) {
        scheduler.block(thread, strings.reasons[batch.reason[i]])
      } else if (kind === Kind.GOSCHED || kind === Kind.YIELD) {
        const yielded = kind === Kind.GOSCHED && batch.reason[i] !== PREEMPTED
        scheduler.stop(thread, yielded ? strings.yielded : strings.preempted)
      } else if (batch.to[i] === State.NotExist) scheduler.destroy(thread)
      else if (kind === Kind.SYSCALL_ENTER) scheduler.enterSyscall(thread)
      else if (kind === Kind.CORO_SWITCH && batch.to[i] === State.Waiting)
        return this.switch(batch, i, thread)
    }
    return 1
  }

  private create(batch: TransitionBatch, i: number, thread: Thread, p: number): void {
    const { scheduler } = this
    const { nobody } = scheduler
    const goid = batch.goid[i]
    const site = batch.site[i]
    const by = this.tells(thread, batch.other[i], p) ? thread : nobody
    if (by.row < 0) scheduler.hold(by, by === thread ? p : P_UNKNOWN)
    if (batch.to[i] !== State.Waiting) scheduler.create(goid, site, by)
    else if (this.coroutines) scheduler.create(goid, site, by, true)
    else {
      scheduler.run(scheduler.create(goid, site), nobody, P_UNKNOWN)
      scheduler.block(nobody, this.strings.reasons[REASON_COROUTINE])
    }
  }

  /** A C thread's goroutine: it comes without a P, and nobody made it. */
  private callIn(batch: TransitionBatch, i: number, thread: Thread, p: number): void {
    const { scheduler } = this
    scheduler.run(scheduler.create(batch.goid[i], batch.site[i]), thread, p)
    if (batch.to[i] !== State.Syscall) return
    scheduler.enterSyscall(thread)
    scheduler.loseP(thread)
  }

  private ready(row: number, waker: number, thread: Thread, p: number): void {
    const { scheduler } = this
    const { goroutines, nobody, stacks } = scheduler
    if (goroutines.state[row] === State.Runnable) return
    const ran = goroutines.thread[row]
    if (ran !== undefined) scheduler.evict(ran)
    if (this.tells(thread, waker, p)) {
      const stack = thread.row < 0 ? stacks.nobody : stacks.start(goroutines.site[thread.row])
      scheduler.unblock(row, thread, stack)
      return
    }
    const by = waker === 0 ? -1 : goroutines.find(waker)
    scheduler.unblock(row, nobody, by < 0 ? stacks.nobody : stacks.start(goroutines.site[by]))
  }

  private leaveSyscall(row: number, thread: Thread, p: number): void {
    const { scheduler } = this
    if (thread.row !== row) scheduler.run(row, thread, p)
    if (scheduler.goroutines.state[row] === State.Running) scheduler.enterSyscall(thread)
    scheduler.leaveSyscallBlocked(thread)
  }

  /** The goroutine on the thread is left for another one; the next row tells for which. */
  private switch(batch: TransitionBatch, i: number, thread: Thread): number {
    const { scheduler, strings } = this
    const next = i + 1
    if (this.coroutines && next < batch.length && batch.kind[next] === Kind.CORO_SWITCH) {
      const entered = scheduler.goroutines.find(batch.goid[next])
      const waits = entered >= 0 && scheduler.goroutines.state[entered] === State.Waiting
      if (waits && batch.other[next] === batch.goid[i]) {
        scheduler.switchTo(entered, thread)
        return 2
      }
    }
    scheduler.block(thread, strings.reasons[REASON_COROUTINE])
    return 1
  }

  /**
   * Whether the thread can tell of what it did: the reader believes that it runs who the row says it did, 0 for none.
   * Who does something is back from whatever system call that nobody saw.
   */
  private tells(thread: Thread, goid: number, p: number): boolean {
    const { scheduler } = this
    const { goroutines } = scheduler
    const { row } = thread
    if (row < 0) return goid === 0
    if (goroutines.goid(row) !== goid) return false
    if (this.syscalls && goroutines.state[row] === State.Syscall) return false
    scheduler.run(row, thread, p)
    return true
  }
}
