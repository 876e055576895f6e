/** What a panel shows, as rows and columns: the equivalent table of a picture, and what is copied and saved. */
export interface Sheet {
  caption: string
  columns: readonly string[]
  /** Numbers stay exact; units belong into the columns' names. */
  rows: readonly (readonly (string | number)[])[]
}

/** Columns separated by tabs, as spreadsheets take them from the clipboard. */
export function toText(sheet: Sheet): string {
  const lines = [sheet.columns, ...sheet.rows].map(row =>
    row.map(cell => plain(cell).replace(/\s+/g, ' ')).join('\t'),
  )
  return `${lines.join('\n')}\n`
}

/** RFC 4180. */
export function toCsv(sheet: Sheet): string {
  const lines = [sheet.columns, ...sheet.rows].map(row => row.map(cell => quoted(plain(cell))).join(','))
  return `${lines.join('\r\n')}\r\n`
}

function plain(cell: string | number): string {
  return typeof cell === 'number' && Number.isNaN(cell) ? '' : String(cell)
}

/** A text that a spreadsheet would take for a formula is one no longer. */
function quoted(cell: string): string {
  const harmless = /^[=+@\t\r]|^-(?![\d.]|Infinity)/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
