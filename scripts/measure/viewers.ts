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
import { PERIOD_NS, type Question } from './questions.js'

/** As many as the page has views that ask at once. */
const OUTSTANDING_MAX = 12

const got = { answers: 0, refused: 0, bytes: 0, closed: 0 }

class Viewer {
  private readonly socket: WebSocket
  private baseNs = 0
  private outstanding = 0
  readonly connected: Promise<unknown>
  private next = 0
  /** Of the first question's times this one asks again after so many periods. */
  private period = 0

  constructor(
    url: URL,
    private readonly questions: Question[],
  ) {
    this.socket = new WebSocket(url, SUBPROTOCOL, { perMessageDeflate: false })
    this.socket.on('open', () => {
      if (questions.length === 0)
        this.socket.send(
          ClientMessage.encode({ subscribe: { all: true, packed: true, long_values: true } }).finish(),
        )
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
      this.period = Math.floor((this.nowNs() - this.questions[0]!.atNs) / PERIOD_NS) + 1
      setInterval(() => this.ask(), 2)
    }
    if (!answer) return
    this.outstanding--
    got.answers++
    if (answer.refused) got.refused++
  }

  private nowNs(): number {
    return Number(process.hrtime.bigint()) - this.baseNs
  }

  /** The questions as they came, moved by whole periods, as a page asks them: equal for all at equal moments. */
  private ask(): void {
    const { questions } = this
    const nowNs = this.nowNs()
    for (;;) {
      const { atNs, query } = questions[this.next % questions.length]!
      const shiftNs = (this.period + Math.floor(this.next / questions.length)) * PERIOD_NS
      if (atNs + shiftNs > nowNs) return
      this.next++
      if (this.outstanding >= OUTSTANDING_MAX) continue
      const moved = {
        first_ns: (query.first_ns ?? 0) + shiftNs,
        last_ns: (query.last_ns ?? 0) + shiftNs,
      }
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
const viewers = Array.from({ length: Number(count) }, () => new Viewer(url, questions))
process.on('SIGTERM', () => {
  const seconds = (performance.now() - beganMs) / 1000
  process.stdout.write(`${JSON.stringify({ ...got, seconds })}\n`, () => process.exit())
  for (const viewer of viewers) viewer.close()
})
await Promise.all(viewers.map(viewer => viewer.connected))
process.stdout.write('connected\n')
