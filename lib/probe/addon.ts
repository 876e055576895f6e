import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { RunqscopeError } from '../errors.js'
import { checkPlatform } from './platform.js'

/** Events lost between two moments, CLOCK_MONOTONIC ns; `lost` by `DropCause`. */
export interface NativeGap {
  firstNs: bigint
  lastNs: bigint
  lost: number[]
}

/** What the drain thread has to say: records, the target's end, or its own. */
export type Notice = 'batch' | 'exit' | 'exec' | 'end'

/**
 * @param slab index of the slab that holds the records, -1 for none; valid until the callback returns
 * @param slots number of 32-byte slots
 * @param timeNs CLOCK_MONOTONIC ns: all that fired before it has been delivered (for `exec`: when that was)
 */
export type DrainCallback = (
  notice: Notice,
  slab: number,
  slots: number,
  timeNs: bigint,
  gap: NativeGap | undefined,
) => void

export interface NativeSessionOptions {
  pid: number
  /** The executable, by a path that the kernel can walk; `/proc/self/fd/N` pins the inode that was planned. */
  path: string
  /** File offsets of the sites and their cookies, index by index. */
  offsets: BigUint64Array
  cookies: BigUint64Array
  /** One `struct rqs_config`. */
  config: Uint8Array
  method: 'multi' | 'perf'
  /** `null` attaches empty programs: the floor of the bench. */
  program: 'lifecycle' | 'null'
  ringBytes: number
  slabBytes: number
  slabCount: number
  drainIntervalMs: number
}

/**
 * One attach. Methods in order: load, attach, start, arm, stop; close in any state. Out of order they throw with
 * step `state`.
 */
export interface NativeSession {
  load(): void
  attach(): void
  /** Begins to drain; returns the memory of all slabs. */
  start(callback: DrainCallback): ArrayBuffer
  arm(): void
  /** Disarms, detaches (returns when no probe is left) and empties the ring; the callback hears `end` last. */
  stop(): void
  /** Kernel counters, also after close. `dropped` by `DropCause`. */
  stats(): { produced: number; dropped: number[]; state: string }
  /** Detaches at once and delivers nothing more. */
  close(): void
}

export interface NativeMemory {
  /** Bytes read at `address`; 0 where nothing is mapped and for good after the target's exit or execve. */
  read(address: bigint, into: Uint8Array): number
  /** Reads `size` bytes from each address; `ok[i]` says whether piece i is whole. Returns the number of whole pieces. */
  gather(addresses: BigUint64Array, size: number, into: Uint8Array, ok: Uint8Array): number
  close(): void
}

/** What the addon's errors carry beside the message. */
export interface NativeError extends Error {
  step: 'load' | 'attach' | 'ring' | 'memory' | 'state' | 'argument' | 'thread' | 'calibrate'
  /** Positive, 0 if there is none. */
  errno: number
  /** libbpf's warnings. */
  log: string
}

export interface Addon {
  Session: new (options: NativeSessionOptions) => NativeSession
  TargetMemory: new (pid: number) => NativeMemory
  monotonicNs(): bigint
  /**
   * Cost of a probe hit on this machine, CPU time in ns, the best of many rounds of so many calls: trap alone, trap with
   * record. Attaches to the addon's own text.
   * Rejects with step `calibrate` if the records read back are not the ones that must come.
   */
  calibrate(
    config: Uint8Array,
    method: 'multi' | 'perf',
    calls: number,
  ): Promise<{ nullNs: number; recordNs: number; baseNs: number }>
}

let loaded: Addon | undefined

/** Loads the addon on first use, so that what needs no kernel (plan, playback) works without it, on any machine. */
export function addon(): Addon {
  loaded ??= load()
  return loaded
}

/** The developer's build if there is one, else the package's for this machine. @throws RunqscopeError */
function load(): Addon {
  checkPlatform()
  const require = createRequire(import.meta.url)
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const find = require('node-gyp-build') as (directory: string) => Addon
  try {
    return find(root)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const said = message.split('\n')[0]
    if (code === 'ERR_DLOPEN_FAILED')
      throw RunqscopeError.make(
        'unsupported-platform',
        `the addon does not load: ${said}`,
        'it needs glibc 2.28 or newer, as Node 20 does',
      )
    throw RunqscopeError.make(
      'unsupported-platform',
      `there is no addon for this machine: ${said}`,
      'install the package anew, or in a checkout run scripts/setup',
    )
  }
}

export function isNativeError(error: unknown): error is NativeError {
  return error instanceof Error && 'step' in error && 'errno' in error
}
