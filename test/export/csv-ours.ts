import { Latency } from '../../lib/latency/latency.js'
import { stageNames } from '../../lib/latency/report.js'
import { STAGES } from '../../lib/latency/stage.js'
import type { Kept } from './csv-session.js'
import { batchOf } from './csv-session.js'

export interface Total {
  count: number
  total_ns: number
}

/** Our own figures of a session, from the same rows. @param key `site stage`, and the text of a wait reason by itself */
export function ours(session: Kept): { sites: Map<string, Total>; reasons: Map<number, Total> } {
  const latency = new Latency()
  for (const call of session.calls) if ('rows' in call) latency.sink(batchOf(call.rows))
  const { histograms, bySite, byReason } = latency
  const sites = new Map<string, Total>()
  for (const [at, histogram] of bySite.entries())
    if (histogram !== 0)
      sites.set(`${Math.floor(at / STAGES)} ${stageNames[at % STAGES]}`, {
        count: histograms.count(histogram),
        total_ns: histograms.total(histogram),
      })
  const reasons = new Map<number, Total>()
  for (const [reason, histogram] of byReason.entries())
    if (histogram !== 0)
      reasons.set(reason, { count: histograms.count(histogram), total_ns: histograms.total(histogram) })
  return { sites, reasons }
}
