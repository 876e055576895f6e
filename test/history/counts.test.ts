import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lanes } from '../../lib/history/lanes.js'
import { State } from '../../lib/model/transition.js'
import { decodeColumns, spanLayout } from '../../lib/stream/wire.js'
import { finished } from './delivery.js'
import { Play, type PlayOptions, SITES } from './play.js'
import { erasOf, type Piece, piecesOf } from './truth.js'

const scenes: [name: string, options: Omit<PlayOptions, 'seed'>][] = [
  ['all is seen', { moves: 900, old: 3, ps: 6 }],
  ['older goroutines', { moves: 700, old: 12 }],
  ['losses', { moves: 900, gaps: 3 }],
  ['a snapshot after losses, and few rows', { moves: 120, gaps: 3, resync: true, old: 15 }],
  ['long waits and a loss', { moves: 1500, old: 60, ps: 2, gaps: 1, resync: true }],
  ['losses, each followed by a snapshot', { moves: 900, gaps: 2, resync: true }],
  ['late rows', { moves: 1200, late: true, ps: 8 }],
  [
    'forgotten chunks, great goids, system calls',
    { moves: 1800, forgotten: 3, syscalls: true, goidBase: 2 ** 33 },
  ],
]

interface Cell {
  beginNs: number
  endNs: number
  busyNs: number
  most: number
}

/** Pixels, cut where losses begin and end, with what the pieces say of each. */
function cellsOf(
  play: Play,
  pieces: Piece[],
  firstNs: number,
  lastNs: number,
  originNs: number,
  pixelNs: number,
): Cell[] {
  const edges = new Set([firstNs, lastNs])
  const first = Math.floor((firstNs - originNs) / pixelNs) - 1
  for (let pixel = first; originNs + pixel * pixelNs < lastNs - 1e-3; pixel++)
    edges.add(originNs + pixel * pixelNs)
  for (const { beginNs, endNs } of erasOf(play)) edges.add(beginNs).add(endNs)
  const sorted = [...edges].filter(ns => ns >= firstNs && ns <= lastNs).sort((a, b) => a - b)
  return sorted.slice(1).map((endNs, i) => {
    const beginNs = sorted[i]
    const within = pieces.filter(piece => piece.beginNs < endNs && piece.endNs > beginNs)
    const busyNs = within.reduce(
      (sum, piece) => sum + Math.min(piece.endNs, endNs) - Math.max(piece.beginNs, beginNs),
      0,
    )
    const moments = [beginNs, ...within.map(piece => piece.beginNs).filter(ns => ns > beginNs)]
    const countAt = (ns: number) => within.filter(piece => piece.beginNs <= ns && piece.endNs > ns).length
    return { beginNs, endNs, busyNs, most: Math.max(...moments.map(countAt)) }
  })
}

for (const [name, options] of scenes) {
  test(`lanes of sites count who is running and runnable: ${name}`, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const play = new Play({ seed, ...options })
      const { past, next } = play
      const pieces = piecesOf(play, { live: true, digests: false })
      const lengthNs = past.lastNs - past.firstNs
      for (let round = 0; round < 8; round++) {
        const whole = round === 0
        const firstNs = whole ? past.firstNs : past.firstNs + Math.floor(next() * lengthNs) - 20
        const lastNs = whole ? Infinity : firstNs + 1 + Math.floor(next() ** 3 * lengthNs)
        const context = play.context(firstNs, lastNs)
        // As if the live goroutines had been asked for long ago: rows after that are followed, those before are not.
        if (round % 2 === 0) context.live!.timeNs += 1e9 - Math.floor(next() * lengthNs)
        const rangeNs = context.lastNs - context.firstNs
        const pixelNs = Math.max(1, rangeNs / (1 + Math.floor(next() * 60)))
        const sites = Array.from({ length: SITES }, (_, site) => SITES - 1 - site)
        const wire = finished(lanes(past, { pixel_ns: pixelNs, sites }, context))
        const spans = decodeColumns(spanLayout, wire, wire.spans ?? 0)
        const rows = Array.from({ length: spans.rows }, (_, i) => i)
        for (const i of rows.slice(1))
          assert.ok(spans.lane[i] > spans.lane[i - 1] || spans.begin_ns[i] >= spans.begin_ns[i - 1])
        for (const [lane, site] of sites.entries())
          for (const state of [State.Runnable, State.Running]) {
            const mine = pieces.filter(piece => piece.site === site && piece.state === state)
            const cells = cellsOf(play, mine, context.firstNs, context.lastNs, firstNs, pixelNs)
            const runs = rows.filter(i => spans.lane[i] === lane && spans.state[i] === state)
            const where = `site ${site}, state ${state}, seed ${seed}, [${firstNs}, ${lastNs}) by ${pixelNs}`
            assertRuns(spans, runs, cells, !options.late, where)
          }
      }
    }
  })
}

/** Each run stands for cells in a row; every cell that is not empty belongs to one. */
function assertRuns(
  spans: { begin_ns: Float64Array; end_ns: Float64Array; busy_ns: Float64Array; merged: Uint32Array },
  runs: number[],
  cells: Cell[],
  exact: boolean,
  where: string,
): void {
  let left = cells.filter(cell => cell.busyNs > 0)
  for (const i of runs) {
    const mine = left.filter(
      cell => cell.beginNs >= spans.begin_ns[i] - 1e-3 && cell.endNs <= spans.end_ns[i] + 1e-3,
    )
    left = left.slice(mine.length)
    assert.ok(mine.length > 0, `a run of nothing, ${where}`)
    const busyNs = mine.reduce((sum, cell) => sum + cell.busyNs, 0)
    assert.ok(
      Math.abs(spans.busy_ns[i] - busyNs) < 1e-3,
      `${spans.busy_ns[i]} ns busy, not ${busyNs}, ${where}`,
    )
    const most = Math.max(...mine.map(cell => cell.most))
    if (exact) assert.equal(spans.merged[i], most, where)
    else assert.ok(Math.abs(spans.merged[i] - most) <= 2, `${spans.merged[i]} at most, not ${most}, ${where}`)
    // What is one run for several cells is the same throughout.
    for (const cell of mine.length > 1 ? mine : [])
      assert.ok(Math.abs(cell.busyNs - cell.most * (cell.endNs - cell.beginNs)) < 1e-3, where)
  }
  assert.deepEqual(left, [], where)
}
