import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { TestContext } from 'node:test'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  ClientMessage,
  ServerMessage,
  STREAM_PATH,
  type WireAnswer,
  type WireHello,
  type WireQuery,
} from '../../lib/stream/wire.js'
import { root } from '../attach/build.js'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** What the real server says of the page, for an address. */
const policy = (host: string) =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://${host}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types runqscope`

export const states = ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall']

export const hello: WireHello = {
  protocol: 1,
  version: '0.1.0',
  time_unit: 'ns',
  byte_order: 'little-endian',
  pid: 4711,
  go_version: 'go1.26.8',
  command: '/srv/app',
  base_monotonic_ns: '1000',
  started_at_unix_ms: 1.7e12,
  wait_reasons: ['', 'chan receive'],
  states,
  kinds: {},
  syscalls: false,
  recording: false,
}

/** A server of the built page whose stream says whatever a test wants it to. */
export class Imposter {
  connections = 0
  readonly queries: WireQuery[] = []
  private readonly http = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url!.replace(/\?.*/, '')
    try {
      const body = await readFile(`${root}web/dist${path}`)
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
      response.setHeader('content-security-policy', policy(request.headers.host!))
      response.end(body)
    } catch {
      // What the page has not is answered so.
      response.writeHead(404).end()
    }
  })
  private readonly sockets = new WebSocketServer({ server: this.http, path: STREAM_PATH })

  static async start(
    t: TestContext,
    onConnect: (client: WebSocket, imposter: Imposter) => void,
    onQuery: (query: WireQuery, client: WebSocket) => void = () => undefined,
  ): Promise<Imposter> {
    const imposter = new Imposter()
    imposter.sockets.on('connection', client => {
      imposter.connections++
      client.on('error', () => client.terminate())
      client.on('message', (data: Buffer) => {
        const { query } = ClientMessage.decode(data)
        if (!query) return
        imposter.queries.push(query)
        onQuery(query, client)
      })
      onConnect(client, imposter)
    })
    imposter.http.listen(0, '127.0.0.1')
    await once(imposter.http, 'listening')
    t.after(() => {
      for (const client of imposter.sockets.clients) client.terminate()
      imposter.http.closeAllConnections()
      imposter.http.close()
    })
    return imposter
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/`
  }
}

export const frame = (message: Parameters<typeof ServerMessage.encode>[0]): Uint8Array =>
  ServerMessage.encode(message).finish()

/** An answer with a past of a minute and whatever else. */
export const answer = (query: WireQuery, parts: WireAnswer): Uint8Array =>
  frame({
    answer: {
      id: query.id,
      history: { first_ns: 0, last_ns: 60e9, rows: 1e6, forgotten: 0, bytes: 1e6, bytes_max: 1e8 },
      first_ns: Math.max(0, query.first_ns ?? 0),
      last_ns: Math.min(60e9, query.last_ns ?? 60e9),
      gaps: [],
      ...parts,
    },
  })
