import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import { RunqscopeError } from '../errors.js'
import { authority, parseListen } from './address.js'
import { Admission } from './admission.js'
import type { StreamLimits } from './limits.js'
import { Page } from './page.js'
import { STREAM_PATH, SUBPROTOCOL } from './wire.js'

export interface ListenerOptions {
  /** As `parseListen` takes it. */
  listen: string
  token: string | undefined
  pageDirectory: string
  limits: StreamLimits
  /** How many clients are connected now. */
  clientCount: () => number
  /** `url` is that of the request, with its query. */
  onClient: (ws: WebSocket, socket: Socket, url: string) => void
}

/** The port: serves the page, and turns away or hands on who asks for the stream. */
export class Listener {
  readonly #options: ListenerOptions
  readonly #admission: Admission
  readonly #upgrader: WebSocketServer
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  /** Requests for the stream that were turned away. */
  refused = 0

  constructor(options: ListenerOptions) {
    this.#options = options
    this.#admission = new Admission(options.token)
    const { limits } = options
    const upgrade: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.messageBytes,
      maxFragments: 64,
      closeTimeout: limits.closeMs,
      handleProtocols: () => SUBPROTOCOL,
    }
    this.#upgrader = new WebSocketServer(upgrade)
  }

  /**
   * Listens. Throws a usage error for an address that needs a token and has none, an io error if the address cannot
   * be had.
   *
   * @returns the address of the page
   */
  async start(): Promise<string> {
    const { listen, token, limits, pageDirectory } = this.#options
    const address = parseListen(listen)
    if (token === '')
      throw RunqscopeError.make('usage', 'the token is empty', 'give one that is hard to guess')
    if (!address.loopback && token === undefined) {
      throw RunqscopeError.make(
        'usage',
        `${listen} can be reached from other machines, and the stream shows what the program does`,
        'give a token that clients must show, or listen on 127.0.0.1 and forward the port',
      )
    }
    const page = new Page(pageDirectory, this.#admission)
    const server = createServer(
      {
        headersTimeout: 10_000,
        requestTimeout: 15_000,
        keepAliveTimeout: 5_000,
        connectionsCheckingInterval: 5_000,
      },
      page.answer,
    )
    // Room for every client and for the page's own requests; a flood of idle connections waits outside.
    server.maxConnections = limits.clients + 64
    server.on('connection', socket => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket as Socket, head),
    )
    await listening(server, address.host, address.port, listen)
    this.#server = server
    const bound = server.address() as AddressInfo
    const host = address.host === '::' || address.host === '0.0.0.0' ? bound.address : address.host
    return `http://${authority(host, bound.port)}/`
  }

  /** Takes no more connections, cuts those that are left and frees the port. */
  async stop(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = undefined
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // A connection that breaks here closes; there is nobody to tell. ws takes its own care after the upgrade.
    const onError = (): void => void socket.destroy()
    socket.on('error', onError)
    const refusal = this.#refusal(request)
    if (refusal) {
      this.refused++
      turnAway(socket, refusal.status, refusal.text)
      return
    }
    this.#upgrader.handleUpgrade(request, socket, head, ws => {
      socket.off('error', onError)
      this.#options.onClient(ws, socket, request.url ?? '')
    })
  }

  #refusal(request: IncomingMessage): { status: number; text: string } | undefined {
    const denied = this.#admission.refuseOrigin(request) ?? this.#admission.refuseToken(request)
    if (denied) return denied
    if ((request.url ?? '').split('?', 1)[0] !== STREAM_PATH) {
      return { status: 404, text: `The stream is at ${STREAM_PATH}.` }
    }
    const offered = request.headers['sec-websocket-protocol']
    if (offered !== undefined && !offered.split(',').some(name => name.trim() === SUBPROTOCOL)) {
      return { status: 400, text: `The only subprotocol here is ${SUBPROTOCOL}.` }
    }
    if (this.#options.clientCount() >= this.#options.limits.clients) {
      return { status: 503, text: `There are ${this.#options.limits.clients} clients already.` }
    }
    return undefined
  }
}

function listening(server: Server, host: string, port: number, listen: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const why: Record<string, string> = {
        EADDRINUSE: `${listen} is in use by another program`,
        EACCES: `${listen} may not be used: ports below 1024 need privilege`,
        EADDRNOTAVAIL: `${listen} is not an address of this machine`,
        ENOTFOUND: `${listen} names no machine`,
      }
      const what = why[error.code ?? ''] ?? `${listen} cannot be listened on (${error.message})`
      reject(RunqscopeError.make('io', what, 'give another --listen HOST:PORT (port 0 takes a free one)'))
    }
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function turnAway(socket: Socket, status: number, text: string): void {
  const body = `${text}\n`
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 401 ? ['WWW-Authenticate: Bearer'] : []),
  ]
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
