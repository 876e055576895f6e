import { CsvLines } from './csv/lines.js'
import type { Format } from './format.js'
import { tableNames, tableOf } from './tables/choice.js'

/** Few enough to stay in the cache between the column and the line. */
const ROWS = 1024

/** Comma-separated values: one of the two tables. */
export const csvFormat: Format = {
  name: 'csv',
  summary: 'a table of transitions or of intervals, for spreadsheets and scripts',
  extension: 'csv',
  binary: false,
  each: 'table',
  takes: { table: tableNames },
  make: (output, { table }) => tableOf(table, new CsvLines(output), ROWS),
}
