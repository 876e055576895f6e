import type { RecordingHead } from '../../recording/walk.js'
import type { Output } from '../output.js'
import { Message } from './message.js'
import { putVarint } from './varint.js'

/** Clocks of the sequence's own: deltas of ns, and ns since the session's base. */
const DELTA_CLOCK = 64
const SESSION_CLOCK = 65
const REALTIME = 1
const MONOTONIC = 3
const BOOTTIME = 6
const SEQUENCE = 1
const STATE_CLEARED = 1
const NEEDS_STATE = 2

/** Of `TrackEvent.Type`. 5 (state) is not understood by readers of 2026. */
export const Type = { Begin: 1, End: 2, Instant: 3, Counter: 4 } as const

/** What hangs on an event besides its name. */
export const Extra = { None: 0, Flow: 1, EndsFlow: 2, Note: 3 } as const

/** The longest packet of `event`, bytes. */
const PACKET_BYTES = 96

/**
 * Writes the packets of one sequence. Times are deltas to the packet before; field numbers are those of Perfetto's
 * protos/perfetto/trace (0.59.1).
 */
export class Packets {
  private lastNs = 0

  constructor(private readonly output: Output) {}

  /** The first packets: state cleared, default clock, and what the clocks show at the session's base. */
  open(head: RecordingHead): void {
    const defaults = new Message().varint(58, DELTA_CLOCK)
    this.seldom(
      new Message().varint(10, SEQUENCE).varint(13, STATE_CLEARED).varint(87, 1).block(59, defaults),
    )
    const base = BigInt(head.baseNs)
    const clock = (id: number, value: number | bigint) => new Message().varint(1, id).varint(2, value)
    // What the boot clock showed is not known: without suspends it is the monotonic one.
    const snapshot = new Message()
      .block(1, clock(BOOTTIME, base))
      .block(1, clock(MONOTONIC, base))
      .block(1, clock(REALTIME, BigInt(Math.round(head.startedAtUnixMs * 1000)) * 1000n))
      .block(1, clock(DELTA_CLOCK, 0).varint(3, 1))
      .block(1, clock(SESSION_CLOCK, 0))
    this.seldom(new Message().varint(10, SEQUENCE).block(6, snapshot))
  }

  /** A track; `descriptor` without its uuid, name and parent. */
  track(uuid: number, name: string, parent: number, descriptor = new Message()): void {
    descriptor.varint(1, uuid).text(2, name)
    if (parent !== 0) descriptor.varint(5, parent)
    this.seldom(new Message().varint(10, SEQUENCE).block(60, descriptor))
  }

  /** Names for the numbers that events use; see `InternedData`. */
  intern(data: Message): void {
    this.seldom(new Message().varint(10, SEQUENCE).varint(13, NEEDS_STATE).block(12, data))
  }

  /**
   * @param timeNs whole ns since the session's base
   * @param name interned, 0 for none
   * @param extra of `Extra`; its value: a flow's number, or which interned note as `annotation << 8 | string`
   */
  event(
    timeNs: number,
    type: number,
    track: number,
    name: number,
    category: number,
    extra: number,
    value: number,
  ): void {
    const { output } = this
    output.room(PACKET_BYTES)
    const bytes = output.bytes
    const start = output.length
    bytes[start] = 0x0a
    let at = this.stamp(bytes, start + 2, timeNs)
    bytes[at] = 0x5a
    const body = at + 2
    at = body
    bytes[at] = 0x48
    bytes[at + 1] = type
    bytes[at + 2] = 0x58
    at = putVarint(bytes, at + 3, track)
    if (name !== 0) {
      bytes[at] = 0x50
      at = putVarint(bytes, at + 1, name)
    }
    if (category !== 0) {
      bytes[at] = 0x18
      bytes[at + 1] = category
      at += 2
    }
    if (extra !== Extra.None) at = extend(bytes, at, extra, value)
    bytes[body - 1] = at - body
    bytes[start + 1] = at - start - 2
    output.length = at
  }

  counter(timeNs: number, track: number, value: number): void {
    const { output } = this
    output.room(PACKET_BYTES)
    const bytes = output.bytes
    const start = output.length
    bytes[start] = 0x0a
    let at = this.stamp(bytes, start + 2, timeNs)
    bytes[at] = 0x5a
    const body = at + 2
    bytes[body] = 0x48
    bytes[body + 1] = Type.Counter
    bytes[body + 2] = 0x58
    at = putVarint(bytes, body + 3, track)
    bytes[at] = 0xf0
    bytes[at + 1] = 0x01
    at = putVarint(bytes, at + 2, value)
    bytes[body - 1] = at - body
    bytes[start + 1] = at - start - 2
    output.length = at
  }

  /** A `ProcessTree`. */
  processTree(tree: Message): void {
    this.seldom(new Message().varint(10, SEQUENCE).block(2, tree))
  }

  /** A `TrackEvent` that `event` cannot make. */
  eventMessage(timeNs: number, event: Message): void {
    const packet = new Message().varint(8, Math.max(0, timeNs)).varint(58, SESSION_CLOCK)
    this.seldom(packet.varint(10, SEQUENCE).varint(13, NEEDS_STATE).block(11, event))
  }

  /** A message of any size as a packet. */
  private seldom(packet: Message): void {
    this.output.write(new Message().block(1, packet).bytes())
  }

  /** Timestamp, sequence and its flags. What is earlier than the packet before has to use the other clock. */
  private stamp(bytes: Uint8Array, at: number, timeNs: number): number {
    const deltaNs = timeNs - this.lastNs
    bytes[at] = 0x40
    if (deltaNs >= 0) {
      at = putVarint(bytes, at + 1, deltaNs)
      this.lastNs = timeNs
    } else {
      at = putVarint(bytes, at + 1, Math.max(0, timeNs))
      bytes[at] = 0xd0
      bytes[at + 1] = 0x03
      bytes[at + 2] = SESSION_CLOCK
      at += 3
    }
    bytes[at] = 0x50
    bytes[at + 1] = SEQUENCE
    bytes[at + 2] = 0x68
    bytes[at + 3] = NEEDS_STATE
    return at + 4
  }
}

function extend(bytes: Uint8Array, at: number, extra: number, value: number): number {
  if (extra === Extra.Note) {
    bytes[at] = 0x22
    bytes[at + 1] = 5
    bytes[at + 2] = 0x08
    bytes[at + 3] = value >>> 8
    bytes[at + 4] = 0x88
    bytes[at + 5] = 0x01
    bytes[at + 6] = value & 0x7f
    return at + 7
  }
  // flow_ids = 47 and terminating_flow_ids = 48, both fixed64.
  bytes[at] = extra === Extra.Flow ? 0xf9 : 0x81
  bytes[at + 1] = extra === Extra.Flow ? 0x02 : 0x03
  bytes.fill(0, at + 2, at + 10)
  for (let i = at + 2; value >= 1; i++) {
    bytes[i] = value % 256
    value = Math.floor(value / 256)
  }
  return at + 10
}
