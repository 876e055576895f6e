/**
 * The schema as code: the generated messages under short names, and the column layouts that stand in the comments of
 * `proto/stream.proto`. No server code: the page imports this file too.
 */
import { runqscope } from './wire.gen.js'

export const PROTOCOL = 1
export const SUBPROTOCOL = 'runqscope.stream.v1'
/** Path of the stream on the server. */
export const STREAM_PATH = '/stream'

const schema = runqscope.stream.v1
export const ServerMessage = schema.ServerMessage
export const Answer = schema.Answer
export const ClientMessage = schema.ClientMessage
export const Transitions = schema.Transitions

/** A decoded message from the server; `message` says which field is set. */
export type ServerMessage = runqscope.stream.v1.ServerMessage.$Shape
export type ClientMessage = runqscope.stream.v1.ClientMessage.$Shape
export type WireHello = runqscope.stream.v1.Hello.$Properties
export type WireSnapshot = runqscope.stream.v1.Snapshot.$Properties
export type WireTransitions = runqscope.stream.v1.Transitions.$Properties
export type WirePackedTransitions = runqscope.stream.v1.PackedTransitions.$Properties
export type WireAggregate = runqscope.stream.v1.Aggregate.$Properties
export type WireSite = runqscope.stream.v1.Site.$Properties
export type WireSiteAggregate = runqscope.stream.v1.SiteAggregate.$Properties
export type WireStages = runqscope.stream.v1.Stages.$Properties
export type WireStageStats = runqscope.stream.v1.StageStats.$Properties
export type WireSubscribe = runqscope.stream.v1.Subscribe.$Properties
export type WireUnsubscribe = runqscope.stream.v1.Unsubscribe.$Properties
export type WireTrigger = runqscope.stream.v1.Trigger.$Properties
export type WireTriggered = runqscope.stream.v1.Triggered.$Properties
export type WireFlight = runqscope.stream.v1.Flight.$Properties
export type WireFlightRecorder = runqscope.stream.v1.FlightRecorder.$Properties
export type WireGap = runqscope.stream.v1.Gap.$Properties
export type WireQuery = runqscope.stream.v1.Query.$Properties
export type WireAnswer = runqscope.stream.v1.Answer.$Properties
export type WireHistory = runqscope.stream.v1.History.$Properties
export type WireFilter = runqscope.stream.v1.Filter.$Properties
export type WireTerm = runqscope.stream.v1.Term.$Properties
export type WireHeat = runqscope.stream.v1.Heat.$Properties
export type WireSeries = runqscope.stream.v1.Series.$Properties
export type WireSiteSeries = runqscope.stream.v1.SiteSeries.$Properties
export type WireStats = runqscope.stream.v1.Stats.$Properties
export type WireSiteStats = runqscope.stream.v1.SiteStats.$Properties
export type WireReasonStats = runqscope.stream.v1.ReasonStats.$Properties
export type WireWorst = runqscope.stream.v1.Worst.$Properties
export type WireInterval = runqscope.stream.v1.Interval.$Properties
export type WireLanes = runqscope.stream.v1.Lanes.$Properties
export type WireGoroutines = runqscope.stream.v1.Goroutines.$Properties
export type WireGoroutine = runqscope.stream.v1.Goroutine.$Properties
export type WirePeer = runqscope.stream.v1.Peer.$Properties
export type WireTransitionsPage = runqscope.stream.v1.TransitionsPage.$Properties
/** Enumerations of the schema. */
export const Stage = schema.Stage
export const TermField = schema.Term.Field
export const TriggeredOutcome = schema.Triggered.Outcome
export const GoroutinesOrder = schema.GoroutinesQuery.Order

/** Columns of `Transitions`, field name → element type. */
export const transitionLayout = {
  time_ns: Float64Array,
  since_ns: Float64Array,
  goid: Float64Array,
  other: Float64Array,
  tid: Uint32Array,
  site: Uint32Array,
  p: Uint16Array,
  kind: Uint8Array,
  from: Uint8Array,
  to: Uint8Array,
  reason: Uint8Array,
  ended_reason: Uint8Array,
  flags: Uint8Array,
} as const

