import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { Allowance } from './allowance.js'
import type { Frame } from './framepool.js'
import type { StreamLimits } from './limits.js'
import type { Appetite } from './request.js'
import { type ClientMessage, ServerMessage } from './wire.js'

/**
 * One client and what waits for it. Transitions for a client that is behind are dropped here and counted; of
 * aggregates only the latest waits; everything else is small or asked for. So what a client can hold is bounded, and
 * no client waits for another.
 */
export class Client {
  /** It has its snapshot: transitions and aggregates may follow. */
  ready = false
  wantsSnapshot = true
  /** What it sent before it was ready, in order; bounded by the rate of messages. */
  readonly early: ClientMessage[] = []
  /** What it may send: messages, pings and pongs, and questions about the past. */
  readonly messages: Allowance
  readonly queries: Allowance
  /** Settles when the connection is gone. */
  readonly gone: Promise<void>
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #limits: StreamLimits
  /** Transitions not sent because it was slow: since it was last told, and since it connected. */
  #lost = 0
  #lostTotal = 0
  #lostFirstNs = 0
  #lostLastNs = 0
  /** The ping behind the aggregate that is on its way, 0 if none is. */
  #aggregatePing = 0
  #aggregateNext: Uint8Array | undefined
  #aliveAt: number
  #checkedAt: number
  #flushedBytes = 0
  #pingedAt: number
  /** Numbers of the last ping sent and of the last one answered. */
  #pings = 0
  #pongs = 0

  /**
   * @param number its own, never given again
   */
  constructor(
    ws: WebSocket,
    socket: Socket,
    limits: StreamLimits,
    readonly number: number,
    readonly appetite: Appetite,
  ) {
    this.#ws = ws
    this.#socket = socket
    this.#limits = limits
    this.messages = new Allowance(limits.messagesPerSecond, limits.messagesAtOnce)
    this.queries = new Allowance(limits.queriesPerSecond, limits.queriesAtOnce)
    const now = performance.now()
    this.#aliveAt = now
    this.#checkedAt = now
    this.#pingedAt = now
    this.gone = new Promise(resolve => ws.once('close', () => resolve()))
  }

  get open(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  /** So much waits for it that transitions are dropped. */
  get slow(): boolean {
    return this.#ws.bufferedAmount > this.#limits.softBytes
  }

  /** So much waits for it that an answer would be late. */
  get congested(): boolean {
    return this.#ws.bufferedAmount > this.#limits.answerBytes
  }

  /** Sends a frame whatever waits already; for what is small, or was asked for. */
  send(frame: Uint8Array): void {
    if (this.open) this.#ws.send(frame)
  }

  /**
   * Sends a frame of transitions, or drops and counts them if the client is slow.
   *
   * @param encode makes the frame, or gives the one that is there; not called for a slow client
   * @param firstNs time of the first row, ns since the session's base; `lastNs` of the last
   * @returns false if they were dropped
   */
  offerTransitions(encode: () => Frame, rows: number, firstNs: number, lastNs: number): boolean {
    if (!this.open) return true
    if (!this.slow) {
      this.tellLoss()
      const frame = encode()
      frame.hold()
      this.#ws.send(frame.bytes, frame.release)
      return true
    }
    if (this.#lost === 0) this.#lostFirstNs = firstNs
    this.#lostLastNs = lastNs
    this.#lost += rows
    this.#lostTotal += rows
    return false
  }

  /** Tells how many transitions were dropped since it was last told, if any. */
  tellLoss(): void {
    if (this.#lost === 0) return
    this.send(
      ServerMessage.encode({
        client_loss: {
          lost: this.#lost,
          lost_total: this.#lostTotal,
          first_ns: this.#lostFirstNs,
          last_ns: this.#lostLastNs,
        },
      }).finish(),
    )
    this.#lost = 0
  }

  /**
   * Sends an aggregate, or keeps it until the one before has arrived; a later one takes its place. That it arrived, a pong
   * tells: what has left here may still lie for half a minute in the buffers of a slow link, and answers behind it.
   */
  offerAggregate(frame: Uint8Array): void {
    if (!this.open) return
    if (this.#aggregatePing > 0) {
      this.#aggregateNext = frame
      return
    }
    this.#ws.send(frame)
    this.#aggregatePing = this.#ping()
  }

  /** Takes note of a pong; false if nobody asked for it. */
  pong(data: Buffer): boolean {
    this.#aliveAt = performance.now()
    const number = data.length === 4 ? data.readUInt32LE() : 0
    if (number <= this.#pongs || number > this.#pings) return false
    this.#pongs = number
    if (this.#aggregatePing > 0 && number >= this.#aggregatePing) {
      this.#aggregatePing = 0
      const next = this.#aggregateNext
      this.#aggregateNext = undefined
      if (next) this.offerAggregate(next)
    }
    return true
  }

  /** Sends a ping; its pong comes after everything that was sent before it. */
  #ping(): number {
    const data = Buffer.alloc(4)
    data.writeUInt32LE(++this.#pings)
    this.#ws.ping(data)
    return this.#pings
  }

  /**
   * Looks after the connection; call it a few times a second.
   *
   * @returns why the client was disconnected, if it was
   */
  check(now: number): 'full' | 'silent' | undefined {
    // While this process stood still, as a stopped one does, whatever was answered could not be heard.
    const sinceMs = now - this.#checkedAt
    if (sinceMs > this.#limits.silenceMs / 4) this.#aliveAt += sinceMs
    this.#checkedAt = now
    // A slow link answers a ping only after what was sent before it. So while bytes wait here, those that leave are a
    // sign of life too; if none wait, they may have left for a kernel buffer that nobody reads.
    const flushed = this.#socket.bytesWritten - this.#socket.writableLength
    if (this.#ws.bufferedAmount > 0 && flushed > this.#flushedBytes) this.#aliveAt = now
    this.#flushedBytes = flushed
    const full = this.#ws.bufferedAmount > this.#limits.hardBytes
    if (full || now - this.#aliveAt > this.#limits.silenceMs) {
      this.#ws.terminate()
      return full ? 'full' : 'silent'
    }
    if (!this.open) return undefined
    if (now - this.#pingedAt >= this.#limits.pingMs) {
      this.#pingedAt = now
      this.#ping()
    }
    if (!this.slow) this.tellLoss()
    return undefined
  }

  close(code: 1001 | 1002 | 1003 | 1008, reason: string): void {
    this.#ws.close(code, reason)
  }
}
