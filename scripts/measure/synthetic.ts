import { DropCause, Kind, SLOT_SIZE } from '../../lib/contract.gen.js'
import type { SiteName } from '../../lib/model/sites.js'
import type { Snapshot } from '../../lib/model/transition.js'
import type { ProbeListener } from '../../lib/probe/probe.js'
import type { Source, SourceInfo } from '../../lib/source/source.js'
import { Scheduler } from './scheduler.js'
import { reasons, siteName, siteOfPc, sites } from './syntheticsites.js'

export interface SyntheticOptions {
  /** Events a second. */
  rate: number
  /** Live goroutines, about: some come and go. */
  goroutines: number
  /** Ps, at most 64. */
  ps?: number
  seed?: number
  /** Further behind than this, and events are counted as lost, as a full ring would make it. */
  behindNsMax?: number
}

const SITE_KINDS = Math.max(...Object.values(Kind)) + 1
const isProbed = (kind: number) => kind !== Kind.SYSCALL_ENTER && kind !== Kind.SYSCALL_RETURN

/** How often a slab is delivered, ms: as often as the drain thread does. */
const DRAIN_MS = 5
const BEHIND_NS_MAX = 500e6
const SLAB_SLOTS = 32_768

/**
 * A program that is not there: raw records in the layout of `bpf/contract.h`, made at a chosen rate, for measuring
 * everything from decode on. Its goroutines obey the scheduler's rules, so the model must find no disagreement.
 */
export class SyntheticSource implements Source {
  readonly info: SourceInfo
  /** Sites have the numbers of their kinds; system calls are not probed. */
  readonly siteKinds = Uint8Array.from({ length: SITE_KINDS }, (_, kind) => (isProbed(kind) ? kind : 0))
  readonly hitCostNs = 0
  /** Events made, and those that the session's thread was too busy for. */
  produced = 0
  lost = 0
  /** The longest that a slab was delivered after its last event should have been, ms. */
  lateMsMax = 0

  private readonly scheduler: Scheduler
  private readonly slab = new Uint32Array((SLAB_SLOTS * SLOT_SIZE) / 4)
  private readonly bytes = new Uint8Array(this.slab.buffer)
  private readonly stepNs: number
  private readonly behindNsMax: number
  private armedNs = 0n
  private timer: NodeJS.Timeout | undefined

  constructor(options: SyntheticOptions) {
    this.stepNs = 1e9 / options.rate
    this.behindNsMax = options.behindNsMax ?? BEHIND_NS_MAX
    this.scheduler = new Scheduler(options.goroutines, options.ps ?? 8, options.seed ?? 1)
    this.info = {
      pid: process.pid,
      command: `synthetic --rate ${options.rate} --goroutines ${options.goroutines}`,
      goVersion: 'go1.26.8',
      method: 'synthetic',
      waitReasons: reasons,
    }
  }

  readonly resolve = (startpc: number): SiteName => siteName(siteOfPc(startpc))

  now(): bigint {
    return process.hrtime.bigint()
  }

  start(listener: ProbeListener): bigint {
    this.armedNs = this.now()
    this.timer = setInterval(() => this.deliver(listener), DRAIN_MS)
    return this.armedNs
  }

  /** All goroutines wait when it begins. */
  snapshot(baseNs: bigint, beginNs: number): Snapshot | undefined {
    if (this.produced > 0) return undefined
    const { goid, site, goroutines: length } = this.scheduler
    return {
      beginNs,
      endNs: Number(this.armedNs - baseNs),
      length,
      goid: Float64Array.from(goid.subarray(0, length)),
      state: new Uint8Array(length).fill(4),
      reason: Uint8Array.from({ length }, (_, slot) => sites[site[slot]!]!.reason),
      startpc: Float64Array.from({ length }, (_, slot) => sites[site[slot]!]!.startpc),
      gopc: Float64Array.from({ length }, (_, slot) => sites[site[slot]!]!.gopc),
      tid: new Uint32Array(length),
    }
  }

  counters(): { produced: number; dropped: number[] } {
    const dropped = [0, 0, 0]
    dropped[DropCause.RING_FULL] = this.lost
    return { produced: this.produced + this.lost, dropped }
  }

  stop(): Promise<void> {
    clearInterval(this.timer)
    return Promise.resolve()
  }

  /** Makes and hands on all events up to now. */
  private deliver(listener: ProbeListener): void {
    const { scheduler, slab, bytes } = this
    const nowNs = this.now()
    const untilNs = Number(nowNs - this.armedNs)
    const behindNs = untilNs - scheduler.nowNs
    this.lateMsMax = Math.max(this.lateMsMax, behindNs / 1e6)
    if (behindNs > this.behindNsMax) this.skip(listener, untilNs)
    do {
      const { events, slots } = scheduler.fill(slab, SLAB_SLOTS, untilNs, this.stepNs, this.armedNs)
      this.produced += events
      listener.batch(
        bytes,
        slots,
        slots < SLAB_SLOTS - 2 ? nowNs : this.armedNs + BigInt(Math.floor(scheduler.nowNs)),
      )
    } while (scheduler.nowNs + this.stepNs < untilNs)
  }

  /** The session's thread was away for longer than a ring lasts. Nothing happens meanwhile, so all states stay true. */
  private skip(listener: ProbeListener, untilNs: number): void {
    const { scheduler } = this
    const firstNs = scheduler.nowNs
    const lost = Math.floor((untilNs - firstNs) / this.stepNs)
    scheduler.nowNs = untilNs
    this.lost += lost
    const dropped = [0, 0, 0]
    dropped[DropCause.RING_FULL] = lost
    const at = (ns: number) => this.armedNs + BigInt(Math.floor(ns))
    listener.gap({ firstNs: at(firstNs), lastNs: at(untilNs), lost: dropped })
  }
}
