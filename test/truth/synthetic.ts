import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A line of godump's output and a line of runqscope's for the same transition; either may be missing. */
export interface Couple {
  go?: { time: number; fields: (string | number)[] }
  runqscope?: { time_ns: number; [field: string]: unknown }
}

/** CLOCK_MONOTONIC of the session's time 0, and of the trace clock's; they differ to make alignment necessary. */
const BASE_NS = 5_000_000_000_000n
const TRACE_SKEW_NS = 777_000

/**
 * A small made-up program of known transitions, as both tools would tell it: goroutines that are created, woken, run,
 * yield, get preempted, make system calls and switch coroutines. Times differ by up to 2 µs. Deterministic.
 */
export class Synthetic {
  readonly couples: Couple[] = []
  /** When the recording begins, in session time. */
  armed_ns = 1_000_000
  private readonly since = new Map<number, number>()
  private seed = 1
  private now = 10_000_000

  /** @param syscalls whether runqscope sees system calls */
  constructor(
    cycles: number,
    private readonly syscalls = false,
  ) {
    for (const goid of [1, 7, 8]) this.status(goid)
    for (let cycle = 0; cycle < cycles; cycle++) this.cycle(cycle)
  }

  private cycle(cycle: number): void {
    for (const goid of [7, 8]) {
      this.both(goid, 'Waiting', 'Runnable', 'READY', null, '', 1)
      this.both(goid, 'Runnable', 'Running', 'RUN', null, '', 0)
      if (cycle % 3 === 0) {
        this.both(goid, 'Running', 'Runnable', 'GOSCHED', 'yield', 'runtime.Gosched', goid)
        this.both(goid, 'Runnable', 'Running', 'RUN', null, '', 0)
      }
      if (cycle % 5 === 0) this.syscall(goid, cycle % 2 === 0)
      if (cycle % 5 === 1 && this.syscalls) this.seenSyscall(goid, cycle % 4)
      if (cycle % 7 === 0) {
        this.goOnly(goid, 'Running', 'Runnable', 'runtime.Gosched', 'stw')
        this.goOnly(goid, 'Runnable', 'Running', '', 'stw')
      }
      if (cycle % 11 === 0) {
        this.both(goid, 'Running', 'Waiting', 'PREEMPT_PARK', 'preempted', 'preempted', goid)
        this.both(goid, 'Waiting', 'Runnable', 'READY', null, '', 0)
        this.both(goid, 'Runnable', 'Running', 'RUN', null, '', 0)
      }
      const [waitReason, traceReason] = cycle % 2 ? ['sleep', 'sleep'] : ['sync.Mutex.Lock', 'sync']
      this.both(goid, 'Running', 'Waiting', 'PARK', waitReason!, traceReason!, goid)
    }
    if (cycle % 4 === 0) this.coroutine(100 + cycle)
  }

  /** A system call that ends without its P: on the slow path both tell it, on the fast one only Go. */
  private syscall(goid: number, slow: boolean): void {
    if (this.syscalls) {
      this.seenSyscall(goid, slow ? 0 : 1)
      return
    }
    this.goOnly(goid, 'Running', 'Syscall', '', '-')
    if (slow) {
      this.both(goid, 'Syscall', 'Runnable', 'SYSCALL_EXIT', null, '', goid)
      this.both(goid, 'Runnable', 'Running', 'RUN', null, '', 0)
    } else {
      this.goOnly(goid, 'Syscall', 'Runnable', '', '-')
      this.goOnly(goid, 'Runnable', 'Running', '', '-')
    }
  }

  /**
   * A system call that both see begin and end: without a P and not getting one (0; the same thread starts it again: 2),
   * without but getting one, of which Go makes an end and a start (1), with its P (3).
   */
  private seenSyscall(goid: number, way: number): void {
    this.both(goid, 'Running', 'Syscall', 'SYSCALL_ENTER', null, '', goid)
    if (way === 1) {
      this.both(goid, 'Syscall', 'Running', 'SYSCALL_RETURN', null, '', goid)
      const go = this.couples.at(-1)!.go!
      go.fields[3] = 'Runnable'
      // The end comes 100 ns before the start.
      const time = go.time - 100
      const end = ['e', time, goid, 'Syscall', 'Runnable', '', goid, 4000, 0, '-']
      this.couples.splice(-1, 0, { go: { time, fields: end } })
    } else if (way === 3) this.both(goid, 'Syscall', 'Running', 'SYSCALL_RETURN', null, '', goid)
    else {
      this.both(goid, 'Syscall', 'Runnable', 'SYSCALL_EXIT', null, '', goid)
      this.both(goid, 'Runnable', 'Running', 'RUN', null, '', 0)
      const { go, runqscope } = this.couples.at(-1)!
      if (way === 0) go!.fields[7] = runqscope!.tid = 4001
    }
  }

