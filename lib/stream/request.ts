import { ClientMessage } from './wire.js'

/** Why a message is not understood: a WebSocket close code and a reason. */
export interface Misunderstanding {
  code: 1002 | 1003
  refuse: string
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
  const named = message.subscribe ?? message.unsubscribe
  if (!named) return { code: 1002, refuse: 'a ClientMessage must subscribe or unsubscribe' }
  if (named.goids?.some(goid => !Number.isSafeInteger(goid) || goid < 1)) {
    return { code: 1002, refuse: 'a goid is a whole number from 1' }
  }
  return message
}
