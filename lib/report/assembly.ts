import { NO_P } from '../contract.gen.js'
import { waitReasonText } from '../latency/latency.js'
import type { SiteName } from '../model/sites.js'
import { State } from '../model/transition.js'
import type { Collector } from './collector.js'
import type { Ending } from './lives.js'
import { type Moment, momentsOf } from './moments.js'
import type {
  DelayReport,
  LossesReport,
  MeanwhileReport,
  ProcessorReport,
  Report,
  ReportSite,
  SiteRef,
  WaitReport,
} from './result.js'
import type { Meanwhile } from './runs.js'
import { CREATE_TO_RUN } from './tally.js'

/** Listed one by one. */
const MOMENTS_MAX = 10
const RUNS_MAX = 10

export function siteRef(name: SiteName): SiteRef {
  return {
    function: name.function,
    created_at: name.createdAt,
    created_by: name.createdBy,
    system: name.system,
  }
}

/** All figures of a session; the sentences about them are made from these. */
export type Figures = Omit<Report, 'type' | 'version' | 'files' | 'findings' | 'next'>

/** @param beginNs where the session's first recording begins @param system whether the runtime's own goroutines count */
export function figuresOf(collector: Collector, beginNs: number, system: boolean): Figures {
  const { heads, lives, tally, losses, sites, toldNs } = collector
  const [head] = heads
  const counts = (site: number) => system || !sites.names[site].system
  const ref = (site: number) => siteRef(sites.names[site])
  const endings = collector.finish()
  return {
    pid: head.pid,
    go_version: head.goVersion,
    command: head.command,
    method: head.method,
    syscalls: head.syscalls,
    whole: heads.every(({ whole }) => whole),
    started_at_unix_ms: head.startedAtUnixMs,
    begin_ns: beginNs,
    first_ns: collector.firstNs,
    last_ns: collector.lastNs,
    told_ns: Math.max(0, toldNs - losses.ns),
    transitions: collector.rows,
    goroutines: {
      first: collector.liveFirst,
      last: lives.length,
      most: collector.liveMax,
      most_ns: collector.liveMaxNs,
      created: collector.created,
      exited: collector.exited,
    },
    stages: tally.stages,
    wait_reasons: tally.waitReasons(head.waitReasons, counts),
    delays: delaysOf(collector),
    waits: waitsOf(collector, endings, counts),
    runs: collector.runs
      .sorted()
      .slice(0, RUNS_MAX)
      .map(({ goid, site, sinceNs, ns }) => ({ goid, site: ref(site), since_ns: sinceNs, ns })),
    growth: collector.growth
      .rises(lives.live)
      .filter(({ site }) => counts(site))
      .map(({ site, first, last, perSecond }) => ({ site: ref(site), first, last, per_second: perSecond })),
    sites: sitesOf(collector),
    processors: processorsOf(collector),
    kernel: collector.kernel ?? null,
    losses: lossesOf(collector, endings),
  }
}

function delaysOf({ delays, sites }: Collector): DelayReport[] {
  return momentsOf(delays.sorted(), MOMENTS_MAX).map(moment => {
    const { worst } = moment
    return {
      stage: worst.stage === CREATE_TO_RUN ? 'create_to_run' : 'ready_to_run',
      goid: worst.goid,
      site: siteRef(sites.names[worst.site]),
      since_ns: worst.sinceNs,
      delay_ns: worst.ns,
      open: worst.open,
      p: known(worst.p),
      queued_p: known(worst.queuedP),
      waker: worst.waker || null,
      meanwhile: worst.meanwhile.map(each => meanwhileOf(each, sites.names)),
      delayed: moment.goroutines.size,
      delayed_sites: delayedSites(moment, sites.names),
      least_ns: moment.leastNs,
      first_ns: moment.firstNs,
      last_ns: moment.lastNs,
    }
  })
}

