import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { RunqscopeError } from '../errors.js'
import { addon } from './addon.js'
import { type AttachMethod, explainNative, kernelVersion, preferredMethod } from './kernel.js'
import { checkPlatform } from './platform.js'
import { capabilities, inUserNamespace, isHeld, OUTSIDE, privilegeRemedy } from './privilege.js'
import { cameOutWrong, type SelfTest, selfTest } from './selftest.js'
import { foreignProc } from './target.js'

export interface Check {
  name: string
  ok: boolean
  /** Attaching cannot work without it. */
  needed: boolean
  found: string
  /** What to do if it is not ok. */
  remedy: string
}

/** What works decides, not the version: distributions bring features of newer kernels to older ones. */
function kernelCheck(multi: SelfTest, perf: SelfTest): Check {
  const { text } = kernelVersion()
  const way = multi.cost ? 'uprobe_multi' : perf.cost ? 'perf-event uprobes' : undefined
  const check = { name: 'kernel', needed: true, remedy: '' }
  if (way) return { ...check, ok: true, found: `Linux ${text}: ${way}` }
  try {
    preferredMethod()
    return {
      ...check,
      ok: true,
      found: `Linux ${text}: new enough, but no way of attaching works (see below)`,
    }
  } catch (error) {
    return { ...check, ok: false, found: `Linux ${text}`, remedy: (error as Error).message }
  }
}

/** What this process lacks to attach to a process whose memory it may read; by name. @throws RunqscopeError */
export function missingCapabilities(): string[] {
  checkPlatform()
  const inside = inUserNamespace()
  return capabilities
    .filter(([name, bit]) => name !== 'CAP_SYS_PTRACE' && (inside || !isHeld(bit)))
    .map(([name]) => name)
}

function capabilityChecks(): Check[] {
  const inside = inUserNamespace()
  return capabilities.map(([name, bit, purpose]) => {
    const held = isHeld(bit)
    // Memory is the one thing that belongs to a user namespace.
    const counts = !inside || name === 'CAP_SYS_PTRACE'
    const check = { name, ok: held && counts, needed: true }
    if (inside && held && !counts)
      return { ...check, found: `held inside this user namespace only, needed ${purpose}`, remedy: OUTSIDE }
    return {
      ...check,
      found: held ? `held, ${purpose}` : `missing, needed ${purpose}`,
      remedy: inside
        ? OUTSIDE
        : 'run as root, or give the capability (systemd: AmbientCapabilities, Docker: --cap-add)',
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

/** What the self-test by one method says of all that it needs. */
function bpfCheck(method: AttachMethod, test: SelfTest, needed: boolean): Check {
  const name = method === 'multi' ? 'BPF by uprobe_multi' : 'BPF by perf events'
  if (test.cost) {
    const { nullNs, recordNs } = test.cost
    const found = `works: ${Math.round(nullNs)} ns a hit, ${Math.round(recordNs)} ns with its record`
    return { name, ok: true, needed, found, remedy: '' }
  }
  const said = explainNative(test.error, 'the self-test', method)
  return {
    name,
    ok: false,
    needed,
    found: said instanceof Error ? said.message : String(said),
    remedy: remedyOf(said),
  }
}

/** What the self-tests prove one by one. Not needed each: what attaching needs is that one of the two ways works. */
function featureChecks(multi: SelfTest, perf: SelfTest): Check[] {
  const works = Boolean(multi.cost ?? perf.cost)
  const came = (what: string) => ({
    ok: works,
    needed: false,
    found: works ? what : 'not seen: no self-test came through',
    remedy: 'see the lines of BPF above',
  })
  const filters = cameOutWrong(multi)
    ? 'uprobe_multi takes a thread for the process: hits in another thread did not come through'
    : 'not seen: the self-test did not get so far'
  return [
    { name: 'attach cookies', ...came('each record named its probe') },
    { name: 'ring buffer', ...came('every record came through') },
    {
      name: 'pid filter',
      ok: Boolean(multi.cost),
      needed: false,
      found: multi.cost
        ? 'uprobe_multi takes the whole process: a hit in another thread came through'
        : filters,
      remedy: 'nothing to do: perf-event uprobes are taken instead (Linux 6.10 and later filter by process)',
    },
  ]
}

const UPROBE_PMU = '/sys/bus/event_source/devices/uprobe/type'

function pmuCheck(): Check {
  const ok = existsSync(UPROBE_PMU)
  return {
    name: 'perf uprobe PMU',
    ok,
    needed: false,
    found: ok ? `type ${readFileSync(UPROBE_PMU, 'latin1').trim()}` : `${UPROBE_PMU} is absent`,
    remedy:
      'nothing to do where uprobe_multi works; else mount /sys, or take a kernel with CONFIG_UPROBE_EVENTS',
  }
}

/** Reads another process as it would a target: system call filters and Yama stand in the way of that only. */
async function memoryCheck(): Promise<Check> {
  const name = 'process_vm_readv'
  const child = spawn('/bin/sh', ['-c', 'read -r line'], { stdio: ['pipe', 'ignore', 'ignore'] })
  try {
    await new Promise<void>((done, failed) => {
      child.once('spawn', done)
      child.once('error', failed)
    })
    ;new (addon().TargetMemory)(child.pid!).close()
    return { name, ok: true, needed: true, found: 'the memory of another process can be read', remedy: '' }
  } catch (error) {
    return {
      name,
      ok: false,
      needed: true,
      found: (error as Error).message,
      remedy:
        'run as root; in a container check its seccomp profile, and /proc/sys/kernel/yama/ptrace_scope, which must not be 3',
    }
  } finally {
    child.kill('SIGKILL')
  }
}

function remedyOf(error: unknown): string {
  return error instanceof RunqscopeError && error.code === 'no-privilege'
    ? privilegeRemedy(
        'run as root, or give the missing capabilities; in a container also check its seccomp profile',
      )
    : 'the kernel may be built without CONFIG_UPROBES or CONFIG_BPF_SYSCALL, or be locked down'
}

const CALLS = 250

/** What stands between this process and attaching, found by trying. */
export async function diagnose(): Promise<Check[]> {
  addon()
  const multi = await selfTest('multi', CALLS)
  const perf = await selfTest('perf', CALLS)
  return [
    kernelCheck(multi, perf),
    ...capabilityChecks(),
    procCheck(),
    btfCheck(),
    bpfCheck('multi', multi, !perf.cost),
    bpfCheck('perf', perf, !multi.cost),
    ...featureChecks(multi, perf),
    pmuCheck(),
    await memoryCheck(),
  ]
}
