import { transitionLayout, type WireQuery, type WireTransitionsPage } from '../stream/wire.js'
import type { Chunk } from './chunk.js'
import { bytesOf } from './columns.js'
import { RowFilter } from './filter.js'
import type { Rows } from './lanes/scene.js'
import { Scene } from './lanes/scene.js'
import type { Context, Past, Work } from './past.js'

type Field = keyof typeof transitionLayout
const fields = Object.keys(transitionLayout) as Field[]
type Cells = { [F in Field]: InstanceType<(typeof transitionLayout)[F]> }

/** The transitions of the range that pass the filter, in their order: how many there are, and a page of them. */
export function* transitions(
  past: Past,
  query: NonNullable<WireQuery['transitions']>,
  context: Context,
): Work<WireTransitionsPage> {
  const scene = new Scene(past, context)
  const { firstNs, lastNs } = scene
  const page = new Page(new RowFilter(context.filter), query.skip ?? 0, query.limit ?? 0)
  for (const rows of scene.between(firstNs, lastNs)) {
    page.take(rows, firstNs, lastNs)
    yield
  }
  return page.encode()
}

class Page {
  private total = 0
  private rows = 0
  private readonly cells: Cells

  constructor(
    private readonly filter: RowFilter,
    private readonly skip: number,
    private readonly limit: number,
  ) {
    this.cells = Object.fromEntries(
      fields.map(field => [field, new transitionLayout[field](limit)]),
    ) as unknown as Cells
  }

  /** Takes the rows at [firstNs, lastNs). */
  take({ chunk, length }: Rows, firstNs: number, lastNs: number): void {
    const { time, kindFlags, baseNs } = chunk
    const { filter, limit } = this
    const first = firstNs - baseNs
    const last = lastNs - baseNs
    const system = filter.skip << 4
    const { simple } = filter
    const end = Math.min(length, chunk.endRow(lastNs))
    for (let row = chunk.firstRow(firstNs); row < end; row++) {
      if (time[row] < first || time[row] >= last) continue
      if ((kindFlags[row] & system) !== 0 || (!simple && !filter.passes(chunk, row))) continue
      if (this.total++ >= this.skip && this.rows < limit) this.copy(chunk, row)
    }
  }

  encode(): WireTransitionsPage {
    const columns = fields.map(field => [field, bytesOf(this.cells[field].subarray(0, this.rows))])
    return { total: this.total, transitions: { rows: this.rows, ...Object.fromEntries(columns) } }
  }

  private copy(chunk: Chunk, row: number): void {
    const { cells } = this
    const out = this.rows++
    const timeNs = chunk.timeNs(row)
    cells.time_ns[out] = timeNs
    cells.since_ns[out] = timeNs - chunk.lengthNs(row)
    cells.goid[out] = chunk.goid(row)
    cells.other[out] = chunk.other(row)
    cells.tid[out] = chunk.tid[row]
    cells.site[out] = chunk.site[row]
    cells.p[out] = chunk.p[row]
    cells.kind[out] = chunk.kind(row)
    cells.from[out] = chunk.from(row)
    cells.to[out] = chunk.to(row)
    cells.reason[out] = chunk.reason[row]
    cells.ended_reason[out] = chunk.endedReason[row]
    cells.flags[out] = chunk.flags(row)
  }
}
