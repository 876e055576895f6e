import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { ClientMessage, ServerMessage, SUBPROTOCOL, type WireQuery } from '../../lib/stream/wire.js'

/**
 * What a following page asks repeats itself, moved by this much: the ranges of its questions and the moments at which it asks
 * lie on grids of powers of two of ns, of which this is the widest.
 */
export const PERIOD_NS = 2 ** 32

/** A question that a page sent, and when, ns since the session's base. */
export interface Question {
  atNs: number
  query: WireQuery
}

/** Stands between a page and its server, and notes what the page asks: viewers without a browser ask the same. */
export class Questions {
  readonly asked: Question[] = []
  private readonly http = createServer((incoming, outgoing) => {
    const upstream = request(new URL(incoming.url!, this.upstream), { headers: incoming.headers }, answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    upstream.on('error', error => outgoing.destroy(error))
    incoming.pipe(upstream)
  })
  private readonly sockets = new WebSocketServer({ server: this.http, perMessageDeflate: false })

  private constructor(private readonly upstream: string) {
    this.sockets.on('connection', (page, { url }) => this.relay(page, url!))
  }

  static async start(upstream: string): Promise<Questions> {
    const questions = new Questions(upstream)
    questions.http.listen(0, '127.0.0.1')
    await once(questions.http, 'listening')
    return questions
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/`
  }

  private relay(page: WebSocket, path: string): void {
    const address = new URL(path, this.upstream)
    address.protocol = 'ws:'
    const server = new WebSocket(address, SUBPROTOCOL, { perMessageDeflate: false })
    const early: RawData[] = []
    let baseNs: number | undefined
    page.on('message', data => {
      if (baseNs !== undefined) this.note(data as Buffer, Number(process.hrtime.bigint()) - baseNs)
      if (server.readyState === WebSocket.OPEN) server.send(data)
      else early.push(data)
    })
    server.on('open', () => {
      for (const data of early.splice(0)) server.send(data)
    })
    server.on('message', data => {
      // The hello comes first of all.
      baseNs ??= Number(ServerMessage.decode(data as Buffer).hello!.base_monotonic_ns)
      page.send(data)
    })
    for (const [one, other] of [
      [page, server],
      [server, page],
    ] as const) {
      one.on('close', () => other.close())
      one.on('error', () => other.terminate())
    }
  }

  private note(data: Buffer, atNs: number): void {
    const { query } = ClientMessage.decode(data)
    if (query) this.asked.push({ atNs, query })
  }

  async close(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate()
    this.http.closeAllConnections()
    this.http.close()
    await once(this.http, 'close')
  }
}