/** Columns of `PackedTransitions`, field name → element type; `tids` is as long as there are threads. */
export const packedLayout = {
  time: Uint32Array,
  length: Uint32Array,
  goid: Uint32Array,
  other: Uint32Array,
  thread: Uint16Array,
  site: Uint16Array,
  p: Uint16Array,
  what: Uint16Array,
  reason: Uint8Array,
  ended_reason: Uint8Array,
} as const
/** `length` where it is not known. */
export const UNKNOWN_LENGTH = 0xffffffff
/** Columns of `PackedTransitions` → the mark of a value that is not below it, and the column of f64 where that stands. */
export const longMarks = {
  length: { mark: 0xfffffffe, long: 'long_ns' },
  goid: { mark: 0xffffffff, long: 'long_goid' },
  other: { mark: 0xffffffff, long: 'long_other' },
} as const

/** Columns of `Snapshot`, field name → element type. */
export const snapshotLayout = {
  goid: Float64Array,
  since_ns: Float64Array,
  site: Uint32Array,
  tid: Uint32Array,
  state: Uint8Array,
  reason: Uint8Array,
  flags: Uint8Array,
} as const

/** Cells of `Heat`: `cells` rows. */
export const heatCellLayout = { column: Uint16Array, bucket: Uint8Array, count: Uint32Array } as const

/** Columns of `Series`: `columns` rows. */
export const seriesLayout = {
  undetermined: Uint32Array,
  runnable: Uint32Array,
  running: Uint32Array,
  waiting: Uint32Array,
  syscall: Uint32Array,
  runs: Uint32Array,
  created: Uint32Array,
  exited: Uint32Array,
  threads: Uint32Array,
  busy_ns: Float64Array,
} as const

/** Columns of `SiteSeries`: as many rows as its `Series` has columns. */
export const siteSeriesLayout = {
  runs: Uint32Array,
  latency_total_ns: Float64Array,
  latency_max_ns: Float64Array,
} as const

/** Columns of `Lanes`: `spans` rows. */
export const spanLayout = {
  lane: Uint16Array,
  begin_ns: Float64Array,
  end_ns: Float64Array,
  goid: Float64Array,
  site: Uint32Array,
  state: Uint8Array,
  reason: Uint8Array,
  merged: Uint32Array,
  busy_ns: Float64Array,
  flags: Uint8Array,
} as const

/** Columns of `Lanes`: `arrows` rows. */
export const arrowLayout = {
  arrow_ns: Float64Array,
  arrow_from: Float64Array,
  arrow_to: Float64Array,
  arrow_run_ns: Float64Array,
  arrow_from_p: Uint16Array,
  arrow_to_p: Uint16Array,
} as const

/** Columns of `Goroutines`: `rows` rows. */
export const goroutinesLayout = {
  goid: Float64Array,
  since_ns: Float64Array,
  created_ns: Float64Array,
  woken_by: Float64Array,
  site: Uint32Array,
  tid: Uint32Array,
  state: Uint8Array,
  reason: Uint8Array,
  flags: Uint8Array,
} as const

/** Columns of `Goroutines`: `sites` rows. */
export const matchedLayout = { matched_site: Uint32Array, matched_count: Uint32Array } as const

type Layout = Record<string, new (buffer: ArrayBuffer, offset?: number, length?: number) => ArrayLike<number>>
/** Decoded columns: one typed array a column, each `rows` long. */
export type Columns<L extends Layout> = { [K in keyof L]: InstanceType<L[K]> } & { rows: number }
export type TransitionColumns = Columns<typeof transitionLayout>
export type SnapshotColumns = Columns<typeof snapshotLayout>

/** The columns of a message from the server. Throws a RangeError if a column's length is not what `rows` says. */
export function decodeTransitions(message: WireTransitions): TransitionColumns {
  return decodeColumns(transitionLayout, message, message.rows ?? 0)
}

/** What Transitions would hold. Throws a RangeError if the message contradicts itself. */
export function unpackTransitions(message: WirePackedTransitions): TransitionColumns {
  const rows = message.rows ?? 0
  const baseNs = message.base_ns ?? 0
  const packed = decodeColumns(packedLayout, message, rows)
  checkPacked(message)
  const { tids } = decodeColumns({ tids: Uint32Array }, message, (message.tids?.length ?? 0) / 4)
  const { what } = packed
  const time_ns = Float64Array.from(packed.time, ns => baseNs + ns)
  const length = widened(packed, message, 'length')
  return {
    rows,
    time_ns,
    since_ns: Float64Array.from(packed.length, (ns, row) =>
      ns === UNKNOWN_LENGTH ? Number.NaN : time_ns[row]! - length[row]!,
    ),
    goid: widened(packed, message, 'goid'),
    other: widened(packed, message, 'other'),
    tid: Uint32Array.from(packed.thread, thread => tids[thread]!),
    site: Uint32Array.from(packed.site),
    p: packed.p,
    kind: Uint8Array.from(what, bits => bits & 15),
    from: Uint8Array.from(what, bits => (bits >> 4) & 7),
    to: Uint8Array.from(what, bits => (bits >> 7) & 7),
    reason: packed.reason,
    ended_reason: packed.ended_reason,
    flags: Uint8Array.from(what, bits => bits >> 10),
  }
}

