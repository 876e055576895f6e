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
  /** Greatest distance between the fitted line and the clock snapshots of the trace itself (Go 1.25+), ns; null if none. */
  snapshot_ns_max: number | null
}

/**
 * Reads the lines of godump (test/truth/godump/main.go tells their format).
 *
 * @param base_ns CLOCK_MONOTONIC of the session's time 0
 */
export async function readGoTrace(path: string, base_ns: bigint): Promise<GoTrace> {
  const session = (mono: string) => Number(BigInt(mono) - base_ns)
  const steps: Step[] = []
  const marks: Mark[] = []
  const snapshots: { trace_ns: number; mono_ns: number }[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fields = line.split('\t')
    switch (fields[0]) {
      case 'e':
        // A repeated state is no transition: it is not even counted as left out.
        if (fields[3] !== fields[4]) steps.push(stepOf(fields))
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
  const clock = fitClock(marks)
  exclude(steps)
  keepOrder(steps)
  for (const step of steps) {
    step.time_ns = clock.toSession(step.time_ns)
    // Without probes on system calls Running covers them: what is compared next to one begins or ends in Running.
    if (step.from === 'syscall') step.from = 'running'
    if (step.to === 'syscall') step.to = 'running'
  }
  const distances = snapshots.map(s => Math.abs(clock.toSession(s.trace_ns) - s.mono_ns))
  return {
    steps,
    window: {
      first_ns: Math.min(...marks.map(mark => mark.after_ns)),
      last_ns: Math.max(...marks.map(mark => mark.before_ns)),
    },
    clock,
    snapshot_ns_max: distances.length ? Math.max(...distances) : null,
  }
}

function stepOf(fields: string[]): Step {
  return {
    time_ns: Number(fields[1]),
    goid: Number(fields[2]),
    from: fields[3]!.toLowerCase() as Word,
    to: fields[4]!.toLowerCase() as Word,
    reason: fields[5]!,
    other: Math.max(0, Number(fields[6])),
    tid: Number(fields[7]),
    p: Number(fields[8]),
    excluded: fields[9] === 'stw' ? 'procresize' : '',
  }
}

/** Names the transitions that have no counterpart in runqscope. */
function exclude(steps: Step[]): void {
  const afterBlockedExit = new Set<number>()
  for (const step of steps) {
    const startsAfterExit = afterBlockedExit.delete(step.goid)
    if (step.from === 'undetermined') step.excluded = 'undetermined'
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
