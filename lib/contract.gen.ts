// Generated from bpf/contract.h by scripts/gen-contract. Do not edit.

/** What a probe site reports. `reason` and `other` of the record by kind:
 * - CREATE: reason = new status (Grunnable or Gwaiting); other = goid of the parent, 0 if none
 * - READY: reason = 0; other = goid of the waker, 0 if none (netpoll, timer, sysmon on g0)
 * - RUN: reason = 0; other = 0
 * - PARK: reason = g.waitreason; other = 0
 * - GOSCHED: reason = 1 if preempted, 0 if it yielded; other = 0
 * - YIELD: reason = 0; other = 0
 * - PREEMPT_PARK: reason = 0; other = 0
 * - EXIT: reason = 0; other = 0
 * - CORO_SWITCH: reason = 0; other = 0; goid is the goroutine switched to, the one left is what the thread ran
 * - SYSCALL_EXIT: reason = 0; other = 0; a blocked syscall returned without a P: the goroutine becomes runnable
 * - SYSCALL_ENTER: reason = 0; other = 0
 * - SYSCALL_RETURN: reason = 0; other = 0; the goroutine runs again, p is RQS_NO_P if its P was taken meanwhile
 * - NEEDM: reason = 0; other = 0; a C thread enters Go: a goroutine of its own appears, in a syscall
 * - DROPM: reason = 0; other = 0; the C thread gives that goroutine back
 */
export const Kind = {
  CREATE: 1,
  READY: 2,
  RUN: 3,
  PARK: 4,
  GOSCHED: 5,
  YIELD: 6,
  PREEMPT_PARK: 7,
  EXIT: 8,
  CORO_SWITCH: 9,
  SYSCALL_EXIT: 10,
  SYSCALL_ENTER: 11,
  SYSCALL_RETURN: 12,
  NEEDM: 13,
  DROPM: 14,
} as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/** When a hit counts: always, by the zero flag, by bit 0 of a register. */
export const Condition = {
  ALWAYS: 0,
  ZERO_FLAG: 1,
  NO_ZERO_FLAG: 2,
  BIT: 3,
  NO_BIT: 4,
} as const
export type Condition = (typeof Condition)[keyof typeof Condition]

/** Why events were not delivered, by counter index. */
export const dropCauses = [
  { name: 'RING_FULL', text: 'the ring buffer was full' },
  { name: 'G_FAULT', text: 'the g was not readable from the probe' },
  { name: 'POOL_EMPTY', text: 'the agent was behind: no free slab' },
] as const

/** Index into `dropCauses` and the counters. */
export const DropCause = {
  RING_FULL: 0,
  G_FAULT: 1,
  POOL_EMPTY: 2,
} as const

export const NO_P = 65535
export const SLOT_SIZE = 32
export const MAX_SITES = 128

/** Byte offsets in `struct rqs_event`. */
export const eventLayout = {
  time_ns: 0,
  goid: 8,
  other: 16,
  tid: 24,
  p: 28,
  site: 30,
  reason: 31,
} as const

/** Byte offsets in `struct rqs_create_event`; the event comes first. */
export const createLayout = {
  gp: 32,
  startpc: 40,
  gopc: 48,
} as const

/** Byte offsets in `struct rqs_config`. */
export const configLayout = {
  g_goid: 0,
  g_waitreason: 4,
  g_m: 8,
  g_startpc: 12,
  g_gopc: 16,
  m_g0: 20,
  m_procid: 24,
  m_curg: 28,
  m_p: 32,
  p_id: 36,
  tgid: 40,
  m_cache: 44,
  allowed_execs: 52,
  pidns_dev: 56,
  pidns_ino: 64,
  size: 72,
} as const

/** Set in `detail` where it names a register. */
export const DETAIL_IN_REGISTER = 128

/** The attach cookie of a site, as `bpf/contract.h` lays it out; all but `delta` are unsigned bytes. */
export function cookie(of: {
  site: number
  kind: Kind
  register: number
  detail: number
  delta: number
  condition: Condition
  conditionRegister: number
}): bigint {
  const low = (of.site | (of.kind << 8) | (of.register << 16) | (of.detail << 24)) >>> 0
  const high = ((of.delta & 0xffff) | (of.condition << 16) | (of.conditionRegister << 24)) >>> 0
  return (BigInt(high) << 32n) | BigInt(low)
}
