import { chromeFormat } from './chrome/chrome.js'
import { csvFormat } from './csv.js'
import { foldedFormat } from './folded.js'
import type { Format } from './format.js'
import { gotraceFormat } from './gotrace/gotrace.js'
import { parquetFormat } from './parquet.js'
import { perfettoFormat } from './perfetto/perfetto.js'
import { pprofFormat } from './pprof.js'
import { rqsFormat } from './rqs.js'

/** All formats, in the order of `--help`. */
export const formats: readonly Format[] = [
  perfettoFormat,
  gotraceFormat,
  chromeFormat,
  pprofFormat,
  csvFormat,
  parquetFormat,
  foldedFormat,
  rqsFormat,
]
