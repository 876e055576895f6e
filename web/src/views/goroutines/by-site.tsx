import { siteTerm, withTerm } from '../../filter/text.js'
import { Count } from '../../parts/figures.js'
import { Panel } from '../../parts/panel.js'
import { filterText } from '../../session/filter.js'
import { sites } from '../../session/session.js'
import { shortLabel } from '../../session/sites.js'
import type { Page } from './page.js'
import { bySiteSheet } from './sheet.js'

const SITES_MAX = 100

/** How many of the matching goroutines each site has; a click filters by it. */
export function BySitePanel({ page }: { page: Page | undefined }) {
  const table = sites.value
  const found = page?.bySite() ?? []
  const most = found[0]?.count ?? 0
  const shown = found.slice(0, SITES_MAX)
  return (
    <Panel
      title="Matches by site"
      class="by-site-panel"
      note={found.length > shown.length ? `the first ${shown.length} of ${found.length}` : `${found.length}`}
      sheet={() => bySiteSheet(page, site => table.get(site).label)}
    >
      <ul class="by-site">
        {shown.map(({ site, count }) => {
          const info = table.get(site)
          return (
            <li key={site} data-site={site}>
              <button
                type="button"
                class="by-site-row"
                title={`filter by ${info.label}`}
                onClick={() => {
                  filterText.value = withTerm(filterText.peek(), siteTerm(info, table.all))
                }}
              >
                <span class="site-name">{shortLabel(info.label)}</span>
                <Count n={count} />
                <span class="by-site-bar" aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
              </button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
