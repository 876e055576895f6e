import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Aggregate } from '../latency/report.js'
import type { Gap, TransitionBatch, TransitionSink } from '../model/transition.js'
import type { Allowance } from './allowance.js'
import { Client } from './client.js'
import { answerTrigger, encodeFlight } from './flight.js'
import type { FlightTold, StreamFlight } from './flightterms.js'
import type { Frame } from './framepool.js'
import {
  bySize,
  encodeAggregate,
  encodeEnd,
  encodeGap,
  encodeHello,
  encodeSites,
  encodeSnapshot,
  type LiveGoroutines,
  type StreamHello,
  type StreamSite,
} from './frames.js'
import { defaultLimits, type StreamLimits } from './limits.js'
import { Listener } from './listener.js'
import { Packing } from './packing.js'
import { builtPage } from './page.js'
import type { Past } from './past.js'
import { Queries } from './queries.js'
import { appetiteOf, readClientMessage } from './request.js'
import { Staging } from './staging.js'
import { Subscriptions } from './subscriptions.js'
import { type ClientMessage, ServerMessage } from './wire.js'

export interface StreamOptions {
  /** `HOST:PORT`, `[IPv6]:PORT`, `PORT`; port 0 takes a free one. */
  listen: string
  /** What clients must show; needed for any address that other machines can reach. */
  token?: string
  hello: StreamHello
  /** Live goroutines now, at most `rowsMax`; read before the next call into the model. */
  getSnapshot: (rowsMax: number) => LiveGoroutines
  /** Sites from index `from` on, in order of index; sites are only ever added. */
  getSites: (from: number) => StreamSite[]
  /** Answers questions; without one they are refused. Closed with the server. */
  past?: Past
  /** Writes what it keeps when a client asks for it. */
  flight?: StreamFlight
  /** Where the page's files lie; the package's built page if left out. */
  pageDirectory?: string
  limits?: Partial<StreamLimits>
}

/** Who is connected now, and what went wrong with clients since the start. */
export interface StreamCounts {
  clients: number
  /** Clients subscribed to any transitions. */
  subscribers: number
  refused: number
  /** Disconnected because of what they sent. */
  malformed: number
  /** Disconnected because they took too little or answered nothing. */
  terminated: number
  /** Transitions that clients lost because they were slow. */
  transitionsLost: number
}

/**
 * A sink that streams the session to WebSocket clients and serves the page, as `proto/stream.proto` says. What it is
 * given is copied or encoded before the call returns; it never makes the caller wait.
 */
