import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { chromeFormat } from '../../lib/export/chrome/chrome.js'
import { playSample, playSynthetic } from '../recording/told.js'
import { folderFor, Kept, written } from './csv-session.js'
import { Ledger, linesOf } from './perfettoledger.js'
import { slicesOf, sums, within } from './perfettoqueries.js'
import { perfettoEngine } from './perfettowheel.js'
import { type Row, TraceProcessor } from './traceprocessor.js'

const sources: [name: string, play: (kept: Kept) => Promise<void> | void][] = [
  ['the sample of a real server', kept => playSample(kept)],
  [
    'a made-up program',
    kept => playSynthetic(kept, { goroutines: 300, seed: 5, events: 60_000, stepNs: 5000 }),
  ],
]

for (const [name, play] of sources)
  test(`Chrome's JSON of ${name}, read by Perfetto's engine, says what the rows say`, async t => {
    const kept = new Kept()
    await play(kept)
    const ledger = new Ledger()
    kept.play(ledger)
    const path = written(folderFor(t), 'trace', kept, chromeFormat)
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: { ph: string }[] }
    assert.ok(traceEvents.length > ledger.rows)

    const engine = await TraceProcessor.load(perfettoEngine(), path)
    assert.deepEqual(await engine.problems(), [])
    assert.deepEqual(await sums(engine, slicesOf.chrome, "site || '|' || name"), linesOf(ledger.sums))
    assert.deepEqual(await sums(engine, slicesOf.chrome, 'name'), linesOf(ledger.overall))
    const [flow] = (await engine.query('select count(*) as n from flow')) as [Row]
    assert.equal(flow.n, traceEvents.filter(event => event.ph === 'f').length)
  })

test('with many losses no slice reaches over one', async t => {
  const kept = new Kept()
  await playSynthetic(kept, {
    goroutines: 200,
    seed: 12,
    events: 60_000,
    stepNs: 3000,
    eventsPerLoss: 10_000,
  })
  const ledger = new Ledger()
  kept.play(ledger)
  assert.ok(ledger.gaps.length > 3, `${ledger.gaps.length} losses`)
  const path = written(folderFor(t), 'lossy', kept, chromeFormat)
  const engine = await TraceProcessor.load(perfettoEngine(), path)
  assert.deepEqual(await engine.problems(), [])
  assert.deepEqual(await sums(engine, slicesOf.chrome, 'name'), linesOf(ledger.overall))
  assert.equal(await within(engine, slicesOf.chrome, ledger.gaps, 0), 0)
  assert.equal(await within(engine, "select ts, dur from slice where category = 'p'", ledger.gaps, 0), 0)
})
