/** One line of the bench's table. Every measured value is of this run on this machine. */
export interface Row {
  what: string
  ours: string
  /** The peer or floor that was measured beside ours. */
  beside: string
  ratio: string
  bound?: Bound
}

/** What was promised for a row, e.g. `≤ 1.5`. */
export interface Bound {
  text: string
  reached: boolean
}

/** What a section found: rows of the one table, and the medians from which a reader can compute them again. */
export interface Section {
  rows: Row[]
  /** Markdown. */
  raw: string
}

export function atMost(value: number, limit: number, unit = ''): Bound {
  return { text: `≤ ${limit}${unit}`, reached: value <= limit }
}

export function atLeast(value: number, limit: number, unit = ''): Bound {
  return { text: `≥ ${limit}${unit}`, reached: value >= limit }
}

/** A number for a reader: three significant digits, thousands apart. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '?'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}

/** A Markdown table; the first column is text, the others are numbers. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column ? '--:' : ':--'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Least to most, for the reader to judge the noise. */
export function spread(values: number[]): string {
  return `${show(Math.min(...values))} to ${show(Math.max(...values))}`
}
