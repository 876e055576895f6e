import { Kind } from '../contract.gen.js'
import type { Aggregate, SiteReport } from '../latency/report.js'
import { lossByCause } from '../model/losscauses.js'
import { type Gap, stateNames } from '../model/transition.js'
import { flightRecorderOf } from './flight.js'
import type { StreamFlight } from './flightterms.js'
import { PROTOCOL, ServerMessage, type WireAggregate } from './wire.js'

/** What a client must know to read everything else. */
export interface StreamHello {
  /** Of runqscope. */
  version: string
  pid: number
  goVersion: string
  syscalls: boolean
  command: string
  /** CLOCK_MONOTONIC at the session's base, ns in decimal digits. */
  baseNs: string
  /** Wall clock at the session's base. */
  startedAtUnixMs: number
  /** waitReason value → the runtime's text. */
  waitReasons: readonly string[]
  /** All of it is in the past already, or will be as soon as it is read. */
  recording: boolean
}

/** A site as clients see it. */
export type StreamSite = Pick<SiteReport, 'site' | 'function' | 'created_at' | 'created_by' | 'system'>

/** Live goroutines at one moment as columns; rows `0 … length-1` are read before the call that took them returns. */
export interface LiveGoroutines {
  /** ns since the session's base. */
  timeNs: number
  length: number
  /** Live goroutines in all, which may be more than `length`. */
  total: number
  goid: Float64Array
  /** NaN if unknown. */
  sinceNs: Float64Array
  site: Uint32Array
  /** Thread that runs it (state Running or Syscall), else 0. */
  tid: Uint32Array
  state: Uint8Array
  reason: Uint8Array
  /** Flag.System or 0. */
  flags: Uint8Array
}

const kinds = Object.fromEntries(Object.entries(Kind).map(([name, value]) => [value, name]))

export function encodeHello(hello: StreamHello, flight?: StreamFlight): Uint8Array {
  return ServerMessage.encode({
    hello: {
      protocol: PROTOCOL,
      version: hello.version,
      time_unit: 'ns',
      byte_order: 'little-endian',
      pid: hello.pid,
      go_version: hello.goVersion,
      syscalls: hello.syscalls,
      command: hello.command,
      base_monotonic_ns: hello.baseNs,
      started_at_unix_ms: hello.startedAtUnixMs,
      wait_reasons: [...hello.waitReasons],
      states: [...stateNames],
      kinds,
      recording: hello.recording,
      ...(flight && { flight: flightRecorderOf(flight) }),
    },
  }).finish()
}

export function encodeSnapshot(live: LiveGoroutines, sites: StreamSite[], rowsMax: number): Uint8Array {
  const rows = Math.min(live.length, rowsMax)
  return ServerMessage.encode({
    snapshot: {
      time_ns: live.timeNs,
      rows,
      total: live.total,
      goid: bytes(live.goid, rows),
      since_ns: bytes(live.sinceNs, rows),
      site: bytes(live.site, rows),
      tid: bytes(live.tid, rows),
      state: bytes(live.state, rows),
      reason: bytes(live.reason, rows),
      flags: bytes(live.flags, rows),
      sites,
    },
  }).finish()
}

export function encodeSites(sites: StreamSite[]): Uint8Array {
  return ServerMessage.encode({ sites: { sites } }).finish()
}

/** @param sitesMax only the first so many sites go into the frame */
export function encodeAggregate(aggregate: Aggregate, sitesMax: number): Uint8Array {
  return ServerMessage.encode({ aggregate: onWire(aggregate, sitesMax) }).finish()
}

export function encodeGap(gap: Gap): Uint8Array {
  return ServerMessage.encode({
    gap: { first_ns: gap.firstNs, last_ns: gap.lastNs, lost_by_cause: lossByCause(gap.lost) },
  }).finish()
}

export function encodeEnd(reason: string, aggregate: Aggregate | undefined): Uint8Array {
  return ServerMessage.encode({
    end: { reason, aggregate: aggregate && onWire(aggregate, aggregate.sites.length) },
  }).finish()
}

/** The schema's fields carry the names of the report's, so only the list of sites is made anew. */
function onWire(aggregate: Aggregate, sitesMax: number): WireAggregate {
  return { ...aggregate, sites: aggregate.sites.slice(0, sitesMax), sites_total: aggregate.sites.length }
}

function bytes(column: Float64Array | Uint32Array | Uint8Array, rows: number): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, rows * column.BYTES_PER_ELEMENT)
}

/** A frame for each size that is asked for, made once for all who want it so. */
export function bySize(encode: (size: number) => Uint8Array): (size: number) => Uint8Array {
  const frames = new Map<number, Uint8Array>()
  return size => {
    const frame = frames.get(size) ?? encode(size)
    frames.set(size, frame)
    return frame
  }
}
