import { trusted } from './trusted.js'
import url from './worker.ts?worker&url'

/** Starts the worker that holds the connection. */
export function openWorker(): Worker {
  return new Worker(trusted(url), { type: 'module' })
}
