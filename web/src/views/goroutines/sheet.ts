import type { Sheet } from '../../parts/sheet.js'
import type { GoroutineRow, Page } from './page.js'

interface Texts {
  site: (site: number) => string
  state: (state: number) => string
  reason: (reason: number) => string
}

/** The rows that are loaded: those on the screen and some around them. */
export function listSheet(page: Page | undefined, texts: Texts): Sheet {
  const rows: GoroutineRow[] = page ? [...page.rows()] : []
  return {
    caption: page
      ? `Goroutines: ${rows.length} rows from row ${page.offset + 1} of ${page.matched} that match`
      : 'Goroutines',
    columns: ['goid', 'site', 'state', 'reason', 'time in state ns', 'age ns', 'last woken by', 'thread'],
    rows: rows.map(row => [
      row.goid,
      texts.site(row.site),
      texts.state(row.state),
      row.reason === 255 ? '' : texts.reason(row.reason),
      known(row.inStateNs),
      known(row.ageNs),
      row.wokenBy || '',
      row.tid || '',
    ]),
  }
}

/** Since before the session: nobody knows how long. */
function known(ns: number): number | string {
  return ns === Infinity ? 'not known' : ns
}

export function bySiteSheet(page: Page | undefined, site: (site: number) => string): Sheet {
  return {
    caption: 'Matching goroutines by site',
    columns: ['site', 'goroutines'],
    rows: (page?.bySite() ?? []).map(one => [site(one.site), one.count]),
  }
}
