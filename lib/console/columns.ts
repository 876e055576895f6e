import type { StageStats } from '../latency/report.js'
import { count, duration } from './units.js'

export const FIGURE_WIDTH = 9
/** Names get at least so much: the longest stage fits into it. */
const NAMES_LEAST = 24

const figures = ['count', 'p50', 'p90', 'p99', 'p99.9', 'max', 'live'] as const
export type Figure = (typeof figures)[number]
/** What a narrow terminal does without, in this order. */
const spared: readonly Figure[] = ['p99.9', 'p90', 'p50', 'p99', 'count']

/** Whole columns that fit beside names on a terminal of `width`: a figure that were cut would be another figure. */
export function columnsFor(width: number): Figure[] {
  const kept: Figure[] = [...figures]
  for (const name of spared) {
    if (NAMES_LEAST + kept.length * FIGURE_WIDTH <= width) break
    kept.splice(kept.indexOf(name), 1)
  }
  return kept
}

/** What a stage or a site has for some columns; `live` of a site only. */
export function cells(columns: readonly Figure[], stats: StageStats, live?: number): string[] {
  return columns.flatMap(name =>
    name === 'live' ? (live === undefined ? [] : [String(live)]) : [cell(name, stats)],
  )
}

const fieldOf = {
  p50: 'p50_ns',
  p90: 'p90_ns',
  p99: 'p99_ns',
  'p99.9': 'p999_ns',
  max: 'max_ns',
} as const

function cell(name: Exclude<Figure, 'live'>, stats: StageStats): string {
  if (name === 'count') return count(stats.count)
  return stats.count === 0 ? '-' : duration(stats[fieldOf[name]])
}

/** A name and its figures. What is too long of the name ends with `…`. */
export function row(label: string, values: readonly string[], labelWidth: number): string {
  return (
    elided(label, labelWidth - 1).padEnd(labelWidth) +
    values.map(value => value.padStart(FIGURE_WIDTH)).join('')
  )
}

export function elided(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`
}

/** Lines of whole words, none longer than `width` but for a word that is. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