  private coroutine(goid: number): void {
    this.both(goid, 'NotExist', 'Waiting', 'CREATE', 'coroutine', '', 1)
    this.both(1, 'Running', 'Waiting', 'CORO_SWITCH', 'coroutine', '', goid, 'switch')
    this.both(goid, 'Waiting', 'Running', 'CORO_SWITCH', null, '', 1, 'switch')
    this.both(goid, 'Running', 'NotExist', 'EXIT', null, '', 1, 'switch')
    this.both(1, 'Waiting', 'Running', 'CORO_SWITCH', null, '', goid, 'switch')
  }

  private status(goid: number): void {
    this.goOnly(goid, 'Undetermined', goid === 1 ? 'Running' : 'Waiting', '', '-')
  }

  /** What only Go tells are steps of one operation: they take next to no time. */
  private goOnly(goid: number, from: string, to: string, reason: string, note: string): void {
    this.now += 100
    this.couples.push({ go: this.goLineNow(goid, from, to, reason, goid, note) })
  }

  private goLine(goid: number, from: string, to: string, reason: string, other: number, note: string) {
    this.now += 5_000 + this.random(40_000)
    return this.goLineNow(goid, from, to, reason, other, note)
  }

  private goLineNow(goid: number, from: string, to: string, reason: string, other: number, note: string) {
    const time = this.now + TRACE_SKEW_NS
    return { time, fields: ['e', time, goid, from, to, reason, other || -1, 4000, 0, note] }
  }

  private both(
    goid: number,
    from: string,
    to: string,
    kind: string,
    waitReason: string | null,
    traceReason: string,
    other: number,
    note = '-',
  ): void {
    const go = this.goLine(goid, from, to, traceReason, other, note)
    const time_ns = this.now - this.random(2_000)
    const since_ns = this.since.get(goid) ?? null
    this.since.set(goid, time_ns)
    const [before, after] = [from, to].map(word =>
      word === 'Syscall' && !this.syscalls ? 'running' : word.toLowerCase(),
    )
    this.couples.push({
      go,
      runqscope: {
        type: 'transition',
        time_ns,
        since_ns,
        goid,
        kind,
        from: before,
        to: after,
        reason: waitReason,
        p: 0,
        tid: 4000,
        other,
        site: 0,
      },
    })
  }

  /** A linear congruential generator (Numerical Recipes), so that every run is the same. */
  private random(below: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0
    return this.seed % below
  }

  /** Links the rows of a goroutine again after rows were taken out or added, as the model would have written them. */
  relink(): void {
    const last = new Map<unknown, number>()
    for (const { runqscope } of this.couples) {
      if (!runqscope) continue
      runqscope.since_ns = last.get(runqscope.goid) ?? null
      last.set(runqscope.goid, runqscope.time_ns)
    }
  }

  /** Writes both sides into `folder` as the two tools would. */
  write(folder: string): { dump: string; recording: string; base_ns: bigint } {
    const [dump, recording] = [join(folder, 'trace.txt'), join(folder, 'recording.ndjson')]
    const marks = [0, 1, 2, 3, 4].map(i => {
      const mono = 10_000_000 + (i * (this.now - 10_000_000)) / 4
      const absolute = BASE_NS + BigInt(Math.round(mono))
      return `m\t${Math.round(mono) + TRACE_SKEW_NS}\t${absolute - 150n}\t${absolute + 150n}`
    })
    const lines = this.couples.flatMap(({ go }) => (go ? [go.fields.join('\t')] : []))
    writeFileSync(dump, `${[...marks, ...lines].join('\n')}\n`)
    const rows: unknown[] = this.couples.flatMap(({ runqscope }) => (runqscope ? [runqscope] : []))
    const hello = {
      type: 'hello',
      version: '0',
      pid: 4000,
      go_version: 'go1.27',
      clock: 'CLOCK_MONOTONIC',
      base_ns: `${BASE_NS}`,
      syscalls: this.syscalls,
    }
    const armed = { type: 'armed', time_ns: this.armed_ns }
    const summary = {
      type: 'summary',
      lost: 0,
      lost_by_cause: {},
      produced: rows.length,
      undetermined: 0,
      duration_ns: this.now,
    }
    writeFileSync(recording, [hello, armed, ...rows, summary].map(row => `${JSON.stringify(row)}\n`).join(''))
    return { dump, recording, base_ns: BASE_NS }
  }
}
