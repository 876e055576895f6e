import { PROTOCOL, ServerMessage, STREAM_PATH, SUBPROTOCOL } from '../../lib/stream/wire.js'

const RETRY_MS_FIRST = 500
const RETRY_MS_MAX = 5_000

export interface ConnectionEvents {
  onMessage: (message: ServerMessage) => void
  /** `retryMs` is how long until the next attempt. */
  onLost: (why: string, retryMs: number) => void
}

/** The stream of the page's own server; connects again whenever the connection is lost. */
export class Connection {
  readonly #events: ConnectionEvents
  #retryMs = RETRY_MS_FIRST

  constructor(events: ConnectionEvents) {
    this.#events = events
    this.#connect()
  }

  #connect(): void {
    const socket = new WebSocket(streamAddress(), SUBPROTOCOL)
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const message = ServerMessage.decode(new Uint8Array(data))
      if (message.message === 'hello' && message.hello.protocol !== PROTOCOL) {
        // A page that stayed open over an upgrade: its code is older than the server.
        location.reload()
        return
      }
      this.#retryMs = RETRY_MS_FIRST
      this.#events.onMessage(message)
    }
    socket.onclose = ({ reason }) => {
      const wait = this.#retryMs
      this.#retryMs = Math.min(wait * 2, RETRY_MS_MAX)
      this.#events.onLost(reason || 'the server does not answer', wait)
      setTimeout(() => this.#connect(), wait)
    }
  }
}

/** Beside the page, with the token that the page's own address carries. */
function streamAddress(): string {
  const address = new URL(`.${STREAM_PATH}`, location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const token = new URLSearchParams(location.search).get('token')
  address.search = token === null ? '' : new URLSearchParams({ token }).toString()
  address.hash = ''
  return address.href
}
