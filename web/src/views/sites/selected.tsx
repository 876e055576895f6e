import { siteTerm, withTerm } from '../../filter/text.js'
import { navigate } from '../../session/address.js'
import { filterText } from '../../session/filter.js'
import type { SiteInfo } from '../../session/sites.js'
import type { SiteRow } from './row.js'

/** Goes to the goroutines of a site. */
export function openGoroutines(info: SiteInfo, all: readonly SiteInfo[]): void {
  // What changes right after belongs to the same step of the browser's history.
  navigate('goroutines')
  filterText.value = withTerm(filterText.peek(), siteTerm(info, all))
}

/** The current row in full, with what can be done with it. */
export function SelectedSite({
  row,
  all,
  pinned,
  compared,
  onPin,
  onCompare,
}: {
  row: SiteRow | undefined
  all: readonly SiteInfo[]
  pinned: boolean
  compared: readonly number[]
  onPin: (site: number) => void
  onCompare: (site: number) => void
}) {
  if (!row)
    return (
      <p class="selected-site dim">
        Select a site: Enter opens its goroutines, p pins it, x on two of them compares them.
      </p>
    )
  const { info } = row
  const others = compared.filter(site => site !== info.site)
  return (
    <div class="selected-site">
      <strong>{info.function || info.label}</strong>
      <span class="dim">
        {info.created_at === ''
          ? 'not created by a go statement that is known'
          : `created at ${info.created_at}`}
        {info.created_by !== '' && ` by ${info.created_by}`}
      </span>
      <span class="selected-tools">
        <button type="button" onClick={() => openGoroutines(info, all)}>
          Goroutines
        </button>
        <button type="button" onClick={() => navigate('breakdown', { site: info.site })}>
          Breakdown
        </button>
        <button type="button" onClick={() => navigate('timeline', { site: info.site })}>
          Timeline
        </button>
        <button type="button" aria-pressed={pinned} onClick={() => onPin(info.site)}>
          Pin
        </button>
        <button
          type="button"
          aria-pressed={compared.includes(info.site)}
          onClick={() => onCompare(info.site)}
        >
          {others.length === 0
            ? 'Compare'
            : `Compare with ${all.find(({ site }) => site === others.at(-1))?.label}`}
        </button>
      </span>
    </div>
  )
}
