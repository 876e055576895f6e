import { siteLabel } from '../console/table.js'
import { count, duration } from '../console/units.js'
import { type Measure, measures } from './estimate.js'
import type { Change, Diff, DiffSide, SiteChange, StageChange } from './result.js'

const SITE_WIDTH = 60
const STAGE_WIDTH = 16
/** Told in full, and told in a line each. */
const CERTAIN_MAX = 20
const OTHERS_MAX = 10

const columns: [Measure, string][] = [
  ['rate', 'rate /s'],
  ['mean', 'mean'],
  ['p50', 'p50'],
  ['p99', 'p99'],
]

/** A comparison as lines of text. Names are as the targets have them. */
export function textOf(diff: Diff): string[] {
  const certain = diff.sites.filter(site => site.certain)
  const others = diff.sites.filter(site => !site.certain)
  return [
    'runqscope diff',
    sideLine('before', diff.before),
    sideLine('after ', diff.after),
    `${count(diff.sites.length)} sites on both sides, ${count(diff.tests)} tests; ${certainLine(diff, certain.length)}`,
    ...diff.notes.map(note => `note: ${note}`),
    ...certain.slice(0, CERTAIN_MAX).flatMap(siteLines),
    ...(certain.length > CERTAIN_MAX ? ['', `… ${certain.length - CERTAIN_MAX} more; --json has all`] : []),
    ...othersLines(others),
    ...aloneLines('only before', diff.only_before),
    ...aloneLines('only after', diff.only_after),
  ]
}

function sideLine(name: string, { files, told_ns, transitions, lost, blocks }: DiffSide): string {
  const loss = lost > 0 ? `LOST ${lost}` : '0 lost'
  return `${name} ${files.join(' ')}: ${duration(told_ns)} told in ${blocks} blocks, ${count(transitions)} transitions, ${loss}`
}

function certainLine({ options, certain }: Diff, sites: number): string {
  const least = `${Math.round(options.least * 100)} %`
  if (certain === 0) return `no change of more than ${least} is certain`
  return `${count(certain)} changes of more than ${least} at ${count(sites)} sites are certain (at most ${Math.round(options.level * 100)} % of such are expected to be wrong)`
}

function siteLines(site: SiteChange): string[] {
  return [
    '',
    `${String(site.rank).padStart(2)}. ${nameOf(site)}${mostOf(site)}`,
    `    ${''.padEnd(STAGE_WIDTH)}${columns.map(([, name]) => name.padStart(CELL)).join('')}`,
    ...site.stages.map(stageLine),
  ]
}

function nameOf(site: SiteChange): string {
  const [first] = site.after.length > 0 ? site.after : site.before
  const several = Math.max(site.before.length, site.after.length)
  const together = several > 1 ? ` and ${several - 1} more of its function and creator` : ''
  const from = site.before[0]?.created_at
  const moved =
    site.moved && several === 1 && from ? ` (before: ${from.slice(from.lastIndexOf('/') + 1)})` : ''
  return `${siteLabel(first, SITE_WIDTH)}${together}${moved}`
}

function mostOf({ most, stages }: SiteChange): string {
  const change = most && stages.find(({ stage }) => stage === most.stage)?.changes[most.measure]
  if (!most || !change || change.ratio === null || change.low === null || change.high === null) return ''
  return `: ${most.stage} ${most.measure} ${signed(change.ratio)} (95 %: ${signed(change.low)} to ${signed(change.high)})`
}

const CELL = 30

function stageLine({ stage, changes }: StageChange): string {
  return `    ${stage.padEnd(STAGE_WIDTH)}${measures.map(measure => cell(measure, changes[measure]).padStart(CELL)).join('')}`
}

/** `1.20ms → 1.44ms +20 % *`: the star says that it is certain. */
function cell(measure: Measure, { before, after, ratio, certain }: Change): string {
  const told = (value: number) =>
    value === 0 ? '-' : measure === 'rate' ? perSecond(value) : duration(value)
  const change = ratio === null ? '' : ` ${signed(ratio)}`
  return `${told(before)} → ${told(after)}${change}${certain ? ' *' : '  '}`
}

function perSecond(value: number): string {
  return value >= 100 ? count(value) : value.toPrecision(2)
}

function signed(ratio: number): string {
  if (ratio >= 10) return `×${ratio.toFixed(0)}`
  const change = (ratio - 1) * 100
  const digits = Math.abs(change) < 10 ? 1 : 0
  return `${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(digits)} %`
}

function othersLines(sites: readonly SiteChange[]): string[] {
  if (sites.length === 0) return []
  const shown = sites.filter(({ score }) => score > 0).slice(0, OTHERS_MAX)
  return [
    '',
    `No certain change: ${count(sites.length)} sites`,
    ...shown.map(site => `    ${nameOf(site)}${mostOf(site)}`),
    ...(sites.length > shown.length ? [`    … ${sites.length - shown.length} more; --json has all`] : []),
  ]
}

function aloneLines(title: string, sites: readonly SiteChange[]): string[] {
  if (sites.length === 0) return []
  return [
    '',
    `Sites ${title}: ${count(sites.length)}`,
    ...sites.slice(0, OTHERS_MAX).map(site => {
      const run = site.stages.find(({ stage }) => stage === 'run')
      const runs = (run?.count_before ?? 0) + (run?.count_after ?? 0)
      const ns = (run?.total_before_ns ?? 0) + (run?.total_after_ns ?? 0)
      return `    ${nameOf(site)}: ${count(runs)} run${runs === 1 ? '' : 's'}, ${duration(ns)} in all`
    }),
    ...(sites.length > OTHERS_MAX ? [`    … ${sites.length - OTHERS_MAX} more; --json has all`] : []),
  ]
}
