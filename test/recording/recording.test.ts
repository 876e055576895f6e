import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile } from '../../lib/recording/output.js'
import { randomOf } from '../history/told.js'
import { Heard, linesOf } from './heard.js'
import { inFolder, recordSynthetic, SyntheticSession, tellFile, writeSample } from './told.js'
import { recordWorld, type Truth } from './worlds.js'

for (const syscalls of [false, true])
  for (const losses of [0, 3])
    test(`a world comes back as it was told, with ${losses} losses${syscalls ? ' and system calls' : ''}`, () =>
      inFolder(async folder => {
        let pictures = 0
        for (let seed = 1; seed <= 12; seed++) {
          const path = join(folder, `${seed}.rqs`)
          // Keyframes at every turn: no row of the world lies as far from the next as these do by default.
          const options = seed % 2 ? { keyframeNs: 500 * seed } : {}
          const { truth } = await recordWorld({ seed, losses, syscalls }, createRecordingFile(path), options)
          const heard = new Heard()
          await tellFile(path, heard)
          assert.deepEqual(heard.rows, truth.rows, `seed ${seed}`)
          const gaps = heard.told.flatMap(told => ('gap' in told ? [told] : []))
          assert.deepEqual(
            gaps.map(({ rows, gap }) => ({ rows, ...gap, lost: gap.lost.ring_full })),
            truth.gaps.map(({ rows, gap: { lost, ...gap } }) => ({ rows, ...gap, lost: lost[0] })),
          )
          const lives = heard.told.flatMap(told => ('live' in told ? [told] : []))
          const first = truth.gaps.at(0)?.rows ?? Infinity
          const expected = truth.pictures.filter(({ rows }, at) => at > 0 || rows >= first)
          assert.deepEqual(lives, expected, `seed ${seed}`)
          assert.equal(heard.head!.rows, truth.rows.length)
          assert.equal(heard.head!.whole, true)
          pictures += lives.length
        }
        assert.ok(pictures >= 12 * losses, `${pictures} pictures`)
      }))

test('states at any moment are those that the session had', () =>
  inFolder(async folder => {
    let compared = 0
    for (let seed = 1; seed <= 24; seed++) {
      const path = join(folder, `${seed}.rqs`)
      const { truth } = await recordWorld({ seed, losses: seed % 3 }, createRecordingFile(path), {
        keyframeNs: 300 * seed,
      })
      const recording = openRecording(path)
      compared += momentsCompared(truth, ns => linesOf(recording.statesAt(ns)), seed)
      recording.close()
    }
    assert.ok(compared > 1000, `${compared} moments`)
  }))

/** Compares at every moment that lies between two batches: there the session's own states are known. */
function momentsCompared(truth: Truth, statesAt: (ns: number) => string[], seed: number): number {
  let compared = 0
  let newestNs = -Infinity
  const laterFrom = truth.rows.map(() => Infinity)
  for (let row = truth.rows.length - 1, ns = Infinity; row >= 0; row--) {
    ns = Math.min(ns, truth.rows[row].timeNs)
    laterFrom[row] = ns
  }
  let at = 0
  // Until the first picture the session knew nobody who was older.
  const known = truth.pictures[0]?.rows ?? Infinity
  for (const { rows, live } of truth.moments) {
    for (; at < rows; at++) newestNs = Math.max(newestNs, truth.rows[at].timeNs)
    const between = rows >= truth.rows.length || laterFrom[rows] > newestNs
    const atLoss = truth.gaps.some(({ rows: before }) => before === rows)
    const atPicture = truth.pictures.some(({ rows: before }) => before === rows)
    if (!between || rows <= known || atLoss || atPicture) continue
    assert.deepEqual(statesAt(newestNs), live, `seed ${seed}: at ${newestNs}, after ${rows} rows`)
    compared++
  }
  return compared
}

test('a part of a recording is what lies in it, and begins with who lived', () =>
  inFolder(async folder => {
    const path = join(folder, 'long.rqs')
    const session = new SyntheticSession({ events: 40_000, goroutines: 300, eventsPerLoss: 15_000 })
    const writer = recordSynthetic(session, createRecordingFile(path), { keyframeNs: 3e6 })
    await session.run()
    await writer.finish(session.nowNs)
    const recording = openRecording(path)
    const all = new Heard()
    await recording.walk(all)
    const next = randomOf(11)
    for (let round = 0; round < 100; round++) {
      const fromNs = Math.floor(next() * session.nowNs)
      const toNs = fromNs + Math.floor(next() ** 3 * session.nowNs)
      const part = new Heard()
      await recording.walk(part, { fromNs, toNs })
      const within = all.rows.filter(({ timeNs }) => timeNs >= fromNs && timeNs <= toNs)
      assert.deepEqual(part.rows, within, `from ${fromNs} to ${toNs}`)
      assert.equal(part.firstNs, fromNs)
      assert.deepEqual(part.first, linesOf(recording.statesAt(fromNs - 1)))
    }
    assert.ok(all.gaps.length >= 2)
    recording.close()
  }))

test('the sample of a real server: what it says, its first goroutines, its counters', () =>
  inFolder(async folder => {
    const path = join(folder, 'sample.rqs')
    await writeSample(path)
    const heard = new Heard()
    await tellFile(path, heard)
    assert.ok(heard.rows.length > 10_000, `${heard.rows.length} rows`)
    assert.ok(heard.head!.sites.some(site => site.function === 'net/http.(*conn).serve'))
    assert.ok(heard.first.length > 0)
    // Whoever is met later was born later: none is missing at the beginning.
    const known = new Set(heard.first.map(line => Number(/^g(\d+)/.exec(line)![1])))
    for (const { goid, from } of heard.rows) {
      assert.ok(from === 1 || known.has(goid), `goroutine ${goid} came from nowhere`)
      known.add(goid)
    }
    const counters = heard.told.flatMap(told => ('counters' in told ? [told.counters] : []))
    assert.ok(counters.length >= 2)
    assert.equal(counters.at(-1)!.events, heard.rows.length)
    assert.ok(statSync(path).size < heard.rows.length * 6)
    assert.equal(statSync(path).mode & 0o777, 0o600)
  }))
