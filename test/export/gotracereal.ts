import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kind, NO_P } from '../../lib/contract.gen.js'
import { type Snapshot, stateNames } from '../../lib/model/transition.js'
import type { RecordingVisitor } from '../../lib/recording/walk.js'
import type { TapeEvent } from '../model/tape.js'
import { random } from '../model/world.js'
import { readGoTrace } from '../truth/gotrace.js'
import type { Step } from '../truth/step.js'
import { Target } from '../truth/target.js'
import { buildDump, buildTarget } from '../truth/toolchain.js'
import { delay, losses, tellSession } from './gotracesession.js'

const VERSION = 'go1.27.4'
/** As many on every machine, or a large one would tell many times as much. */
const PROCS = 2
const HOLD_NS = 4_000_000
const PC = 0x4000

/** Has a real program write its own execution trace; returns what its goroutines did, in order of time. */
export async function traceProgram(folder: string): Promise<Step[]> {
  const trace = join(folder, 'real.trace')
  const target = await Target.start(buildTarget(VERSION, false), 'mix', PROCS)
  try {
    await target.tell('start', 'started')
    await target.tell(`trace ${trace}`, 'tracing')
    await sleep(300)
    await target.tell('stop', 'stopped')
    await target.quit()
  } finally {
    target.kill()
  }
  const dump = join(folder, 'real.dump')
  await dumpTo(trace, dump)
  const { steps } = await readGoTrace(dump, 0n, true)
  return steps.sort((a, b) => a.time_ns - b.time_ns)
}

function dumpTo(trace: string, dump: string): Promise<void> {
  const out = openSync(dump, 'w')
  const child = spawn(buildDump(), [trace], { stdio: ['ignore', out, 'inherit'] })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => (status === 0 ? resolve() : reject(new Error(`godump exits with ${status}`))))
  })
}

export interface RealOptions {
  seed: number
  lost: number
  late: boolean
  /** Share of the time that is left out at either end. */
  cut: number
}

/** Tells visitors what a real program did, with some of it lost, out of order, cut off. */
export function tellReal(
  all: readonly Step[],
  options: RealOptions,
  visitors: readonly RecordingVisitor[],
): void {
  const next = random(options.seed)
  const states = new Map<number, Step>()
  const steps: Step[] = []
  const spanNs = all.at(-1)!.time_ns - all[0].time_ns
  const firstNs = all[0].time_ns + options.cut * spanNs
  const lastNs = all.at(-1)!.time_ns - options.cut * spanNs
  for (const step of all) {
    if (step.time_ns < firstNs || step.from === 'undetermined') states.set(step.goid, step)
    else if (step.time_ns <= lastNs) steps.push(step)
  }
  const reasons = ['', ...new Set(all.map(step => step.reason))].filter(
    (reason, i) => i === 0 || reason !== '',
  )
  const events = steps.flatMap(step => eventOf(step, firstNs, reasons))
  if (options.late) delay(events, next)
  tellSession(
    {
      ...{ events, losses: options.lost > 0 ? losses(events, next, options.lost) : [], syscalls: true },
      ...{ snapshots: [snapshotOf(states, reasons)], waitReasons: reasons, holdNs: HOLD_NS, next },
    },
    visitors,
  )
}

const stateOf = (word: string): number => stateNames.indexOf(word as (typeof stateNames)[number])

function snapshotOf(states: ReadonlyMap<number, Step>, reasons: readonly string[]): Snapshot {
  const found = [...states.values()].filter(({ to }) => to !== 'notexist')
  const running = (step: Step): boolean => step.to === 'running' || step.to === 'syscall'
  return {
    ...{ beginNs: 0, endNs: 0, length: found.length },
    goid: Float64Array.from(found, ({ goid }) => goid),
    state: Uint8Array.from(found, ({ to }) => stateOf(to)),
    reason: Uint8Array.from(found, ({ to, reason }) =>
      to === 'waiting' && reason ? reasons.indexOf(reason) : 255,
    ),
    startpc: Float64Array.from(found, ({ goid }) => PC + (goid % 5)),
    gopc: Float64Array.from(found, ({ goid }) => PC + (goid % 5)),
    tid: Uint32Array.from(found, step => (running(step) ? Math.max(0, step.tid) : 0)),
  }
}

/** The event that a probe would make of it; none of what it makes nothing of. */
function eventOf(step: Step, firstNs: number, reasons: readonly string[]): TapeEvent[] {
  const kind = kindOf(step)
  if (kind === 0) return []
  const event: TapeEvent = {
    ...{ timeNs: Math.round(step.time_ns - firstNs), kind, goid: step.goid, other: 0 },
    ...{ tid: Math.max(0, step.tid), p: step.p < 0 ? NO_P : step.p },
  }
  if (kind === Kind.READY || kind === Kind.CREATE) event.other = step.other
  if (kind === Kind.PARK) event.reason = reasons.indexOf(step.reason)
  if (kind === Kind.GOSCHED) event.reason = step.reason === 'preempted' ? 1 : 0
  if (kind === Kind.CREATE) {
    event.reason = step.to === 'waiting' ? 4 : 1
    event.startpc = PC + (step.goid % 5)
    event.gopc = event.startpc
  }
  return [event]
}

function kindOf({ from, to, reason }: Step): Kind | 0 {
  switch (`${from} ${to}`) {
    case 'notexist runnable':
    case 'notexist waiting':
      return Kind.CREATE
    case 'notexist syscall':
      return Kind.NEEDM
    case 'waiting runnable':
      return Kind.READY
    case 'runnable running':
      return Kind.RUN
    case 'waiting running':
      return Kind.CORO_SWITCH
    case 'running waiting':
      // Without a reason it is left by a switch, of which the one that is entered tells.
      return reason === '' ? 0 : reason === 'preempted' ? Kind.PREEMPT_PARK : Kind.PARK
    case 'running runnable':
      return Kind.GOSCHED
    case 'running notexist':
      return Kind.EXIT
    case 'running syscall':
      return Kind.SYSCALL_ENTER
    case 'syscall running':
      return Kind.SYSCALL_RETURN
    case 'syscall runnable':
      return Kind.SYSCALL_EXIT
    case 'syscall notexist':
      return Kind.DROPM
    default:
      throw new Error(`Go's trace tells of ${from} → ${to}`)
  }
}

/** How long all goroutines were in a state, by state and reason, as Go's trace has it, ns. */
export function stepTotals(steps: readonly Step[]): Map<string, number> {
  const last = new Map<number, Step>()
  const totals = new Map<string, number>()
  // The trace's end may be how a goroutine was all the time, which is no event, so nobody else knows of that moment.
  const { time_ns: overNs } = steps.findLast(step => step.from !== 'undetermined' && kindOf(step) !== 0)!
  const add = (step: Step, endNs: number): void => {
    if (step.to === 'notexist' || (step.to === 'waiting' && step.reason === '')) return
    const key = `|${step.to}|${step.to === 'waiting' ? step.reason : ''}`
    // What it says first of a goroutine is how it was all the time before.
    const beginNs = step.from === 'undetermined' ? steps[0].time_ns : step.time_ns
    totals.set(key, (totals.get(key) ?? 0) + endNs - beginNs)
  }
  for (const step of steps) {
    const before = last.get(step.goid)
    if (before) add(before, Math.min(step.time_ns, overNs))
    last.set(step.goid, step)
  }
  for (const step of last.values()) add(step, overNs)
  return totals
}
