import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goroutines } from '../../lib/history/goroutines.js'
import { Flag, REASON_NONE, State } from '../../lib/model/transition.js'
import {
  decodeColumns,
  GoroutinesOrder,
  goroutinesLayout,
  matchedLayout,
  TermField,
  type WireFilter,
  type WireQuery,
  type WireTerm,
} from '../../lib/stream/wire.js'
import { finished, type Row } from './delivery.js'
import { Play, type PlayOptions } from './play.js'
import { erasOf } from './truth.js'

const scenes: [name: string, options: Omit<PlayOptions, 'seed'>][] = [
  ['all is seen', { moves: 800, old: 3 }],
  ['late rows and older goroutines', { moves: 900, late: true, old: 12 }],
  ['losses', { moves: 900, gaps: 3 }],
  ['a snapshot after losses, and few rows', { moves: 120, gaps: 3, resync: true, old: 15 }],
  ['long waits and a loss', { moves: 1500, old: 60, ps: 2, gaps: 1, resync: true }],
  ['losses, each followed by a snapshot', { moves: 900, gaps: 2, resync: true, late: true }],
  ['forgotten chunks, great goids', { moves: 1800, forgotten: 3, syscalls: true, goidBase: 2 ** 33 }],
]

interface Known {
  goid: number
  site: number
  system: boolean
  state: number
  sinceNs: number
  createdNs: number
  reason: number
  wokenBy: number
}

/** Those of whom it can be known that they lived at a moment, as they truly were. */
function knownAt(play: Play, timeNs: number, firstNs: number): Known[] {
  const era = erasOf(play).find(({ beginNs, endNs }) => beginNs <= timeNs && timeNs <= endNs)!
  const live = play.live
  const now = new Map(Array.from(live.goid, (goid, i) => [goid, i]))
  const within = (ns: number) => ns >= era.beginNs && ns <= era.endNs
  return play.stretches
    .filter(({ beginNs, endNs }) => beginNs < timeNs && endNs >= timeNs)
    .flatMap(stretch => {
      const { goid, site, begin, end } = stretch
      const begins = begin?.kept && within(stretch.beginNs)
      const ends = end?.kept && within(stretch.endNs)
      const i = stretch.endNs === Infinity && era.endNs === Infinity ? now.get(goid) : undefined
      const lives = i !== undefined && live.state[i] !== State.Undetermined
      if (!begins && !ends && !lives) return []
      const sinceNs = begin && within(stretch.beginNs) ? stretch.beginNs : Number.NaN
      const { state } = stretch
      const told = begins ? begin.reason : ends ? end.endedReason : live.reason[i!]
      const reason = state === State.Waiting ? told : REASON_NONE
      const system = site === 4
      return [
        {
          goid,
          site,
          system,
          state,
          sinceNs,
          createdNs: createdOf(play, goid),
          reason,
          wokenBy: wokenBy(play, goid, firstNs, timeNs),
        },
      ]
    })
}

function createdOf(play: Play, goid: number): number {
  return play.rows.find(row => row.goid === goid && row.from === State.NotExist)?.timeNs ?? Number.NaN
}

const isWake = (from: number, to: number) =>
  to === State.Runnable && (from === State.Waiting || from === State.NotExist)

const wakes = new WeakMap<Play, Map<string, Row[]>>()

/** Wake-ups of the range, oldest first. */
function wakesOf(play: Play, firstNs: number, lastNs: number): Row[] {
  const known = wakes.get(play) ?? new Map<string, Row[]>()
  wakes.set(play, known)
  const key = `${firstNs} ${lastNs}`
  const within = (row: Row) => row.kept && row.timeNs >= firstNs && row.timeNs < lastNs
  const found = known.get(key) ?? play.rows.filter(row => within(row) && isWake(row.from, row.to))
  known.set(key, found)
  return found.sort((a, b) => a.timeNs - b.timeNs)
}

function wokenBy(play: Play, goid: number, firstNs: number, lastNs: number): number {
  return wakesOf(play, firstNs, lastNs).findLast(row => row.goid === goid)?.other ?? 0
}

interface Asked extends NonNullable<WireQuery['goroutines']> {
  firstNs: number
  lastNs: number
  filter?: WireFilter
}

function ask(play: Play, { firstNs, lastNs, filter, ...query }: Asked) {
  const context = play.context(firstNs, lastNs, { system: true, ...filter })
  // Fresh or old, what lives now says the same of a moment of the past.
  if (lastNs < play.past.lastNs && play.next() < 0.5) context.live!.timeNs += 1e9
  const wire = finished(goroutines(play.past, { limit: 1000, ...query }, context))
  return {
    ...wire,
    columns: decodeColumns(goroutinesLayout, wire, wire.rows ?? 0),
    bySite: decodeColumns(matchedLayout, wire, wire.sites ?? 0),
  }
}

