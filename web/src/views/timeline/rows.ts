import type { RasterRow } from './raster.js'
import type { LaneStore, Unit } from './store.js'

/** A row of the timeline: a P, the header of a site with its counts, or a goroutine. */
export interface Row extends RasterRow {
  kind: 'p' | 'site' | 'goroutine'
  /** Number of the P, the site, or the goid. */
  id: number
  /** Of a goroutine; else the same as `id`. */
  site: number
  /** Of a site: whether its goroutines are shown, and how many of them there are to show. */
  open: boolean
  members: number
}

/** Goroutines of one site. */
export interface Group {
  site: number
  /** Ascending. */
  goids: readonly number[]
  open: boolean
}

/** Questions name at most so many goroutines and sites. */
export const GOROUTINES_MAX = 200
export const SITES_MAX = 96

/** Ps by number, then the groups with their goroutines. */
export function rowsOf(store: LaneStore, ps: boolean, groups: readonly Group[]): Row[] {
  const rows: Row[] = []
  if (ps) {
    const unit = store.ps
    for (let p = 0; p < unit.lanes.length; p++)
      rows.push({ kind: 'p', id: p, site: p, unit, lane: p, open: false, members: 0 })
  }
  let goroutines = 0
  for (const { site, goids, open } of groups.slice(0, SITES_MAX)) {
    const members = goids.length
    rows.push({ kind: 'site', id: site, site, unit: store.unit('site', site), lane: -1, open, members })
    if (!open) continue
    for (const goid of goids) {
      if (goroutines++ >= GOROUTINES_MAX) break
      const unit = store.unit('goid', goid)
      rows.push({ kind: 'goroutine', id: goid, site, unit, lane: 0, open: false, members: 0 })
    }
  }
  return rows
}

/** The units of rows `first … end - 1` in the order in which they are asked for: Ps always, goroutines, sites. */
export function unitsOf(rows: readonly Row[], ps: Unit | undefined, first: number, end: number): Unit[] {
  const goroutines: Unit[] = []
  const sites: Unit[] = []
  for (let index = Math.max(0, first); index < Math.min(rows.length, end); index++) {
    const row = rows[index]!
    if (row.kind === 'goroutine') goroutines.push(row.unit)
    else if (row.kind === 'site') sites.push(row.unit)
  }
  return [...(ps ? [ps] : []), ...goroutines, ...sites]
}

/** Whether two lists show the same rows, so that the picture of one is the picture of the other. */
export function sameRows(a: readonly Row[], b: readonly Row[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => {
      const other = b[index]!
      return (
        row.unit === other.unit &&
        row.lane === other.lane &&
        row.open === other.open &&
        row.members === other.members
      )
    })
  )
}
