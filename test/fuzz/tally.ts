import { setImmediate } from 'node:timers/promises'
import { Bench, type Finding } from './bench.js'

export interface Task {
  seed: number
  from: number
  /** One past the last. */
  to: number
  step: number
  /** Where the parent sees which input is being planned. */
  progress: Int32Array
}

export interface Tally {
  inputs: number
  reached: number
  /** Inputs by outcome. */
  outcomes: Record<string, number>
  slowest_ms: number
  findings: Finding[]
}

/** More of the same tells nothing new. */
const FINDINGS_MAX = 20

/** Tries every `step`-th input from `from` on. */
export async function tryAll({ seed, from, to, step, progress }: Task): Promise<Tally> {
  const bench = new Bench()
  const tally: Tally = { inputs: 0, reached: 0, outcomes: {}, slowest_ms: 0, findings: [] }
  for (let index = from; index < to && tally.findings.length < FINDINGS_MAX; index += step) {
    Atomics.store(progress, 0, index)
    const tried = bench.try(seed, index)
    // What zlib leaves to the event loop to close holds a megabyte each: a program that plans lets it turn, too.
    if (++tally.inputs % 64 === 0) await setImmediate()
    if ('problem' in tried) {
      tally.findings.push(tried)
      continue
    }
    tally.outcomes[tried.is] = (tally.outcomes[tried.is] ?? 0) + 1
    if (tried.reached) tally.reached++
    if (tried.took_ms > tally.slowest_ms) tally.slowest_ms = tried.took_ms
  }
  if (!bench.isMended()) throw new Error('a specimen was changed: planning must not write to its input')
  return tally
}
