import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A forwarded port of another number, as fast as its line: what comes faster waits. */
export class Forward {
  private readonly sockets = new Set<Socket>()
  private readonly server: Server
  /** Bytes that went to the clients. */
  bytes = 0

  private constructor(
    private readonly port: number,
    private readonly bytesPerSecond: number,
  ) {
    this.server = createServer(client => this.join(client))
  }

  /** @param bitsPerSecond of the line towards the client; Infinity: none is waited for */
  static async start(port: number, bitsPerSecond = Number.POSITIVE_INFINITY): Promise<Forward> {
    const forward = new Forward(port, bitsPerSecond / 8)
    await new Promise<void>(resolve => forward.server.listen(0, '127.0.0.1', resolve))
    return forward
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`
  }

  private join(client: Socket): void {
    const upstream = connect(this.port, '127.0.0.1')
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(one)
      one.on('close', () => {
        this.sockets.delete(one)
        other.destroy()
      })
      // Whoever resets a connection closes it, too.
      one.on('error', () => one.destroy())
    }
    client.pipe(upstream)
    let freeMs = 0
    upstream.on('data', (part: Buffer) => {
      this.bytes += part.length
      client.write(part)
      const nowMs = performance.now()
      freeMs = Math.max(freeMs, nowMs) + (part.length / this.bytesPerSecond) * 1000
      if (freeMs - nowMs < 1 && !client.writableNeedDrain) return
      upstream.pause()
      const go = () => upstream.resume()
      setTimeout(() => (client.writableNeedDrain ? client.once('drain', go) : go()), freeMs - nowMs)
    })
  }

  /** Breaks every connection; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise(resolve => this.server.close(resolve))
  }
}
