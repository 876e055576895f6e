import { trusted } from '../link/trusted.js'
import source from '../link/worker.ts?text'
import { readPacked } from './front.js'

/** Starts the worker that holds the recording: its code and its data come out of this page. */
export function openWorker(): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const worker = new Worker(trusted(url))
  worker.postMessage({ type: 'recording', packed: readPacked() })
  return worker
}
