import { type StageName, stageNames } from '../latency/report.js'
import { LIFETIME, READY_TO_RUN, STAGES, WAIT } from '../latency/stage.js'
import type {
  WireQuery,
  WireReasonStats,
  WireSiteStats,
  WireStageStats,
  WireStages,
  WireStats,
} from '../stream/wire.js'
import type { Chunk } from './chunk.js'
import { RowFilter } from './filter.js'
import { type Context, chunksIn, GROUP, type Past, type Work } from './past.js'
import { BIRTHS, OTHER_ROWS, reasonOfKey, siteOfKey, stageOfKey, Tally } from './tally.js'

const QUANTILES = [0.5, 0.9, 0.99, 0.999]
const CREATE_TO_RUN = stageNames.indexOf('create_to_run')

/** Statistics of all intervals that ended in the range: whole chunks by their digests, the rest row by row. */
export function* stats(
  past: Past,
  query: NonNullable<WireQuery['stats']>,
  context: Context,
): Work<WireStats> {
  const filter = new RowFilter(context.filter)
  const tally = new Tally()
  const { firstNs, lastNs } = context
  const chunks = chunksIn(context.chunks, firstNs, lastNs)
  const isWhole = (chunk: Chunk | undefined) =>
    chunk !== undefined && chunk.minNs >= firstNs && chunk.maxNs < lastNs
  for (let at = 0; at < chunks.length; ) {
    const chunk = chunks[at]
    const group = filter.coarse ? past.groups.get(chunk.id) : undefined
    const members = chunks.slice(at, at + GROUP)
    if (group && members.at(-1)!.id === chunk.id + GROUP - 1 && members.every(isWhole)) {
      group.addTo(tally, filter)
      at += GROUP
    } else {
      const digest = filter.coarse && isWhole(chunk) ? past.digests.get(chunk.id) : undefined
      if (digest) digest.addTo(tally, filter)
      else tally.take(chunk, chunk.firstRow(firstNs), chunk.endRow(lastNs), firstNs, lastNs, filter)
      at++
    }
    yield
  }
  const all = Array.from({ length: tally.length }, (_, slot) => slot)
  const sites = query.sites
    ? yield* sitesOf(tally, query.sites, filter, context)
    : { sites: [], sites_total: 0 }
  return { ...summaryOf(tally, all), ...sites }
}

/** The stages, reasons and counts of some slots of a tally. */
export function summaryOf(tally: Tally, slots: readonly number[]) {
  const byStage: number[][] = Array.from({ length: STAGES }, () => [])
  const byReason = new Map<number, number[]>()
  const counts = { created: 0, exited: 0, transitions: 0, unknown: 0 }
  for (const slot of slots) {
    const stage = stageOfKey(tally.keys[slot])
    if (stage === BIRTHS) {
      counts.created += tally.count[slot]
      counts.exited += tally.total[slot]
      continue
    }
    if (stage !== LIFETIME) counts.transitions += tally.count[slot]
    if (stage === OTHER_ROWS) {
      counts.unknown += tally.total[slot]
      continue
    }
    byStage[stage].push(slot)
    if (stage !== WAIT) continue
    const reason = reasonOfKey(tally.keys[slot])
    const same = byReason.get(reason)
    if (same) same.push(slot)
    else byReason.set(reason, [slot])
  }
  const entries = stageNames.map((name, stage): [StageName, WireStageStats] => [
    name,
    merged(tally, byStage[stage]),
  ])
  const reasons = [...byReason].map(([reason, of]): WireReasonStats => ({ reason, wait: merged(tally, of) }))
  reasons.sort((a, b) => (b.wait!.total_ns ?? 0) - (a.wait!.total_ns ?? 0))
  return { stages: Object.fromEntries(entries) as WireStages, reasons, ...counts }
}

function merged(tally: Tally, slots: readonly number[]): WireStageStats {
  let count = 0
  let total = 0
  let max = 0
  for (const slot of slots) {
    count += tally.count[slot]
    total += tally.total[slot]
    max = Math.max(max, tally.max[slot])
  }
  if (count === 0) return { count, total_ns: 0, p50_ns: 0, p90_ns: 0, p99_ns: 0, p999_ns: 0, max_ns: 0 }
  const [p50_ns, p90_ns, p99_ns, p999_ns] = tally.quantiles(slots, count, max, QUANTILES)
  return { count, total_ns: total, p50_ns, p90_ns, p99_ns, p999_ns, max_ns: max }
}

function* sitesOf(
  tally: Tally,
  limit: number,
  filter: RowFilter,
  context: Context,
): Work<Pick<WireStats, 'sites' | 'sites_total'>> {
  const live = liveBySite(filter, context)
  const bySite = new Map<number, number[]>()
  const pending = new Map<number, number>()
  for (const site of live.keys()) bySite.set(site, [])
  for (let slot = 0; slot < tally.length; slot++) {
    const site = siteOfKey(tally.keys[slot])
    const same = bySite.get(site)
    if (same) same.push(slot)
    else bySite.set(site, [slot])
    const stage = stageOfKey(tally.keys[slot])
    if (stage === CREATE_TO_RUN || stage === READY_TO_RUN || stage === WAIT)
      pending.set(site, (pending.get(site) ?? 0) + tally.total[slot])
  }
  const order = [...bySite.keys()].sort((a, b) => (pending.get(b) ?? 0) - (pending.get(a) ?? 0) || a - b)
  const sites: WireSiteStats[] = []
  for (const site of order.slice(0, limit)) {
    const { stages, reasons, created, exited } = summaryOf(tally, bySite.get(site)!)
    sites.push({ site, live: live.get(site) ?? 0, created, exited, stages, reasons })
    if (sites.length % 64 === 0) yield
  }
  return { sites, sites_total: order.length }
}

function liveBySite(filter: RowFilter, { live }: Context): Map<number, number> {
  const bySite = new Map<number, number>()
  if (!live) return bySite
  for (let i = 0; i < live.length; i++) {
    const site = live.site[i]
    if (filter.passesGoroutine(live.goid[i], site, live.flags[i]))
      bySite.set(site, (bySite.get(site) ?? 0) + 1)
  }
  return bySite
}
