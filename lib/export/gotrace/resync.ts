import type { LiveGoroutines } from '../../model/live.js'
import { State } from '../../model/transition.js'
import { P_UNKNOWN, type TraceScheduler } from './scheduler.js'
import { NOTES_SITE } from './stacks.js'
import type { Thread } from './stream.js'
import { Event } from './wire.js'

/** Beyond the goids of any program. */
const NOTES_GOID = 2 ** 52

/**
 * Leads the trace's reader over what no transition tells: the goroutines that are there at the beginning, losses, and
 * what is found after them. Old goroutines are told as if they began to run and stopped again: only then do all readers
 * know their names and what they wait for.
 */
export class Resync {
  /** @param reasons by wait reason: the number of its string */
  constructor(
    private readonly scheduler: TraceScheduler,
    private readonly reasons: Uint32Array,
  ) {}

  /** The reader knows nothing yet. */
  seed(live: LiveGoroutines): void {
    const { scheduler } = this
    for (let i = 0; i < live.length; i++) {
      if (live.state[i] === State.NotExist) continue
      const row = scheduler.create(live.goid[i], live.site[i])
      if (!onThread(live.state[i])) this.settle(row, live, i)
    }
    for (let i = 0; i < live.length; i++) {
      if (onThread(live.state[i])) this.settle(scheduler.goroutines.find(live.goid[i]), live, i)
    }
  }

  /** From now on nothing is known of any goroutine. */
  forget(): void {
    const { goroutines } = this.scheduler
    for (let row = 0; row < goroutines.high; row++) {
      if (goroutines.goid(row) !== 0 && !this.unknown(row)) this.settleUnknown(row)
    }
  }

  /** What is not known of the goroutines is found again, and those that are not there are gone. */
  find(live: LiveGoroutines): void {
    const { scheduler } = this
    const { goroutines } = scheduler
    goroutines.beginPass()
    for (let i = 0; i < live.length; i++) {
      if (live.state[i] === State.NotExist) continue
      let row = goroutines.find(live.goid[i])
      const met = row >= 0
      if (!met) row = scheduler.create(live.goid[i], live.site[i])
      goroutines.meet(row)
      if (!met || this.unknown(row)) this.settle(row, live, i)
    }
    for (let row = 0; row < goroutines.high; row++) {
      if (goroutines.goid(row) !== 0 && !goroutines.met(row) && goroutines.site[row] !== NOTES_SITE) {
        this.end(row)
      }
    }
  }

  /** The goroutine is gone, and nobody knows where it ran last. */
  end(row: number): void {
    const { scheduler } = this
    const thread = scheduler.goroutines.thread[row] ?? scheduler.nobody
    scheduler.run(row, thread, P_UNKNOWN)
    scheduler.destroy(thread)
  }

  /** Something that the reader is to show at this moment. */
  note(subject: string, text: string): void {
    const { scheduler } = this
    const { goroutines, procs, nobody } = scheduler
    // If all Ps are in use, what runs carries the note: there is no P to make up.
    const busy = procs.spare() < procs.length ? undefined : procs.holderOf(0)
    if (busy !== undefined && goroutines.state[busy.row] === State.Running) {
      this.log(busy, subject, text)
      return
    }
    let row = goroutines.find(NOTES_GOID)
    if (row < 0) row = scheduler.create(NOTES_GOID, NOTES_SITE)
    scheduler.run(row, nobody, P_UNKNOWN)
    this.log(nobody, subject, text)
    scheduler.block(nobody, 0)
  }

  private log(thread: Thread, subject: string, text: string): void {
    const { stream } = this.scheduler
    const key = stream.tables.string(subject)
    const value = stream.tables.string(text)
    stream.event(thread, Event.UserLog)
    stream.put(thread, 0)
    stream.put(thread, key)
    stream.put(thread, value)
    stream.put(thread, 0)
  }

  private unknown(row: number): boolean {
    const { goroutines } = this.scheduler
    return goroutines.state[row] === State.Waiting && goroutines.reason[row] === 0
  }

  private settleUnknown(row: number): void {
    const { scheduler } = this
    const { nobody } = scheduler
    const thread = scheduler.goroutines.thread[row]
    if (thread !== undefined) {
      scheduler.evict(thread)
      return
    }
    scheduler.run(row, nobody, P_UNKNOWN)
    scheduler.block(nobody, 0)
  }

  /** Leads a goroutine that is runnable, or of which nothing is known, to the state in the list. */
  private settle(row: number, live: LiveGoroutines, i: number): void {
    const { scheduler } = this
    const { goroutines, nobody } = scheduler
    const state = live.state[i]
    if (state === State.Runnable) {
      if (goroutines.state[row] === State.Waiting) scheduler.unblock(row, nobody, 0)
      return
    }
    if (onThread(state)) {
      const thread = scheduler.thread(live.tid[i])
      // The list is blurred: it may have two goroutines on a thread.
      if (live.tid[i] !== 0 && thread.row < 0) {
        scheduler.run(row, thread, P_UNKNOWN)
        if (state === State.Syscall) {
          scheduler.enterSyscall(thread)
          scheduler.loseP(thread)
        }
        return
      }
    }
    const reason = state === State.Waiting ? this.reasons[live.reason[i]] : 0
    if (reason === 0 && this.unknown(row)) return
    scheduler.run(row, nobody, P_UNKNOWN)
    scheduler.block(nobody, reason)
  }
}

const onThread = (state: number): boolean => state === State.Running || state === State.Syscall
