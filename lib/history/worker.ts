import { parentPort, workerData } from 'node:worker_threads'
import type { FromReader, ToReader } from './messages.js'
import { Reader } from './reader.js'

/** The thread that answers questions about the past. What it posts back is its own, so memory goes over as it is. */
const port = parentPort!
const reader = new Reader((workerData as { bytesMax: number }).bytesMax, (message: FromReader) =>
  port.postMessage(message, message.type === 'answer' ? [message.frame.buffer as ArrayBuffer] : []),
)
port.on('message', (message: ToReader) => reader.receive(message))
