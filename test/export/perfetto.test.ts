import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind, NO_P } from '../../lib/contract.gen.js'
import { perfettoFormat } from '../../lib/export/perfetto/perfetto.js'
import { Flag, State } from '../../lib/model/transition.js'
import { playSample, playSynthetic } from '../recording/told.js'
import { folderFor, headWith, Kept, liveAt, written } from './csv-session.js'
import { Ledger, linesOf } from './perfettoledger.js'
import { baseOf, one, slicesOf, sums, within } from './perfettoqueries.js'
import { perfettoEngine } from './perfettowheel.js'
import { TraceProcessor } from './traceprocessor.js'

const { Undetermined, NotExist, Runnable, Running, Waiting } = State

const sources: [name: string, play: (kept: Kept) => Promise<void> | void][] = [
  ['the sample of a real server', kept => playSample(kept)],
  [
    'a made-up program',
    kept => playSynthetic(kept, { goroutines: 500, seed: 7, events: 200_000, stepNs: 5000 }),
  ],
]

for (const [name, play] of sources)
  test(`Perfetto's engine finds in ${name} what the rows say, and nothing it cannot read`, async t => {
    const kept = new Kept()
    await play(kept)
    const ledger = new Ledger()
    kept.play(ledger)
    assert.ok(ledger.rows > 10_000, `${ledger.rows} rows are too few to tell anything`)
    assert.equal(ledger.gaps.length, 0)
    const engine = await TraceProcessor.load(
      perfettoEngine(),
      written(folderFor(t), 'trace', kept, perfettoFormat),
    )

    assert.deepEqual(await engine.problems(), [])
    assert.deepEqual(await sums(engine, slicesOf.perfetto, "site || '|' || name"), linesOf(ledger.sums))
    assert.deepEqual(await sums(engine, slicesOf.perfetto, 'name'), linesOf(ledger.overall))
    const ps = await engine.query(
      `select t.name as p, count(*) as n, sum(s.dur) as ns from slice s join track t on s.track_id = t.id
       where s.category = 'p' and s.dur >= 0 group by 1`,
    )
    assert.deepEqual(ps.map(({ p, n, ns }) => `${String(p).slice(1)}|${n}|${ns}`).sort(), linesOf(ledger.ps))
    assert.equal(await one(engine, 'select count(*) from flow'), ledger.caused)
    const shown = await one(engine, `select count(distinct track) from (${slicesOf.perfetto})`)
    assert.equal(shown, ledger.goids.size)
    assert.ok(Number(await one(engine, 'select count(*) from counter')) > 10)
  })

/** Two goroutines, a loss in the middle, a contradiction, a late row. */
function story(): Kept {
  const kept = new Kept()
  kept.begin(
    headWith(['main.worker', 'ma\u0000in.ö\ud800'], 10_000),
    liveAt(100, [
      { goid: 1, state: Running, site: 0 },
      { goid: 2, state: Waiting, reason: 1, site: 0 },
      { goid: 4, state: Undetermined, site: 1 },
    ]),
  )
  const common = {
    other: 0,
    createdNs: Number.NaN,
    endedReason: 255,
    reason: 255,
    flags: 0,
    site: 0,
    tid: 7,
    p: 3,
  }
  const row = (of: object) => ({ ...common, sinceNs: Number.NaN, ...of })
  const add = (...rows: object[]) => kept.calls.push({ rows: rows as never })
  add(
    row({ timeNs: 200, goid: 2, kind: Kind.READY, from: Waiting, to: Runnable, endedReason: 1, other: 1 }),
    row({ timeNs: 300, goid: 3, kind: Kind.CREATE, from: NotExist, to: Runnable, other: 1, site: 1 }),
    row({ timeNs: 400, goid: 1, kind: Kind.PARK, from: Running, to: Waiting, reason: 2 }),
    row({ timeNs: 500, sinceNs: 200, goid: 2, kind: Kind.RUN, from: Runnable, to: Running }),
    // It comes late, and contradicts what is shown already.
    row({
      timeNs: 450,
      goid: 1,
      kind: Kind.RUN,
      from: Runnable,
      to: Running,
      p: NO_P,
      flags: Flag.Disagreement,
    }),
  )
  kept.calls.push({ gap: { firstNs: 1000, lastNs: 2000, lost: { ring_full: 5, g_fault: 0 } } })
  // Within the loss: it tells no state.
  add(row({ timeNs: 1500, goid: 1, kind: Kind.PARK, from: Running, to: Waiting, reason: 1 }))
  add(
    row({ timeNs: 2500, goid: 2, kind: Kind.PARK, from: Running, to: Waiting, reason: 2 }),
    row({
      timeNs: 2600,
      sinceNs: 2500,
      goid: 2,
      kind: Kind.READY,
      from: Waiting,
      to: Runnable,
      endedReason: 2,
    }),
  )
  kept.calls.push({
    live: liveAt(3000, [
      { goid: 1, state: Waiting, reason: 1 },
      { goid: 2, state: Runnable, sinceNs: 2600 },
    ]),
  })
  add(row({ timeNs: 4000, goid: 1, kind: Kind.READY, from: Waiting, to: Runnable, endedReason: 1 }))
  kept.end(10_000)
  return kept
}

