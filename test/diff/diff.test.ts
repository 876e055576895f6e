import assert from 'node:assert/strict'
import test from 'node:test'
import { diffOf } from '../../lib/diff/diff.js'
import type { Change, Diff, SiteChange } from '../../lib/diff/result.js'
import { textOf } from '../../lib/diff/text.js'
import type { StageName } from '../../lib/latency/report.js'
import type { Crew } from '../report/actor.js'
import { Program, type ProgramOptions } from '../report/program.js'

const crews: Crew[] = [
  { name: 'main.accept', goroutines: 1, runNs: 20e3, waitNs: 2e6, reason: 4 },
  { name: 'main.serve', goroutines: 30, runNs: 60e3, waitNs: 6e6, reason: 4 },
  { name: 'main.fetch', goroutines: 10, runNs: 40e3, waitNs: 4e6, reason: 1 },
  { name: 'main.flush', goroutines: 8, runNs: 300e3, waitNs: 30e6, reason: 3 },
  { name: 'main.lock', goroutines: 4, runNs: 20e3, waitNs: 3e6, reason: 2 },
  { name: 'main.brief', goroutines: 0, runNs: 30e3, waitNs: 0, bornPerS: 400 },
]

function program(seed: number, options: Partial<ProgramOptions> = {}): Program {
  return new Program({ seed, seconds: 2, ps: 4, crews, ...options })
}

/** The crews with one of them changed. */
function changed(name: string, change: (crew: Crew) => Partial<Crew>): Crew[] {
  return crews.map(crew => (crew.name === name ? { ...crew, ...change(crew) } : crew))
}

function siteOf(sites: readonly SiteChange[], name: string): SiteChange {
  return sites.find(({ after, before }) => (after[0] ?? before[0])!.function === name)!
}

function changeOf(
  site: SiteChange,
  stage: StageName,
  measure: keyof SiteChange['stages'][0]['changes'],
): Change {
  return site.stages.find(each => each.stage === stage)!.changes[measure]
}

test('of 20 pairs of the same program at most 5 % of the sites are called changed', async () => {
  let sites = 0
  let flagged = 0
  for (let pair = 0; pair < 20; pair++) {
    const diff = await diffOf([program(100 + 2 * pair)], [program(101 + 2 * pair)])
    assert.ok(diff.tests > 50, `${diff.tests} tests`)
    sites += diff.sites.length
    flagged += diff.sites.filter(({ certain }) => certain).length
  }
  assert.equal(sites, 20 * crews.length)
  assert.ok(flagged <= 0.05 * sites, `${flagged} of ${sites}`)
})

test('a site that runs 20 % longer ranks first, whichever it is', async () => {
  for (const [i, name] of ['main.serve', 'main.fetch', 'main.brief', 'main.flush', 'main.lock'].entries()) {
    const slower = changed(name, ({ runNs }) => ({ runNs: runNs * 1.2 }))
    const diff = await diffOf([program(10 + i)], [program(20 + i, { crews: slower })])
    const [first] = diff.sites
    assert.equal(first!.after[0]!.function, name, textOf(diff).join('\n'))
    assert.deepEqual([first!.rank, first!.certain], [1, true])
    const mean = changeOf(first!, 'run', 'mean')
    assert.ok(mean.certain && mean.low! < 1.2 && mean.high! > 1.2, JSON.stringify(mean))
    assert.ok(mean.low! > 1.1 && mean.high! < 1.3, JSON.stringify(mean))
  }
})

test('a site that waits 20 % longer ranks first, and a faster one is told as faster', async () => {
  const longer = changed('main.fetch', ({ waitNs }) => ({ waitNs: waitNs * 1.2 }))
  const slow = await diffOf([program(1)], [program(2, { crews: longer })])
  assert.equal(slow.sites[0]!.after[0]!.function, 'main.fetch')
  assert.ok(changeOf(slow.sites[0]!, 'wait', 'p50').ratio! > 1.15)
  const fast = await diffOf([program(3, { crews: longer })], [program(4)])
  assert.equal(fast.sites[0]!.after[0]!.function, 'main.fetch')
  assert.ok(changeOf(fast.sites[0]!, 'wait', 'mean').ratio! < 0.87)
})

test('runs with system calls in them are not compared with runs without', async () => {
  const slower = changed('main.fetch', ({ runNs, waitNs }) => ({ runNs: runNs * 1.5, waitNs: waitNs * 1.2 }))
  const note = /^some of the recordings were made with --syscalls/
  const pair = (before: boolean, after: boolean) =>
    diffOf([program(1, { syscalls: before })], [program(2, { syscalls: after, crews: slower })])
  for (const both of [false, true]) {
    const like = await pair(both, both)
    assert.deepEqual(like.sites[0]!.most!.stage, 'run')
    assert.ok(!like.notes.some(text => note.test(text)))
  }
  const unlike = await pair(false, true)
  assert.ok(
    unlike.notes.some(text => note.test(text)),
    textOf(unlike).join('\n'),
  )
  const site = siteOf(unlike.sites, 'main.fetch')
  const run = changeOf(site, 'run', 'mean')
  assert.ok(run.after > run.before * 1.3, 'what each side has is told')
  assert.deepEqual([run.ratio, run.low, run.chance_none, run.certain], [null, null, null, false])
  assert.deepEqual([site.certain, site.most!.stage], [true, 'wait'])
})