/** How many goroutines of each site, most first. */
function delayedSites({ goroutines }: Moment, names: readonly SiteName[]): DelayReport['delayed_sites'] {
  const counts = new Map<number, number>()
  for (const site of goroutines.values()) counts.set(site, (counts.get(site) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([site, count]) => ({ site: siteRef(names[site]), goroutines: count }))
}

const known = (p: number): number | null => (p < 0 || p === NO_P ? null : p)

function meanwhileOf(each: Meanwhile, names: readonly SiteName[]): MeanwhileReport {
  return {
    p: each.p,
    busy_ns: each.busyNs,
    known_ns: each.knownNs,
    goroutines: each.goroutines,
    longest: each.goid === 0 ? null : { goid: each.goid, site: siteRef(names[each.site]), ns: each.ns },
  }
}

/** By the longest that ended, longest first; those that only go on come last. */
function waitsOf(collector: Collector, endings: Ending[], counts: (site: number) => boolean): WaitReport[] {
  const { tally, sites, heads, lastNs } = collector
  const waits = new Map<number, WaitReport>()
  const of = (site: number, reason: number): WaitReport => {
    const key = site * 256 + reason
    let wait = waits.get(key)
    if (!wait) {
      wait = {
        site: siteRef(sites.names[site]),
        reason: waitReasonText(reason, heads[0].waitReasons),
        stats: tally.stats(0),
        longest: null,
        ...{ waiting: 0, waiting_older: 0, waiting_ns: 0, waiting_goid: 0 },
      }
      waits.set(key, wait)
    }
    return wait
  }
  for (const { site, reason, histogram, goid, sinceNs, ns } of tally.waitTallies()) {
    if (!counts(site)) continue
    const wait = of(site, reason)
    wait.stats = tally.stats(histogram)
    wait.longest = { goid, since_ns: sinceNs, ns }
  }
  for (const ending of endings) {
    if (ending.state !== State.Waiting || !counts(ending.site)) continue
    const wait = of(ending.site, ending.reason)
    const ns = lastNs - ending.sinceNs
    wait.waiting++
    if (ending.older) wait.waiting_older++
    if (ns < wait.waiting_ns) continue
    wait.waiting_ns = ns
    wait.waiting_goid = ending.goid
  }
  return [...waits.values()].sort((a, b) => (b.longest?.ns ?? -1) - (a.longest?.ns ?? -1))
}

function sitesOf({ sites, lives, tally }: Collector): ReportSite[] {
  return sites.names
    .map((name, site) => ({ ...siteRef(name), live: lives.live[site] ?? 0, stages: tally.site(site) }))
    .filter(({ live, stages }) => live > 0 || Object.values(stages).some(({ count }) => count > 0))
    .sort((a, b) => b.stages.run.total_ns - a.stages.run.total_ns || b.live - a.live)
}

function processorsOf({ processors }: Collector): ProcessorReport {
  const { observedNs, knownNs, busyNs, idleNs, runnableNs } = processors
  const usage = processors.usage()
  return {
    seen: usage.length,
    busy_share: knownNs > 0 ? busyNs / knownNs : 0,
    usage,
    idle_while_runnable_ns: idleNs,
    idle_while_runnable_share: observedNs > 0 ? idleNs / observedNs : 0,
    runnable_mean: observedNs > 0 ? runnableNs / observedNs : 0,
    runnable_max: processors.runnableMax,
    runnable_max_ns: processors.runnableMaxNs,
  }
}

function lossesOf({ losses }: Collector, endings: Ending[]): LossesReport {
  const { counters } = losses
  return {
    lost: losses.lost,
    lost_by_cause: Object.fromEntries(losses.byCause),
    gaps: losses.gaps,
    gaps_ns: losses.ns,
    listed: losses.listed.map(({ firstNs, lastNs, lost }) => ({ first_ns: firstNs, last_ns: lastNs, lost })),
    unknown_since: losses.unknownSince,
    contradicted: losses.contradicted,
    undetermined_at_end: endings.filter(({ state }) => state === State.Undetermined).length,
    session: counters
      ? {
          censored: counters.censored,
          undetermined: counters.undetermined,
          disagreements: counters.disagreements,
          late: counters.late,
        }
      : null,
  }
}
