import { signal, useSignal } from '@preact/signals'
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks'
import { examples } from '../../filter/text.js'
import { Count } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { VirtualTable } from '../../parts/virtual-table.js'
import { navigate, registerParam } from '../../session/address.js'
import { filterText, resolved } from '../../session/filter.js'
import { key } from '../../session/keys.js'
import { reasonText, sites, stateName, status } from '../../session/session.js'
import '../../style/goroutines.css'
import { BySitePanel } from './by-site.js'
import { listColumns } from './columns.js'
import { type ListData, showsNow, useList } from './data.js'
import { type OrderColumn, readListSort, writeListSort } from './page.js'
import { listSheet } from './sheet.js'

const sortText = signal('')
/** The list stands still while the pointer is over it. */
const holdPointed = signal(false)

/** All live goroutines that match the filter. */
export function Goroutines() {
  useEffect(() => registerParam('gsort', sortText), [])
  const sort = readListSort(sortText.value)
  const source = useList(sort)
  const data = source.data.value
  const { page } = data
  const held = useSignal(false)
  const pointed = useSignal(false)
  const selected = useSignal<number | undefined>(undefined)
  const columns = useMemo(() => listColumns(() => source.data.value.page?.timeNs ?? 0), [source])
  const onVisible = useCallback((first: number, last: number) => source.setVisible(first, last), [source])
  const still = held.value || (holdPointed.value && pointed.value)
  useEffect(() => source.hold(still), [source, still])
  const list = useRef<HTMLDivElement>(null)
  // Another filter is another list: it begins at its top.
  useEffect(() => list.current?.querySelector('[role=grid]')?.scrollTo(0, 0), [filterText.value])
  useEffect(() => key('h', 'goroutines: hold the list still', () => toggle(held)), [])

  return (
    <div class="goroutines">
      <Panel
        title="Goroutines"
        class="goroutines-panel"
        note={<Note data={data} still={still} />}
        sheet={() =>
          listSheet(page, {
            site: site => sites.peek().get(site).label,
            state: stateName,
            reason: reasonText,
          })
        }
        tools={
          <>
            <label class="check">
              <input type="checkbox" checked={holdPointed.value} onChange={() => toggle(holdPointed)} />
              hold while pointing
            </label>
            <button type="button" aria-pressed={held.value} onClick={() => toggle(held)}>
              Hold
            </button>
          </>
        }
      >
        <div
          class="goroutines-list"
          ref={list}
          onPointerEnter={() => {
            pointed.value = true
          }}
          onPointerLeave={() => {
            pointed.value = false
          }}
        >
          <VirtualTable
            label="Goroutines"
            columns={columns}
            count={page?.matched ?? 0}
            row={index => page?.row(index)}
            rowKey={row => row.goid}
            rowData={row => ({ 'data-goid': row.goid })}
            sort={sort}
            onSort={({ column, descending }) => {
              sortText.value = writeListSort({ column: column as OrderColumn, descending })
            }}
            selected={selected.value}
            onSelect={row => {
              selected.value = row.goid
            }}
            onOpen={row => navigate('goroutine', { goid: row.goid })}
            onVisible={onVisible}
            paintedNs={data.lastNs}
            empty={page === undefined ? <p>{data.refused || 'Asking…'}</p> : <NoMatch live={page.live} />}
          />
        </div>
      </Panel>
      <BySitePanel page={page} />
    </div>
  )
}

function toggle(flag: { value: boolean }): void {
  flag.value = !flag.value
}

/** How many, of how many, and when. */
function Note({ data, still }: { data: ListData; still: boolean }) {
  const { page, refused } = data
  if (refused !== '') return <>{refused}</>
  if (!page) return null
  return (
    <>
      <Count n={page.matched} /> of <Count n={page.live} /> live
      {!resolved.value.system && ', the runtime’s own left out'}
      {showsNow() && status.value === 'live' && !still ? (
        ', now'
      ) : (
        <span class="past">
          , as it was at <data value={String(page.timeNs)}>{(page.timeNs / 1e9).toFixed(3)} s</data>
        </span>
      )}
    </>
  )
}

function NoMatch({ live }: { live: number }) {
  if (live === 0) return <p>No goroutine was alive at that moment, as far as the past tells.</p>
  return (
    <div>
      <p>
        None of <Count n={live} /> live goroutines matches the filter. Terms that it knows:
      </p>
      <div class="examples">
        {examples.map(({ text, about }) => (
          <div key={text}>
            <code>{text}</code> <span class="dim">{about}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
