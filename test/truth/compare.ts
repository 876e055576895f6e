import { Edges } from './edge.js'
import type { GoTrace } from './gotrace.js'
import { compareLife, type LifeComparison, settleStarts } from './life.js'
import { fuse, takeApart } from './lostp.js'
import type { Recording } from './recording.js'
import { livesOf, type Step, stepKey } from './step.js'
import { addTotals, type Totals } from './totals.js'
import { cut, EDGE_NS, type Pieces, type Window } from './window.js'

/** One side's transitions within the window. */
export interface SideCount {
  /** Compared with the other side. */
  compared: number
  matched: number
  /** Left out, by name. */
  excluded: Map<string, number>
}

/** Distances in time of matched transitions, absolute, ns. */
export interface Distances {
  p50_ns: number
  p99_ns: number
  max_ns: number
  /** How many are further apart than `DISPLACED_NS`. */
  displaced: number
}

/** A distance that only a thread which lost its CPU between the two timestamps explains. */
const DISPLACED_NS = 1e6

export interface Agreement {
  compared: number
  equal: number
}

export interface Comparison {
  window: Window
  goroutines: number
  go: SideCount
  runqscope: SideCount
  distances: Distances
  totals: Totals
  /** Who woke or created the goroutine: equal on both sides? */
  wakers: Agreement
  threads: Agreement
  ps: Agreement
  /** Rows of runqscope that contradict the row before or run backwards in time. */
  broken: number
  backward: number
  /** The first few transitions without a counterpart, each with what surrounds it. */
  mismatches: string[]
}

const MISMATCHES_SHOWN = 12

/** Compares Go's trace and a runqscope recording of the same process, goroutine by goroutine, both ways. */
export function compare(
  trace: Pick<GoTrace, 'steps' | 'window' | 'threads'>,
  recording: Recording,
): Comparison {
  const window = commonWindow(trace.window, recording)
  const [go, runqscope] = [livesOf(trace.steps), livesOf(recording.steps)]
  const edges = new Edges(trace.steps, recording.steps, window, trace.threads)
  const comparison: Comparison = {
    window,
    goroutines: 0,
    go: { compared: 0, matched: 0, excluded: new Map() },
    runqscope: { compared: 0, matched: 0, excluded: new Map() },
    distances: quantiles([]),
    totals: new Map(),
    wakers: { compared: 0, equal: 0 },
    threads: { compared: 0, equal: 0 },
    ps: { compared: 0, equal: 0 },
    broken: recording.broken,
    backward: recording.backward,
    mismatches: [],
  }
  const distances: number[] = []
  const fused = (life: Step[]) => fuse(life, window, trace.threads)
  for (const goid of new Set([...go.keys(), ...runqscope.keys()])) {
    const lives = [go.get(goid) ?? [], runqscope.get(goid) ?? []] as const
    for (const life of lives) settleStarts(life, window)
    const whole = cut(fused(lives[0]), fused(lives[1]), window)
    if (whole.go.length + whole.runqscope.length === 0) continue
    const aligned = compareLife(whole)
    edges.excuse(whole, aligned)
    const { pieces, life } = takeApart(whole, aligned)
    comparison.goroutines++
    count(comparison.go, pieces.go, life.onlyGo)
    count(comparison.runqscope, pieces.runqscope, life.onlyRunqscope)
    addTotals(comparison.totals, pieces, life)
    for (const [g, r] of life.pairs) {
      if (!g.untimed) distances.push(Math.abs(r.time_ns - g.time_ns))
      agree(comparison, g, r)
    }
    describe(comparison.mismatches, pieces, life)
  }
  comparison.distances = quantiles(distances)
  return comparison
}

/** The time that both sides have recorded. */
function commonWindow(traced: Window, recording: Recording): Window {
  const window = {
    first_ns: Math.max(traced.first_ns, recording.armed_ns),
    last_ns: Math.min(traced.last_ns, recording.ended_ns),
  }
  if (!(window.last_ns - window.first_ns > 2 * EDGE_NS))
    throw new Error(`the two recordings have no time in common: ${JSON.stringify(window)}`)
  return window
}

function count(side: SideCount, steps: Step[], unmatched: Step[]): void {
  let compared = 0
  for (const { excluded } of steps)
    if (excluded) side.excluded.set(excluded, (side.excluded.get(excluded) ?? 0) + 1)
    else compared++
  side.compared += compared
  side.matched += compared - unmatched.length
}

function agree({ wakers, threads, ps }: Comparison, go: Step, runqscope: Step): void {
  const caused = go.to === 'runnable' && (go.from === 'waiting' || go.from === 'notexist')
  for (const [agreement, key] of [
    [caused ? wakers : undefined, 'other'],
    [threads, 'tid'],
    [ps, 'p'],
  ] as const) {
    // What a trace before Go 1.22 does not tell is not compared, nor the P of a return that had none yet.
    const untold = key !== 'other' && go[key] < 0
    if (!agreement || untold || (key === 'p' && runqscope.from === 'syscall' && runqscope.p < 0)) continue
    agreement.compared++
    if (go[key] === runqscope[key]) agreement.equal++
  }
}

function quantiles(values: number[]): Distances {
  const sorted = Float64Array.from(values).sort()
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
  return {
    p50_ns: at(0.5),
    p99_ns: at(0.99),
    max_ns: at(1),
    displaced: sorted.filter(distance => distance > DISPLACED_NS).length,
  }
}

/** Tells a mismatch with the steps of both sides around it, so that its cause can be seen. */
function describe(shown: string[], pieces: Pieces, life: LifeComparison): void {
  for (const [side, steps] of [
    ['Go', life.onlyGo],
    ['runqscope', life.onlyRunqscope],
  ] as const)
    for (const step of steps) {
      if (shown.length >= MISMATCHES_SHOWN) return
      const around = (all: Step[]) => {
        const nearest = all.findIndex(other => other.time_ns >= step.time_ns)
        const index = nearest < 0 ? all.length : nearest
        return all
          .slice(Math.max(0, index - 4), index + 5)
          .map(other => `      ${other === step ? '>' : ' '} ${stepText(other)}`)
          .join('\n')
      }
      shown.push(
        `goroutine ${step.goid}: only ${side} has ${stepText(step)}\n` +
          `    Go:\n${around(pieces.go)}\n    runqscope:\n${around(pieces.runqscope)}`,
      )
    }
}

function stepText(step: Step): string {
  const excluded = step.excluded && ` [left out: ${step.excluded}]`
  return `${(step.time_ns / 1e3).toFixed(3)} µs ${stepKey(step)} by ${step.other} on thread ${step.tid} P ${step.p}${excluded}`
}
