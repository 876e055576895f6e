import type { PageExtent, PageFinding } from '../../../lib/report/html/content.js'
import { type Route, writeHash } from '../session/hash.js'

/** No range is shorter, ns. */
const SPAN_NS_MIN = 1e5

/** The address of a view of one range. */
export function addressAt(route: Route, firstNs: number, lastNs: number): string {
  return writeHash({
    route,
    dock: '',
    following: false,
    firstNs,
    lastNs,
    filter: '',
    system: false,
    params: {},
  })
}

/** Where a finding can be looked at; undefined for one that leads nowhere, or to what the page does not hold. */
export function placeOf(finding: PageFinding, extent: PageExtent): string | undefined {
  const { goid, site, firstNs, lastNs = firstNs } = finding
  if (!holds(finding, extent)) return undefined
  const route: Route =
    goid !== undefined
      ? { view: 'goroutine', goid }
      : site !== undefined
        ? { view: 'sites', site }
        : { view: 'timeline' }
  if (firstNs === undefined || lastNs === undefined)
    return route.view === 'timeline' ? undefined : addressAt(route, extent.firstNs, extent.lastNs)
  return addressAt(route, ...around(firstNs, lastNs))
}

/** The timeline at the moment of a finding that has one. */
export function timelineOf(finding: PageFinding, extent: PageExtent): string | undefined {
  const { firstNs, lastNs = firstNs } = finding
  if (firstNs === undefined || lastNs === undefined || !holds(finding, extent)) return undefined
  return addressAt({ view: 'timeline' }, ...around(firstNs, lastNs))
}

/** Whether the moment of a finding, if it has one, is in the page. */
export function holds({ firstNs, lastNs = firstNs }: PageFinding, extent: PageExtent): boolean {
  if (firstNs === undefined || lastNs === undefined) return true
  return lastNs >= extent.firstNs && firstNs <= extent.lastNs
}

/** A moment with what is around it: half of its length on either side. */
function around(firstNs: number, lastNs: number): [number, number] {
  const half = Math.max(lastNs - firstNs, SPAN_NS_MIN) / 2
  return [Math.floor(firstNs - half), Math.ceil(lastNs + half)]
}
