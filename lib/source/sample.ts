import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { eventLayout, Kind, SLOT_SIZE } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import type { SiteName } from '../model/sites.js'
import type { Snapshot } from '../model/transition.js'
import type { ProbeListener } from '../probe/probe.js'
import type { Source, SourceInfo } from './source.js'

/*
 * A sample is a short piece of a live session: the raw batches with the moments they came, so that it can be played
 * through the same pipeline where the kernel refuses BPF. The format is private and may change at any time.
 *
 *   gzip( "rqsample1\n", JSON line, then chunks: u32 slots, u32 ms since start, slots × 32 bytes )
 */
const MAGIC = 'rqsample1'

interface Header {
  info: SourceInfo
  siteKinds: number[]
  hitCostNs: number
  armedNs: string
  /** `startpc gopc` in hexadecimal → name. */
  names: Record<string, SiteName>
  snapshot: { beginNs: number; endNs: number; rows: number[][] } | null
}

const nameKey = (startpc: number, gopc: number) => `${startpc.toString(16)} ${gopc.toString(16)}`

/** A source that passes another one on and keeps what went by. */
export class SampleRecorder implements Source {
  private readonly chunks: Buffer[] = []
  private readonly names: Record<string, SiteName> = {}
  private armedNs = 0n
  private taken: Snapshot | undefined
  private fd: number | undefined

  constructor(
    private readonly source: Source,
    private readonly path: string,
  ) {}

  get info(): SourceInfo {
    return this.source.info
  }
  get siteKinds(): Uint8Array {
    return this.source.siteKinds
  }
  get hitCostNs(): number {
    return this.source.hitCostNs
  }
  now(): bigint {
    return this.source.now()
  }
  counters(): { produced: number; dropped: number[] } {
    return this.source.counters()
  }

  readonly resolve = (startpc: number, gopc: number): SiteName => {
    const name = this.source.resolve(startpc, gopc)
    this.names[nameKey(startpc, gopc)] = name
    return name
  }

  /** @throws RunqscopeError io: better before the recording than after it */
  start(listener: ProbeListener): bigint {
    this.fd = createSample(this.path)
    const started = process.hrtime.bigint()
    this.armedNs = this.source.start({
      ...listener,
      batch: (bytes, slots, timeNs) => {
        const head = Buffer.alloc(8)
        head.writeUInt32LE(slots, 0)
        head.writeUInt32LE(Number((process.hrtime.bigint() - started) / 1_000_000n), 4)
        this.chunks.push(head, Buffer.from(bytes.subarray(0, slots * SLOT_SIZE)))
        listener.batch(bytes, slots, timeNs)
      },
    })
    return this.armedNs
  }

  snapshot(baseNs: bigint, beginNs: number): Snapshot | undefined {
    const snapshot = this.source.snapshot(baseNs, beginNs)
    this.taken ??= snapshot && structuredClone(snapshot)
    return snapshot
  }

  async stop(): Promise<void> {
    await this.source.stop()
    const header: Header = {
      info: this.info,
      siteKinds: [...this.siteKinds],
      hitCostNs: this.hitCostNs,
      armedNs: String(this.armedNs),
      names: this.names,
      snapshot: this.taken ? packSnapshot(this.taken) : null,
    }
    const text = Buffer.from(`${MAGIC}\n${JSON.stringify(header)}\n`)
    if (this.fd === undefined) return
    try {
      writeFileSync(this.fd, gzipSync(Buffer.concat([text, ...this.chunks]), { level: 9 }))
    } finally {
      closeSync(this.fd)
    }
  }
}

function createSample(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    throw RunqscopeError.make(
      'io',
      `the sample ${path} cannot be created: ${(error as Error).message}`,
      'name a file that is not there yet',
    )
  }
}

const columns = ['goid', 'state', 'reason', 'startpc', 'gopc', 'tid'] as const

function packSnapshot(snapshot: Snapshot): Header['snapshot'] {
  const { beginNs, endNs, length } = snapshot
  const rows = Array.from({ length }, (_, row) => columns.map(column => snapshot[column][row]!))
  return { beginNs, endNs, rows }
}

