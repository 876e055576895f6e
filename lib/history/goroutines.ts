import { GoroutinesOrder, type WireGoroutines, type WireQuery } from '../stream/wire.js'
import { bytesOf } from './columns.js'
import { matching } from './goroutines/match.js'
import { orderKeys, page } from './goroutines/page.js'
import { rosterAt } from './goroutines/roster.js'
import { lastWakers } from './goroutines/wakers.js'
import { Scene } from './lanes/scene.js'
import type { Context, LiveColumns, Past, Work } from './past.js'

/** The live goroutines at the end of the range that pass the filter, a page of them, and how many there are by site. */
export function* goroutines(
  past: Past,
  query: NonNullable<WireQuery['goroutines']>,
  context: Context,
): Work<WireGoroutines> {
  const scene = new Scene(past, context)
  const now = context.askedLastNs > scene.newestNs && scene.live !== undefined
  const roster = now ? scene.live! : yield* rosterAt(scene, context.lastNs)
  const rows = yield* matching(scene, context.filter, roster, context.firstNs)
  const bySite = query.by_site ? countBySite(rows, roster) : { sites: 0 }

  const keys = orderKeys(query.order ?? GoroutinesOrder.ID, query.descending ?? false, roster)
  const offset = query.offset ?? 0
  const matched = rows.length
  const shown = page(rows, keys, roster.goid, offset, offset + (query.limit ?? 0))
  const wokenBy = yield* lastWakers(scene, roster, shown, context.firstNs, roster.timeNs)
  return {
    time_ns: roster.timeNs,
    live: roster.length,
    matched,
    rows: shown.length,
    goid: bytesOf(Float64Array.from(shown, row => roster.goid[row])),
    since_ns: bytesOf(Float64Array.from(shown, row => roster.sinceNs[row])),
    created_ns: bytesOf(Float64Array.from(shown, row => roster.createdNs[row])),
    woken_by: bytesOf(wokenBy),
    site: bytesOf(Uint32Array.from(shown, row => roster.site[row])),
    tid: bytesOf(Uint32Array.from(shown, row => roster.tid[row])),
    state: bytesOf(Uint8Array.from(shown, row => roster.state[row])),
    reason: bytesOf(Uint8Array.from(shown, row => roster.reason[row])),
    flags: bytesOf(Uint8Array.from(shown, row => roster.flags[row])),
    ...bySite,
  }
}

/** Most first. */
function countBySite(
  rows: Uint32Array,
  roster: LiveColumns,
): Pick<WireGoroutines, 'sites' | 'matched_site' | 'matched_count'> {
  let highest = 0
  for (const row of rows) if (roster.site[row] > highest) highest = roster.site[row]
  const counts = new Uint32Array(highest + 1)
  for (const row of rows) counts[roster.site[row]]++
  const sites = [...counts.keys()]
    .filter(site => counts[site] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
  return {
    sites: sites.length,
    matched_site: bytesOf(Uint32Array.from(sites)),
    matched_count: bytesOf(Uint32Array.from(sites, site => counts[site])),
  }
}