test('measures are those of all intervals of the side', async () => {
  const [a, b] = [program(7), program(8)]
  const diff = await diffOf([a], [b])
  const sum = (side: 'count_before' | 'count_after') =>
    diff.sites.reduce((all, { stages }) => all + stages.find(({ stage }) => stage === 'run')![side], 0)
  assert.deepEqual([sum('count_before'), sum('count_after')], [a.truth.runs, b.truth.runs])
  const ns = diff.sites.reduce(
    (all, { stages }) => all + stages.find(({ stage }) => stage === 'run')!.total_before_ns,
    0,
  )
  assert.equal(ns, a.truth.runNs)
  const { before: rate } = changeOf(siteOf(diff.sites, 'main.brief'), 'create_to_run', 'rate')
  assert.ok(Math.abs(rate - a.truth.born / 2) < 2, `${rate} of ${a.truth.born / 2}`)
})

test('the same files and seed give the same answer', async () => {
  const once = await diffOf([program(1)], [program(2)], { seed: 3 })
  const again = await diffOf([program(1)], [program(2)], { seed: 3 })
  assert.deepEqual(again, once)
  const other = await diffOf([program(1)], [program(2)], { seed: 4 })
  const low = (diff: Diff) => changeOf(siteOf(diff.sites, 'main.flush'), 'run', 'mean').low
  assert.notEqual(low(other), low(once))
})

test('several files a side are one side', async () => {
  const files = (from: number, options?: Partial<ProgramOptions>) =>
    [0, 1, 2].map(i => program(from + i, { seconds: 1.5, ...options }))
  const slower = changed('main.serve', ({ runNs }) => ({ runNs: runNs * 1.2 }))
  const before = files(30)
  const diff = await diffOf(before, files(40, { crews: slower }))
  assert.equal(diff.before.files.length, 3)
  assert.ok(Math.abs(diff.before.told_ns - 4.5e9) < 1)
  assert.equal(diff.before.blocks, 48)
  assert.equal(diff.sites[0]!.after[0]!.function, 'main.serve')
  assert.ok(diff.sites[0]!.certain)
  assert.ok(diff.notes.every(note => !note.includes('fewer than three')))
  const same = await diffOf(files(50), files(60))
  assert.equal(same.certain, 0, textOf(same).join('\n'))
})

test('a run that differs from the others of its side makes nothing certain', async () => {
  const slower = changed('main.serve', ({ runNs }) => ({ runNs: runNs * 1.4 }))
  const side = (from: number, slow: number) =>
    [0, 1, 2, 3].map(i => program(from + i, { seconds: 1, ...(i < slow ? { crews: slower } : {}) }))
  const diff = await diffOf(side(70, 1), side(80, 2))
  assert.equal(changeOf(siteOf(diff.sites, 'main.serve'), 'run', 'mean').certain, false)
})

test('sites that only one side has are told apart', async () => {
  const diff = await diffOf(
    [program(1, { crews: crews.slice(1) })],
    [program(2, { crews: crews.slice(0, 5) })],
  )
  assert.deepEqual(
    diff.only_before.map(({ before }) => before[0]!.function),
    ['main.brief'],
  )
  assert.deepEqual(
    diff.only_after.map(({ after }) => after[0]!.function),
    ['main.accept'],
  )
  assert.equal(diff.sites.length, 4)
})

test('losses are told, and rates count the time outside of them', async () => {
  const gap = { fromS: 1, untilS: 1.5 }
  const diff = await diffOf([program(1, { gap })], [program(2)])
  assert.ok(Math.abs(diff.before.told_ns - 1.5e9) < 1, `${diff.before.told_ns}`)
  assert.ok(diff.before.lost > 100)
  assert.ok(diff.notes.some(note => note.startsWith('events were lost')))
  const rate = changeOf(siteOf(diff.sites, 'main.serve'), 'run', 'rate')
  assert.ok(Math.abs(rate.ratio! - 1) < 0.02, `${rate.ratio}`)
  assert.equal(diff.certain, 0, textOf(diff).join('\n'))
})

test('recordings of nothing are compared to nothing', async () => {
  const none = program(1, { crews: [] })
  const idle = program(2, { crews: [], seconds: 0 })
  for (const [before, after] of [
    [none, idle],
    [none, program(3)],
    [program(3), idle],
  ] as const) {
    const diff = await diffOf([before], [after])
    assert.equal(diff.certain, 0)
    assert.ok(diff.notes.some(note => note.includes('nothing to compare')))
    assert.doesNotMatch(textOf(diff).join('\n'), /NaN|undefined|Infinity/)
  }
})

test('the text has the first change first', async () => {
  const slower = changed('main.fetch', ({ runNs }) => ({ runNs: runNs * 1.2 }))
  const lines = textOf(await diffOf([program(1)], [program(2, { crews: slower })]))
  assert.doesNotMatch(lines.join('\n'), /NaN|undefined|Infinity/)
  const first = lines.find(line => line.startsWith(' 1. '))!
  assert.match(first, /^ 1\. main\.fetch · main\.go:12: run (mean|p50) \+\d+ % \(95 %: \+\d+ % to \+\d+ %\)$/)
})
