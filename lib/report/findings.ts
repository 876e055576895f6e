import { count, duration } from '../console/units.js'
import type { Figures } from './assembly.js'
import { waitFindings } from './patience.js'
import type { DelayReport, Finding, MeanwhileReport } from './result.js'
import {
  figure,
  goroutine,
  lossClause,
  moment,
  number,
  offset,
  percent,
  place,
  unknownAtEnd,
} from './wording.js'

/** Told of each sort. */
const DELAYS_MAX = 5
const DELAYED_SITES_MAX = 3
const SITES_MAX = 3
const GROWTH_MAX = 5
/** A loss of more than this share, of the events or of the time, comes before all else. */
const GRAVE = 0.1
/** Of the time: so long stopped by a quota, or so long waited for a CPU by all threads together, is worth telling. */
const THROTTLED = 0.01
const STARVED = 0.05

/** The findings of a session, the most important first: what hurt, then what may, then what the rest rests on. */
export function findingsOf(figures: Figures): Finding[] {
  if (figures.transitions === 0)
    return [{ kind: 'loss', text: `no transition is in the recording; ${lossClause(figures)}` }]
  const { hurting, waiting } = waitFindings(figures)
  const worst = [...delayFindings(figures), ...hurting].sort((a, b) => (b.ns ?? 0) - (a.ns ?? 0))
  const loss: Finding = { kind: 'loss', text: lossClause(figures) }
  const grave = isGrave(figures)
  return [
    ...(grave ? [loss] : []),
    ...worst.slice(0, DELAYS_MAX),
    ...starvation(figures),
    ...waiting,
    ...busiest(figures),
    ...growth(figures),
    ...(grave ? [] : [loss]),
    ...processors(figures),
  ]
}

/** Whether so much is missing that everything else must be read with that in mind. */
function isGrave({ losses, transitions, told_ns }: Figures): boolean {
  return (
    losses.lost > GRAVE * (losses.lost + transitions) || losses.gaps_ns > GRAVE * (losses.gaps_ns + told_ns)
  )
}

/** A goroutine keeps its P while the kernel does not run the thread, so delays and runs blame whoever held the P. */
function starvation({ kernel, told_ns }: Figures): Finding[] {
  const {
    threads_waited_ns: waitedNs = 0,
    throttled_ns: throttledNs = 0,
    throttled_periods,
    periods,
  } = kernel ?? {}
  const texts: string[] = []
  if (throttledNs > THROTTLED * told_ns)
    texts.push(
      `the CPU quota of the process's cgroup stopped it for ${duration(throttledNs)} of ${duration(told_ns)}, in ${throttled_periods} of ${periods} periods`,
    )
  if (waitedNs > STARVED * told_ns)
    texts.push(`its threads waited ${duration(waitedNs)} for a CPU, all together`)
  if (texts.length === 0) return []
  return [
    {
      kind: 'kernel',
      text: `${texts.join('; ')}: delays and runs are longer by it, whoever held the P`,
      ns: throttledNs,
    },
  ]
}

function delayFindings(figures: Figures): Finding[] {
  return figures.delays.map(delay => ({
    kind: 'delay',
    text: delayText(delay, figures),
    first_ns: delay.first_ns,
    last_ns: delay.last_ns,
    goid: delay.goid,
    site: delay.site,
    ns: delay.delay_ns,
  }))
}

function delayText(delay: DelayReport, figures: Figures): string {
  const { stage, p, open, delay_ns, delayed, least_ns } = delay
  const who = goroutine(delay.goid, delay.site)
  const what = stage === 'create_to_run' ? 'new and did not run' : 'runnable and did not run'
  const how = open ? `for the last ${duration(delay_ns)} of the recording` : `for ${duration(delay_ns)}`
  const where = p === null ? '' : `, then ran on P ${p}`
  const parts = [`${who} was ${what} ${how} from ${moment(delay.since_ns, figures)} on${where}`]
  for (const each of delay.meanwhile) parts.push(meanwhileText(each, delay, figures))
  if (delayed > 1) {
    const sites = delay.delayed_sites.map(each => `${each.goroutines} of ${place(each.site)}`)
    const more = sites.length > DELAYED_SITES_MAX ? ', …' : ''
    const named = `${sites.slice(0, DELAYED_SITES_MAX).join(', ')}${more}`
    parts.push(`${count(delayed)} goroutines were delayed by ${duration(least_ns)} or more then (${named})`)
  }
  return parts.join('; ')
}

