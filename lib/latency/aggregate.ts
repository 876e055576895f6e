import type { ModelCounters } from '../model/model.js'
import { SITE_UNKNOWN, type SiteName } from '../model/sites.js'
import { type Latency, waitReasonText } from './latency.js'
import {
  type Aggregate,
  type LossReport,
  type SiteReport,
  type StageName,
  type StageStats,
  type Stages,
  stageNames,
} from './report.js'
import { READY_TO_RUN, STAGES } from './stage.js'

/** What only the kernel side and the session know of an aggregate. */
export type SessionFigures = Pick<
  Aggregate,
  'time_ns' | 'duration_ns' | 'produced' | 'hits_per_s' | 'hit_cost_ns' | 'lost' | 'lost_by_cause'
>

export interface AggregateOptions {
  /** The target's own, by waitReason value. */
  waitReasons: readonly string[]
  /** Most sites to report; all if left out. */
  sitesMax?: number
}

/** Who lives, as the model or a recording tells. */
export interface Population {
  readonly counters: Pick<
    ModelCounters,
    | 'events'
    | 'undetermined'
    | 'censored'
    | 'disagreements'
    | 'seen'
    | 'snapshot'
    | 'created'
    | 'exited'
    | 'live'
  >
  /** Live goroutines by `stateNames`. */
  readonly states: Record<string, number>
  /** By site; see `Sites`. */
  readonly sites: {
    readonly length: number
    readonly names: readonly SiteName[]
    readonly live: ArrayLike<number>
    readonly created: ArrayLike<number>
    readonly exited: ArrayLike<number>
  }
}

const QUANTILES = [0.5, 0.9, 0.99, 0.999]

/** Puts together what every sink shows. Sites come by total ready→run time, longest first, then by index. */
export function aggregate(
  model: Population,
  latency: Latency,
  session: SessionFigures,
  options: AggregateOptions,
): Aggregate {
  const { counters } = model
  const loss: LossReport = {
    lost: session.lost,
    lost_by_cause: session.lost_by_cause,
    undetermined: counters.undetermined,
    censored: counters.censored,
    disagreements: counters.disagreements,
  }
  const { time_ns, duration_ns, produced, hits_per_s, hit_cost_ns } = session
  return {
    time_ns,
    duration_ns,
    events: counters.events,
    produced,
    hits_per_s,
    hit_cost_ns,
    ...loss,
    goroutines: {
      seen: counters.seen,
      snapshot: counters.snapshot,
      created: counters.created,
      exited: counters.exited,
      live: counters.live,
      live_system: liveSystem(model),
    },
    states: model.states,
    stages: stagesOf(latency, latency.window.all()),
    window_ns: latency.window.lengthNs(time_ns),
    window: stagesOf(latency, latency.window.last()),
    wait_reasons: waitReasonsOf(latency, options.waitReasons),
    sites: sitesOf(model, latency, options.sitesMax ?? Infinity),
  }
}

function statsOf(latency: Latency, histogram: number): StageStats {
  const { histograms } = latency
  const [p50_ns, p90_ns, p99_ns, p999_ns] = histograms.quantiles(histogram, QUANTILES)
  return {
    count: histograms.count(histogram),
    total_ns: histograms.total(histogram),
    p50_ns,
    p90_ns,
    p99_ns,
    p999_ns,
    max_ns: histograms.max(histogram),
  }
}

function stagesOf(latency: Latency, histograms: ArrayLike<number>): Stages {
  const entries = stageNames.map((name, stage): [StageName, StageStats] => [
    name,
    statsOf(latency, histograms[stage]),
  ])
  return Object.fromEntries(entries) as Stages
}

/** Two reasons can have one text (a coroutine's switch and the runtime's own coroutine wait): they are one here. */
function waitReasonsOf(latency: Latency, texts: readonly string[]): Record<string, StageStats> {
  const { histograms, scratch } = latency
  const byText = new Map<string, number[]>()
  for (const [reason, histogram] of latency.byReason.entries()) {
    if (histogram === 0) continue
    const text = waitReasonText(reason, texts)
    byText.set(text, [...(byText.get(text) ?? []), histogram])
  }
  const reasons: Record<string, StageStats> = {}
  for (const [text, parts] of byText) {
    histograms.clear(scratch)
    for (const part of parts) histograms.merge(scratch, part)
    reasons[text] = statsOf(latency, scratch)
  }
  return reasons
}

function liveSystem({ sites }: Population): number {
  let live = 0
  for (let site = 0; site < sites.length; site++) if (sites.names[site].system) live += sites.live[site]
  return live
}

function sitesOf(model: Population, latency: Latency, sitesMax: number): SiteReport[] {
  const { sites } = model
  const { bySite, histograms } = latency
  const totals = new Float64Array(sites.length)
  const used: number[] = []
  for (let site = SITE_UNKNOWN; site < sites.length; site++) {
    totals[site] = histograms.total(bySite[site * STAGES + READY_TO_RUN] ?? 0)
    // A goroutine that has left `unknown` for the site of its name leaves intervals behind, though it was never born there.
    const born = sites.live[site] + sites.created[site] + sites.exited[site] > 0
    if (born || siteStages(bySite, site).some(histogram => histogram !== 0)) used.push(site)
  }
  used.sort((a, b) => totals[b] - totals[a] || a - b)
  return used.slice(0, sitesMax).map(site => {
    const name = sites.names[site]
    return {
      site,
      function: name.function,
      created_at: name.createdAt,
      created_by: name.createdBy,
      system: name.system,
      live: sites.live[site],
      created: sites.created[site],
      exited: sites.exited[site],
      stages: stagesOf(latency, siteStages(bySite, site)),
    }
  })
}

/** A site beyond the table has no histogram of any stage yet: number 0, which is empty. */
function siteStages(bySite: Uint32Array, site: number): Uint32Array {
  const stages = new Uint32Array(STAGES)
  stages.set(bySite.subarray(site * STAGES, (site + 1) * STAGES))
  return stages
}