/** Moments that no loss covers. */
function momentsOf(play: Play): number[] {
  const { past, next } = play
  const moments = [Infinity, past.lastNs]
  for (let i = 0; i < 10; i++)
    moments.push(past.firstNs + 1 + Math.floor(next() * (past.lastNs - past.firstNs)))
  return moments.filter(ns => !play.gaps.some(gap => ns > gap.firstNs && ns < gap.lastNs))
}

for (const [name, options] of scenes) {
  test(`who lived at a moment, and in which state: ${name}`, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const play = new Play({ seed, ...options })
      for (const lastNs of momentsOf(play)) {
        const firstNs =
          play.past.firstNs +
          Math.floor(play.next() * (Math.min(lastNs, play.past.lastNs) - play.past.firstNs))
        const where = `seed ${seed}, at ${lastNs}`
        const { columns, time_ns, live } = ask(play, { firstNs, lastNs })
        assert.equal(time_ns, Math.min(lastNs, play.past.lastNs))
        assert.equal(live, columns.rows, 'everybody fits on a page')
        const expected = new Map(knownAt(play, time_ns!, firstNs).map(known => [known.goid, known]))
        const forgets = (options.forgotten ?? 0) > 0
        for (let i = 0; i < columns.rows; i++) {
          const known = expected.get(columns.goid[i])
          if (!known) {
            assert.equal(columns.state[i], State.Undetermined, `goroutine ${columns.goid[i]}, ${where}`)
            continue
          }
          expected.delete(known.goid)
          const { goid, site, system, state, sinceNs, createdNs, reason } = known
          const told = {
            ...{ goid, site: columns.site[i], system: (columns.flags[i] & Flag.System) !== 0 },
            ...{ state: columns.state[i], sinceNs: columns.since_ns[i], reason: columns.reason[i] },
            wokenBy: columns.woken_by[i],
          }
          assert.deepEqual(
            told,
            { goid, site, system, state, sinceNs, reason, wokenBy: known.wokenBy },
            where,
          )
          // The exit of one whose birth is forgotten may have been lost.
          if (!Number.isNaN(columns.created_ns[i]) || (!forgets && (options.gaps ?? 0) === 0))
            assert.equal(columns.created_ns[i], createdNs, `creation of ${goid}, ${where}`)
        }
        assert.deepEqual([...expected.keys()], [], `nobody is missing, ${where}`)
      }
    }
  })
}

const noTerm = { values: [], sites: [], min_ns: 0, max_ns: 0, not: false }
type Judge = (row: Known, timeNs: number, play: Play, firstNs: number) => boolean

/** Terms and what they mean, told once more. */
const terms: [name: string, term: WireTerm, judge: Judge][] = [
  ['GOID', { field: TermField.GOID, values: [3, 8, 21] }, row => [3, 8, 21].includes(row.goid)],
  ['SITE', { field: TermField.SITE, sites: [1, 3] }, row => row.site === 1 || row.site === 3],
  [
    'STATE',
    { field: TermField.STATE, values: [State.Waiting, State.Running] },
    row => [State.Waiting, State.Running].includes(row.state as 3),
  ],
  [
    'REASON',
    { field: TermField.REASON, values: [1, 3] },
    row => row.state === State.Waiting && (row.reason === 1 || row.reason === 3),
  ],
  [
    'STATE_FOR',
    { field: TermField.STATE_FOR, values: [State.Waiting, State.Runnable], min_ns: 100, max_ns: 900 },
    (row, ns) =>
      (row.state === State.Waiting || row.state === State.Runnable) &&
      ns - row.sinceNs >= 100 &&
      ns - row.sinceNs < 900,
  ],
  [
    'STATE_FOR without end',
    { field: TermField.STATE_FOR, values: [State.Waiting], min_ns: 60 },
    (row, ns) => row.state === State.Waiting && !(ns - row.sinceNs < 60),
  ],
  ['AGE', { field: TermField.AGE, min_ns: 500 }, (row, ns) => !(ns - row.createdNs < 500)],
  ['young AGE', { field: TermField.AGE, max_ns: 2000 }, (row, ns) => ns - row.createdNs < 2000],
  [
    'WOKEN_BY goids',
    { field: TermField.WOKEN_BY, values: [1, 2, 3, 4, 5, 6, 7, 8] },
    row => row.wokenBy >= 1 && row.wokenBy <= 8,
  ],
  [
    'WOKEN_BY sites',
    { field: TermField.WOKEN_BY, sites: [0, 2] },
    (row, _ns, play) =>
      [0, 2].includes(play.stretches.find(stretch => stretch.goid === row.wokenBy)?.site ?? -1),
  ],
  [
    'WAKES goids',
    { field: TermField.WAKES, values: [2, 5, 9] },
    (row, ns, play, firstNs) =>
      wakesOf(play, firstNs, ns).some(wake => wake.other === row.goid && [2, 5, 9].includes(wake.goid)),
  ],
  [
    'WAKES sites',
    { field: TermField.WAKES, sites: [1] },
    (row, ns, play, firstNs) =>
      wakesOf(play, firstNs, ns).some(wake => wake.other === row.goid && wake.site === 1),
  ],
  [
    'PARENT goids',
    { field: TermField.PARENT, values: [1, 2, 3, 4, 5] },
    (row, ns, play, firstNs) =>
      play.rows.some(
        birth =>
          birth.goid === row.goid &&
          birth.from === State.NotExist &&
          birth.timeNs >= firstNs &&
          birth.timeNs < ns &&
          birth.other >= 1 &&
          birth.other <= 5,
      ),
  ],
  [
    'PARENT sites',
    { field: TermField.PARENT, sites: [0, 1] },
    (row, ns, play, firstNs) =>
      play.rows.some(
        birth =>
          birth.goid === row.goid &&
          birth.from === State.NotExist &&
          birth.timeNs >= firstNs &&
          birth.timeNs < ns &&
          [0, 1].includes(play.stretches.find(stretch => stretch.goid === birth.other)?.site ?? -1),
      ),
  ],
  ['nothing named', { field: TermField.STATE }, () => false],
]

