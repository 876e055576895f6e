import type { Plan, Site } from '../plan/plan.js'
import { addon, type NativeGap, type NativeMemory, type NativeSession } from './addon.js'
import { attachedSites, encodeConfig, encodeSites } from './config.js'
import { type AttachMethod, explainNative, preferredMethod } from './kernel.js'
import { ownIdentity, type Target } from './target.js'

export interface ProbeOptions {
  /** Probe system calls, too: two more hits for each of them. */
  syscalls?: boolean
  /** How to attach; by default what the kernel does right. */
  method?: AttachMethod | 'auto'
  /** Ring buffer between kernel and agent, bytes, a power of two. */
  ringBytes?: number
  /** Slabs between the drain thread and JavaScript. */
  slabBytes?: number
  slabCount?: number
  drainIntervalMs?: number
  /** execve calls of the target to wait through (`run` starts it behind one). */
  allowedExecs?: number
  /** `null` attaches empty programs, for the bench. */
  program?: 'lifecycle' | 'null'
}

/** What comes out of the kernel, in order; times are CLOCK_MONOTONIC ns. */
export interface ProbeListener {
  /**
   * `bytes` are 32-byte slots (contract.h), valid until it returns. All that fired before `timeNs` has been delivered
   * then (but for a program that was interrupted in its midst). Comes at least every 100 ms or so, empty if need be.
   */
  batch(bytes: Uint8Array, slots: number, timeNs: bigint): void
  gap(gap: NativeGap): void
  /** The target ended, or left the address space that was planned. The probes are still to be stopped. */
  targetGone(how: 'exit' | 'exec', timeNs: bigint): void
}

const none = new Uint8Array(0)

const defaults = {
  // A fifth of a second at 1 M events/s; the kernel maps it twice, so it counts twice in the agent's memory.
  ringBytes: 1 << 23,
  slabBytes: 1 << 20,
  slabCount: 12,
  drainIntervalMs: 5,
}

/** The probes of one attach, from load to detach. */
export class Probe {
  readonly method: AttachMethod
  private readonly session: NativeSession
  private slabs: ArrayBuffer | undefined
  private ended: (() => void) | undefined
  private readonly slabBytes: number
  private stopping: Promise<void> | undefined

  private constructor(session: NativeSession, method: AttachMethod, slabBytes: number) {
    this.session = session
    this.method = method
    this.slabBytes = slabBytes
  }

  /**
   * Loads and attaches; nothing is recorded before `arm`.
   * @throws RunqscopeError no-privilege, unsupported-kernel, attach-failed, incomplete-plan
   */
  static attach(target: Target, plan: Plan, options: ProbeOptions): Probe {
    const sites = attachedSites(plan, options.syscalls ?? false)
    const wanted = options.method ?? 'auto'
    const method = wanted === 'auto' ? preferredMethod() : wanted
    try {
      return Probe.attachBy(method, target, plan, sites, options)
    } catch (error) {
      // A kernel may lack what its version promises; the slower way is right everywhere.
      if (wanted === 'auto' && method === 'multi') {
        try {
          return Probe.attachBy('perf', target, plan, sites, options)
        } catch (second) {
          throw explainNative(second, 'attaching the probes', 'perf')
        }
      }
      throw explainNative(error, 'attaching the probes', method)
    }
  }

  private static attachBy(
    method: AttachMethod,
    target: Target,
    plan: Plan,
    sites: Site[],
    options: ProbeOptions,
  ): Probe {
    const slabBytes = options.slabBytes ?? defaults.slabBytes
    const session = new (addon().Session)({
      pid: target.pid,
      path: target.pinnedPath,
      ...encodeSites(sites),
      config: encodeConfig(plan, target.kernelIdentity(), options.allowedExecs ?? 0),
      method,
      program: options.program ?? 'lifecycle',
      ringBytes: options.ringBytes ?? defaults.ringBytes,
      slabBytes,
      slabCount: options.slabCount ?? defaults.slabCount,
      drainIntervalMs: options.drainIntervalMs ?? defaults.drainIntervalMs,
    })
    try {
      session.load()
      session.attach()
    } catch (error) {
      session.close()
      throw error
    }
    return new Probe(session, method, slabBytes)
  }

  /** Begins to drain, then lets the programs emit. Returns the moment of arming, CLOCK_MONOTONIC ns. */
  arm(listener: ProbeListener): bigint {
    this.slabs = this.session.start((notice, slab, slots, timeNs, gap) => {
      // Losses come first: the model must know of a gap before the events around it.
      if (gap) listener.gap(gap)
      if (notice === 'batch') {
        const bytes = slab < 0 ? none : new Uint8Array(this.slabs!, slab * this.slabBytes, this.slabBytes)
        listener.batch(bytes, slots, timeNs)
      } else if (notice === 'end') {
        this.ended?.()
      } else {
        listener.targetGone(notice, timeNs)
      }
    })
    const armedNs = addon().monotonicNs()
    this.session.arm()
    return armedNs
  }

  /** Kernel counters; `dropped` by `DropCause`. */
  counters(): { produced: number; dropped: number[] } {
    return this.session.stats()
  }

  /** Disarms, detaches, drains what is left; resolves after the last batch was delivered. */
  stop(): Promise<void> {
    this.stopping ??= new Promise(resolve => {
      this.ended = resolve
      // Nobody drains what was never armed, so nobody would say that it has ended.
      if (this.slabs) this.session.stop()
      else {
        this.session.close()
        resolve()
      }
    })
    return this.stopping
  }

  /** Detaches at once, whatever is going on. */
  close(): void {
    this.session.close()
  }
}

/** Memory of the target, readable until it exits or execs. @throws RunqscopeError no-privilege */
export function openMemory(target: Target): NativeMemory {
  try {
    return new (addon().TargetMemory)(target.pid)
  } catch (error) {
    throw explainNative(error, `reading the memory of process ${target.pid}`)
  }
}

export function monotonicNs(): bigint {
  return addon().monotonicNs()
}

/** In each of many rounds: short enough to lie between two interruptions. */
const CALIBRATION_CALLS = 250

/** Cost of a hit on this machine, ns: trap alone, and with reads and record. See `Addon.calibrate`. */
export function calibrate(plan: Plan, method: AttachMethod): Promise<{ nullNs: number; recordNs: number }> {
  return addon().calibrate(encodeConfig(plan, ownIdentity(), 0), method, CALIBRATION_CALLS)
}