export class StreamServer {
  readonly #options: StreamOptions
  readonly #limits: StreamLimits
  readonly #listener: Listener
  readonly #clients = new Set<Client>()
  readonly #subscriptions: Subscriptions<Client>
  readonly #queries: Queries
  readonly #staged: Staging
  readonly #selected: Staging
  readonly #packing: Packing
  readonly #counts = { malformed: 0, terminated: 0, transitionsLost: 0 }
  /** Lost events not told yet; they lie before whatever is staged next. */
  #gap: Gap | undefined
  #aggregate: Aggregate | undefined
  #end: Uint8Array | undefined
  #sitesTold = 0
  /** Clients that ever connected. */
  #welcomed = 0
  #snapshotAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(options: StreamOptions) {
    this.#options = options
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#subscriptions = new Subscriptions(this.#limits.subscriptions)
    this.#queries = new Queries(options.past, this.#limits, (client, frame) => {
      // The answer may name sites that have been met since the last message.
      this.#tellSites()
      client.send(frame)
    })
    this.#staged = new Staging(this.#limits.flushRows)
    this.#selected = new Staging(this.#limits.flushRows)
    this.#packing = new Packing(this.#limits.flushRows)
    this.#listener = new Listener({
      listen: options.listen,
      token: options.token,
      pageDirectory: options.pageDirectory ?? builtPage,
      limits: this.#limits,
      clientCount: () => this.#clients.size,
      onClient: (ws, socket, url) => this.#welcome(ws, socket, url),
    })
  }

  /** Listens; throws a RunqscopeError if it cannot. `url` is the page's address, without the token. */
  async start(): Promise<{ url: string }> {
    const url = await this.#listener.start()
    this.#timer = setInterval(() => this.#tick(), this.#limits.flushMs)
    return { url }
  }

  get counts(): StreamCounts {
    return {
      clients: this.#clients.size,
      subscribers: this.#subscriptions.size,
      refused: this.#listener.refused,
      ...this.#counts,
    }
  }

  /** Shows the state of the session to every client; it is kept until the next one comes, so it must not change. */
  publishAggregate(aggregate: Aggregate): void {
    if (this.#end) return
    this.#aggregate = aggregate
    if (this.#clients.size === 0) return
    this.#tellSites()
    const frameOf = bySize(sites => encodeAggregate(aggregate, sites))
    for (const client of this.#clients)
      if (client.ready) client.offerAggregate(frameOf(client.appetite.aggregateSites))
  }

  /** Takes transitions; nothing is done with them while nobody is subscribed. */
  readonly onTransitions: TransitionSink = (batch: TransitionBatch): void => {
    if (this.#subscriptions.size === 0 || this.#end) return
    this.#tellGap()
    for (let row = 0; row < batch.length; ) {
      row += this.#staged.append(batch, row)
      if (this.#staged.rows === this.#staged.capacity) this.#flush()
    }
  }

  /** Events were lost before whatever comes next. */
  onGap(gap: Gap): void {
    if (this.#clients.size === 0 || this.#end) return
    this.#flush()
    const before = this.#gap
    this.#gap = {
      firstNs: Math.min(gap.firstNs, before?.firstNs ?? gap.firstNs),
      lastNs: Math.max(gap.lastNs, before?.lastNs ?? gap.lastNs),
      lost: before ? summed(gap.lost, before.lost) : gap.lost,
    }
  }

  /**
   * Tells that the session is over, with its last aggregate; what is published later is left out. Clients that come
   * later are told too, until `close`.
   */
  end(reason: string, aggregate: Aggregate | undefined = this.#aggregate): void {
    if (this.#end) return
    this.#aggregate = aggregate
    this.#flush()
    this.#tellGap()
    this.#tellSites()
    this.#end = encodeEnd(reason, aggregate)
    for (const client of this.#clients) {
      if (!client.ready) continue
      client.tellLoss()
      client.send(this.#end)
    }
  }

  /** Tells every client of a file of the flight recorder's; also after `end`. */
  publishFlight(told: FlightTold): void {
    const frame = encodeFlight(told)
    for (const client of this.#clients) client.send(frame)
  }

  /** Disconnects every client and frees the port; what was sent before is delivered to those who take it in time. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    this.#flush()
    const gone = [...this.#clients].map(client => {
      client.close(1001, 'the session is closed')
      return client.gone
    })
    await Promise.all(gone)
    await this.#options.past?.close()
    await this.#listener.stop()
  }

  #welcome(ws: WebSocket, socket: Socket, url: string): void {
    const client = new Client(ws, socket, this.#limits, this.#welcomed++, appetiteOf(url, this.#limits))
    this.#clients.add(client)
    ws.on('message', (data: Buffer, isBinary: boolean) => this.#receive(client, data, isBinary))
    ws.on('ping', () => this.#spend(client, client.messages))
    ws.on('pong', data => {
      if (!client.pong(data)) this.#spend(client, client.messages)
    })
    socket.on('drain', () => this.#queries.pump())
    // ws closes the connection itself, with the code that fits; only the count is left to do.
    ws.on('error', () => this.#counts.malformed++)
    ws.on('close', () => {
      this.#clients.delete(client)
      this.#subscriptions.forget(client)
      this.#queries.forget(client)
    })
    if (this.#closing) {
      client.close(1001, 'the session is closed')
      return
    }
    client.send(encodeHello(this.#options.hello, this.#options.flight))
    this.#serveSnapshots(performance.now())
  }

  #tick(): void {
    const now = performance.now()
    this.#flush()
    this.#tellGap()
    for (const client of this.#clients) if (client.check(now)) this.#counts.terminated++
    this.#serveSnapshots(now)
    this.#queries.pump()
  }

  /** Gives a snapshot to those who wait for one, all the same, unless the last one with rows was made just now. */
  #serveSnapshots(now: number): void {
    const early = now - this.#snapshotAt < this.#limits.snapshotMs
    const waiting = [...this.#clients].filter(
      client =>
        client.wantsSnapshot && client.open && !client.slow && !(early && client.appetite.snapshotRows > 0),
    )
    if (waiting.length === 0) return
    const rows = Math.max(...waiting.map(client => client.appetite.snapshotRows))
    if (rows > 0) this.#snapshotAt = now
    this.#flush()
    this.#tellGap()
    this.#tellSites()
    const live = this.#options.getSnapshot(rows)
    const sites = this.#options.getSites(0)
    const snapshotOf = bySize(size => encodeSnapshot(live, sites, size))
    const aggregate = this.#aggregate
    const aggregateOf = aggregate && bySize(size => encodeAggregate(aggregate, size))
    for (const client of waiting) {
      const { snapshotRows, aggregateSites } = client.appetite
      client.wantsSnapshot = false
      client.send(snapshotOf(snapshotRows))
      if (client.ready) continue
      client.ready = true
      if (aggregateOf) client.offerAggregate(aggregateOf(aggregateSites))
      for (const message of client.early.splice(0)) this.#apply(client, message)
      if (this.#end) client.send(this.#end)
    }
  }

  #receive(client: Client, data: Buffer, isBinary: boolean): void {
    if (!client.open) return
    const message = readClientMessage(data, isBinary)
    const asks = 'query' in message && message.query
    if (!this.#spend(client, asks ? client.queries : client.messages)) return
    if ('refuse' in message) {
      this.#counts.malformed++
      client.close(message.code, message.refuse)
    } else if (asks) {
      this.#queries.add(client, asks.id ?? 0, data)
    } else if (message.trigger) {
      client.send(answerTrigger(this.#options.flight, message.trigger))
    } else if (client.ready) {
      this.#apply(client, message)
    } else {
      client.early.push(message)
    }
  }

  #spend(client: Client, allowance: Allowance): boolean {
    if (allowance.spend()) return true
    if (client.open) {
      this.#counts.malformed++
      client.close(1008, `more than ${allowance.perSecond} messages a second`)
    }
    return false
  }

  #apply(client: Client, message: ClientMessage): void {
    // What is staged belongs to those who were subscribed when it came.
    this.#flush()
    const { subscribe, unsubscribe } = message
    const interest = subscribe
      ? this.#subscriptions.add(client, subscribe)
      : this.#subscriptions.remove(client, unsubscribe ?? {})
    if (!interest) {
      this.#counts.malformed++
      this.#subscriptions.forget(client)
      client.close(1008, `more than ${this.#limits.subscriptions} subscriptions`)
      return
    }
    if (subscribe?.snapshot) client.wantsSnapshot = true
    client.send(
      ServerMessage.encode({
        subscription: { all: interest.all, goids: interest.goids.size, sites: interest.sites.size },
      }).finish(),
    )
  }

  /** Sends what is staged: one frame for all who want everything, one with its own rows for each other. */
  #flush(): void {
    const staged = this.#staged
    if (staged.rows === 0) return
    this.#tellSites()
    const whole = once(() => staged.encode())
    // What does not fit the short form, or not without values that a client does not read, goes in the long one.
    const packed = once(() => this.#packing.encode(staged) ?? held(whole.get()))
    const narrow = once(() => {
      const frame = packed.get()
      return held(this.#packing.long ? whole.get() : frame)
    })
    const { timeNs, rows } = staged
    for (const [client, interest] of this.#subscriptions.everything) {
      const { get } = interest.packed ? (interest.longValues ? packed : narrow) : whole
      this.#offer(client, get, rows, timeNs[0]!, timeNs[rows - 1]!)
    }
    whole.made?.release()
    packed.made?.release()
    narrow.made?.release()
    this.#subscriptions.select(staged.goid, staged.site, rows)
    for (const interest of this.#subscriptions.filtered()) {
      if (interest.matched === 0) continue
      let own: Frame | undefined
      const select = (): Frame => {
        this.#selected.gather(staged, interest.rows, interest.matched)
        own = this.#selected.encode()
        return own
      }
      const first = interest.rows[0]!
      const last = interest.rows[interest.matched - 1]!
      this.#offer(interest.client, select, interest.matched, timeNs[first]!, timeNs[last]!)
      own?.release()
    }
    staged.rows = 0
  }

  #offer(client: Client, encode: () => Frame, rows: number, firstNs: number, lastNs: number): void {
    if (!client.offerTransitions(encode, rows, firstNs, lastNs)) this.#counts.transitionsLost += rows
  }

  #tellGap(): void {
    const gap = this.#gap
    if (!gap) return
    this.#gap = undefined
    this.#broadcast(encodeGap(gap))
  }

  /** Tells clients that have a snapshot which sites are new since; whoever gets one later finds them in it. */
  #tellSites(): void {
    const fresh = this.#options.getSites(this.#sitesTold)
    if (fresh.length === 0) return
    this.#sitesTold += fresh.length
    this.#broadcast(encodeSites(fresh))
  }

  #broadcast(frame: Uint8Array): void {
    for (const client of this.#clients) if (client.ready) client.send(frame)
  }
}

/** What is made when it is first asked for. */
function once(make: () => Frame): { get: () => Frame; made: Frame | undefined } {
  const one = {
    made: undefined as Frame | undefined,
    get: (): Frame => {
      one.made ??= make()
      return one.made
    },
  }
  return one
}

function held(frame: Frame): Frame {
  frame.hold()
  return frame
}

/** A loss of a recording may have causes that another has not. */
function summed(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, cause) => (a[cause] ?? 0) + (b[cause] ?? 0))
}
