/** Events of Go's execution trace v2 by number (golang/go `internal/trace/tracev2/events.go`, the same since Go 1.22). */
export const Event = {
  EventBatch: 1,
  Stacks: 2,
  Stack: 3,
  Strings: 4,
  String: 5,
  Frequency: 8,
  ProcsChange: 9,
  ProcStart: 10,
  ProcStop: 11,
  ProcSteal: 12,
  ProcStatus: 13,
  GoCreate: 14,
  GoStart: 16,
  GoDestroy: 17,
  GoStop: 19,
  GoBlock: 20,
  GoUnblock: 21,
  GoSyscallBegin: 22,
  GoSyscallEnd: 23,
  GoSyscallEndBlocked: 24,
  UserLog: 44,
  /** From header 1.23 on. */
  GoSwitch: 45,
  GoCreateBlocked: 47,
  /** From header 1.25 on. */
  Sync: 50,
  ClockSnapshot: 51,
  /** From header 1.26 on. */
  EndOfGeneration: 52,
} as const

/** How much a batch holds here; readers take 64 KiB (tracev2.MaxBatchSize), but every thread has one in the making. */
export const BATCH_BYTES = 8192
/** A string may have so many bytes (tracev2.MaxEventTrailerDataSize). */
export const STRING_BYTES_MAX = 1024
/** `ProcStatus` of a P that nobody holds. */
export const PROC_IDLE = 2
/** The number of the only generation. */
export const GENERATION = 1

/** Whose batches are of no thread. */
const NO_THREAD = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1)
/** A varint of 64 bits. */
const VARINT_BYTES_MAX = 10

/** Takes bytes that are valid until it returns; throws if they cannot be written. */
export interface ByteSink {
  write(bytes: Uint8Array): void
}

/** Writes a whole number from 0 to 2^53 as LEB128 at `bytes[at]`; returns where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value
  let end = at
  while (rest > 0x7fffffff) {
    bytes[end++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  while (rest > 127) {
    bytes[end++] = (rest & 127) | 128
    rest >>>= 7
  }
  bytes[end++] = rest
  return end
}

/** Bytes that begin a trace of Go 1.`minor`. */
export function fileHeader(minor: number): Uint8Array {
  const bytes = new Uint8Array(16)
  new TextEncoder().encodeInto(`go 1.${minor} trace`, bytes)
  return bytes
}

const head = new Uint8Array(1 + 5 * VARINT_BYTES_MAX)

/**
 * A batch of a thread, or of none.
 * @param tid -1: of no thread
 * @param baseTs ns that the first event's time counts from
 */
export function writeBatch(out: ByteSink, tid: number, baseTs: number, content: Uint8Array): void {
  head[0] = Event.EventBatch
  let at = putVarint(head, 1, GENERATION)
  if (tid < 0) {
    head.set(NO_THREAD, at)
    at += NO_THREAD.length
  } else at = putVarint(head, at, tid)
  at = putVarint(head, at, baseTs)
  at = putVarint(head, at, content.length)
  out.write(head.subarray(0, at))
  out.write(content)
}