/**
 * Throws a RangeError if a message whose columns have the right lengths contradicts itself otherwise: then nothing of it
 * is to be believed. Reads it where it lies and makes nothing per row, so that each can be checked when it comes.
 */
export function checkPacked(message: WirePackedTransitions): void {
  if (!(Math.abs(message.base_ns ?? 0) <= Number.MAX_SAFE_INTEGER)) throw new RangeError('base_ns is no time')
  const threads = (message.tids?.length ?? 0) / 4
  if (!Number.isInteger(threads)) throw new RangeError('column tids ends within a number')
  const thread = viewOf(message.thread)
  const { byteLength } = thread
  for (let at = 0; at < byteLength; at += 2)
    if (thread.getUint16(at, true) >= threads) throw new RangeError('a row is of a thread that is not there')
  for (const name of longNames) {
    const { mark, long } = longMarks[name]
    const marks = marksIn(viewOf(message[name]), mark)
    if (marks === 0 && !message[long]?.length) continue
    const values = longValues(message, name, marks)
    for (let i = 0; i < values.length; i++)
      if (!(values[i]! >= mark && Number.isSafeInteger(values[i])))
        throw new RangeError(`column ${long} has a value that is not one`)
  }
}

type LongName = keyof typeof longMarks
const longNames = Object.keys(longMarks) as LongName[]

/** A column with its long values in their places. */
function widened(packed: Columns<typeof packedLayout>, message: WirePackedTransitions, name: LongName) {
  const wide = Float64Array.from(packed[name])
  const { mark, long } = longMarks[name]
  const values = longValues(message, name, (message[long]?.length ?? 0) / 8)
  let next = 0
  for (let row = 0; next < values.length; row++) if (wide[row] === mark) wide[row] = values[next++]!
  return wide
}

function marksIn(column: DataView, mark: number): number {
  const { byteLength } = column
  let marks = 0
  for (let at = 0; at < byteLength; at += 4) if (column.getUint32(at, true) === mark) marks++
  return marks
}

function longValues(message: WirePackedTransitions, name: LongName, length: number): Float64Array {
  const { long } = longMarks[name]
  return decodeColumns({ [long]: Float64Array }, message, length)[long]!
}

function viewOf(column: Uint8Array | null | undefined): DataView {
  return column
    ? new DataView(column.buffer, column.byteOffset, column.byteLength)
    : new DataView(new ArrayBuffer(0))
}

export function decodeSnapshot(message: WireSnapshot): SnapshotColumns {
  return decodeColumns(snapshotLayout, message, message.rows ?? 0)
}

/** Of its own; generated code stands an empty list in for what is absent. */
function copyOf(bytes: Uint8Array | undefined): ArrayBuffer {
  if (!bytes?.length) return new ArrayBuffer(0)
  return (bytes.buffer as ArrayBuffer).slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

/** The columns that a layout names, `rows` long each. Throws a RangeError if one has another length. */
export function decodeColumns<L extends Layout>(layout: L, message: object, rows: number): Columns<L> {
  const fields = message as Record<string, Uint8Array | number | undefined>
  const columns: Record<string, unknown> = { rows }
  for (const name in layout) {
    const Column = layout[name]!
    const { BYTES_PER_ELEMENT: size } = Column as unknown as { BYTES_PER_ELEMENT: number }
    const bytes = fields[name] as Uint8Array | undefined
    if ((bytes?.length ?? 0) !== rows * size) {
      throw new RangeError(`column ${name} has ${bytes?.length ?? 0} bytes, ${rows} rows need ${rows * size}`)
    }
    // A field may lie anywhere in the frame, and a typed array wants alignment: so the column is copied out.
    columns[name] = new Column(copyOf(bytes))
  }
  return columns as Columns<L>
}
