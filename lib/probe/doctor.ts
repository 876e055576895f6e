import { existsSync, readFileSync } from 'node:fs'
import { configLayout } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import { addon } from './addon.js'
import { explainNative, kernelVersion, preferredMethod } from './kernel.js'
import { foreignProc, ownIdentity } from './target.js'

export interface Check {
  name: string
  ok: boolean
  /** Attaching cannot work without it. */
  needed: boolean
  found: string
  /** What to do if it is not ok. */
  remedy: string
}

/** include/uapi/linux/capability.h */
const CAP_SYS_PTRACE = 19
const CAP_SYS_ADMIN = 21
const capabilities = [
  ['CAP_SYS_PTRACE', CAP_SYS_PTRACE, "to read the target's memory"],
  ['CAP_PERFMON', 38, 'to attach probes'],
  ['CAP_BPF', 39, 'to load BPF programs'],
] as const

function effectiveCapabilities(): bigint {
  const line = readFileSync('/proc/self/status', 'latin1').match(/^CapEff:\s*([0-9a-f]+)$/m)
  return BigInt(`0x${line?.[1] ?? '0'}`)
}

function kernelCheck(): Check {
  const { text } = kernelVersion()
  try {
    const method = preferredMethod()
    const way = method === 'multi' ? 'uprobe_multi' : 'perf-event uprobes (uprobe_multi needs 6.10)'
    return { name: 'kernel', ok: true, needed: true, found: `Linux ${text}: ${way}`, remedy: '' }
  } catch (error) {
    return {
      name: 'kernel',
      ok: false,
      needed: true,
      found: `Linux ${text}`,
      remedy: (error as Error).message,
    }
  }
}

/** CAP_SYS_ADMIN stands for those that were cut out of it. */
function isHeld(bit: number): boolean {
  const held = effectiveCapabilities()
  const has = (bit: number) => Boolean((held >> BigInt(bit)) & 1n)
  return has(bit) || (bit !== CAP_SYS_PTRACE && has(CAP_SYS_ADMIN))
}

/** What this process lacks to attach to a process whose memory it may read; by name. */
export function missingCapabilities(): string[] {
  return capabilities.filter(([, bit]) => bit !== CAP_SYS_PTRACE && !isHeld(bit)).map(([name]) => name)
}

function capabilityChecks(): Check[] {
  return capabilities.map(([name, bit, purpose]) => {
    const ok = isHeld(bit)
    return {
      name,
      ok,
      needed: true,
      found: ok ? `held, ${purpose}` : `missing, needed ${purpose}`,
      remedy: 'run as root, or give the capability (systemd: AmbientCapabilities, Docker: --cap-add)',
    }
  })
}

function procCheck(): Check {
  const seen = foreignProc()
  const ok = seen === undefined
  return {
    name: '/proc',
    ok,
    needed: true,
    found: ok ? 'of this pid namespace' : `calls this process ${seen}, the kernel calls it ${process.pid}`,
    remedy: 'mount a /proc of this pid namespace: mount -t proc proc /proc',
  }
}

function btfCheck(): Check {
  const ok = existsSync('/sys/kernel/btf/vmlinux')
  return {
    name: 'kernel BTF',
    ok,
    needed: false,
    found: ok ? 'present (not needed)' : 'absent (not needed: no kernel structure is read)',
    remedy: 'nothing to do',
  }
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

async function bpfCheck(method: 'multi' | 'perf', needed: boolean): Promise<Check> {
  const name = method === 'multi' ? 'BPF by uprobe_multi' : 'BPF by perf events'
  try {
    const { nullNs, recordNs } = await addon().calibrate(selfTestConfig(), method, 2000)
    const found = `works: ${Math.round(nullNs)} ns a hit, ${Math.round(recordNs)} ns with its record`
    return { name, ok: true, needed, found, remedy: '' }
  } catch (error) {
    const said = explainNative(error, 'the self-test')
    return {
      name,
      ok: false,
      needed,
      found: said instanceof Error ? said.message : String(said),
      remedy: remedyOf(said),
    }
  }
}

function remedyOf(error: unknown): string {
  return error instanceof RunqscopeError && error.code === 'no-privilege'
    ? 'run as root, or give the missing capabilities; in a container also check its seccomp profile'
    : 'the kernel may be built without CONFIG_UPROBES or CONFIG_BPF_SYSCALL, or be locked down'
}

/** What stands between this process and attaching, found by trying. */
export async function diagnose(): Promise<Check[]> {
  const checks = [kernelCheck(), ...capabilityChecks(), procCheck(), btfCheck()]
  let wanted: 'multi' | 'perf' = 'perf'
  if (checks[0]!.ok) wanted = preferredMethod()
  checks.push(await bpfCheck(wanted, true))
  checks.push(await bpfCheck(wanted === 'multi' ? 'perf' : 'multi', false))
  return checks
}
