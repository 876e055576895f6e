import { closeSync, openSync, writeFileSync } from 'node:fs'
import { SLOT_SIZE } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import type { SiteName } from '../model/sites.js'
import type { Snapshot } from '../model/transition.js'
import type { ProbeListener } from '../probe/probe.js'
import type { Starvation } from '../probe/starvation.js'
import { nameKey, type SampleGap, writeSample } from './sampleformat.js'
import type { Source, SourceInfo } from './source.js'

/** A source that passes another one on and keeps what went by. */
export class SampleRecorder implements Source {
  private readonly chunks: Buffer[] = []
  private bytes = 0
  private readonly gaps: SampleGap[] = []
  private readonly names: Record<string, SiteName> = {}
  private armedNs = 0n
  private taken: Snapshot | undefined
  private fd: number | undefined
  /** Wall clock at the arming. */
  startedAtUnixMs = 0

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
  starvation(fresh?: boolean): Starvation {
    return this.source.starvation?.(fresh) ?? {}
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
    this.startedAtUnixMs = Date.now()
    this.armedNs = this.source.start({
      ...listener,
      batch: (bytes, slots, timeNs) => {
        const head = Buffer.alloc(8)
        head.writeUInt32LE(slots, 0)
        head.writeUInt32LE(Number((process.hrtime.bigint() - started) / 1_000_000n), 4)
        this.chunks.push(head, Buffer.from(bytes.subarray(0, slots * SLOT_SIZE)))
        this.bytes += head.length + slots * SLOT_SIZE
        listener.batch(bytes, slots, timeNs)
      },
      gap: gap => {
        const { firstNs, lastNs, lost } = gap
        this.gaps.push({ at: this.bytes, firstNs: String(firstNs), lastNs: String(lastNs), lost: [...lost] })
        listener.gap(gap)
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
    if (this.fd === undefined) return
    const head = {
      info: this.info,
      siteKinds: [...this.siteKinds],
      hitCostNs: this.hitCostNs,
      armedNs: String(this.armedNs),
      startedAtUnixMs: this.startedAtUnixMs,
      names: this.names,
      gaps: this.gaps,
      snapshot: this.taken,
    }
    try {
      writeFileSync(this.fd, writeSample(head, this.chunks))
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
