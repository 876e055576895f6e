import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type ClockFit, fitClock, type Mark } from './clock.js'
import type { Step, Word } from './step.js'
import type { Window } from './window.js'

/** What Go's trace says, on the session's clock. */
export interface GoTrace {
  steps: Step[]
  /** From the first clock mark to the last: all of this time the tracer was on, on every thread. */
  window: Window
  clock: ClockFit
  /**
   * Whether it tells threads. Before Go 1.22 it tells which M took a P, but not that an M took it back from another one
   * that had entered a system call with it.
   */
  threads: boolean
  /** Greatest distance between the fitted line and the clock snapshots of the trace itself (Go 1.25+), ns; null if none. */
  snapshot_ns_max: number | null
}

/**
 * Reads the lines of godump (test/truth/godump/main.go tells their format).
 *
 * A program that logs no clock marks must be of Go 1.22 or later: the clock of those traces is nanotime
 * (runtime/tracetime.go), which on Linux is CLOCK_MONOTONIC.
 *
 * @param base_ns CLOCK_MONOTONIC of the session's time 0
 * @param syscalls whether runqscope saw system calls, so that they are compared, too
 */
export async function readGoTrace(path: string, base_ns: bigint, syscalls: boolean): Promise<GoTrace> {
  const session = (mono: string) => Number(BigInt(mono) - base_ns)
  const steps: Step[] = []
  const marks: Mark[] = []
  const snapshots: { trace_ns: number; mono_ns: number }[] = []
  let old = false
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fields = line.split('\t')
    switch (fields[0]) {
      case 'v':
        old = Number(fields[1]) < 22
        break
      case 'e':
        // A repeated state is no transition: it is not even counted as left out.
        if (fields[3] !== fields[4]) steps.push(stepOf(fields, old))
        break
      case 'm':
        marks.push({
          trace_ns: Number(fields[1]),
          before_ns: session(fields[2]!),
          after_ns: session(fields[3]!),
        })
        break
      case 'c':
        snapshots.push({ trace_ns: Number(fields[1]), mono_ns: session(fields[2]!) })
        break
      default:
        throw new Error(`a line of the trace dump is not understood: ${JSON.stringify(line)}`)
    }
  }
  if (marks.length === 0 && old)
    throw new Error('a trace before Go 1.22 without clock marks cannot be aligned')
  const clock = marks.length ? fitClock(marks) : nanotime(base_ns)
  exclude(steps, syscalls)
  keepOrder(steps)
  for (const step of steps) {
    step.time_ns = clock.toSession(step.time_ns)
    if (syscalls) continue
    // Without probes on system calls Running covers them: what is compared next to one begins or ends in Running.
    if (step.from === 'syscall') step.from = 'running'
    if (step.to === 'syscall') step.to = 'running'
  }
  const distances = snapshots.map(s => Math.abs(clock.toSession(s.trace_ns) - s.mono_ns))
  return {
    steps,
    window: marks.length
      ? {
          first_ns: Math.min(...marks.map(mark => mark.after_ns)),
          last_ns: Math.max(...marks.map(mark => mark.before_ns)),
        }
      : wholeWindow(steps),
    clock,
    threads: !old,
    snapshot_ns_max: distances.length ? Math.max(...distances) : null,
  }
}

/** The clock of traces since Go 1.22. */
function nanotime(base_ns: bigint): ClockFit {
  const toSession = (trace_ns: number) => trace_ns - Number(base_ns)
  return { toSession, marks: 0, drift_ppm: 0, residual_ns_max: 0, bracket_ns_max: 0 }
}

/** From the first transition to the last, states not counted: their times are the reader's. */
function wholeWindow(steps: Step[]): Window {
  const window = { first_ns: Infinity, last_ns: -Infinity }
  for (const { excluded, time_ns } of steps) {
    if (excluded === 'undetermined') continue
    window.first_ns = Math.min(window.first_ns, time_ns)
    window.last_ns = Math.max(window.last_ns, time_ns)
  }
  return window
}

/** Ps that the reader of traces before Go 1.22 invents for timers, the network and system calls. */
const FAKE_P = 1_000_000

function stepOf(fields: string[], old: boolean): Step {
  const p = Number(fields[8])
  // Before Go 1.22 a system call that did not block ends 1 ns after its beginning (x/exp/trace, tracev1.go), and one that
  // did where the runtime begins to look for a P (g.sysexitticks), or for pretence.
  const ends = fields[3] === 'Syscall'
  return {
    time_ns: Number(fields[1]),
    goid: Number(fields[2]),
    from: fields[3]!.toLowerCase() as Word,
    to: fields[4]!.toLowerCase() as Word,
    reason: fields[5]!,
    other: Math.max(0, Number(fields[6])),
    tid: old ? -1 : Number(fields[7]),
    p: p >= FAKE_P ? -1 : p,
    excluded: fields[9] === 'stw' ? 'procresize' : '',
    ...(old && ends ? { untimed: true } : {}),
  }
}

/** Names the transitions that have no counterpart in runqscope. */
function exclude(steps: Step[], syscalls: boolean): void {
  const afterBlockedExit = new Set<number>()
  for (const step of steps) {
    const startsAfterExit = afterBlockedExit.delete(step.goid)
    if (step.from === 'undetermined') step.excluded = 'undetermined'
    else if (syscalls) continue
    // A C thread borrows a goroutine, or gives it back.
    else if (step.from === 'notexist' || step.to === 'notexist') continue
    else if (step.from === 'syscall' && step.to === 'runnable') {
      step.excluded = 'blocked syscall exit'
      afterBlockedExit.add(step.goid)
    } else if (step.from === 'syscall' || step.to === 'syscall') step.excluded = 'syscall'
    else if (startsAfterExit) step.excluded = 'start after blocked syscall exit'
  }
}

/**
 * The order of a goroutine's transitions is certain, their timestamps come from several threads, each a little after
 * the fact. A transition is put no earlier than the one before it; what is only a state (undetermined), whose time is
 * the reader's own, no later than what follows.
 */
function keepOrder(steps: Step[]): void {
  const last = new Map<number, Step>()
  for (const step of steps) {
    const before = last.get(step.goid)
    if (before?.excluded === 'undetermined') before.time_ns = Math.min(before.time_ns, step.time_ns)
    else if (before) step.time_ns = Math.max(before.time_ns, step.time_ns)
    last.set(step.goid, step)
  }
}
