import type { Format } from './format.js'
import { ParquetFile } from './parquet/file.js'
import { tableNames, tableOf } from './tables/choice.js'

/** Rows of a group: as many as DuckDB gives to one thread. */
const ROWS = 122_880

/** Apache Parquet: one of the two tables. */
export const parquetFormat: Format = {
  name: 'parquet',
  summary: 'a table of transitions or of intervals, for DuckDB, Polars, pandas and Spark',
  extension: 'parquet',
  binary: true,
  each: 'table',
  takes: { table: tableNames },
  make: (output, { table }) => tableOf(table, new ParquetFile(output, ROWS), ROWS),
}
