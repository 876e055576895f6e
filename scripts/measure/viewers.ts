/**
 * Viewers without a browser, in a process of their own; says `connected` when they all are. On SIGTERM a line of JSON tells
 * what they got.
 *
 *   node dist/scripts/measure/viewers.js URL COUNT raw          subscribed to all transitions
 *   node dist/scripts/measure/viewers.js URL COUNT FILE.json    ask what a page asked (see questions.ts), again and again
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { ClientMessage, ServerMessage, STREAM_PATH, SUBPROTOCOL } from '../../lib/stream/wire.js'
import type { Question } from './questions.js'

/** As many as the page has views that ask at once. */
const OUTSTANDING_MAX = 6

const got = { answers: 0, refused: 0, bytes: 0, closed: 0, ageMsMax: 0 }

class Viewer {
  private readonly socket: WebSocket
  private baseNs = 0
  private outstanding = 0
  readonly connected: Promise<unknown>
  private next = 0
  private beganMs = 0

  constructor(
    url: URL,
    private readonly questions: Question[],
    private readonly number: number,
  ) {
    this.socket = new WebSocket(url, SUBPROTOCOL, { perMessageDeflate: false })
    this.socket.on('open', () => {
      if (questions.length === 0)
        this.socket.send(ClientMessage.encode({ subscribe: { all: true } }).finish())
    })
    this.socket.on('message', (data: Buffer) => this.take(data))
    this.connected = once(this.socket, 'open')
    this.socket.on('close', () => got.closed++)
  }

  private take(data: Buffer): void {
    got.bytes += data.length
    // Raw frames are only counted: what is to be known is what they cost the server.
    if (this.questions.length === 0) return
    const { hello, answer } = ServerMessage.decode(data)
    if (hello) {
      this.baseNs = Number(hello.base_monotonic_ns)
      // Not all in the same millisecond: people do not open their pages so either.
      setTimeout(() => this.begin(), this.number * 130)
    }
    if (!answer) return
    this.outstanding--
    got.answers++
    if (answer.refused) got.refused++
  }

  private begin(): void {
    this.beganMs = performance.now()
    setInterval(() => this.ask(), 4)
  }

  /** The questions as they came, moved to now; from the first again after the last. */
  private ask(): void {
    const { questions } = this
    const firstMs = questions[0]!.atMs
    const lengthMs = questions.at(-1)!.atMs - firstMs + 20
    const elapsedMs = performance.now() - this.beganMs
    for (;;) {
      const round = Math.floor(this.next / questions.length)
      const { atMs, query } = questions[this.next % questions.length]!
      if (round * lengthMs + atMs - firstMs > elapsedMs) return
      this.next++
      if (this.outstanding >= OUTSTANDING_MAX) continue
      const nowNs = Number(process.hrtime.bigint()) - this.baseNs
      const shiftNs = nowNs - (query.last_ns ?? 0)
      const moved = Number.isFinite(query.last_ns)
        ? { first_ns: (query.first_ns ?? 0) + shiftNs, last_ns: nowNs }
        : { first_ns: query.first_ns, last_ns: query.last_ns }
      this.socket.send(ClientMessage.encode({ query: { ...query, ...moved, id: this.next } }).finish())
      this.outstanding++
    }
  }

  close(): void {
    this.socket.terminate()
  }
}

const [page, count, what] = process.argv.slice(2)
const url = new URL(STREAM_PATH, page)
url.protocol = 'ws:'
const questions: Question[] =
  what === 'raw'
    ? []
    : JSON.parse(readFileSync(what!, 'utf8'), (_key, value) => (value === 'Infinity' ? Infinity : value))
const beganMs = performance.now()
const viewers = Array.from({ length: Number(count) }, (_, number) => new Viewer(url, questions, number))
process.on('SIGTERM', () => {
  const seconds = (performance.now() - beganMs) / 1000
  process.stdout.write(`${JSON.stringify({ ...got, seconds })}\n`, () => process.exit())
  for (const viewer of viewers) viewer.close()
})
await Promise.all(viewers.map(viewer => viewer.connected))
process.stdout.write('connected\n')
