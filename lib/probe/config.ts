import { Condition, configLayout, cookie, DETAIL_IN_REGISTER } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import type { Plan, Site } from '../plan/plan.js'
import type { KernelIdentity } from './target.js'

/** Offset of a field by `struct.field`; the plan holds every field that the probes use. */
export function offsetOf(plan: Plan, struct: 'g' | 'm' | 'p', field: string): number {
  const found = plan.offsets.find(entry => entry.struct === struct && entry.field === field)
  if (!found) throw new Error(`the plan has no offset of ${struct}.${field}`)
  return found.offset
}

/** The bytes of `struct rqs_config`. */
export function encodeConfig(plan: Plan, identity: KernelIdentity, allowedExecs: number): Uint8Array {
  const bytes = new Uint8Array(configLayout.size)
  const view = new DataView(bytes.buffer)
  const u32 = (at: number, value: number) => view.setUint32(at, value, true)
  u32(configLayout.g_goid, offsetOf(plan, 'g', 'goid'))
  u32(configLayout.g_waitreason, offsetOf(plan, 'g', 'waitreason'))
  u32(configLayout.g_m, offsetOf(plan, 'g', 'm'))
  u32(configLayout.g_startpc, offsetOf(plan, 'g', 'startpc'))
  u32(configLayout.g_gopc, offsetOf(plan, 'g', 'gopc'))
  u32(configLayout.m_g0, offsetOf(plan, 'm', 'g0'))
  u32(configLayout.m_procid, offsetOf(plan, 'm', 'procid'))
  u32(configLayout.m_curg, offsetOf(plan, 'm', 'curg'))
  u32(configLayout.m_p, offsetOf(plan, 'm', 'p'))
  u32(configLayout.p_id, offsetOf(plan, 'p', 'id'))
  u32(configLayout.tgid, identity.tgid)
  u32(configLayout.m_cache, identity.ownThreadIds ? 1 : 0)
  u32(configLayout.allowed_execs, allowedExecs)
  view.setBigUint64(configLayout.pidns_dev, identity.dev, true)
  view.setBigUint64(configLayout.pidns_ino, identity.ino, true)
  return bytes
}

/** File offsets and cookies of the sites, in the order whose index the records carry. */
export function encodeSites(sites: Site[]): { offsets: BigUint64Array; cookies: BigUint64Array } {
  const offsets = new BigUint64Array(sites.length)
  const cookies = new BigUint64Array(sites.length)
  sites.forEach((site, index) => {
    offsets[index] = BigInt(site.fileOffset)
    cookies[index] = cookie({
      site: index,
      kind: site.kind,
      register: site.gp.register,
      detail: detailOf(site),
      delta: site.gp.delta,
      ...conditionOf(site),
    })
  })
  return { offsets, cookies }
}

function detailOf({ detail }: Site): number {
  if (!detail) return 0
  return 'constant' in detail ? detail.constant : DETAIL_IN_REGISTER | detail.register
}

function conditionOf({ success }: Site): { condition: Condition; conditionRegister: number } {
  if (!success) return { condition: Condition.ALWAYS, conditionRegister: 0 }
  if (success.in === 'zero flag')
    return {
      condition: success.value ? Condition.ZERO_FLAG : Condition.NO_ZERO_FLAG,
      conditionRegister: 0,
    }
  return { condition: success.value ? Condition.BIT : Condition.NO_BIT, conditionRegister: success.register }
}

/**
 * The sites that a session attaches; a record's site byte is an index into these.
 *
 * @param syscalls whether system calls are probed, too
 * @throws RunqscopeError incomplete-plan if they cannot be in this binary
 */
export function attachedSites(plan: Plan, syscalls: boolean): Site[] {
  if (syscalls && plan.syscallsMissing !== undefined)
    throw RunqscopeError.make(
      'incomplete-plan',
      `system calls cannot be probed in this binary: ${plan.syscallsMissing}`,
      'attach without --syscalls',
    )
  return syscalls ? plan.sites : plan.sites.filter(site => site.group === 'core')
}

/** `Kind` by site index: what the record's site byte means. */
export function siteKinds(sites: Site[]): Uint8Array {
  const kinds = new Uint8Array(256)
  sites.forEach((site, index) => {
    kinds[index] = site.kind
  })
  return kinds
}