function unpackSnapshot(packed: NonNullable<Header['snapshot']>): Snapshot {
  const column = (index: number) => packed.rows.map(row => row[index]!)
  return {
    beginNs: packed.beginNs,
    endNs: packed.endNs,
    length: packed.rows.length,
    goid: Float64Array.from(column(0)),
    state: Uint8Array.from(column(1)),
    reason: Uint8Array.from(column(2)),
    startpc: Float64Array.from(column(3)),
    gopc: Float64Array.from(column(4)),
    tid: Uint32Array.from(column(5)),
  }
}

/** Plays a sample back at the pace of its recording. */
export class SampleSource implements Source {
  private readonly header: Header
  private readonly body: Buffer
  private readonly started: bigint
  private at = 0
  private produced = 0
  private timer: NodeJS.Timeout | undefined

  /** @throws RunqscopeError io */
  constructor(path: string) {
    try {
      const text = gunzipSync(readFileSync(path))
      const headEnd = text.indexOf('\n', MAGIC.length + 1)
      if (!text.subarray(0, MAGIC.length + 1).equals(Buffer.from(`${MAGIC}\n`)) || headEnd < 0)
        throw new Error('not a sample')
      this.header = JSON.parse(text.toString('utf8', MAGIC.length + 1, headEnd)) as Header
      this.body = text.subarray(headEnd + 1)
    } catch (error) {
      throw RunqscopeError.make(
        'io',
        `${path} cannot be played: ${error instanceof Error ? error.message : error}`,
        'make one with `runqscope attach PID --sample FILE`',
      )
    }
    this.started = process.hrtime.bigint()
  }

  get info(): SourceInfo {
    return { ...this.header.info, method: 'sample' }
  }
  get siteKinds(): Uint8Array {
    return Uint8Array.from(this.header.siteKinds)
  }
  get hitCostNs(): number {
    return this.header.hitCostNs
  }
  get resolve() {
    return (startpc: number, gopc: number): SiteName =>
      this.header.names[nameKey(startpc, gopc)] ?? {
        function: 'unknown',
        createdAt: '',
        createdBy: '',
        system: false,
      }
  }

  now(): bigint {
    return BigInt(this.header.armedNs) + (process.hrtime.bigint() - this.started)
  }

  start(listener: ProbeListener): bigint {
    this.timer = setInterval(() => this.play(listener), 5)
    return BigInt(this.header.armedNs)
  }

  snapshot(): Snapshot | undefined {
    return this.header.snapshot ? unpackSnapshot(this.header.snapshot) : undefined
  }

  counters(): { produced: number; dropped: number[] } {
    return { produced: this.produced, dropped: [0, 0, 0] }
  }

  stop(): Promise<void> {
    clearInterval(this.timer)
    return Promise.resolve()
  }

  private play(listener: ProbeListener): void {
    const nowMs = Number((process.hrtime.bigint() - this.started) / 1_000_000n)
    while (this.at + 8 <= this.body.length) {
      const slots = this.body.readUInt32LE(this.at)
      if (this.body.readUInt32LE(this.at + 4) > nowMs) return
      const from = this.at + 8
      // A copy of its own: a batch must lie aligned in memory, as a slab does.
      const bytes = new Uint8Array(this.body.subarray(from, from + slots * SLOT_SIZE))
      this.at = from + slots * SLOT_SIZE
      this.produced += events(bytes, slots, this.header.siteKinds)
      listener.batch(bytes, slots, this.now())
    }
    clearInterval(this.timer)
    listener.targetGone('exit', this.now())
  }
}

/** Events in a batch: a create takes two slots. */
function events(bytes: Uint8Array, slots: number, kinds: number[]): number {
  let count = 0
  for (let slot = 0; slot < slots; slot++, count++)
    if (kinds[bytes[slot * SLOT_SIZE + eventLayout.site]!] === Kind.CREATE) slot++
  return count
}
