import { BATCH_BYTES, type ByteSink, Event, putVarint, STRING_BYTES_MAX, writeBatch } from './wire.js'

/** Type, id and length, or the ends of a stack. */
const ENTRY_BYTES = 64

/** Entries of one kind that wait to be written. */
class TableBatch {
  readonly bytes = new Uint8Array(BATCH_BYTES)
  at = 1

  constructor(kind: number) {
    this.bytes[0] = kind
  }

  put(value: number): void {
    this.at = putVarint(this.bytes, this.at, value)
  }

  flush(out: ByteSink, ts: number): void {
    if (this.at === 1) return
    writeBatch(out, -1, ts, this.bytes.subarray(0, this.at))
    this.at = 1
  }
}

/** A place in the program's text. */
export interface Frame {
  function: string
  file: string
  line: number
}

/**
 * Strings and stacks of the trace, each written once, before the events that name it: so what a full disk leaves of a
 * file can be read.
 */
export class Tables {
  private readonly strings = new Map<string, number>()
  private readonly frames = new Map<string, number>()
  private readonly stacks = new Map<string, number>()
  private readonly pendingStrings = new TableBatch(Event.Strings)
  private readonly pendingStacks = new TableBatch(Event.Stacks)
  private readonly encoder = new TextEncoder()
  private readonly scratch = new Uint8Array(STRING_BYTES_MAX)

  /** @param now what the clock of the trace stands at, for the batches' heads: readers take the least for the beginning */
  constructor(
    private readonly out: ByteSink,
    private readonly now: () => number,
  ) {}

  /** The number of a string; 0 is the empty one. What is too long is cut. */
  string(text: string): number {
    if (text === '') return 0
    const known = this.strings.get(text)
    if (known !== undefined) return known
    const id = this.strings.size + 1
    this.strings.set(text, id)
    const { written } = this.encoder.encodeInto(text, this.scratch)
    const { pendingStrings: to } = this
    if (to.at + written + ENTRY_BYTES > BATCH_BYTES) to.flush(this.out, this.now())
    to.bytes[to.at++] = Event.String
    to.put(id)
    to.put(written)
    to.bytes.set(this.scratch.subarray(0, written), to.at)
    to.at += written
    return id
  }

  /** The number of a stack, innermost frame first; 0 is none. */
  stack(frames: readonly Frame[]): number {
    if (frames.length === 0) return 0
    const pcs = frames.map(frame => this.pc(frame))
    const key = pcs.join()
    const known = this.stacks.get(key)
    if (known !== undefined) return known
    const id = this.stacks.size + 1
    this.stacks.set(key, id)
    const { pendingStacks: to } = this
    if (to.at + (frames.length + 1) * ENTRY_BYTES > BATCH_BYTES) to.flush(this.out, this.now())
    to.bytes[to.at++] = Event.Stack
    to.put(id)
    to.put(frames.length)
    for (const [i, frame] of frames.entries()) {
      to.put(pcs[i])
      to.put(this.string(frame.function))
      to.put(this.string(frame.file))
      to.put(frame.line)
    }
    return id
  }

  flush(): void {
    this.pendingStrings.flush(this.out, this.now())
    this.pendingStacks.flush(this.out, this.now())
  }

  /** Readers tell frames apart by their address alone, so each has one of its own. */
  private pc(frame: Frame): number {
    const key = `${frame.function}\n${frame.file}\n${frame.line}`
    const known = this.frames.get(key)
    if (known !== undefined) return known
    const pc = 0x1000 + 16 * this.frames.size
    this.frames.set(key, pc)
    return pc
  }
}
