/** An agent that never detaches by itself: as a worker thread, or as a process that ends while it drains. */
import { parentPort, workerData } from 'node:worker_threads'
import { attach } from '../../lib/index.js'

const [, , argument, how] = process.argv
const agent = await attach(parentPort ? (workerData as { pid: number }).pid : Number(argument))

agent.once('aggregate', () => {
  parentPort?.postMessage('armed')
  if (!parentPort) {
    process.stdout.write('armed\n')
    if (how === 'exit') process.exit(0)
    throw new Error('as the test wants it')
  }
})
