import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
import { type ClientOptions, WebSocket } from 'ws'
import type { ClientMessage, ServerMessage, WireTransitions } from '../../lib/stream/wire.js'

const schema = fileURLToPath(new URL('../../../proto/stream.proto', import.meta.url))
const root = await new protobuf.Root().load(schema, { keepCase: true })
const serverMessage = root.lookupType('runqscope.stream.v1.ServerMessage')
const clientMessage = root.lookupType('runqscope.stream.v1.ClientMessage')

type MessageName = NonNullable<ServerMessage['message']>
type Field<K extends MessageName> = NonNullable<Extract<ServerMessage, { message?: K }>[K]>

export function decodeFrame(frame: Uint8Array): ServerMessage {
  return serverMessage.decode(frame) as unknown as ServerMessage
}

/** A client that knows the stream from `proto/stream.proto` alone, read when it runs: none of the project's code. */
export class StreamReader {
  readonly ws: WebSocket
  /** Everything received and not yet taken by `next`. */
  readonly messages: ServerMessage[] = []
  /** Names of everything received, in order. */
  readonly names: string[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  #wake: () => void = () => undefined
  #gone = false

  private constructor(url: string, protocols: string[], options: ClientOptions) {
    this.ws = new WebSocket(url, protocols, options)
    this.ws.on('message', (data: Buffer) => {
      const message = decodeFrame(data)
      this.names.push(message.message ?? 'nothing')
      this.messages.push(message)
      this.#wake()
    })
    this.closed = new Promise(resolve => {
      this.ws.on('close', (code, reason) => {
        this.#gone = true
        this.#wake()
        resolve({ code, reason: reason.toString() })
      })
    })
  }

  /** Connects to the stream of a page's address, with its query; rejects with `HTTP status: text` if it is turned away. */
  static connect(page: string, protocols: string[] = [], options: ClientOptions = {}): Promise<StreamReader> {
    const url = new URL(page)
    url.protocol = 'ws:'
    url.pathname += 'stream'
    const reader = new StreamReader(url.href, protocols, options)
    return new Promise((resolve, reject) => {
      reader.ws.on('open', () => resolve(reader))
      reader.ws.on('error', reject)
      reader.ws.on('unexpected-response', (_request, response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', part => {
          text += part
        })
        response.on('end', () => reject(new Error(`${response.statusCode}: ${text.trim()}`)))
      })
    })
  }

  /** The first message of that kind not taken yet; those before it are passed over. */
  async next<K extends MessageName>(name: K): Promise<Field<K>> {
    for (;;) {
      for (let message = this.messages.shift(); message; message = this.messages.shift()) {
        if (message.message === name) return message[name] as Field<K>
      }
      if (this.#gone) throw new Error(`the connection closed before '${name}' came`)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  /** Sends and waits until it is in force. */
  async ask(message: ClientMessage): Promise<void> {
    this.send(message)
    await this.next('subscription')
  }

  send(message: ClientMessage): void {
    this.ws.send(clientMessage.encode(message).finish())
  }

  close(): Promise<unknown> {
    this.ws.close()
    return this.closed
  }
}

/** Row → values, read with a DataView as the comments of `message Transitions` say. */
export function rowsOf(message: WireTransitions): Record<string, number>[] {
  const f64 = (view: DataView, row: number): number => view.getFloat64(row * 8, true)
  const u32 = (view: DataView, row: number): number => view.getUint32(row * 4, true)
  const u16 = (view: DataView, row: number): number => view.getUint16(row * 2, true)
  const u8 = (view: DataView, row: number): number => view.getUint8(row)
  const columns = {
    time_ns: f64,
    since_ns: f64,
    goid: f64,
    other: f64,
    tid: u32,
    site: u32,
    p: u16,
    kind: u8,
    from: u8,
    to: u8,
    reason: u8,
    ended_reason: u8,
    flags: u8,
  }
  const views = Object.entries(columns).map(([name, read]) => {
    const bytes = message[name as keyof typeof columns] as Uint8Array
    return { name, read, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  })
  return Array.from({ length: message.rows ?? 0 }, (_, row) =>
    Object.fromEntries(views.map(({ name, read, view }) => [name, read(view, row)])),
  )
}
