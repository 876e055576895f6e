import type { SiteRow } from './row.js'

/** As the table has it. */
export interface Sort {
  column: string
  descending: boolean
}

/** What a column is sorted by; NaN (not known) comes last either way. */
const values: Record<string, (row: SiteRow) => number | string> = {
  site: row => row.info.label,
  live: row => row.live,
  growth: row => row.growth,
  created: row => row.createdPerS,
  runs: row => row.runsPerS,
  p50: row => row.stages.ready_to_run.p50Ns,
  p99: row => row.stages.ready_to_run.p99Ns,
  max: row => row.stages.ready_to_run.maxNs,
  first: row => row.stages.create_to_run.p99Ns,
  runnable: row => row.runnableNs,
  wait: row => row.stages.wait.totalNs,
  run: row => row.stages.run.totalNs,
  waiting: row => row.waitingNs,
}

export const sortDefault: Sort = { column: 'runnable', descending: true }

/** Pinned rows first, then by the column; rows that are equal keep the order of their sites, so that nothing jumps. */
export function ordered(rows: readonly SiteRow[], sort: Sort, pinned: ReadonlySet<number>): SiteRow[] {
  const value = values[sort.column] ?? values[sortDefault.column]!
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const pins = Number(pinned.has(b.info.site)) - Number(pinned.has(a.info.site))
    return pins || compare(value(a), value(b), sign) || a.info.site - b.info.site
  })
}

function compare(a: number | string, b: number | string, sign: number): number {
  if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b)) * sign
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  // Infinity - Infinity is no number.
  return a === b ? 0 : (a < b ? -1 : 1) * sign
}

/** As it stands in the address: `-p99` is descending. What is not understood is the default. */
export function readSort(text: string): Sort {
  const column = text.replace(/^-/, '')
  return Object.hasOwn(values, column) ? { column, descending: text.startsWith('-') } : sortDefault
}

export function writeSort({ column, descending }: Sort): string {
  const text = `${descending ? '-' : ''}${column}`
  return text === `-${sortDefault.column}` ? '' : text
}