for (const [name, term, judge] of terms) {
  test(`a filter takes whom it says: ${name}`, () => {
    let taken = 0
    let left = 0
    for (let seed = 1; seed <= 4; seed++) {
      const play = new Play({ seed, moves: 700, old: 8, ps: 6, late: seed > 2 })
      for (const lastNs of momentsOf(play)) {
        const timeNs = Math.min(lastNs, play.past.lastNs)
        const firstNs = play.past.firstNs + Math.floor(play.next() ** 2 * (timeNs - play.past.firstNs))
        const all = knownAt(play, timeNs, firstNs)
        for (const not of [false, true])
          for (const system of [false, true]) {
            const answer = ask(play, {
              firstNs,
              lastNs,
              filter: { system, terms: [{ ...noTerm, ...term, not }] },
              by_site: true,
            })
            const passes = all.filter(
              row => (system || !row.system) && judge(row, timeNs, play, firstNs) !== not,
            )
            const goids = passes.map(row => row.goid).sort((a, b) => a - b)
            assert.deepEqual(
              [...answer.columns.goid],
              goids,
              `seed ${seed}, [${firstNs}, ${lastNs}), not ${not}`,
            )
            assert.equal(answer.matched, goids.length)
            assert.equal(answer.live, all.length)
            assertSites(answer.bySite, passes)
            if (system && !not) taken += passes.length
            if (system && !not) left += all.length - passes.length
          }
      }
    }
    assert.ok(left > 0 && (taken > 0 || name === 'nothing named'), `${taken} taken, ${left} left out`)
  })
}

function assertSites(bySite: ReturnType<typeof ask>['bySite'], passes: Known[]): void {
  const counts = new Map<number, number>()
  for (const { site } of passes) counts.set(site, (counts.get(site) ?? 0) + 1)
  const expected = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  assert.deepEqual(
    [...bySite.matched_site].map((site, i) => [site, bySite.matched_count[i]]),
    expected,
  )
}

test('pages of every order join to all goroutines in that order', () => {
  const { ID, BY_SITE, BY_STATE, BY_TIME_IN_STATE, BY_AGE } = GoroutinesOrder
  const key: Record<number, (row: Known, timeNs: number) => number> = {
    [ID]: row => row.goid,
    [BY_SITE]: row => row.site,
    [BY_STATE]: row => row.state,
    [BY_TIME_IN_STATE]: (row, ns) => (Number.isNaN(row.sinceNs) ? Infinity : ns - row.sinceNs),
    [BY_AGE]: (row, ns) => (Number.isNaN(row.createdNs) ? Infinity : ns - row.createdNs),
  }
  for (let seed = 1; seed <= 8; seed++) {
    const play = new Play({ seed, moves: 1500, old: 20, ps: 8 })
    const { firstNs, lastNs } = play.past
    const all = knownAt(play, lastNs, firstNs)
    for (const [order, keyOf] of Object.entries(key))
      for (const descending of [false, true]) {
        const sorted = all.toSorted((a, b) => {
          const [x, y] = [keyOf(a, lastNs), keyOf(b, lastNs)]
          return x === y ? a.goid - b.goid : (x < y ? -1 : 1) * (descending ? -1 : 1)
        })
        const goids: number[] = []
        const limit = 1 + Math.floor(play.next() * 9)
        for (let offset = 0; offset <= all.length; offset += limit)
          goids.push(
            ...ask(play, { firstNs, lastNs: Infinity, order: Number(order), descending, offset, limit })
              .columns.goid,
          )
        assert.deepEqual(
          goids,
          sorted.map(row => row.goid),
          `order ${order}, descending ${descending}, seed ${seed}`,
        )
      }
  }
})
