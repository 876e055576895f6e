import { REASON_NONE } from '../../model/transition.js'
import type { Counts } from './counts.js'
import type { SpanList } from './spans.js'

/** Writes cells of one lane and state as spans: one for each, but one for all in a row in which the count is the same. */
export class Runs {
  private covering = 0
  private whole = 0
  /** The steady span that may go on: its row, -1 if it was omitted; how many; and where it ends, NaN if there is none. */
  private row = -1
  private most = 0
  private endNs = Number.NaN

  /** @param entry of the lane and state in the counts */
  constructor(
    private readonly out: SpanList,
    private readonly counts: Counts,
    private readonly entry: number,
    private readonly of: { lane: number; site: number; state: number },
  ) {}

  take(cell: number): void {
    const { cells, cover, whole, partNs, rise } = this.counts
    const at = this.entry * (cells.length + 1) + cell
    this.covering += cover[at]
    this.whole += whole[at]
    const beginNs = cells.edgeNs[cell]
    const endNs = cells.edgeNs[cell + 1]
    const busyNs = partNs[at] + this.whole * (endNs - beginNs)
    if (busyNs === 0) return
    const most = this.covering + rise[at]
    const steady = most === this.whole && partNs[at] === 0
    if (steady && most === this.most && this.endNs === beginNs) this.extend(endNs, busyNs)
    else this.begin(beginNs, endNs, most, busyNs)
    this.endNs = steady ? endNs : Number.NaN
  }

  private begin(beginNs: number, endNs: number, most: number, busyNs: number): void {
    const { lane, site, state } = this.of
    this.most = most
    this.row = this.out.add()
    if (this.row < 0) return
    const { columns } = this.out
    columns.lane[this.row] = lane
    columns.begin_ns[this.row] = beginNs
    columns.end_ns[this.row] = endNs
    columns.site[this.row] = site
    columns.state[this.row] = state
    columns.reason[this.row] = REASON_NONE
    columns.merged[this.row] = most
    columns.busy_ns[this.row] = busyNs
  }

  private extend(endNs: number, busyNs: number): void {
    if (this.row < 0) return
    const { columns } = this.out
    columns.end_ns[this.row] = endNs
    columns.busy_ns[this.row] += busyNs
  }
}
