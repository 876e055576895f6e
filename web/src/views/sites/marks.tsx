import type { SiteColumn } from './columns.js'
import type { SiteRow } from './row.js'

interface Listed {
  readonly value: readonly number[]
}

/** Pin and compare as buttons of a row; the keys p and x do the same for the current row. */
export function marks(
  pins: Listed,
  compared: Listed,
  pin: (site: number) => void,
  compare: (site: number) => void,
): SiteColumn {
  return {
    id: 'marks',
    title: <span class="visually-hidden">pin, compare</span>,
    width: '3.4rem',
    cell: (row: SiteRow) => {
      const { site, label } = row.info
      return (
        <span class="marks">
          <Mark face="★" name={`pin ${label}`} on={pins.value.includes(site)} onToggle={() => pin(site)} />
          <Mark
            face="⇄"
            name={`compare ${label}`}
            on={compared.value.includes(site)}
            onToggle={() => compare(site)}
          />
        </span>
      )
    },
  }
}

function Mark({
  face,
  name,
  on,
  onToggle,
}: {
  face: string
  name: string
  on: boolean
  onToggle: () => void
}) {
  return (
    <button
      type="button"
      class="mark"
      tabIndex={-1}
      aria-label={name}
      aria-pressed={on}
      onClick={event => {
        event.stopPropagation()
        onToggle()
      }}
    >
      {face}
    </button>
  )
}
