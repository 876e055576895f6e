import type { Sheet } from '../../parts/sheet.js'
import { laneName } from './describe.js'
import { BEGAN_EARLIER, emptySpan, GOES_ON, type Lane } from './lane.js'
import type { Row } from './rows.js'
import { naming, type TimelineState } from './state.js'

const ROWS_MAX = 2000

/** The spans in view as a table, lane by lane from the first lane in sight. */
export function sheetOf(state: TimelineState): Sheet {
  const { plot } = state
  const rows: (string | number)[][] = []
  for (const { first_ns, last_ns } of state.store.gaps) {
    const [beginNs, endNs] = [first_ns ?? 0, last_ns ?? 0]
    if (endNs > plot.firstNs && beginNs < plot.lastNs)
      rows.push(['all', '', '', 'events lost', '', beginNs, endNs, endNs - beginNs, 0, 0, ''])
  }
  let left = 0
  for (const row of plot.rows.slice(plot.firstRow, plot.endRow))
    for (const lane of row.kind === 'site' ? row.unit.lanes : row.unit.lanes.slice(row.lane, row.lane + 1))
      left += addLane(rows, row, lane, plot.firstNs, plot.lastNs)
  const more = left > 0 ? `; ${left} more spans are left out: zoom in to have all` : ''
  return {
    caption: `Spans in view, by lane${more}`,
    columns: [
      'Lane',
      'Goroutine',
      'Site',
      'State',
      'Reason',
      'Begin (ns)',
      'End (ns)',
      'Length (ns)',
      'Spans merged',
      'Time in state (ns)',
      'Not known',
    ],
    rows,
  }
}

/** Returns how many spans did not fit. */
function addLane(rows: (string | number)[][], row: Row, lane: Lane, firstNs: number, lastNs: number): number {
  const name = laneName(row, naming)
  const span = emptySpan()
  for (let index = lane.firstAfter(firstNs); index < lane.to && lane.beginNs[index]! < lastNs; index++) {
    if (rows.length >= ROWS_MAX) return rest(lane, index, lastNs)
    lane.read(index, span)
    const early = span.flags & BEGAN_EARLIER ? 'begin' : ''
    const open = span.flags & GOES_ON ? 'end' : ''
    rows.push([
      name,
      row.kind === 'site' ? '' : span.goid,
      naming.site(row.kind === 'site' ? row.site : span.site),
      naming.state(span.state),
      span.reason === 255 ? '' : naming.reason(span.reason),
      span.beginNs,
      span.endNs,
      span.endNs - span.beginNs,
      span.merged,
      span.busyNs,
      [early, open].filter(Boolean).join(', '),
    ])
  }
  return 0
}

function rest(lane: Lane, from: number, lastNs: number): number {
  let index = from
  while (index < lane.to && lane.beginNs[index]! < lastNs) index++
  return index - from
}
