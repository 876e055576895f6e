import { Tables } from './tables.js'
import { BATCH_BYTES, type ByteSink, Event, fileHeader, putVarint, writeBatch } from './wire.js'

/** Minors of the trace formats: each reader knows its own and the older ones; Go 1.24 writes 1.23, 1.27 writes 1.26. */
export type GoTraceVersion = 22 | 23 | 25 | 26

/** Type, time and four arguments, ten bytes each. */
const EVENT_BYTES_MAX = 51

/** A thread as the trace's reader believes it to be, and its batch in the making. */
export class Thread {
  /** The P it holds, -1 if none. */
  p = -1
  /** Whether which P that is was guessed. */
  guessed = false
  /** Row of the goroutine on it, running or in a system call; -1 if none. */
  row = -1
  at = 0
  readonly bytes = new Uint8Array(BATCH_BYTES)
  /** Of the batch in the making: the time of its first event, and of its last. */
  readonly ts = new Float64Array(2)

  constructor(readonly tid: number) {}
}

const NOW = 0
const LAST = 1

/**
 * The trace's bytes: one generation, a batch for each thread that leaves as it fills, one clock for all threads that
 * never stands still, so that the order of the events is beyond doubt.
 */
export class TraceStream {
  readonly tables: Tables
  private readonly clock = new Float64Array(2)
  /** What the trace's clock counts from, ns since the session's base. */
  private zeroNs = 0
  private readonly threads: Thread[] = []

  constructor(
    private readonly out: ByteSink,
    readonly version: GoTraceVersion,
  ) {
    this.tables = new Tables(out, () => this.clock[LAST] || 1)
  }

  /**
   * Writes what comes before all events.
   * @param zeroNs before the first event, ns since the session's base
   * @param monoNs CLOCK_MONOTONIC then, ns
   * @param unixMs wall clock then
   */
  begin(zeroNs: number, monoNs: bigint, unixMs: number): void {
    this.zeroNs = zeroNs
    this.out.write(fileHeader(this.version))
    const sync = new Uint8Array(64)
    let at = 0
    if (this.version >= 25) sync[at++] = Event.Sync
    sync[at++] = Event.Frequency
    at = putVarint(sync, at, 1e9)
    if (this.version >= 25) {
      sync[at++] = Event.ClockSnapshot
      at = putVarint(sync, at, 0)
      at = putVarint(sync, at, Number(monoNs) + 1)
      at = putVarint(sync, at, Math.floor(unixMs / 1000))
      at = putVarint(sync, at, Math.floor((unixMs % 1000) * 1e6) + 1)
    }
    writeBatch(this.out, -1, 1, sync.subarray(0, at))
  }

  /** A thread to write events of. */
  add(tid: number): Thread {
    const thread = new Thread(tid)
    this.threads.push(thread)
    return thread
  }

  /** Moves the clock to a moment of the session; never back. */
  at(timeNs: number): void {
    this.clock[NOW] = Math.floor(timeNs - this.zeroNs)
  }

  /** Begins an event of a thread, 1 ns after the last one at least; its arguments follow by `put`. */
  event(thread: Thread, type: number): void {
    const { clock } = this
    const ts = clock[NOW] > clock[LAST] ? clock[NOW] : clock[LAST] + 1
    clock[LAST] = ts
    if (thread.at > BATCH_BYTES - EVENT_BYTES_MAX) this.flush(thread)
    if (thread.at === 0) {
      thread.ts[0] = ts
      thread.ts[1] = ts
    }
    const { bytes } = thread
    bytes[thread.at] = type
    thread.at = putVarint(bytes, thread.at + 1, ts - thread.ts[1])
    thread.ts[1] = ts
  }

  put(thread: Thread, value: number): void {
    thread.at = putVarint(thread.bytes, thread.at, value)
  }

  /** Writes all that is left. */
  end(): void {
    for (const thread of this.threads) this.flush(thread)
    this.tables.flush()
    if (this.version >= 26) this.out.write(Uint8Array.of(Event.EndOfGeneration))
  }

  private flush(thread: Thread): void {
    if (thread.at === 0) return
    this.tables.flush()
    writeBatch(this.out, thread.tid, thread.ts[0], thread.bytes.subarray(0, thread.at))
    thread.at = 0
  }
}
