import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { type Cell, plain } from './cells.js'
import { type Outcome, verify } from './verify.js'

/** Builds and verifies cells on all processors; `done` is called as they end. */
export async function verifyAll(cells: Cell[], done: (cell: Cell, outcome: Outcome) => void): Promise<void> {
  // The default builds first: what the others are compared with must not be built twice at a time.
  const first = cells.filter(cell => cell.form === plain)
  const others = cells.filter(cell => cell.form !== plain)
  for (const part of [first, others]) {
    const left = [...part]
    const count = Math.min(availableParallelism(), left.length)
    await Promise.all(Array.from({ length: count }, () => work(left, done)))
  }
}

function work(left: Cell[], done: (cell: Cell, outcome: Outcome) => void): Promise<void> {
  const worker = new Worker(new URL(import.meta.url))
  return new Promise((resolve, reject) => {
    let cell: Cell | undefined
    const next = () => {
      cell = left.shift()
      if (cell) worker.postMessage(cell)
      else resolve(worker.terminate().then(() => undefined))
    }
    worker.on('message', (outcome: Outcome) => {
      done(cell!, outcome)
      next()
    })
    worker.once('error', reject)
    worker.once('exit', code =>
      reject(new Error(`the thread of ${JSON.stringify(cell)} ended with code ${code}`)),
    )
    next()
  })
}

if (!isMainThread) parentPort!.on('message', (cell: Cell) => parentPort!.postMessage(verify(cell)))
