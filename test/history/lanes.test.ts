import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lanes } from '../../lib/history/lanes.js'
import { State } from '../../lib/model/transition.js'
import { decodeColumns, spanLayout, type WireLanes } from '../../lib/stream/wire.js'
import { finished } from './delivery.js'
import { Play, type PlayOptions } from './play.js'
import { groupedBy, type Piece, piecesOf, type Shown, shownOf } from './truth.js'

const scenes: [name: string, options: Omit<PlayOptions, 'seed'>][] = [
  ['all is seen', { moves: 700, old: 2 }],
  ['older goroutines', { moves: 700, old: 9 }],
  ['late rows', { moves: 900, late: true }],
  ['contradictions', { moves: 900, contradictions: true, gaps: 1 }],
  ['losses', { moves: 900, gaps: 4 }],
  ['a snapshot after losses, and few rows', { moves: 120, gaps: 3, resync: true, old: 15 }],
  ['long waits and a loss', { moves: 1500, old: 60, ps: 2, gaps: 1, resync: true }],
  ['losses, each followed by a snapshot', { moves: 900, gaps: 3, resync: true }],
  ['system calls', { moves: 700, syscalls: true, gaps: 1 }],
  ['great goids', { moves: 500, goidBase: 2 ** 33 + 5 }],
  ['forgotten chunks', { moves: 1500, forgotten: 2 }],
  [
    'everything at once',
    {
      moves: 2500,
      ps: 9,
      gaps: 3,
      late: true,
      resync: true,
      forgotten: 3,
      syscalls: true,
      goidBase: 2 ** 34,
    },
  ],
]

interface Range {
  firstNs: number
  lastNs: number
  pixelNs: number
}

/** All of it, the end of it, and pieces of any size, at pixels from far too small to far too large. */
function rangesOf({ past, next }: Play): Range[] {
  const { firstNs, lastNs } = past
  const lengthNs = lastNs - firstNs
  const ranges = [
    { firstNs, lastNs: Infinity, pixelNs: 1 },
    { firstNs, lastNs: Infinity, pixelNs: lengthNs / 50 },
    { firstNs: lastNs - lengthNs / 20, lastNs: Infinity, pixelNs: lengthNs / 1000 },
  ]
  for (let i = 0; i < 12; i++) {
    const first = firstNs + Math.floor(next() * lengthNs) - 20
    const length = 1 + Math.floor(next() ** 3 * lengthNs)
    ranges.push({ firstNs: first, lastNs: first + length, pixelNs: (length / 10) * 10 ** (next() * 2 - 1) })
  }
  return ranges
}

type Spans = ReturnType<typeof spansOf>
const spansOf = (wire: WireLanes) => decodeColumns(spanLayout, wire, wire.spans ?? 0)

/** By lane what it shows. */
function lanesOf(spans: Spans): Shown[][] {
  const shown: Shown[][] = []
  for (let i = 0; i < spans.rows; i++) {
    shown[spans.lane[i]] ??= []
    shown[spans.lane[i]].push({
      ...{ goid: spans.goid[i], site: spans.site[i], state: spans.state[i], reason: spans.reason[i] },
      ...{ beginNs: spans.begin_ns[i], endNs: spans.end_ns[i], flags: spans.flags[i] },
      ...{ merged: spans.merged[i], busyNs: spans.busy_ns[i] },
    })
  }
  return shown
}

function assertSame(shown: Shown[] = [], expected: Shown[], what: string): void {
  const text = ({ goid, site, state, reason, beginNs, endNs, flags, merged, busyNs }: Shown) =>
    `${beginNs}…${endNs} g${goid} site ${site} state ${state} reason ${reason} flags ${flags} merged ${merged} busy ${busyNs}`
  assert.deepEqual(shown.map(text), expected.map(text), what)
}

for (const [name, options] of scenes) {
  test(`lanes are what really happened: ${name}`, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const play = new Play({ seed, ...options })
      const pieces = piecesOf(play, { live: false, digests: true })
      const running = groupedBy(
        pieces.filter(piece => piece.state === State.Running),
        piece => piece.p,
      )
      const lives = groupedBy(piecesOf(play, { live: true, digests: false }), piece => piece.goid)
      const goids = goidsOf(play)
      for (const range of rangesOf(play)) {
        const { firstNs, lastNs, pixelNs } = range
        const context = play.context(firstNs, lastNs)
        const query = { pixel_ns: pixelNs, ps: true, goids }
        const wire = finished(lanes(play.past, query, context))
        const spans = spansOf(wire)
        assert.equal(wire.ps, play.past.ps)
        assertSorted(spans)
        const told = lanesOf(spans)
        const shown = (pieces: Piece[] = []) =>
          shownOf(pieces, context.firstNs, context.lastNs, firstNs, pixelNs)
        const where = `seed ${seed}, [${firstNs}, ${lastNs}) by ${pixelNs}`
        for (let p = 0; p < play.past.ps; p++) assertSame(told[p], shown(running.get(p)), `P ${p}, ${where}`)
        goids.forEach((goid, i) => {
          assertSame(told[play.past.ps + i], shown(lives.get(goid)), `goroutine ${goid}, ${where}`)
        })
      }
    }
  })
}

test('where system calls are not seen, a P shows a goroutine from its run on, and says so if its end is not known', () => {
  let unknown = 0
  for (let seed = 1; seed <= 20; seed++) {
    const play = new Play({ seed, moves: 900, unseen: true, gaps: seed % 2 })
    const { past } = play
    const context = play.context(past.firstNs, Infinity)
    const spans = spansOf(finished(lanes(past, { pixel_ns: 1, ps: true }, context)))
    assertSorted(spans)
    const told = lanesOf(spans)
    const runs = play.stretches.filter(stretch => stretch.state === State.Running)
    for (let p = 0; p < past.ps; p++)
      for (const span of told[p] ?? []) {
        const run = runs.find(({ goid, beginNs, endNs }) => {
          const begins = (span.flags & 1) === 0 ? beginNs === span.beginNs : beginNs < span.beginNs
          return goid === span.goid && begins && span.endNs <= Math.min(endNs, past.lastNs)
        })
        assert.ok(run, `P ${p} ran what did not run, seed ${seed}: ${JSON.stringify(span)}`)
        if ((span.flags & 1) === 0) assert.equal(run.p, p)
        if ((span.flags & 2) === 0) assert.equal(span.endNs, run.endNs)
        else unknown++
      }
    // A run that nobody saw begin may have been on any P; every other one is shown.
    const seen = runs.filter(({ begin, beginNs }) => begin && !inLoss(play, beginNs))
    const shown = told.flat()
    for (const { goid, beginNs } of seen)
      assert.ok(
        shown.some(span => span.goid === goid && span.beginNs === beginNs),
        `run of ${goid} at ${beginNs}`,
      )
  }
  assert.ok(unknown > 100, `${unknown} ends not known`)
})

const inLoss = (play: Play, ns: number) => play.gaps.some(gap => ns > gap.firstNs && ns < gap.lastNs)

/** Some that live, some that are gone, one that never was. */
function goidsOf(play: Play): number[] {
  const all = [...new Set(play.stretches.map(stretch => stretch.goid))]
  return [...all.filter(() => play.next() < Math.min(1, 30 / all.length)), 2 ** 39]
}

function assertSorted(spans: Spans): void {
  for (let i = 1; i < spans.rows; i++) {
    const same = spans.lane[i] === spans.lane[i - 1]
    assert.ok(
      same ? spans.begin_ns[i] >= spans.end_ns[i - 1] : spans.lane[i] > spans.lane[i - 1],
      `span ${i}`,
    )
  }
}
