import { GoroutinesOrder } from '../../stream/wire.js'
import type { LiveColumns } from '../past.js'

/** What goroutines are ordered by, by row. */
export function orderKeys(order: number, descending: boolean, roster: LiveColumns): Float64Array {
  const { length, timeNs } = roster
  const keys = new Float64Array(length)
  if (order === GoroutinesOrder.BY_SITE) for (let i = 0; i < length; i++) keys[i] = roster.site[i]
  else if (order === GoroutinesOrder.BY_STATE) for (let i = 0; i < length; i++) keys[i] = roster.state[i]
  else if (order === GoroutinesOrder.BY_TIME_IN_STATE) sinceKeys(keys, roster.sinceNs, timeNs)
  else if (order === GoroutinesOrder.BY_AGE) sinceKeys(keys, roster.createdNs, timeNs)
  else keys.set(roster.goid.subarray(0, length))
  if (descending) for (let i = 0; i < length; i++) keys[i] = -keys[i]
  return keys
}

/** How long ago; what is not known began before all that is. */
function sinceKeys(keys: Float64Array, sinceNs: Float64Array, timeNs: number): void {
  for (let i = 0; i < keys.length; i++) keys[i] = Number.isNaN(sinceNs[i]) ? Infinity : timeNs - sinceNs[i]
}

/**
 * The places `from … to-1` of the rows in order of their keys, and of their goids where keys are equal. The others are
 * only told apart into those before and those after. @param rows is rearranged
 */
export function page(
  rows: Uint32Array,
  keys: Float64Array,
  goids: Float64Array,
  from: number,
  to: number,
): Uint32Array {
  const end = Math.min(to, rows.length)
  const begin = Math.min(from, end)
  if (begin > 0) partition(rows, keys, goids, 0, begin)
  if (end < rows.length && end > begin) partition(rows, keys, goids, begin, end)
  return rows.slice(begin, end).sort((a, b) => keys[a] - keys[b] || goids[a] - goids[b])
}

/** Moves the least of `rows[low …]` to the places before `at`. */
function partition(
  rows: Uint32Array,
  keys: Float64Array,
  goids: Float64Array,
  begin: number,
  at: number,
): void {
  let low = begin
  let high = rows.length - 1
  while (low < high) {
    const pivot = middleOf(rows[low], rows[(low + high) >>> 1], rows[high], keys, goids)
    const key = keys[pivot]
    const goid = goids[pivot]
    let left = low
    let right = high
    while (left <= right) {
      while (keys[rows[left]] < key || (keys[rows[left]] === key && goids[rows[left]] < goid)) left++
      while (keys[rows[right]] > key || (keys[rows[right]] === key && goids[rows[right]] > goid)) right--
      if (left > right) break
      const row = rows[left]
      rows[left++] = rows[right]
      rows[right--] = row
    }
    if (at <= right) high = right
    else if (at >= left) low = left
    else return
  }
}

/** Which of three rows lies between the others. */
function middleOf(a: number, b: number, c: number, keys: Float64Array, goids: Float64Array): number {
  const before = (x: number, y: number) => keys[x] < keys[y] || (keys[x] === keys[y] && goids[x] < goids[y])
  if (before(a, b)) return before(b, c) ? b : before(a, c) ? c : a
  return before(a, c) ? a : before(b, c) ? c : b
}
