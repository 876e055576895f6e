import { parentPort, workerData } from 'node:worker_threads'
import { type Task, tryAll } from './tally.js'

parentPort!.postMessage(await tryAll(workerData as Task))
