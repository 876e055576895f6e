import { BUCKETS } from './buckets.js'
import type { Area, Frame } from './plot.js'

/** A corner of a rectangle: a moment and a place of the latency axis. */
export interface Corner {
  ns: number
  place: number
}

/**
 * The whole cells that a rectangle between two corners touches, so that the intervals in it are those that the cells
 * count.
 */
export function cellsBetween(a: Corner, b: Corner, columnNs: number): Area {
  const first = Math.floor(Math.min(a.ns, b.ns) / columnNs)
  const last = Math.floor(Math.max(a.ns, b.ns) / columnNs) + 1
  const low = Math.floor(Math.min(a.place, b.place))
  const high = Math.floor(Math.max(a.place, b.place)) + 1
  return {
    firstNs: Math.max(0, first) * columnNs,
    lastNs: Math.max(1, last) * columnNs,
    low: Math.min(Math.max(low, 0), BUCKETS - 1),
    high: Math.min(Math.max(high, 1), BUCKETS),
  }
}

/** The middle of a cell. */
export function cornerOf(column: number, bucket: number, columnNs: number): Corner {
  return { ns: (column + 0.5) * columnNs, place: bucket + 0.5 }
}

/** A cell within the frame, `by` columns and buckets from another. */
export function cellBeside(
  frame: Frame,
  column: number,
  bucket: number,
  byColumns: number,
  byBuckets: number,
): { column: number; bucket: number } {
  const lowest = Math.max(0, Math.floor(frame.low))
  const highest = Math.max(lowest, Math.min(BUCKETS, Math.ceil(frame.high)) - 1)
  return {
    column: clamp(column + byColumns, frame.first, Math.max(frame.first, frame.last - 1)),
    bucket: clamp(bucket + byBuckets, lowest, highest),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
