import { signal, useComputed, useSignal } from '@preact/signals'
import { useCallback, useEffect, useMemo } from 'preact/hooks'
import { Panel } from '../../parts/panel.js'
import { VirtualTable } from '../../parts/virtual-table.js'
import { registerParam } from '../../session/address.js'
import { key } from '../../session/keys.js'
import { sites } from '../../session/session.js'
import '../../style/sites.css'
import { columnsFor, wideColumns } from './columns.js'
import { ComparisonPanel } from './compare.js'
import { useSites } from './data.js'
import { marks } from './marks.js'
import { useMatch } from './match.js'
import { sitesNote } from './note.js'
import { ordered, readSort, writeSort } from './order.js'
import { readPins, toggled, writePins } from './pins.js'
import { openGoroutines, SelectedSite } from './selected.js'
import { sitesSheet } from './sheet.js'

const sortText = signal('')
const pinText = signal('')
const compareText = signal('')

const leakRadar = { column: 'growth', descending: true }
const waitingLongest = { column: 'waiting', descending: true }

export { SitesDock } from './dock.js'

/** All sites with what they waited for, how long, and how it goes. */
export function Sites() {
  useEffect(() => {
    const registered = [
      registerParam('sort', sortText),
      registerParam('pins', pinText),
      registerParam('compare', compareText),
    ]
    return () => {
      for (const unregister of registered) unregister()
    }
  }, [])
  const source = useSites(true)
  const data = source.data.value
  const all = sites.value.all
  const sort = readSort(sortText.value)
  const pins = useComputed(() => readPins(pinText.value, sites.value.all))
  const compared = useComputed(() => readPins(compareText.value, sites.value.all).slice(-2))
  const selected = useSignal<number | undefined>(undefined)
  const rows = useMemo(
    () => ordered(data.rows, sort, new Set(pins.value)),
    [data.rows, sortText.value, pins.value],
  )

  const pin = (site: number) => {
    pinText.value = writePins(toggled(pins.peek(), site), sites.peek().all)
  }
  const compare = (site: number) => {
    compareText.value = writePins(toggled(compared.peek(), site, 2), sites.peek().all)
  }
  const onSelected = (act: (site: number) => void) => () => {
    if (selected.peek() !== undefined) act(selected.peek()!)
  }
  useEffect(() => key('p', 'sites: pin the current row', onSelected(pin)), [])
  useEffect(() => key('x', 'sites: compare the current row', onSelected(compare)), [])
  const roomy = useMatch('(min-width: 1900px)') && compared.value.length < 2
  const everyColumn = useSignal(false)
  const whole = useMemo(() => wideColumns(source, marks(pins, compared, pin, compare)), [source])
  const columns = useMemo(
    () => columnsFor(whole, roomy || everyColumn.value, sort.column),
    [whole, roomy, everyColumn.value, sort.column],
  )
  const onVisible = useCallback(
    (first: number, last: number) => source.setVisible(rows.slice(first, last).map(row => row.info.site)),
    [source, rows],
  )
  const [a, b] = compared.value.map(site => data.rows.find(row => row.info.site === site))
  const chosen = rows.find(row => row.info.site === selected.value)

  return (
    <div class="sites">
      <Panel
        title="Sites"
        class="sites-panel"
        note={sitesNote(data.rows.length, data.total, data.refused)}
        sheet={() => sitesSheet(rows)}
        tools={
          <>
            {!roomy && (
              <button
                type="button"
                aria-pressed={everyColumn.value}
                onClick={() => {
                  everyColumn.value = !everyColumn.value
                }}
              >
                All columns
              </button>
            )}
            <button
              type="button"
              aria-pressed={sort.column === 'growth'}
              onClick={() => {
                sortText.value = writeSort(leakRadar)
              }}
            >
              Leak radar
            </button>
            <button
              type="button"
              aria-pressed={sort.column === 'waiting'}
              onClick={() => {
                sortText.value = writeSort(waitingLongest)
              }}
            >
              Waiting longest
            </button>
          </>
        }
      >
        <SelectedSite
          row={chosen}
          all={all}
          pinned={chosen !== undefined && pins.value.includes(chosen.info.site)}
          compared={compared.value}
          onPin={pin}
          onCompare={compare}
        />
        <VirtualTable
          label="Sites"
          columns={columns}
          count={rows.length}
          row={index => rows[index]}
          rowKey={row => row.info.site}
          rowData={row => ({ 'data-site': row.info.site })}
          rowClass={row => (pins.value.includes(row.info.site) ? 'pinned' : '')}
          sort={sort}
          onSort={next => {
            sortText.value = writeSort(next)
          }}
          selected={selected.value}
          onSelect={row => {
            selected.value = row.info.site
          }}
          onOpen={row => openGoroutines(row.info, all)}
          onVisible={onVisible}
          paintedNs={data.lastNs}
          empty={<p>{data.lastNs === undefined ? 'Asking…' : 'No site matches the filter in this range.'}</p>}
        />
      </Panel>
      {a && b && (
        <ComparisonPanel
          a={a}
          b={b}
          onClose={() => {
            compareText.value = ''
          }}
        />
      )}
    </div>
  )
}
