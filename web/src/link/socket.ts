import { ClientMessage, ServerMessage, STREAM_PATH, SUBPROTOCOL } from '../../../lib/stream/wire.js'

const RETRY_MS_FIRST = 500
const RETRY_MS_MAX = 5_000
/** A connection that held so long was a good one: the next attempt need not wait. */
const GOOD_MS = 5_000

export interface SocketEvents {
  /** @param frame what it was decoded from */
  onMessage: (message: ServerMessage, frame: Uint8Array) => void
  /** `retryMs` is how long until the next attempt. */
  onLost: (why: string, retryMs: number) => void
  /** The server is there but does not let this page in. It is tried again all the same. */
  onRefused: (why: string) => void
}

/** The stream of the page's own server; connects again whenever the connection is lost. */
export class StreamSocket {
  readonly #page: string
  readonly #events: SocketEvents
  #socket: WebSocket | undefined
  #retryMs = RETRY_MS_FIRST
  #openedMs = Number.POSITIVE_INFINITY
  #ended = false

  /** @param page the page's own address */
  constructor(page: string, events: SocketEvents) {
    this.#page = page
    this.#events = events
    this.#connect()
  }

  /** Does nothing while there is no connection: what is asked then is asked again. */
  send(message: ClientMessage): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#socket.send(ClientMessage.encode(message).finish() as Uint8Array<ArrayBuffer>)
  }

  /** Ends the connection; nothing is told of it any more. */
  close(): void {
    this.#ended = true
    this.#socket?.close()
  }

  #connect(): void {
    if (this.#ended) return
    const socket = new WebSocket(streamAddress(this.#page), SUBPROTOCOL)
    let fault = ''
    this.#socket = socket
    this.#openedMs = Number.POSITIVE_INFINITY
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      this.#openedMs = performance.now()
    }
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (fault !== '' || this.#ended) return
      try {
        if (typeof data === 'string') throw new RangeError('a text')
        const frame = new Uint8Array(data)
        this.#events.onMessage(ServerMessage.decode(frame), frame)
      } catch (error) {
        fault = `the server sent what this page does not understand (${(error as Error).message})`
        socket.close()
      }
    }
    socket.onclose = ({ reason }) => void this.#closed(fault || reason)
  }

  async #closed(why: string): Promise<void> {
    if (this.#ended) return
    const opened = this.#openedMs !== Number.POSITIVE_INFINITY
    if (performance.now() - this.#openedMs > GOOD_MS) this.#retryMs = RETRY_MS_FIRST
    const retryMs = this.#retryMs
    this.#retryMs = Math.min(retryMs * 2, RETRY_MS_MAX)
    setTimeout(() => this.#connect(), retryMs)
    if (opened || why !== '') {
      this.#events.onLost(why || 'the server closed it', retryMs)
      return
    }
    // A browser does not tell why a WebSocket was not opened; the same address over HTTP does.
    const refusal = await refusalOf(this.#page)
    if (refusal === undefined) this.#events.onLost('the server does not answer', retryMs)
    else this.#events.onRefused(refusal)
  }
}

/** What the server says to those that it does not let in; undefined if it would, or is not there. */
async function refusalOf(page: string): Promise<string | undefined> {
  const address = streamAddress(page).replace(/^ws/, 'http')
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) })
    if (response.status !== 401 && response.status !== 403) return undefined
    return (await response.text()).slice(0, 300).trim()
  } catch {
    return undefined
  }
}

/** Beside the page, with the token that the page's own address carries. */
function streamAddress(page: string): string {
  const address = new URL(`.${STREAM_PATH}`, page)
  const token = new URL(page).searchParams.get('token')
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.search = ''
  // The page asks for the goroutines and the sites that it shows: it needs no list of all.
  address.searchParams.set('snapshot', '0')
  address.searchParams.set('sites', '0')
  if (token !== null) address.searchParams.set('token', token)
  address.hash = ''
  return address.href
}
