import { Count, Rate, Time } from '../../parts/figures.js'
import type { Column } from '../../parts/virtual-table.js'
import { CurveCell, GrowthCell, ReasonsCell, SiteCell, WaitingCell } from './cells.js'
import type { SitesSource } from './data.js'
import type { SiteRow } from './row.js'

export type SiteColumn = Column<SiteRow>

const TIME_WIDTH = '7.6rem'
/** The column that is sorted by has an arrow, in a bolder head. */
const TIME_WIDTH_SORTED = '9.2rem'

function time(
  id: string,
  title: string,
  hint: string,
  of: (row: SiteRow) => number,
  width = TIME_WIDTH,
): SiteColumn {
  return {
    id,
    title,
    hint,
    width,
    numeric: true,
    sortable: true,
    cell: row => <Time ns={of(row)} />,
  }
}

const site: SiteColumn = {
  id: 'site',
  title: 'site',
  hint: 'start function, and the go statement that started it',
  width: 'minmax(min(14rem, 36vw), 1fr)',
  sortable: true,
  rowHeader: true,
  cell: row => <SiteCell row={row} />,
}

const live: SiteColumn = {
  id: 'live',
  title: 'live',
  hint: 'goroutines alive now, whatever the range',
  width: '4rem',
  numeric: true,
  sortable: true,
  cell: row => <Count n={row.live} />,
}

const p99 = time('p99', 'ready→run p99', 'of 100 times made runnable, one waited longer for a P', row => {
  return row.stages.ready_to_run.p99Ns
})
const runnable = time(
  'runnable',
  'runnable total',
  'time spent runnable, first runs included',
  row => row.runnableNs,
)

function curve(source: SitesSource): SiteColumn {
  return {
    id: 'curve',
    title: 'over time',
    hint: 'area: runs; line: longest ready→run; over the range shown',
    width: '6rem',
    cell: row => <CurveCell curve={source.data.value.curves.get(row.info.site)} />,
  }
}

/** Where the window is not wide enough for all columns, these are left out first. */
const leftOut = ['created', 'runs', 'p50', 'first', 'run']

/** @param all also those that a narrow window has no room for */
export function columnsFor(columns: readonly SiteColumn[], all: boolean, sorted: string): SiteColumn[] {
  return columns
    .filter(({ id }) => all || !leftOut.includes(id))
    .map(column =>
      column.id === sorted && column.width === TIME_WIDTH ? { ...column, width: TIME_WIDTH_SORTED } : column,
    )
}

/** @param marks pin and compare of a row */
export function wideColumns(source: SitesSource, marks: SiteColumn): SiteColumn[] {
  return [
    marks,
    site,
    live,
    {
      id: 'growth',
      title: 'growth',
      hint: 'created minus exited in the range; the curve: live over the last minute, above its least; ▲ growing: it only goes up',
      width: '7.4rem',
      numeric: true,
      sortable: true,
      cell: row => <GrowthCell row={row} samples={source.trend.of(row.info.site)} />,
    },
    rate('created', 'created/s', 'goroutines created, per second of the range', row => row.createdPerS),
    rate('runs', 'runs/s', 'runs that ended, per second of the range', row => row.runsPerS),
    time('p50', 'ready→run p50', 'half of the times made runnable it waited longer for a P', row => {
      return row.stages.ready_to_run.p50Ns
    }),
    p99,
    time('max', 'ready→run max', 'the longest wait for a P', row => row.stages.ready_to_run.maxNs),
    time('first', 'create→run p99', 'from creation to the first run', row => row.stages.create_to_run.p99Ns),
    runnable,
    {
      id: 'wait',
      title: 'wait total, by reason',
      hint: 'time parked, and what for',
      width: '14.8rem',
      sortable: true,
      cell: row => <ReasonsCell row={row} />,
    },
    time('run', 'run total', 'time spent running', row => row.stages.run.totalNs, '5.5rem'),
    {
      ...time(
        'waiting',
        'waiting longest',
        'the longest present wait of its goroutines',
        row => row.waitingNs,
      ),
      cell: row => <WaitingCell row={row} lastNs={source.data.value.lastNs ?? 0} />,
    },
    curve(source),
  ]
}

function rate(id: string, title: string, hint: string, of: (row: SiteRow) => number): SiteColumn {
  return {
    id,
    title,
    hint,
    width: '4.8rem',
    numeric: true,
    sortable: true,
    cell: row => <Rate perSecond={of(row)} />,
  }
}

export function narrowColumns(source: SitesSource): SiteColumn[] {
  return [site, live, p99, runnable, curve(source)]
}
