import { useEffect, useMemo } from 'preact/hooks'
import type { WireInterval } from '../../../../lib/stream/wire.js'
import { Count, Time } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { type Column, VirtualTable } from '../../parts/virtual-table.js'
import { addressOf } from '../../session/address.js'
import { brush, range } from '../../session/range.js'
import { stageLabels } from '../../session/schema.js'
import { reasonText, sites } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import { jumpTo } from './jump.js'
import { choice } from './stagechoice.js'
import { moment } from './timeaxis.js'
import { WorstFeed, type WorstFound } from './worstfeed.js'

const ROWS = 200
const NO_P = 65535
const NO_REASON = 255

/** An interval with nothing left out. */
interface Row {
  goid: number
  site: number
  stage: number
  reason: number
  beginNs: number
  endNs: number
  p: number
  tid: number
  wokenBy: number
}

function rowOf(interval: WireInterval): Row {
  return {
    goid: interval.goid ?? 0,
    site: interval.site ?? 0,
    stage: interval.stage ?? 0,
    reason: interval.reason ?? 0,
    beginNs: interval.begin_ns ?? 0,
    endNs: interval.end_ns ?? 0,
    p: interval.p ?? 0,
    tid: interval.tid ?? 0,
    wokenBy: interval.woken_by ?? 0,
  }
}

const columns: readonly Column<Row>[] = [
  {
    id: 'length',
    title: 'length',
    width: '6.5rem',
    numeric: true,
    cell: row => (
      <button type="button" class="link" title="Show it on the timeline" onClick={() => jumpTo(row)}>
        <Time ns={row.endNs - row.beginNs} />
      </button>
    ),
  },
  { id: 'stage', title: 'stage', width: 'minmax(9rem, 1fr)', cell: row => stageOf(row) },
  {
    id: 'goid',
    title: 'goroutine',
    width: '6rem',
    numeric: true,
    cell: row => <Goid goid={row.goid} />,
  },
  {
    id: 'site',
    title: 'site',
    width: 'minmax(12rem, 2fr)',
    cell: row => <SiteText site={row.site} />,
  },
  {
    id: 'end',
    title: 'ended at',
    hint: 'Time since the session began',
    width: '8rem',
    numeric: true,
    cell: row => <data value={String(row.endNs)}>{moment(row.endNs, 1e3)}</data>,
  },
  { id: 'p', title: 'P', width: '3.5rem', numeric: true, cell: row => (row.p === NO_P ? '–' : row.p) },
  {
    id: 'waker',
    title: 'woken by',
    width: '6rem',
    numeric: true,
    hint: 'who made it runnable; – the runtime did (a timer, the network), or it is not known',
    cell: row => (row.wokenBy === 0 ? '–' : <Goid goid={row.wokenBy} />),
  },
]

/** The intervals in the selection, else those in the range, the longest first. */
export function Worst() {
  const feed = useMemo(() => new WorstFeed(ROWS, true), [])
  const selected = brush.value
  const stages = selected?.stages.length ? selected.stages : choice.value.stages
  useEffect(() => {
    feed.start()
    return () => feed.stop()
  }, [])
  useEffect(() => feed.setStages(stages), [stages])
  const found = feed.found.value
  const refused = feed.refused.value
  const rows = useMemo(() => (found?.intervals ?? []).map(rowOf), [found])
  return (
    <Panel
      title={selected ? 'Selected intervals' : 'Longest intervals'}
      class="worst-panel"
      note={found && <Extent found={found} rows={rows.length} />}
      tools={
        selected && (
          <button
            type="button"
            onClick={() => {
              brush.value = undefined
            }}
          >
            Clear selection
          </button>
        )
      }
      sheet={() => sheetOf(rows)}
    >
      <div class="worst-table">
        <VirtualTable
          label={selected ? 'Selected intervals, longest first' : 'Longest intervals, longest first'}
          columns={columns}
          count={rows.length}
          row={index => rows[index]}
          rowKey={row => `${row.goid} ${row.endNs} ${row.stage}`}
          onOpen={jumpTo}
          empty={refused || (found ? 'No interval ended here.' : 'Asking …')}
        />
      </div>
    </Panel>
  )
}

function SiteText({ site }: { site: number }) {
  const { label, created_at } = sites.value.get(site)
  return <span title={created_at}>{shortLabel(label)}</span>
}

/** How many there are, where, and how many of them are listed. */
function Extent({ found, rows }: { found: WorstFound; rows: number }) {
  const where = brush.value ? 'in the selection' : 'in the range shown'
  const moves = !brush.value && range.value.following
  return (
    <>
      <Count n={found.total} /> {moves ? 'in the last ' : where}
      {moves && <Time ns={found.lastNs - found.firstNs} />}
      {found.total > rows && `, the longest ${rows} listed`}
    </>
  )
}

export function Goid({ goid }: { goid: number }) {
  return (
    <a href={addressOf('goroutine', { goid })} data-goid={goid}>
      {goid}
    </a>
  )
}

function stageOf(row: Row): string {
  const stage = stageLabels[row.stage] ?? `stage ${row.stage}`
  return row.reason === NO_REASON ? stage : `${stage}: ${reasonText(row.reason)}`
}

function sheetOf(rows: readonly Row[]) {
  const table = sites.peek()
  return {
    caption: 'Intervals, longest first',
    columns: [
      'length (ns)',
      'stage',
      'goroutine',
      'site',
      'began (ns)',
      'ended (ns)',
      'P',
      'thread',
      'woken by',
    ],
    rows: rows.map(row => [
      row.endNs - row.beginNs,
      stageOf(row),
      row.goid,
      table.get(row.site).label,
      row.beginNs,
      row.endNs,
      row.p === NO_P ? '' : row.p,
      row.tid,
      row.wokenBy || '',
    ]),
  }
}
