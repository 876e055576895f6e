import { readFileSync } from 'node:fs'
import { readText } from './cgroup.js'

/** include/uapi/linux/capability.h */
const CAP_SYS_PTRACE = 19
const CAP_SYS_ADMIN = 21
export const capabilities = [
  ['CAP_SYS_PTRACE', CAP_SYS_PTRACE, "to read the target's memory"],
  ['CAP_PERFMON', 38, 'to attach probes'],
  ['CAP_BPF', 39, 'to load BPF programs'],
] as const

/** CAP_SYS_ADMIN stands for those that were cut out of it. */
export function isHeld(bit: number): boolean {
  const line = readFileSync('/proc/self/status', 'latin1').match(/^CapEff:\s*([0-9a-f]+)$/m)
  const held = BigInt(`0x${line?.[1] ?? '0'}`)
  const has = (bit: number) => Boolean((held >> BigInt(bit)) & 1n)
  return has(bit) || (bit !== CAP_SYS_PTRACE && has(CAP_SYS_ADMIN))
}

/**
 * Whether the kernel asks for more than this process has, whatever it has: in a user namespace capabilities count for what
 * belongs to that namespace only, and BPF belongs to none (user_namespaces(7)).
 */
export function inUserNamespace(): boolean {
  return !isIdentity(readText('/proc/self/uid_map'))
}

/** @param map /proc/PID/uid_map; empty where the kernel has no user namespaces */
export function isIdentity(map: string): boolean {
  return map === '' || /^\s*0\s+0\s+4294967295\s*$/.test(map)
}

export const OUTSIDE = 'run it outside of this user namespace, as root on the host'

/** What to do where a privilege is missing. @param usual where this is no user namespace */
export function privilegeRemedy(usual: string): string {
  return inUserNamespace() ? `capabilities count only inside this user namespace: ${OUTSIDE}` : usual
}

/** What to do where a process may not be inspected. */
export function inspectionRemedy(): string {
  const usual = capabilities.every(([, bit]) => isHeld(bit))
    ? 'it has capabilities that runqscope lacks, or the system guards it: from within a container, run it as root on the host'
    : 'run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE'
  return privilegeRemedy(usual)
}
