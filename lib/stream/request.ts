import { ClientMessage } from './wire.js'

/** Why a message is not understood: a WebSocket close code and a reason. */
export interface Misunderstanding {
  code: 1002 | 1003
  refuse: string
}

/** What a client takes of what comes by itself. */
export interface Appetite {
  /** Goroutines in a snapshot. */
  snapshotRows: number
  /** Sites in an aggregate. */
  aggregateSites: number
}

/**
 * `snapshot=N` and `sites=N` in the address of the stream, for clients that ask questions instead and would have to wait
 * for megabytes on a slow link; otherwise what the server grants.
 */
export function appetiteOf(url: string, most: Appetite): Appetite {
  const asked = new URLSearchParams(url.split('?', 2)[1])
  const atMost = (name: string, granted: number): number => {
    const text = asked.get(name)
    return text !== null && /^\d{1,9}$/.test(text) ? Math.min(Number(text), granted) : granted
  }
  return {
    snapshotRows: atMost('snapshot', most.snapshotRows),
    aggregateSites: atMost('sites', most.aggregateSites),
  }
}

/** Reads what a client sent; never throws, whatever it is. */
export function readClientMessage(data: Buffer, isBinary: boolean): ClientMessage | Misunderstanding {
  if (!isBinary) return { code: 1003, refuse: 'text frames are not understood: send ClientMessage in binary' }
  let message: ClientMessage
  try {
    message = ClientMessage.decode(data)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { code: 1002, refuse: `not a ClientMessage: ${why}`.slice(0, 120) }
  }
  // What is wrong with a question is told in its answer.
  if (message.message === 'query' || message.message === 'trigger') return message
  const named = message.subscribe ?? message.unsubscribe
  if (!named) return { code: 1002, refuse: 'a ClientMessage must subscribe or unsubscribe, ask or trigger' }
  if (named.goids?.some(goid => !Number.isSafeInteger(goid) || goid < 1)) {
    return { code: 1002, refuse: 'a goid is a whole number from 1' }
  }
  return message
}
