import {
  checkPacked,
  decodeTransitions,
  longMarks,
  packedLayout,
  ServerMessage,
  type TransitionColumns,
  transitionLayout,
  unpackTransitions,
  type WirePackedTransitions,
  type WireTransitions,
} from '../../../lib/stream/wire.js'

/** What a message takes besides its columns, about. */
const HEAD_BYTES = 512
/** Messages that have been let go lie before the others until there are so many. */
const SPENT_MAX = 256

/** Columns of a packed message that are not as long as its rows. */
const otherColumns = ['tids', ...Object.values(longMarks).map(({ long }) => long)] as const

/** Rows as they came. */
export type RawMessage =
  | { transitions: WireTransitions; packed?: never }
  | { packed: WirePackedTransitions; transitions?: never }

interface Kept {
  frame: Uint8Array
  rows: number
  bytes: number
  firstNs: number
  lastNs: number
}

/**
 * The latest transitions, in the frames in which they came: a message is checked when it comes, and nothing else is done with
 * a row until somebody wants to read it. Of a message only the frame is kept, for its columns are twenty objects, which the
 * collector would have to carry along.
 */
export class TransitionRing {
  readonly #kept: (Kept | undefined)[] = []
  #first = 0
  #rows = 0
  #bytes = 0

  constructor(private readonly bytesMax: number) {}

  get rows(): number {
    return this.#rows
  }

  /** Memory that it may take. */
  get bytes(): number {
    return this.bytesMax
  }

  /** Time of the oldest and the newest row, ns; NaN if there is none. */
  get firstNs(): number {
    return this.#kept[this.#first]?.firstNs ?? Number.NaN
  }

  get lastNs(): number {
    return this.#kept.at(-1)?.lastNs ?? Number.NaN
  }

  /**
   * Takes a message in and returns how many rows it has. Throws a RangeError if it cannot be one.
   * @param frame what it was decoded from, in a buffer of its own
   */
  add(message: RawMessage, frame: Uint8Array): number {
    const { rows, columns } = sized(message)
    if (rows === 0) return 0
    const [firstNs, lastNs] = message.packed ? packedEnds(message.packed) : ends(message.transitions)
    const bytes = HEAD_BYTES + columns
    this.#kept.push({ frame, rows, bytes, firstNs, lastNs })
    this.#rows += rows
    this.#bytes += bytes
    while (this.#bytes > this.bytesMax && this.#first < this.#kept.length - 1) this.#drop()
    return rows
  }

  /** The rows of the last `ns`, oldest first, a run for each message: a few late ones may be missing or more. */
  *runs(ns: number): Generator<{ columns: TransitionColumns; first: number; last: number }> {
    const fromNs = this.lastNs - ns
    for (const kept of this.#kept.slice(this.#first)) {
      if (!(kept!.lastNs >= fromNs)) continue
      const message = ServerMessage.decode(kept!.frame)
      let columns: TransitionColumns
      if (message.message === 'packed') columns = unpackTransitions(message.packed)
      else if (message.message === 'transitions') columns = decodeTransitions(message.transitions)
      else continue
      const first = columns.time_ns.findIndex(timeNs => timeNs >= fromNs)
      if (first >= 0) yield { columns, first, last: columns.rows }
    }
  }

  #drop(): void {
    const { frame, rows, bytes } = this.#kept[this.#first]!
    this.#kept[this.#first++] = undefined
    this.#rows -= rows
    this.#bytes -= bytes
    letGo(frame)
    if (this.#first < SPENT_MAX) return
    this.#kept.splice(0, this.#first)
    this.#first = 0
  }
}

/** Rows of a message and the bytes of its columns. Throws a RangeError if they contradict each other. */
function sized({ packed, transitions }: RawMessage): { rows: number; columns: number } {
  const message = packed ?? transitions
  const rows = message.rows ?? 0
  const layout: Readonly<Record<string, { BYTES_PER_ELEMENT: number }>> = packed
    ? packedLayout
    : transitionLayout
  let columns = 0
  for (const name in layout) {
    const size = layout[name]!.BYTES_PER_ELEMENT
    const length = (message as Record<string, { length: number } | undefined>)[name]?.length ?? 0
    if (length !== rows * size)
      throw new RangeError(`column ${name} has ${length} bytes, ${rows} rows need ${rows * size}`)
    columns += length
  }
  if (!packed) return { rows, columns }
  checkPacked(packed)
  for (const name of otherColumns) columns += packed[name]?.length ?? 0
  return { rows, columns }
}

function ends({ time_ns }: WireTransitions): [number, number] {
  const times = viewOf(time_ns!)
  return [times.getFloat64(0, true), times.getFloat64(times.byteLength - 8, true)]
}

function packedEnds({ time, base_ns }: WirePackedTransitions): [number, number] {
  const times = viewOf(time!)
  const baseNs = base_ns ?? 0
  return [baseNs + times.getUint32(0, true), baseNs + times.getUint32(times.byteLength - 4, true)]
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Gives a message's memory back at once, by sending it where nobody is: what waits for the collector instead would be most of
 * what this page takes. (A buffer's own `transfer` does not do: Chromium keeps a second hold on what a WebSocket received.)
 */
function letGo({ buffer }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer)) return
  const { port1, port2 } = new MessageChannel()
  port1.postMessage(null, [buffer])
  port1.close()
  port2.close()
}
