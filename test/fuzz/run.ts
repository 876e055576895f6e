import { Worker } from 'node:worker_threads'
import { bytesOf, specimens } from './specimen.js'
import type { Tally, Task } from './tally.js'

export interface Total extends Tally {
  seed: number
  seconds: number
  /** The most that the whole process held, in bytes. */
  rssBytes: number
}

/** No input comes near; a worker that does has let an input decide how much it takes. */
const HEAP_MB = 512
const RSS_MAX = 2e9
/** An input that is still being planned after this will not end: the worker cannot say so itself. */
const STUCK_MS = 15_000
const POLL_MS = 250

/** Plans `inputs` damaged binaries on `workers` threads. Rejects if one hangs for good or takes memory without bound. */
export async function fuzz(inputs: number, seed: number, workers: number): Promise<Total> {
  // Before the workers, which would all build and reduce the same.
  for (const specimen of specimens) bytesOf(specimen)
  const begin = performance.now()
  let rssBytes = 0
  const look = setInterval(() => {
    rssBytes = Math.max(rssBytes, process.memoryUsage.rss())
  }, POLL_MS)
  try {
    const tallies = await Promise.all(
      Array.from({ length: workers }, (_, from) => runWorker({ seed, from, to: inputs, step: workers })),
    )
    const seconds = (performance.now() - begin) / 1000
    return { ...tallies.reduce(add), seed, seconds, rssBytes }
  } finally {
    clearInterval(look)
  }
}

function runWorker(task: Omit<Task, 'progress'>): Promise<Tally> {
  const progress = new Int32Array(new SharedArrayBuffer(4)).fill(-1)
  const workerData: Task = { ...task, progress }
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  return new Promise((resolve, reject) => {
    const stop = (what: string) => {
      worker.terminate()
      reject(new Error(`input ${progress[0]} of seed ${task.seed} ${what}`))
    }
    let seen = -1
    let since = performance.now()
    const watch = setInterval(() => {
      const index = Atomics.load(progress, 0)
      if (process.memoryUsage.rss() > RSS_MAX) stop(`takes more than ${RSS_MAX / 1e6} MB`)
      if (index !== seen) since = performance.now()
      else if (index >= 0 && performance.now() - since > STUCK_MS) stop(`is not planned after ${STUCK_MS} ms`)
      seen = index
    }, POLL_MS)
    worker.once('message', (tally: Tally) => resolve(tally))
    worker.once('error', reject)
    worker.once('exit', code => {
      clearInterval(watch)
      // Rejecting after the message changes nothing.
      reject(new Error(`a worker ended with code ${code} at input ${progress[0]} of seed ${task.seed}`))
    })
  })
}

function add(a: Tally, b: Tally): Tally {
  const outcomes = { ...a.outcomes }
  for (const [name, count] of Object.entries(b.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count
  return {
    inputs: a.inputs + b.inputs,
    reached: a.reached + b.reached,
    outcomes,
    slowest_ms: Math.max(a.slowest_ms, b.slowest_ms),
    findings: [...a.findings, ...b.findings],
  }
}

/** A total in words, for a terminal. */
export function describe(total: Total): string {
  const { inputs, reached, outcomes, seconds, slowest_ms, rssBytes, seed } = total
  const share = ((100 * reached) / inputs).toFixed(1)
  const counts = Object.entries(outcomes).sort((a, b) => b[1] - a[1])
  return [
    `fuzz: ${inputs} inputs of seed ${seed} in ${seconds.toFixed(0)} s (${(inputs / seconds).toFixed(0)}/s)`,
    `fuzz: ${reached} (${share} %) reached the function table`,
    `fuzz: ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`,
    `fuzz: slowest ${slowest_ms.toFixed(0)} ms, at most ${(rssBytes / 1e6).toFixed(0)} MB, ${total.findings.length} findings`,
    ...total.findings.map(
      one => `fuzz: input ${one.index} (${one.specimen}): ${one.problem}\n  ${one.damage.join('\n  ')}`,
    ),
  ].join('\n')
}
