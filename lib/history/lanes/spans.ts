import { spanLayout, type WireLanes } from '../../stream/wire.js'

/** Bit of a span's flags: it began before `begin_ns`, when is not known. */
export const BEGAN_BEFORE = 1
/** Bit of a span's flags: it goes on after `end_ns`, or its end is not known. */
export const GOES_ON = 2

type Field = keyof typeof spanLayout
const fields = Object.keys(spanLayout) as Field[]
type SpanColumns = { [F in Field]: InstanceType<(typeof spanLayout)[F]> }

/**
 * Takes what a lane's goroutines did. The doubles come through `beginNs` and `endNs`: handed to a method they would be
 * boxed, span by span.
 */
export interface SpanSink {
  beginNs: number
  endNs: number
  span(lane: number, goid: number, site: number, state: number, reason: number, flags: number): void
  /** A goroutine's state begins or ends: told when its row comes, while `span` waits for the end. */
  enter(lane: number, state: number, timeNs: number): void
  leave(lane: number, state: number, timeNs: number): void
}

/** Spans as columns, in any order of lanes; within a lane in the order in which they come. */
export class SpanList {
  length = 0
  /** Spans beyond the limit. */
  omitted = 0
  columns = columnsOf(1024)

  constructor(readonly limit: number) {}

  /** The row for one more span, -1 if there is no room. */
  add(): number {
    if (this.length === this.limit) {
      this.omitted++
      return -1
    }
    if (this.length === this.columns.lane.length) this.grow()
    return this.length++
  }

  /** The columns for the wire, ascending by lane. @param lanes lanes are below */
  encode(lanes: number): WireLanes {
    const { lane } = this.columns
    const at = new Uint32Array(lanes + 1)
    for (let i = 0; i < this.length; i++) at[lane[i] + 1]++
    for (let i = 0; i < lanes; i++) at[i + 1] += at[i]
    const order = new Uint32Array(this.length)
    for (let i = 0; i < this.length; i++) order[at[lane[i]]++] = i
    const wire: Record<string, number | Uint8Array> = { spans: this.length, omitted: this.omitted }
    for (const field of fields) {
      const from = this.columns[field]
      const to = new spanLayout[field](this.length)
      for (let i = 0; i < this.length; i++) to[i] = from[order[i]]
      wire[field] = new Uint8Array(to.buffer)
    }
    return wire
  }

  private grow(): void {
    const longer = columnsOf(Math.min(this.limit, this.length * 4))
    for (const field of fields) longer[field].set(this.columns[field])
    this.columns = longer
  }
}

function columnsOf(length: number): SpanColumns {
  return Object.fromEntries(
    fields.map(field => [field, new spanLayout[field](length)]),
  ) as unknown as SpanColumns
}
