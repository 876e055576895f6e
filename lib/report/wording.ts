import { siteLabel } from '../console/table.js'
import { count, duration } from '../console/units.js'
import type { Figures } from './assembly.js'
import type { SiteRef } from './result.js'

const SITE_WIDTH = 60

export function place(site: SiteRef): string {
  return siteLabel(site, SITE_WIDTH)
}

export function goroutine(goid: number, site: SiteRef): string {
  return `goroutine ${goid} (${place(site)})`
}

/** Since the recording's beginning, as the options of `export` and `report` count. */
export function offset(ns: number, { begin_ns }: Pick<Figures, 'begin_ns'>): string {
  return `${((ns - begin_ns) / 1e9).toFixed(6)}s`
}

/** `12.345678s (03:12:45.123 UTC)`: since the recording's beginning, and by the wall clock. */
export function moment(ns: number, figures: Pick<Figures, 'begin_ns' | 'started_at_unix_ms'>): string {
  const wall = new Date(figures.started_at_unix_ms + ns / 1e6)
  const clock = Number.isNaN(wall.getTime()) ? '' : ` (${wall.toISOString().slice(11, 23)} UTC)`
  return `${offset(ns, figures)}${clock}`
}

/** The wall clock at a moment, as far as a recording tells one. */
export function startedAt(unixMs: number): string {
  const wall = new Date(unixMs)
  return Number.isNaN(wall.getTime()) ? 'an unknown time' : wall.toISOString()
}

/** Three digits, never an exponent. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

export function percent(share: number): string {
  const value = share * 100
  return `${value.toFixed(value >= 10 || value === 0 ? 0 : value >= 1 ? 1 : 2)} %`
}

/** `1 goroutine`, `45.1k goroutines`. */
export function number(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** `ring_full 1204, damaged_chunk 3`. */
export function causes(lost: Record<string, number>): string {
  return Object.entries(lost)
    .map(([cause, events]) => `${cause} ${events}`)
    .join(', ')
}

/** Of the goroutines at the end, those whose exit may have been lost. */
export function unknownAtEnd({ losses }: Pick<Figures, 'losses'>): string {
  const { undetermined_at_end: unknown } = losses
  return unknown === 0 ? '' : `, ${count(unknown)} of which may be gone, as events were lost`
}

/** What is missing or unsaid, as one clause. */
export function lossClause({ losses, whole }: Figures): string {
  const parts: string[] = []
  if (losses.gaps === 0) parts.push('nothing was lost')
  else
    parts.push(
      `${losses.lost} events lost in ${number(losses.gaps, 'gap')} (${causes(losses.lost_by_cause)}), ${duration(losses.gaps_ns)} in all: no interval crosses them`,
    )
  if (losses.unknown_since > 0)
    parts.push(
      `${number(losses.unknown_since, 'interval')} of unknown beginning (older than the recording${losses.gaps > 0 ? ', or cut by a gap' : ''}) in no figure`,
    )
  if (losses.contradicted > 0)
    parts.push(
      `${number(losses.contradicted, 'interval')} dropped because observations contradict each other`,
    )
  if (losses.undetermined_at_end > 0)
    parts.push(`${number(losses.undetermined_at_end, 'goroutine')} in no known state at the end`)
  if (!whole) parts.push('a recording was not ended in order: what came last may be missing')
  return parts.join('; ')
}
