import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transitions } from '../../lib/history/transitions.js'
import { Flag, State } from '../../lib/model/transition.js'
import { decodeTransitions, TermField, type WireFilter } from '../../lib/stream/wire.js'
import { finished, type Row } from './delivery.js'
import { Play } from './play.js'

function ask(play: Play, firstNs: number, lastNs: number, filter: WireFilter, skip: number, limit: number) {
  const page = finished(transitions(play.past, { skip, limit }, play.context(firstNs, lastNs, filter)))
  const columns = decodeTransitions(page.transitions!)
  const rows = Array.from({ length: columns.rows }, (_, i) => ({
    ...{
      timeNs: columns.time_ns[i],
      sinceNs: columns.since_ns[i],
      goid: columns.goid[i],
      other: columns.other[i],
    },
    ...{
      site: columns.site[i],
      p: columns.p[i],
      kind: columns.kind[i],
      from: columns.from[i],
      to: columns.to[i],
    },
    ...{ reason: columns.reason[i], endedReason: columns.ended_reason[i], flags: columns.flags[i] },
  }))
  return { total: page.total, rows }
}

const told = ({ createdNs, kept, ...row }: Row) => row

test('the transitions of a range are the rows that were told, in their order, page by page', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const play = new Play({
      seed,
      moves: 1200,
      gaps: seed % 3,
      late: seed % 2 === 0,
      forgotten: seed % 4,
      goidBase: 2 ** 33,
    })
    const { past, next } = play
    const goids = [3, 5, 7].map(goid => 2 ** 33 + goid)
    const filters: [filter: WireFilter, passes: (row: Row) => boolean][] = [
      [{ system: true }, () => true],
      [{}, row => (row.flags & Flag.System) === 0],
      [{ system: true, terms: [{ field: TermField.GOID, values: goids }] }, row => goids.includes(row.goid)],
      [
        { terms: [{ field: TermField.SITE, sites: [1, 4], not: true }] },
        row => row.site !== 1 && row.site !== 4,
      ],
      [
        { system: true, terms: [{ field: TermField.STATE_FOR, values: [State.Waiting], min_ns: 200 }] },
        row => row.from === State.Waiting && row.timeNs - row.sinceNs >= 200,
      ],
    ]
    for (const [filter, passes] of filters) {
      const firstNs = past.firstNs + Math.floor(next() * 0.7 * (past.lastNs - past.firstNs))
      const lastNs = next() < 0.3 ? Infinity : firstNs + Math.floor(next() * (past.lastNs - firstNs))
      const within = (row: Row) => row.kept && row.timeNs >= firstNs && row.timeNs < lastNs
      const expected = play.rows.filter(row => within(row) && passes(row)).map(told)
      assert.deepEqual(ask(play, firstNs, lastNs, filter, 0, 16384).rows, expected, `seed ${seed}`)
      const limit = 1 + Math.floor(next() * 50)
      const pages: unknown[] = []
      for (let skip = 0; skip < expected.length + limit; skip += limit) {
        const page = ask(play, firstNs, lastNs, filter, skip, limit)
        assert.equal(page.total, expected.length)
        pages.push(...page.rows)
      }
      assert.deepEqual(pages, expected)
    }
  }
})
