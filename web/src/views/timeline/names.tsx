import { useComputed } from '@preact/signals'
import { count } from '../../parts/units.js'
import { addressOf } from '../../session/address.js'
import { sites } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import { MORE, showMore } from './more.js'
import { AXIS, ROW } from './plot.js'
import type { Row } from './rows.js'
import { naming, type TimelineState } from './state.js'

/** The lanes' names beside the canvas: only those in sight are elements. */
export function Names({ state, height }: { state: TimelineState; height: number }) {
  const first = useComputed(() => Math.max(0, Math.floor(state.scrolled.value / ROW) - 4))
  const rows = state.rows.value
  void sites.value
  const end = Math.min(rows.length, first.value + Math.ceil(height / ROW) + 8)
  return (
    <ul class="tl-names" aria-label="Lanes">
      {rows.slice(first.value, end).map((row, index) => (
        <li
          key={`${row.kind}${row.id}`}
          class={`tl-name tl-${row.kind}`}
          style={{ top: `${AXIS + (first.value + index) * ROW}px` }}
        >
          <Name row={row} state={state} />
        </li>
      ))}
    </ul>
  )
}

function Name({ row, state }: { row: Row; state: TimelineState }) {
  if (row.kind === 'p') return <span>P{row.id}</span>
  if (row.kind === 'goroutine') return <GoroutineName row={row} state={state} />
  const label = naming.site(row.site)
  const { choice } = state
  const toggle = () => {
    choice.setOpen(row.site, !row.open)
    if (!row.open && row.members === 0) void showMore(state, row.site)
    else state.lanesChosen()
  }
  const all = choice.count(row.site)
  const more = all > 0 ? `${count(all)} live +` : '+'
  return (
    <>
      <button
        type="button"
        class="tl-fold"
        aria-expanded={row.open && row.members > 0}
        onClick={toggle}
        title={label}
      >
        <span aria-hidden="true">{row.open && row.members > 0 ? '▾' : '▸'}</span> {shortLabel(label)}
      </button>
      <button
        type="button"
        class="tl-small"
        title={`Show up to ${MORE} goroutines of this site, those longest in their state first`}
        aria-label={`${more}: show goroutines of ${label}`}
        onClick={() => void showMore(state, row.site)}
      >
        {more}
      </button>
    </>
  )
}

function GoroutineName({ row, state }: { row: Row; state: TimelineState }) {
  const { choice } = state
  const pinned = choice.pinned.has(row.id)
  const chosen = choice.chosen.has(row.id)
  return (
    <>
      <a
        href={addressOf('goroutine', { goid: row.id })}
        title={`goroutine ${row.id}, ${naming.site(row.site)}`}
      >
        {row.id}
      </a>
      {chosen && (
        <button
          type="button"
          class="tl-small"
          aria-label={`Let goroutine ${row.id} go`}
          title="Chosen; let it go"
          onClick={() => {
            choice.chosen.delete(row.id)
            state.lanesChosen()
          }}
        >
          ×
        </button>
      )}
      <button
        type="button"
        class="tl-small"
        aria-pressed={pinned}
        aria-label={`Pin goroutine ${row.id}`}
        title={pinned ? 'Pinned' : 'Keep this lane'}
        onClick={() => {
          choice.togglePin(row.id, row.site)
          state.lanesChosen()
        }}
      >
        {pinned ? 'pinned' : 'pin'}
      </button>
    </>
  )
}