function meanwhileText(each: MeanwhileReport, delay: DelayReport, figures: Figures): string {
  const where = each.p === delay.p ? `P ${each.p}` : `P ${each.p}, where it was made runnable,`
  const endNs = delay.since_ns + delay.delay_ns
  const unknown =
    each.known_ns > delay.since_ns
      ? ` (of the time before ${offset(each.known_ns, figures)} nothing is known)`
      : ''
  const idleNs = endNs - each.known_ns - each.busy_ns
  const idle = idleNs > delay.delay_ns / 2 ? `no goroutine for ${duration(idleNs)} of it` : ''
  if (!each.longest) return `${where} was held by ${idle || 'no goroutine meanwhile'}${unknown}`
  const { goid, site, ns } = each.longest
  const one = `${idle ? `${idle}, and ` : ''}${goroutine(goid, site)} for ${duration(ns)}${idle ? '' : ' of it'}`
  const others =
    each.goroutines > 1
      ? `, and ${number(each.goroutines - 1, 'other')} for ${duration(each.busy_ns - ns)}`
      : ''
  return `${where} was held by ${one}${others}${unknown}`
}

function busiest({ sites, told_ns }: Figures): Finding[] {
  const total = sites.reduce((sum, { stages }) => sum + stages.run.total_ns, 0)
  const ran = sites.filter(({ stages }) => stages.run.count > 0)
  return ran.slice(0, SITES_MAX).map(({ stages: { run }, live: _, ...site }) => {
    const ps = told_ns > 0 ? (run.total_ns / told_ns).toFixed(2) : '?'
    const share = percent(run.total_ns / total)
    return {
      kind: 'busiest',
      text: `${place(site)} ran for ${duration(run.total_ns)} in all, ${share} of all running (${ps} Ps on average): ${number(run.count, 'run')}, the longest ${duration(run.max_ns)}`,
      site,
      ns: run.total_ns,
    }
  })
}

function growth(figures: Figures): Finding[] {
  const { growth, told_ns, goroutines } = figures
  if (growth.length === 0) {
    const { first } = goroutines
    const last = `${goroutines.last} at its end${unknownAtEnd(figures)}`
    return [
      {
        kind: 'growth',
        text: `no site's live goroutines rise through the recording (${first} live at its beginning, ${last})`,
      },
    ]
  }
  return growth.slice(0, GROWTH_MAX).map(rise => ({
    kind: 'growth',
    text: `${place(rise.site)} grows by ${figure(rise.per_second)} goroutines/s: from ${rise.first} to ${rise.last} over ${duration(told_ns)}, a leak if it goes on`,
    site: rise.site,
  }))
}

function processors(figures: Figures): Finding[] {
  const { processors, syscalls, told_ns } = figures
  if (processors.seen === 0) return []
  const within = syscalls ? '' : ' (system calls included, they have no probes)'
  const { idle_while_runnable_ns: idleNs, runnable_max: most, runnable_mean: mean } = processors
  return [
    {
      kind: 'processors',
      text: `${number(processors.seen, 'P')} ran goroutines ${percent(processors.busy_share)} of the time${within}; a goroutine was runnable while a P was idle for ${duration(idleNs)} of ${duration(told_ns)}; ${figure(mean)} were runnable on average, at most ${most}, at ${moment(processors.runnable_max_ns, figures)}`,
      first_ns: processors.runnable_max_ns,
      last_ns: processors.runnable_max_ns,
    },
  ]
}
