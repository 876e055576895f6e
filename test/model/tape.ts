import { createLayout, eventLayout, Kind, NO_P, SLOT_SIZE } from '../../lib/contract.gen.js'

export interface TapeEvent {
  timeNs: number
  kind: Kind
  goid: number
  other?: number
  tid?: number
  p?: number
  reason?: number
  startpc?: number
  gopc?: number
}

const kinds = new Set<number>(Object.values(Kind))
const syscallKinds = new Set<number>([Kind.SYSCALL_ENTER, Kind.SYSCALL_RETURN])

/** In tests a site's index is its kind. A session without probes on system calls, and one with them. */
export const siteKinds = Uint8Array.from({ length: 256 }, (_, site) =>
  kinds.has(site) && !syscallKinds.has(site) ? site : 0,
)
export const siteKindsWithSyscalls = Uint8Array.from({ length: 256 }, (_, site) =>
  kinds.has(site) ? site : 0,
)

/** Not round, and close to where the low word runs over. */
export const BASE_NS = 0x1_ffff_fff0n

/** Writes events as the probes would: slots, and how many. */
export function slotsOf(events: readonly TapeEvent[]): { bytes: Uint8Array; slots: number } {
  const slots = events.reduce((sum, event) => sum + (event.kind === Kind.CREATE ? 2 : 1), 0)
  const bytes = new Uint8Array(slots * SLOT_SIZE)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const event of events) {
    view.setBigUint64(at + eventLayout.time_ns, BASE_NS + BigInt(event.timeNs), true)
    view.setBigUint64(at + eventLayout.goid, BigInt(event.goid), true)
    view.setBigUint64(at + eventLayout.other, BigInt(event.other ?? 0), true)
    view.setUint32(at + eventLayout.tid, event.tid ?? 0, true)
    view.setUint16(at + eventLayout.p, event.p ?? NO_P, true)
    view.setUint8(at + eventLayout.site, event.kind)
    view.setUint8(at + eventLayout.reason, event.reason ?? 0)
    at += SLOT_SIZE
    if (event.kind !== Kind.CREATE) continue
    view.setBigUint64(at - SLOT_SIZE + createLayout.startpc, BigInt(event.startpc ?? 0), true)
    view.setBigUint64(at - SLOT_SIZE + createLayout.gopc, BigInt(event.gopc ?? 0), true)
    at += SLOT_SIZE
  }
  return { bytes, slots }
}
