import type { WaitingNow } from '../latency/waiting.js'
import { elided, FIGURE_WIDTH, row } from './columns.js'
import { count, duration } from './units.js'

const ROWS_MAX = 8

/**
 * What waits now, by reason: how many, and the longest wait so far.
 * @param lossless nothing was lost: a beginning that is not known was before the attach
 */
export function waitingLines(
  heading: string,
  waiting: Record<string, WaitingNow>,
  lossless: boolean,
  labelWidth: number,
  width: number,
): string[] {
  const rows = Object.entries(waiting).slice(0, ROWS_MAX)
  if (rows.length === 0) return []
  const room = width - labelWidth - 2 * FIGURE_WIDTH
  return [
    '',
    row(heading, ['count', 'longest'], labelWidth),
    ...rows.map(([reason, each]) => {
      const longest = each.longest_ns === null ? '-' : duration(each.longest_ns)
      return (
        row(`  ${reason}`, [count(each.goroutines), longest], labelWidth) + olderText(each, lossless, room)
      )
    }),
  ]
}

function olderText({ goroutines, since_unknown }: WaitingNow, lossless: boolean, room: number): string {
  if (since_unknown === 0) return ''
  const many = since_unknown === goroutines ? '' : `${count(since_unknown)} `
  const since = lossless ? 'since before the attach' : 'since a moment unknown'
  const [long, short] = [`  ${many}${since}`, `  ${count(since_unknown)} older`]
  return long.length <= room ? long : elided(short, room)
}
