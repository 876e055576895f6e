import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_P } from '../../lib/contract.gen.js'
import { lanes } from '../../lib/history/lanes.js'
import { State } from '../../lib/model/transition.js'
import { arrowLayout, decodeColumns, TermField } from '../../lib/stream/wire.js'
import { finished, type Row } from './delivery.js'
import { Play } from './play.js'

interface Asked {
  firstNs: number
  lastNs: number
  ps: boolean
  goids: number[]
  arrows: number
  only?: number[]
}

function ask(play: Play, { firstNs, lastNs, ps, goids, arrows, only }: Asked) {
  const terms = only ? [{ field: TermField.GOID, values: only }] : []
  const wire = finished(
    lanes(play.past, { pixel_ns: 1e9, ps, goids, arrows }, play.context(firstNs, lastNs, { terms })),
  )
  const columns = decodeColumns(arrowLayout, wire, wire.arrows ?? 0)
  const told = Array.from({ length: columns.rows }, (_, i) => [
    ...[columns.arrow_ns[i], columns.arrow_from[i], columns.arrow_to[i], columns.arrow_from_p[i]],
    ...[columns.arrow_run_ns[i], columns.arrow_to_p[i]],
  ])
  return { told, omitted: wire.arrows_omitted }
}

function expectedOf(play: Play, { firstNs, lastNs, ps, goids, only }: Asked): number[][] {
  const within = (row: Row) => row.kept && row.timeNs >= firstNs && row.timeNs < lastNs
  const rows = play.rows.filter(within).sort((a, b) => a.timeNs - b.timeNs)
  return rows.flatMap((row, i) => {
    if (row.to !== State.Runnable || row.other === 0) return []
    const laned = (ps && row.p !== NO_P) || (goids.includes(row.goid) && goids.includes(row.other))
    if (!laned || (only && !only.includes(row.goid) && !only.includes(row.other))) return []
    const later = rows.slice(i + 1).filter(next => next.goid === row.goid)
    // One who is woken again before it is seen to run has its runs told by the later wake-up.
    const again = later.findIndex(next => next.to === State.Runnable && next.other !== 0)
    const run = later.slice(0, again < 0 ? undefined : again).find(next => next.to === State.Running)
    // After a loss it may have run meanwhile: what it is seen to run next says since when it could.
    if (run?.sinceNs !== row.timeNs) return [[row.timeNs, row.other, row.goid, row.p, Number.NaN, NO_P]]
    return [[row.timeNs, row.other, row.goid, row.p, run.timeNs, run.p]]
  })
}

test('arrows are the wake-ups, with where the woken ran', () => {
  let seen = 0
  for (let seed = 1; seed <= 20; seed++) {
    const play = new Play({
      seed,
      moves: 900,
      gaps: seed % 3,
      goidBase: seed % 2 ? 0 : 2 ** 33,
      late: seed % 5 === 0,
    })
    const { past, next } = play
    const all = [...new Set(play.stretches.map(stretch => stretch.goid))]
    for (let round = 0; round < 12; round++) {
      const firstNs = past.firstNs + Math.floor(next() * 0.8 * (past.lastNs - past.firstNs))
      const lastNs = round % 4 === 0 ? Infinity : firstNs + Math.floor(next() * (past.lastNs - firstNs))
      const goids = all.filter(() => next() < 0.5).slice(0, 100)
      const only = round % 3 === 0 ? goids.slice(0, 2) : undefined
      const asked = { firstNs, lastNs, ps: round % 2 === 0, goids, arrows: 4096, only }
      const expected = expectedOf(play, asked)
      assert.deepEqual(ask(play, asked), { told: expected, omitted: 0 }, `seed ${seed}, round ${round}`)
      seen += expected.length
      const few = Math.min(3, expected.length)
      const { told, omitted } = ask(play, { ...asked, arrows: few })
      if (few === 0) continue
      assert.equal(omitted, expected.length - few)
      // Late rows may be those that are left out.
      if (seed % 5 !== 0)
        assert.deepEqual(
          told.map(arrow => arrow[0]),
          expected.slice(0, few).map(arrow => arrow[0]),
        )
    }
  }
  assert.ok(seen > 1000, `${seen} arrows`)
})

test('no arrow leads across a loss to a run that another wake-up led to', () => {
  let lost = 0
  for (let seed = 1; seed <= 20; seed++) {
    const play = new Play({ seed, moves: 900, gaps: 3 })
    const { past, gaps } = play
    const asked = { firstNs: past.firstNs, lastNs: Infinity, ps: true, goids: [], arrows: 4096 }
    for (const [wokenNs, , , , runNs] of ask(play, asked).told) {
      const across = gaps.some(gap => wokenNs! < gap.firstNs && runNs! > gap.lastNs)
      assert.ok(!across, `seed ${seed}: ${wokenNs} to ${runNs}`)
      if (Number.isNaN(runNs)) lost++
    }
  }
  assert.ok(lost > 20, `${lost} wake-ups whose run is not known`)
})
