import type { Thread, TraceStream } from './stream.js'
import { Event, PROC_IDLE } from './wire.js'

const PS = 65536
/** States of a P in the trace. A goroutine may run only on a thread that holds one. */
const ProcState = { Unknown: 0, Idle: 1, Running: 2, Syscall: 3 } as const

/**
 * The Ps as the trace's reader believes them to be. What is recorded of them is only which P an event happened on, so
 * that a thread lets go of one is told when another is seen with it, or when it is seen with another.
 */
export class Procs {
  /** One more than the highest so far. */
  length = 0
  private readonly state = new Uint8Array(PS)
  private readonly holder: (Thread | undefined)[] = []
  private readonly sequence = new Uint32Array(PS)

  constructor(private readonly stream: TraceStream) {}

  holderOf(p: number): Thread | undefined {
    return this.holder[p]
  }

  /** A P for a goroutine that runs where nobody knows: one that nobody uses, or one more. */
  spare(): number {
    let rests = -1
    for (let p = 0; p < this.length; p++) {
      const holder = this.holder[p]
      if (holder === undefined) return p
      if (holder.row < 0 && rests < 0) rests = p
    }
    return rests < 0 ? this.length : rests
  }

  /** The thread begins to hold a P that nobody holds. */
  start(thread: Thread, p: number, guessed: boolean): void {
    const { stream, state } = this
    if (state[p] === ProcState.Unknown) {
      stream.event(thread, Event.ProcStatus)
      stream.put(thread, p)
      stream.put(thread, PROC_IDLE)
      while (this.holder.length <= p) this.holder.push(undefined)
      if (p >= this.length) this.length = p + 1
    }
    stream.event(thread, Event.ProcStart)
    stream.put(thread, p)
    stream.put(thread, ++this.sequence[p])
    state[p] = ProcState.Running
    this.holder[p] = thread
    thread.p = p
    thread.guessed = guessed
  }

  /** The thread lets go of its P. */
  stop(thread: Thread): void {
    this.stream.event(thread, Event.ProcStop)
    this.release(thread)
  }

  /** The goroutine on the thread enters a system call, with the P. */
  enterSyscall(thread: Thread, stack: number): void {
    const { stream } = this
    stream.event(thread, Event.GoSyscallBegin)
    stream.put(thread, ++this.sequence[thread.p])
    stream.put(thread, stack)
    this.state[thread.p] = ProcState.Syscall
  }

  /** It comes back, with the P. */
  leaveSyscall(thread: Thread): void {
    this.stream.event(thread, Event.GoSyscallEnd)
    this.state[thread.p] = ProcState.Running
  }

  /** `by` takes the P from a thread that is in a system call. */
  steal(by: Thread, from: Thread): void {
    const { stream } = this
    stream.event(by, Event.ProcSteal)
    stream.put(by, from.p)
    stream.put(by, ++this.sequence[from.p])
    stream.put(by, from.tid)
    this.release(from)
  }

  private release(thread: Thread): void {
    this.state[thread.p] = ProcState.Idle
    this.holder[thread.p] = undefined
    thread.p = -1
    thread.guessed = false
  }
}
