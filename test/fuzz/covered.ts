import { parentPort, workerData } from 'node:worker_threads'
import { countBranches } from './coverage.js'

export interface CoveredTask {
  seed: number
  inputs: number
}

const { seed, inputs } = workerData as CoveredTask
const branches = await countBranches(new URL('../../lib/', import.meta.url), async () => {
  const { tryAll } = await import('./tally.js')
  const progress = new Int32Array(new SharedArrayBuffer(4))
  await tryAll({ seed, from: 0, to: inputs, step: 1, progress })
})
parentPort!.postMessage(branches)