test('a loss ends every slice, and what is not known is not shown', async t => {
  const kept = story()
  const base = BigInt(kept.head.baseNs)
  const path = written(folderFor(t), 'story', kept, perfettoFormat)
  const engine = await TraceProcessor.load(perfettoEngine(), path)
  assert.deepEqual(await engine.problems(), [])
  const start = Number(BigInt(String(await one(engine, 'select cast(min(ts) as text) from slice'))) - base)
  assert.equal(start, 100)
  const rows = await engine.query(
    `select track, name, ts - (select min(ts) from slice) + 100 as ts, dur, began, ended from (${slicesOf.perfetto})
     order by track, ts`,
  )
  assert.deepEqual(
    rows.map(({ track, name, ts, dur, began, ended }) =>
      [track, name, ts, dur, began ?? '', ended ?? ''].join(' ').trimEnd(),
    ),
    [
      'G1 running 100 300 not seen',
      'G1 IO wait 400 50  contradicted',
      'G1 running 450 550  events lost',
      'G1 chan receive 3000 1000 not seen',
      'G1 runnable 4000 -1',
      'G2 chan receive 100 100 not seen',
      'G2 runnable 200 300',
      'G2 running 500 500  events lost',
      'G2 IO wait 2500 100',
      'G2 runnable 2600 -1',
      'G3 runnable 300 700  events lost',
    ],
  )
  const lost = await engine.query(
    "select s.name, s.dur, extract_arg(s.arg_set_id, 'debug.ring_full') as ring from slice s where category = 'loss'",
  )
  assert.deepEqual(lost, [{ name: '5 lost', dur: 1000, ring: 5 }])
  assert.equal(await one(engine, 'select count(*) from flow'), 2)
})

test('as threads on CPUs, the engine’s own tables agree', async t => {
  const kept = new Kept()
  await playSynthetic(kept, { goroutines: 300, seed: 3, events: 100_000, stepNs: 5000 })
  const ledger = new Ledger()
  kept.play(ledger)
  const path = written(folderFor(t), 'sched', kept, perfettoFormat, { sched: true })
  const engine = await TraceProcessor.load(perfettoEngine(), path)
  // The first switch of each CPU only tells the engine of it.
  const [first, ...more] = await engine.problems()
  assert.deepEqual([first!.name, first!.value, more], ['compact_sched_switch_skipped', 5, []])
  const ps = await engine.query(
    `select cpu, count(*) as n, sum(dur) as ns from sched where dur >= 0 and utid in (select utid from thread where tid > 0)
     and end_state is not null group by 1`,
  )
  assert.deepEqual(ps.map(({ cpu, n, ns }) => `${cpu}|${n}|${ns}`).sort(), linesOf(ledger.ps))
  const runnable = await engine.query(
    "select count(*) as n, sum(dur) as ns from thread_state where state = 'R' and dur >= 0 and utid in (select utid from thread where tid > 0)",
  )
  const { count, ns } = ledger.overall.get('runnable')!
  assert.deepEqual(runnable, [{ n: count, ns }])
  const latency = await engine.query(
    `include perfetto module sched.latency;
     select count(*) as n, sum(latency_dur) as ns from sched_latency_for_running_interval`,
  )
  assert.deepEqual(latency, [{ n: count, ns }])
})

test('with many losses no slice and no thread state reaches over one', async t => {
  const kept = new Kept()
  await playSynthetic(kept, {
    goroutines: 200,
    seed: 11,
    events: 150_000,
    stepNs: 3000,
    eventsPerLoss: 20_000,
  })
  const ledger = new Ledger()
  kept.play(ledger)
  assert.ok(ledger.gaps.length > 3, `${ledger.gaps.length} losses`)
  const folder = folderFor(t)
  const origin = baseOf(kept.head)

  const engine = await TraceProcessor.load(perfettoEngine(), written(folder, 'lossy', kept, perfettoFormat))
  assert.deepEqual(await engine.problems(), [])
  assert.deepEqual(await sums(engine, slicesOf.perfetto, 'name'), linesOf(ledger.overall))
  assert.equal(await within(engine, slicesOf.perfetto, ledger.gaps, origin), 0)
  const wider = ledger.gaps.map(gap => ({ ...gap, firstNs: gap.firstNs - 1000 }))
  assert.ok((await within(engine, slicesOf.perfetto, wider, origin)) > 0, 'the question finds what is there')
  const onPs = "select ts, dur from slice where category = 'p'"
  assert.equal(await within(engine, onPs, ledger.gaps, origin), 0)
  assert.equal(await one(engine, "select count(*) from slice where category = 'loss'"), ledger.gaps.length)

  const path = written(folder, 'lossy-sched', kept, perfettoFormat, { sched: true })
  const sched = await TraceProcessor.load(perfettoEngine(), path)
  const named =
    "select ts, dur from thread_state where state in ('R', 'R+', 'S', 'D', 'Running') and utid in (select utid from thread where tid > 0)"
  assert.ok(Number(await one(sched, `select count(*) from (${named})`)) > 100_000)
  assert.equal(await within(sched, named, ledger.gaps, origin), 0)
})
