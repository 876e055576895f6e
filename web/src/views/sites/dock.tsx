import { useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import { Panel } from '../../parts/panel.js'
import { VirtualTable } from '../../parts/virtual-table.js'
import { sites } from '../../session/session.js'
import '../../style/sites.css'
import { columnsFor, narrowColumns } from './columns.js'
import { useSites } from './data.js'
import { sitesNote } from './note.js'
import { ordered, sortDefault } from './order.js'
import { openGoroutines } from './selected.js'
import { sitesSheet } from './sheet.js'

/** The sites in short, beside another view. */
export function SitesDock() {
  const source = useSites(false)
  const data = source.data.value
  const sort = useSignal(sortDefault)
  const whole = useMemo(() => narrowColumns(source), [source])
  const columns = columnsFor(whole, true, sort.value.column)
  const rows = useMemo(() => ordered(data.rows, sort.value, new Set()), [data.rows, sort.value])
  const onVisible = useCallback(
    (first: number, last: number) => source.setVisible(rows.slice(first, last).map(row => row.info.site)),
    [source, rows],
  )
  return (
    <Panel
      title="Sites"
      class="sites-dock"
      note={sitesNote(data.rows.length, data.total, data.refused)}
      sheet={() => sitesSheet(rows)}
    >
      <VirtualTable
        label="Sites"
        columns={columns}
        count={rows.length}
        row={index => rows[index]}
        rowKey={row => row.info.site}
        rowData={row => ({ 'data-site': row.info.site })}
        sort={sort.value}
        onSort={next => {
          sort.value = next
        }}
        onOpen={row => openGoroutines(row.info, sites.peek().all)}
        onVisible={onVisible}
        paintedNs={data.lastNs}
        empty={<p>{data.lastNs === undefined ? 'Asking…' : 'No site matches the filter in this range.'}</p>}
      />
    </Panel>
  )
}
