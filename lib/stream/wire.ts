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
export const ClientMessage = schema.ClientMessage
export const Transitions = schema.Transitions

/** A decoded message from the server; `message` says which field is set. */
export type ServerMessage = runqscope.stream.v1.ServerMessage.$Shape
export type ClientMessage = runqscope.stream.v1.ClientMessage.$Shape
export type WireHello = runqscope.stream.v1.Hello.$Properties
export type WireSnapshot = runqscope.stream.v1.Snapshot.$Properties
export type WireTransitions = runqscope.stream.v1.Transitions.$Properties
export type WireAggregate = runqscope.stream.v1.Aggregate.$Properties
export type WireSite = runqscope.stream.v1.Site.$Properties
export type WireSiteAggregate = runqscope.stream.v1.SiteAggregate.$Properties
export type WireStages = runqscope.stream.v1.Stages.$Properties
export type WireStageStats = runqscope.stream.v1.StageStats.$Properties
export type WireSubscribe = runqscope.stream.v1.Subscribe.$Properties
export type WireUnsubscribe = runqscope.stream.v1.Unsubscribe.$Properties

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

type Layout = Record<string, new (buffer: ArrayBuffer, offset?: number, length?: number) => ArrayLike<number>>
/** Decoded columns: one typed array a column, each `rows` long. */
export type Columns<L extends Layout> = { [K in keyof L]: InstanceType<L[K]> } & { rows: number }
export type TransitionColumns = Columns<typeof transitionLayout>
export type SnapshotColumns = Columns<typeof snapshotLayout>

/** The columns of a message from the server. Throws a RangeError if a column's length is not what `rows` says. */
export function decodeTransitions(message: WireTransitions): TransitionColumns {
  return decode(transitionLayout, message)
}

export function decodeSnapshot(message: WireSnapshot): SnapshotColumns {
  return decode(snapshotLayout, message)
}

function decode<L extends Layout>(layout: L, message: object): Columns<L> {
  const fields = message as Record<string, Uint8Array | number | undefined>
  const rows = (fields.rows as number | undefined) ?? 0
  const columns: Record<string, unknown> = { rows }
  for (const [name, Column] of Object.entries(layout)) {
    const { BYTES_PER_ELEMENT: size } = Column as unknown as { BYTES_PER_ELEMENT: number }
    const bytes = fields[name] as Uint8Array | undefined
    if ((bytes?.length ?? 0) !== rows * size) {
      throw new RangeError(`column ${name} has ${bytes?.length ?? 0} bytes, ${rows} rows need ${rows * size}`)
    }
    // A field may lie anywhere in the frame, and a typed array wants alignment: so the column is copied out.
    columns[name] = new Column(bytes ? new Uint8Array(bytes).buffer : new ArrayBuffer(0))
  }
  return columns as Columns<L>
}
