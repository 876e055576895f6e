import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goroutine } from '../../lib/history/goroutine.js'
import { stageNames } from '../../lib/latency/report.js'
import { stageOf } from '../../lib/latency/stage.js'
import { State } from '../../lib/model/transition.js'
import type { WirePeer, WireStageStats } from '../../lib/stream/wire.js'
import { finished, type Row } from './delivery.js'
import { Play, type PlayOptions } from './play.js'
import { erasOf, type Piece, piecesOf } from './truth.js'

const scenes: [name: string, options: Omit<PlayOptions, 'seed'>][] = [
  ['all is seen', { moves: 900, old: 3 }],
  ['late rows and older goroutines', { moves: 900, late: true, old: 12 }],
  ['losses', { moves: 900, gaps: 3 }],
  ['a snapshot after losses, and few rows', { moves: 120, gaps: 3, resync: true, old: 15 }],
  ['long waits and a loss', { moves: 1500, old: 60, ps: 2, gaps: 1, resync: true }],
  ['losses, each followed by a snapshot', { moves: 900, gaps: 2, resync: true }],
  ['forgotten chunks, great goids', { moves: 1800, forgotten: 3, syscalls: true, goidBase: 2 ** 33 }],
]

const isWake = ({ from, to, other }: Row) =>
  other !== 0 && to === State.Runnable && (from === State.Waiting || from === State.NotExist)

/** By goid, how often, most first. */
function tallyOf(play: Play, goids: number[]): WirePeer[] {
  const counts = new Map<number, number>()
  for (const goid of goids) counts.set(goid, (counts.get(goid) ?? 0) + 1)
  const site = (goid: number) => {
    const told =
      play.rows.some(row => row.kept && row.goid === goid) || play.actors.some(actor => actor.goid === goid)
    return told ? play.stretches.find(stretch => stretch.goid === goid)!.site : 4294967295
  }
  const peers = [...counts].map(([goid, count]) => ({ goid, site: site(goid), count }))
  return peers.sort((a, b) => b.count - a.count || a.goid - b.goid)
}

function assertStages(stages: Record<string, WireStageStats>, rows: Row[]): void {
  for (const [stage, name] of stageNames.entries()) {
    const lengths = rows.flatMap(row => {
      if (name === 'lifetime') return row.to === State.NotExist ? [row.timeNs - row.createdNs] : []
      return stageOf(row.from, row.to, row.kind, row.flags) === stage ? [row.timeNs - row.sinceNs] : []
    })
    const known = lengths.filter(ns => ns >= 0)
    const { count, total_ns, max_ns } = stages[name]
    const expected = [known.length, known.reduce((sum, ns) => sum + ns, 0), Math.max(0, ...known)]
    assert.deepEqual([count, total_ns, max_ns], expected, name)
  }
}

for (const [name, options] of scenes) {
  test(`all that the past tells of one goroutine: ${name}`, () => {
    for (let seed = 1; seed <= 6; seed++) {
      const play = new Play({ seed, ...options })
      const { past, next } = play
      const all = [...new Set(play.stretches.map(stretch => stretch.goid))]
      const kept = play.rows.filter(row => row.kept)
      const lives = piecesOf(play, { live: true, digests: false })
      for (let round = 0; round < 20; round++) {
        const goid = all[Math.floor(next() * all.length)]
        const firstNs = past.firstNs + Math.floor(next() * (past.lastNs - past.firstNs))
        const lastNs = round % 3 === 0 ? Infinity : firstNs + Math.floor(next() * (past.lastNs - firstNs))
        const told = finished(goroutine(past, { goid }, play.context(firstNs, lastNs)))
        const own = kept.filter(row => row.goid === goid)
        const within = (row: Row) => row.timeNs >= firstNs && row.timeNs < lastNs
        const actor = play.actors.find(actor => actor.goid === goid)
        assert.equal(told.known, own.length > 0 || actor !== undefined)
        if (!told.known) continue

        const birth = own.find(row => row.from === State.NotExist)
        const death = own.find(row => row.to === State.NotExist)
        const createdNs = birth?.timeNs ?? (death ? death.createdNs : (actor?.createdNs ?? Number.NaN))
        assert.equal(told.site, play.stretches.find(stretch => stretch.goid === goid)!.site)
        assert.equal(told.created_ns, createdNs)
        assert.equal(told.exited_ns, death?.timeNs ?? Number.NaN)
        assert.equal(told.parent, birth?.other ?? 0)
        assert.equal(told.transitions, own.filter(within).length)
        assertStages(told.stages as Record<string, WireStageStats>, own.filter(within))

        const wokenBy = own.filter(row => within(row) && isWake(row)).map(row => row.other)
        const woke = kept.filter(row => within(row) && isWake(row) && row.other === goid).map(row => row.goid)
        const children = kept
          .filter(row => row.from === State.NotExist && row.other === goid)
          .map(row => row.goid)
        assert.deepEqual(told.woken_by, tallyOf(play, wokenBy).slice(0, 100))
        assert.deepEqual(told.woke, tallyOf(play, woke).slice(0, 100))
        assert.deepEqual([told.woken_by_total, told.woke_total], [new Set(wokenBy).size, new Set(woke).size])
        assert.deepEqual(
          told.children!.map(child => child.goid),
          children.slice(0, 100),
        )
        assert.equal(told.children_total, children.length)
        const endNs = Math.min(lastNs, past.lastNs)
        assertStanding(play, lives, told, endNs, `goroutine ${goid}, seed ${seed}, at ${lastNs}`)
      }
    }
  })
}

/** The state at the range's end is the one that it truly was in, if that can be known. */
function assertStanding(
  play: Play,
  lives: readonly Piece[],
  told: { goid?: number | null; state?: number | null; reason?: number | null; since_ns?: number | null },
  timeNs: number,
  where: string,
): void {
  const { goid } = told
  const eras = erasOf(play)
  const era = eras.findIndex(({ beginNs, endNs }) => beginNs <= timeNs && timeNs <= endNs)
  const piece = lives.find(
    piece => piece.goid === goid && piece.era === era && piece.beginNs < timeNs && piece.endNs >= timeNs,
  )
  if (!piece) {
    assert.ok(told.state === State.Undetermined || told.state === State.NotExist, where)
    return
  }
  const { state, reason, beginNs, flags } = piece
  const sinceNs = (flags & 1) === 0 ? beginNs : Number.NaN
  assert.deepEqual([told.state, told.reason, told.since_ns], [state, reason, sinceNs], where)
}
