import { readFileSync } from 'node:fs'
import { dropCauses, eventLayout, Kind, SLOT_SIZE } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import type { SiteName } from '../model/sites.js'
import type { Snapshot } from '../model/transition.js'
import type { ProbeListener } from '../probe/probe.js'
import { CHUNK_HEAD, nameKey, readSample, type SampleHead } from './sampleformat.js'
import type { Source, SourceInfo } from './source.js'

/** How long it reads before others get their turn. */
const SLICE_MS = 8

/** Reads a sample as fast as it is taken; its time is that of the recording. */
export class SampleSource implements Source {
  private readonly head: SampleHead
  private readonly body: Buffer
  private readonly kinds: Uint8Array
  private readonly armedNs: bigint
  /** Up to where it has been read, as the clock went when it was made; and its newest record. */
  private nowNs: bigint
  private newestNs: bigint
  private at = 0
  private produced = 0
  private readonly dropped = dropCauses.map(() => 0)
  private gapsTold = 0
  private snapshotTaken = false
  private next: NodeJS.Immediate | undefined

  /** @throws RunqscopeError io: no sample, or one that is not whole */
  constructor(path: string) {
    try {
      const { head, chunks } = readSample(readFileSync(path))
      this.head = head
      this.body = chunks
    } catch (error) {
      throw RunqscopeError.make(
        'io',
        `${path} cannot be played: ${error instanceof Error ? error.message : error}`,
        'make one with `runqscope attach PID --sample FILE`',
      )
    }
    this.kinds = Uint8Array.from(this.head.siteKinds)
    this.armedNs = BigInt(this.head.armedNs)
    this.nowNs = this.armedNs
    this.newestNs = this.armedNs
  }

  get info(): SourceInfo {
    return { ...this.head.info, method: 'sample' }
  }
  get siteKinds(): Uint8Array {
    return this.kinds
  }
  get hitCostNs(): number {
    return this.head.hitCostNs
  }
  get startedAtUnixMs(): number | undefined {
    return this.head.startedAtUnixMs
  }

  readonly resolve = (startpc: number, gopc: number): SiteName =>
    this.head.names[nameKey(startpc, gopc)] ?? {
      function: 'unknown',
      createdAt: '',
      createdBy: '',
      system: false,
    }

  now(): bigint {
    return this.nowNs
  }

  start(listener: ProbeListener): bigint {
    this.next = setImmediate(() => this.read(listener))
    return this.armedNs
  }

  /** There is one, of the beginning: nothing can be read again after a loss. */
  snapshot(): Snapshot | undefined {
    if (this.snapshotTaken) return undefined
    this.snapshotTaken = true
    return this.head.snapshot
  }

  counters(): { produced: number; dropped: number[] } {
    return { produced: this.produced, dropped: [...this.dropped] }
  }

  stop(): Promise<void> {
    clearImmediate(this.next)
    return Promise.resolve()
  }

  /** Reads for a moment, so that whoever is connected is answered meanwhile. */
  private read(listener: ProbeListener): void {
    const untilMs = performance.now() + SLICE_MS
    while (this.at < this.body.length) {
      if (performance.now() > untilMs) {
        this.next = setImmediate(() => this.read(listener))
        return
      }
      this.tellGaps(listener, this.at)
      this.readChunk(listener)
    }
    this.tellGaps(listener, Infinity)
    listener.targetGone('exit', this.now())
  }

  /** Tells the losses that were told before so many bytes had come. */
  private tellGaps(listener: ProbeListener, at: number): void {
    const { gaps = [] } = this.head
    for (; this.gapsTold < gaps.length && gaps[this.gapsTold]!.at <= at; this.gapsTold++) {
      const { firstNs, lastNs, lost } = gaps[this.gapsTold]!
      for (const [cause, count] of lost.entries()) {
        this.dropped[cause]! += count
        this.produced += count
      }
      listener.gap({ firstNs: BigInt(firstNs), lastNs: BigInt(lastNs), lost })
    }
  }

  private readChunk(listener: ProbeListener): void {
    const slots = this.body.readUInt32LE(this.at)
    const deliveredNs = BigInt(this.body.readUInt32LE(this.at + 4)) * 1_000_000n
    const from = this.at + CHUNK_HEAD
    // A copy of its own: a batch must lie aligned in memory, as a slab does.
    const bytes = new Uint8Array(this.body.subarray(from, from + slots * SLOT_SIZE))
    this.at = from + slots * SLOT_SIZE
    const { events, newestNs } = tally(bytes, slots, this.kinds)
    this.produced += events
    if (BigInt(newestNs) > this.newestNs) this.newestNs = BigInt(newestNs)
    this.nowNs = this.armedNs + deliveredNs > this.newestNs ? this.armedNs + deliveredNs : this.newestNs
    // How late a batch was delivered is not known, so no more is claimed than its newest record shows.
    listener.batch(bytes, slots, this.newestNs)
  }
}

/** Events in a batch, a create takes two slots; and the time of the newest, CLOCK_MONOTONIC ns, 0 if there is none. */
function tally(bytes: Uint8Array, slots: number, kinds: Uint8Array): { events: number; newestNs: number } {
  const view = new DataView(bytes.buffer)
  let events = 0
  let newestNs = 0
  for (let slot = 0; slot < slots; slot++, events++) {
    const at = slot * SLOT_SIZE
    const low = view.getUint32(at + eventLayout.time_ns, true)
    newestNs = Math.max(newestNs, view.getUint32(at + eventLayout.time_ns + 4, true) * 2 ** 32 + low)
    if (kinds[bytes[at + eventLayout.site]!] === Kind.CREATE) slot++
  }
  return { events, newestNs }
}
