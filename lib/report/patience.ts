import { duration } from '../console/units.js'
import type { Figures } from './assembly.js'
import type { Finding, WaitReport } from './result.js'
import { goroutine, moment, number, offset, place } from './wording.js'

/** Told of each sort. */
const HURTING_MAX = 3
const UNUSUAL_MAX = 3
const LONGEST_MAX = 2
const STILL_MAX = 3

/**
 * Reasons nobody waits for by intent (runtime/runtime2.go, waitReasonStrings): the shorter the better. Before Go 1.20 a
 * mutex is waited for as `semacquire`, which a WaitGroup is, too: that tells nothing.
 */
const hurts =
  /^(sync\.Mutex\.Lock|sync\.RWMutex\.R?Lock|GC assist|stop the world|wait for GC cycle|wait until GC ends)/

/** A longest wait of so many times the 99th percentile is out of the ordinary, if there were enough of them. */
const UNUSUAL_TIMES = 10
const UNUSUAL_COUNT_MIN = 200

/** What goroutines waited for: where it hurts, and otherwise the unusual, the longest and what never ended. */
export function waitFindings(figures: Figures): { hurting: Finding[]; waiting: Finding[] } {
  const ended = figures.waits.filter(({ longest }) => longest !== null)
  const hurting = ended.filter(({ reason }) => hurts.test(reason)).slice(0, HURTING_MAX)
  const others = ended.filter(({ reason }) => !hurts.test(reason))
  const unusual = others.filter(isUnusual).slice(0, UNUSUAL_MAX)
  const longest = others.filter(wait => !unusual.includes(wait)).slice(0, LONGEST_MAX)
  const still = figures.waits
    .filter(({ waiting }) => waiting > 0)
    .sort((a, b) => b.waiting_ns - a.waiting_ns || b.waiting - a.waiting)
    .slice(0, STILL_MAX)
  return {
    hurting: hurting.map(wait => longestFinding('lock_wait', wait, figures)),
    waiting: [
      ...[...unusual, ...longest].map(wait => longestFinding('wait', wait, figures)),
      ...still.map(wait => stillFinding(wait, figures)),
    ],
  }
}

function isUnusual({ stats }: WaitReport): boolean {
  return stats.count >= UNUSUAL_COUNT_MIN && stats.max_ns >= UNUSUAL_TIMES * stats.p99_ns
}

function longestFinding(kind: 'lock_wait' | 'wait', wait: WaitReport, figures: Figures): Finding {
  const { site, reason, stats } = wait
  const { goid, since_ns, ns } = wait.longest!
  const context =
    stats.count === 1
      ? 'the only such wait of the site that ended'
      : `the longest of ${number(stats.count, 'such wait')} of the site, half of them at most ${duration(stats.p50_ns)}, 99 % at most ${duration(stats.p99_ns)}`
  return {
    kind,
    text: `${goroutine(goid, site)} waited ${duration(ns)} for ${reason} from ${moment(since_ns, figures)} on, ${context}`,
    first_ns: since_ns,
    last_ns: since_ns + ns,
    goid,
    site,
    ns,
  }
}

function stillFinding(wait: WaitReport, figures: Figures): Finding {
  const { last_ns } = figures
  const { site, reason, waiting, waiting_older: older, waiting_ns: ns, waiting_goid: goid } = wait
  const since =
    older === waiting
      ? 'since before the recording or the last loss'
      : older > 0
        ? `${older} of them since before the recording or the last loss`
        : `the oldest since ${offset(last_ns - ns, figures)}`
  const least = older > 0 ? 'at least ' : ''
  return {
    kind: 'still_waiting',
    text: `${number(waiting, 'goroutine')} of ${place(site)} still waiting for ${reason} at the end, ${since} (${least}${duration(ns)}, goroutine ${goid})`,
    first_ns: last_ns - ns,
    last_ns,
    goid,
    site,
    ns,
  }
}
