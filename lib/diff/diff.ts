import { RunqscopeError } from '../errors.js'
import type { StageName } from '../latency/report.js'
import type { SiteName } from '../model/sites.js'
import type { RecordingHead, RecordingVisitor } from '../recording/walk.js'
import { version } from '../version.js'
import { adjusted } from './chance.js'
import { compared, type Drawn, type Test } from './compare.js'
import { type Pair, Pairs } from './pairs.js'
import { scoreOf, totalsOf } from './ranking.js'
import { randomOf, schemesOf } from './resamples.js'
import type { Diff, DiffSettings, DiffSide, DiffSite, SiteChange, StageChange } from './result.js'
import { Side } from './side.js'

/** A recording to read; what `openRecording` gives. */
export interface DiffInput {
  path: string
  head: RecordingHead
  walk(visitor: RecordingVisitor): Promise<void>
}

export const defaults: DiffSettings = {
  seed: 1,
  resamples: 400,
  blocks: 48,
  level: 0.05,
  least: 0.05,
  system: false,
}

/** Without probes on system calls a run goes on through them, and only those that blocked are seen to end. */
const unlikeStages: readonly StageName[] = ['run', 'syscall']

/** Shorter blocks hold too few rounds of what a program does to be independent of each other. */
const BLOCK_NS_SHORT = 20e6

/**
 * Compares two sets of recordings by site and stage. Reads each file once.
 * @throws RunqscopeError usage: a side is empty; io: from reading
 */
export async function diffOf(
  before: readonly DiffInput[],
  after: readonly DiffInput[],
  options: Partial<DiffSettings> = {},
): Promise<Diff> {
  if (before.length === 0 || after.length === 0)
    throw RunqscopeError.make(
      'usage',
      'a side of the comparison has no recording',
      'name at least one for each',
    )
  const settings = { ...defaults, ...options }
  const pairs = new Pairs(sitesOf(before), sitesOf(after))
  const random = randomOf(settings.seed)
  const left = await drawnOf(before, names => pairs.of(names, 'before'), settings, random)
  const right = await drawnOf(after, names => pairs.of(names, 'after'), settings, random)

  const probed = [...before, ...after].map(({ head }) => head.syscalls)
  const syscalls = probed.every(Boolean)
  const unlike = probed.some(Boolean) && !syscalls ? unlikeStages : []
  const tests: Test[] = []
  const wanted = pairs.pairs
    .map((pair, number) => ({ pair, number }))
    .filter(({ pair }) => settings.system || !isSystem(pair))
  const rows = wanted.map(({ pair, number }) => {
    const found = compared(number, left, right, settings, unlike)
    tests.push(...found.tests)
    return { pair, stages: found.stages }
  })
  const certain = decide(tests, settings.level)
  const told = rows.filter(({ stages }) => stages.length > 0)
  const totals = totalsOf(told.map(({ stages }) => stages))
  const sites = told.map(({ pair, stages }) => siteChange(pair, stages, scoreOf(stages, totals, syscalls)))
  const both = ({ stages }: SiteChange) =>
    stages.some(each => each.count_before > 0) && stages.some(each => each.count_after > 0)
  const alone = sites.filter(site => !both(site))
  return {
    type: 'diff',
    version,
    before: sideOf(before, left.side),
    after: sideOf(after, right.side),
    options: settings,
    tests: tests.length,
    certain,
    notes: notesOf(left.side, right.side, settings, unlike),
    sites: ranked(sites.filter(both)),
    only_before: ranked(alone.filter(({ stages }) => stages.some(each => each.count_before > 0))),
    only_after: ranked(alone.filter(({ stages }) => stages.some(each => each.count_after > 0))),
  }
}

function sitesOf(inputs: readonly DiffInput[]): SiteName[] {
  return inputs.flatMap(({ head }) => [...head.sites])
}

function isSystem({ before, after }: Pair): boolean {
  return [...before, ...after].every(({ system }) => system)
}

async function drawnOf(
  inputs: readonly DiffInput[],
  numbers: (names: readonly SiteName[]) => Uint32Array,
  settings: DiffSettings,
  random: () => number,
): Promise<Drawn> {
  const ns = inputs.reduce((sum, { head }) => sum + Math.max(0, head.lastNs - head.firstNs), 0)
  const side = new Side(({ sites }: RecordingHead) => numbers(sites), Math.max(1, ns / settings.blocks))
  for (const input of inputs) await input.walk(side)
  return { side, schemes: schemesOf(side.blockFile, side.blockNs, settings.resamples, random) }
}

/** Adjusts the chances for their number and marks what is certain; returns how many are. */
function decide(tests: readonly Test[], level: number): number {
  const none = adjusted(tests.map(({ change }) => change.chance_none!))
  const least = adjusted(tests.map(({ change }) => change.chance_least!))
  let certain = 0
  for (const [i, { change }] of tests.entries()) {
    change.chance_none = none[i]
    change.chance_least = least[i]
    change.certain = least[i] <= level
    if (change.certain) certain++
  }
  return certain
}

function siteChange(
  pair: Pair,
  stages: StageChange[],
  scored: Pick<SiteChange, 'score' | 'most'>,
): SiteChange {
  return {
    rank: 0,
    ...scored,
    certain: stages.some(({ changes }) => Object.values(changes).some(change => change.certain)),
    before: pair.before.map(diffSite),
    after: pair.after.map(diffSite),
    moved: pair.moved,
    stages,
  }
}

function diffSite({ function: name, createdAt, createdBy, system }: SiteName): DiffSite {
  return { function: name, created_at: createdAt, created_by: createdBy, system }
}

function intervals({ stages }: SiteChange): number {
  return stages.reduce((sum, { count_before, count_after }) => sum + count_before + count_after, 0)
}

/** By score, and what has none by how much there is of it. */
function ranked(sites: SiteChange[]): SiteChange[] {
  sites.sort((a, b) => b.score - a.score || intervals(b) - intervals(a))
  for (const [i, site] of sites.entries()) site.rank = i + 1
  return sites
}

function sideOf(inputs: readonly DiffInput[], side: Side): DiffSide {
  return {
    files: inputs.map(({ path }) => path),
    told_ns: toldNs(side),
    blocks: side.blockNs.length,
    transitions: side.rows,
    lost: side.lost,
    gaps: side.gaps,
    unknown_since: side.unknownSince,
  }
}

function toldNs({ blockNs }: Side): number {
  return blockNs.reduce((sum, ns) => sum + ns, 0)
}

function notesOf(
  before: Side,
  after: Side,
  { blocks }: DiffSettings,
  unlike: readonly StageName[],
): string[] {
  const notes: string[] = []
  const sides = [before, after]
  if (sides.some(({ rows }) => rows === 0))
    notes.push('a side holds no transition: there is nothing to compare')
  if (unlike.length > 0)
    notes.push(
      'some of the recordings were made with --syscalls and some without: runs hold the system calls in the latter only, so runs and system calls are not compared',
    )
  if (Math.min(before.files, after.files) < 3)
    notes.push(
      'with fewer than three recordings a side, how much one run differs from the next is not known: what is called certain holds for these runs',
    )
  if (sides.some(side => side.rows > 0 && toldNs(side) / blocks < BLOCK_NS_SHORT))
    notes.push('a side is shorter than a second or so: the confidence is weak')
  if (sides.some(({ gaps }) => gaps > 0))
    notes.push(
      'events were lost: intervals across the gaps are in no figure, and rates count the time outside of them',
    )
  return notes
}
