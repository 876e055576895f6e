import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireStats } from '../../../../lib/stream/wire.js'
import { Count, Time } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { type Column, type Sort, VirtualTable } from '../../parts/virtual-table.js'
import { addressOf, navigate, registerParam } from '../../session/address.js'
import { stageFields, stageLabels } from '../../session/schema.js'
import { sites } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import { type SiteOrder, type SiteSpending, siteSpendings } from './sitespending.js'

const SORT_FIRST = 'runnable-'
const sortText = signal('')

/** `runnable-`: descending by time runnable; without the sign ascending. */
function sortOf(text: string): Sort {
  const given = text || SORT_FIRST
  const column = given.replace('-', '')
  const known = columns.some(one => one.sortable && one.id === column)
  return known ? { column, descending: given.endsWith('-') } : sortOf('')
}

const columns: readonly Column<SiteSpending>[] = [
  {
    id: 'site',
    title: 'site',
    width: 'minmax(14rem, 2fr)',
    cell: row => (
      <a
        href={addressOf('breakdown', { site: row.site })}
        data-site={row.site}
        title={sites.value.get(row.site).created_at}
      >
        {shortLabel(sites.value.get(row.site).label)}
      </a>
    ),
  },
  { id: 'bar', title: 'time by stage', width: 'minmax(10rem, 3fr)', cell: row => <Bar row={row} /> },
  time('runnable', 'runnable', row => row.runnableNs),
  time('wait', 'waiting', row => row.waitNs),
  time('run', 'running', row => row.runNs),
  time('syscall', 'syscall', row => row.syscallNs),
  { ...time('p99', 'latency p99', row => row.latencyP99Ns), hint: 'From ready to run' },
  {
    id: 'live',
    title: 'live now',
    width: '6rem',
    numeric: true,
    sortable: true,
    cell: row => <Count n={row.live} />,
  },
]

function time(id: SiteOrder, title: string, ns: (row: SiteSpending) => number): Column<SiteSpending> {
  return { id, title, width: '8rem', numeric: true, sortable: true, cell: row => <Time ns={ns(row)} /> }
}

/** Pieces of a bar as long as the site's time, the site with most time being the whole width. */
function Bar({ row }: { row: SiteSpending }) {
  return (
    <span class="stage-bars">
      {row.bar.map(({ part, share }) => (
        <span
          class={`stage-bar ${part}`}
          key={part}
          title={stageLabels[stageFields.indexOf(part)]!}
          style={{ width: `${share * 100}%` }}
        />
      ))}
    </span>
  )
}

/** The sites by where their goroutines' time went; one of them leads to its own breakdown. */
export function SiteList({ stats, awake }: { stats: WireStats | undefined; awake: boolean }) {
  useEffect(() => registerParam('by', sortText), [])
  const sort = sortOf(sortText.value)
  const rows = siteSpendings(stats?.sites, sort.column as SiteOrder, sort.descending, awake)
  const total = stats?.sites_total ?? 0
  return (
    <Panel
      title="Sites"
      class="sitelist-panel"
      note={
        rows.length < total ? (
          <>
            the first {rows.length} of <Count n={total} /> by time runnable and waiting
          </>
        ) : (
          <Count n={total} />
        )
      }
      sheet={() => sheetOf(rows)}
    >
      <div class="sitelist-table">
        <VirtualTable
          label="Sites by where their time went"
          columns={columns}
          count={rows.length}
          row={index => rows[index]}
          rowKey={row => row.site}
          sort={sort}
          onSort={next => {
            sortText.value = `${next.column}${next.descending ? '-' : ''}`
          }}
          onOpen={row => navigate('breakdown', { site: row.site })}
          empty={stats ? 'No interval ended here.' : 'Asking …'}
        />
      </div>
    </Panel>
  )
}

function sheetOf(rows: readonly SiteSpending[]) {
  const table = sites.peek()
  return {
    caption: 'Sites by where their time went',
    columns: [
      'site',
      'created at',
      'runnable (ns)',
      'waiting (ns)',
      'running (ns)',
      'syscall (ns)',
      'ready → run p99 (ns)',
      'live now',
    ],
    rows: rows.map(row => [
      table.get(row.site).label,
      table.get(row.site).created_at,
      row.runnableNs,
      row.waitNs,
      row.runNs,
      row.syscallNs,
      row.latencyP99Ns,
      row.live,
    ]),
  }
}
