import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { block, fields, number, packed, readVarint } from './protobuf.js'

export type Row = Record<string, number | string | null>

/** Methods and fields of Perfetto's protos/perfetto/trace_processor/trace_processor.proto (TraceProcessorRpc). */
const APPEND = 1
const FINALIZE = 2
const QUERY = 3
const STEP = 1 << 20

/**
 * Perfetto's own engine, the WebAssembly that its page runs in a worker, with a trace loaded: takes SQL. The bundle is the
 * page's; a worker's globals are imitated, those of Node hidden, for the code that loads WebAssembly looks for them.
 */
export class TraceProcessor {
  private sequence = 0
  private pending: Uint8Array = new Uint8Array(0)
  private hear: ((message: Uint8Array) => void) | undefined
  private failed: ((error: Error) => void) | undefined

  private constructor(private readonly port: { onmessage: ((event: { data: Uint8Array }) => void) | null }) {}

  /** @param engine see `perfettoEngine` @param trace path of any trace that Perfetto reads */
  static async load(engine: string, trace: string): Promise<TraceProcessor> {
    const port = {
      onmessage: null as ((event: { data: Uint8Array }) => void) | null,
      postMessage: (data: Uint8Array) => processor.receive(Buffer.from(data)),
    }
    const processor = new TraceProcessor(port)
    start(engine, port)
    await new Promise(resolve => setTimeout(resolve, 0))
    const bytes = readFileSync(trace)
    for (let at = 0; at < bytes.length; at += STEP) {
      const [reply] = await processor.call(
        Buffer.concat([number(2, APPEND), block(101, bytes.subarray(at, at + STEP))]),
        () => true,
      )
      const result = fields(reply!).find(([field]) => field === 201)
      const error = result && fields(result[1] as Uint8Array).find(([field]) => field === 2)
      if (error) throw new Error(`the trace is refused: ${text(error[1])}`)
    }
    await processor.call(number(2, FINALIZE), () => true)
    return processor
  }

  async query(sql: string): Promise<Row[]> {
    const names: string[] = []
    const rows: Row[] = []
    let failure: string | undefined
    const request = Buffer.concat([number(2, QUERY), block(103, block(1, Buffer.from(sql)))])
    await this.call(request, message => {
      const result = fields(message).find(([field]) => field === 203)
      if (!result) return true
      let last = false
      for (const [field, value] of fields(result[1] as Uint8Array)) {
        if (field === 1) names.push(text(value))
        else if (field === 2) failure = text(value)
        else if (field === 3) last = readBatch(value as Uint8Array, names, rows) || last
      }
      return last || failure !== undefined
    })
    if (failure) throw new Error(`${failure}\nin ${sql}`)
    return rows
  }

  /** Every count of the engine that tells of something it could not use; empty if there is none. */
  async problems(): Promise<Row[]> {
    return this.query(
      `select name, idx, value, severity from stats where value > 0 and (severity in ('error', 'data_loss')
       or name glob '*skipped*' or name glob '*parser_errors*' or name glob '*out_of_order*' or name glob '*invalid*')`,
    )
  }

  private call(body: Uint8Array, until: (message: Uint8Array) => boolean): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      const heard: Uint8Array[] = []
      this.failed = reject
      this.hear = message => {
        const fatal = fields(message).find(([field]) => field === 5)
        if (fatal) return reject(new Error(`the engine gave up: ${text(fatal[1])}`))
        heard.push(message)
        if (until(message)) resolve(heard)
      }
      const message = Buffer.concat([number(1, this.sequence++), body])
      this.port.onmessage!({ data: new Uint8Array(block(1, message)) })
    })
  }

  /** The replies come as a stream of bytes: messages of field 1. */
  private receive(bytes: Uint8Array): void {
    this.pending = Buffer.concat([this.pending, bytes])
    for (;;) {
      const size = this.pending.length > 1 ? readVarint(this.pending, 1) : undefined
      if (!size || this.pending.length < size.next + Number(size.value)) return
      const end = size.next + Number(size.value)
      const message = this.pending.subarray(size.next, end)
      this.pending = this.pending.subarray(end)
      try {
        this.hear!(message)
      } catch (error) {
        this.failed!(error as Error)
      }
    }
  }
}

function start(engine: string, port: object): void {
  const read = (url: unknown) => new Uint8Array(readFileSync(join(engine, basename(String(url)))))
  class Request {
    status = 0
    response: ArrayBuffer | undefined
    private url: unknown
    open(_method: string, url: unknown): void {
      this.url = url
    }
    send(): void {
      this.status = 200
      this.response = read(this.url).buffer
    }
  }
  const fetchFile = (url: unknown) =>
    Promise.resolve({ ok: true, status: 200, url, arrayBuffer: () => Promise.resolve(read(url).buffer) })
  const self: { location: { href: string }; onmessage?: (event: { data: object }) => void } = {
    location: { href: 'http://localhost/engine_bundle.js' },
  }
  const silent = { ...console, log: () => undefined, warn: () => undefined }
  const hidden = ['process', 'require', 'window', 'document']
  const given = {
    self,
    WorkerGlobalScope: class {},
    fetch: fetchFile,
    XMLHttpRequest: Request,
    console: silent,
  }
  const bundle = readFileSync(join(engine, 'engine_bundle.js'), 'utf8')
  new Function(...Object.keys(given), ...hidden, bundle)(...Object.values(given))
  self.onmessage!({ data: port })
}

/** A batch of cells; whether it is the last. */
function readBatch(bytes: Uint8Array, names: string[], rows: Row[]): boolean {
  let cells: number[] = []
  let whole: number[] = []
  const real: number[] = []
  let strings: string[] = []
  let last = false
  for (const [field, value] of fields(bytes)) {
    if (field === 1) cells = [...(value as Uint8Array)]
    else if (field === 2) whole = packed(value as Uint8Array)
    else if (field === 3) {
      const view = Buffer.from(value as Uint8Array)
      for (let at = 0; at < view.length; at += 8) real.push(view.readDoubleLE(at))
    } else if (field === 5) strings = text(value).split('\0')
    else if (field === 6) last = value !== 0n
  }
  const at = { whole: 0, real: 0, strings: 0 }
  let row: Row = {}
  for (const [i, type] of cells.entries()) {
    const name = names[i % names.length]!
    row[name] =
      type === 2
        ? whole[at.whole++]!
        : type === 3
          ? real[at.real++]!
          : type === 4
            ? strings[at.strings++]!
            : null
    if ((i + 1) % names.length === 0) {
      rows.push(row)
      row = {}
    }
  }
  return last
}

function text(value: bigint | Uint8Array): string {
  return Buffer.from(value as Uint8Array).toString('utf8')
}
