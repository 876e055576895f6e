import { configLayout } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import { addon, isNativeError } from './addon.js'
import type { AttachMethod } from './kernel.js'
import { ownIdentity } from './target.js'

/** What attaching to a function of our own came to. */
export interface SelfTest {
  /** Cost of a hit, ns: the trap alone, and with its record; undefined where it failed. */
  cost?: { nullNs: number; recordNs: number }
  /** Why it failed, as the addon threw it. */
  error?: unknown
}

/** Any offsets do: the self-test lays out its own g by them. */
function selfTestConfig(): Uint8Array {
  const bytes = new Uint8Array(configLayout.size)
  const view = new DataView(bytes.buffer)
  const identity = ownIdentity()
  const offsets = {
    g_m: 48,
    g_goid: 152,
    g_waitreason: 176,
    g_gopc: 288,
    g_startpc: 304,
    m_g0: 0,
    m_procid: 64,
    m_curg: 184,
    m_p: 208,
    p_id: 0,
  }
  for (const [name, offset] of Object.entries(offsets))
    view.setUint32(configLayout[name as keyof typeof offsets], offset, true)
  view.setUint32(configLayout.m_cache, 1, true)
  view.setUint32(configLayout.tgid, identity.tgid, true)
  view.setBigUint64(configLayout.pidns_dev, identity.dev, true)
  view.setBigUint64(configLayout.pidns_ino, identity.ino, true)
  return bytes
}

/**
 * Attaches to a function of our own and calls it from a thread that is not our first; compares what comes back. It
 * passes only where the link, its pid filter, the attach cookies and the ring buffer all work.
 */
export async function selfTest(method: AttachMethod, calls: number): Promise<SelfTest> {
  try {
    return { cost: await addon().calibrate(selfTestConfig(), method, calls) }
  } catch (error) {
    return { error }
  }
}

/** Whether the probes went in, but not all hits came out right: the kernel means something else by the link. */
export function cameOutWrong({ error }: SelfTest): boolean {
  return isNativeError(error) && error.step === 'calibrate'
}

/** Enough to tell right from wrong. */
const FEW_CALLS = 4

export interface Trial {
  /** How to attach; `auto` where nothing works: attaching will say why. */
  method: AttachMethod | 'auto'
  /** Why what was asked for will not do. */
  error?: Error
}

/** What worked before in this process: a kernel does not change meanwhile, and trying takes some 60 ms. */
let worked: AttachMethod | undefined

/** Tries what this kernel can do, whatever its version: the better way that works, or the one asked for. Never rejects. */
export async function tryMethods(wanted: AttachMethod | 'auto' = 'auto'): Promise<Trial> {
  if (wanted === 'auto') {
    if (worked) return { method: worked }
    for (const method of ['multi', 'perf'] as const)
      if ((await selfTest(method, FEW_CALLS)).cost) {
        worked = method
        return { method }
      }
    return { method: 'auto' }
  }
  // Other failures are told better by the attach itself.
  if (wanted === 'perf' || !cameOutWrong(await selfTest('multi', FEW_CALLS))) return { method: wanted }
  const error = RunqscopeError.make(
    'unsupported-kernel',
    "this kernel's uprobe_multi takes a thread for the process: the events of all other threads would be missed",
    'leave --method out, or run on Linux 6.10 or newer',
  )
  return { method: wanted, error }
}
