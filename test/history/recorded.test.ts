import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { NO_P } from '../../lib/contract.gen.js'
import type { LiveColumns } from '../../lib/history/history.js'
import { Flag, State } from '../../lib/model/transition.js'
import {
  decodeColumns,
  decodeTransitions,
  goroutinesLayout,
  spanLayout,
  type WireLanes,
} from '../../lib/stream/wire.js'
import { ask, historyOf, type Row, randomOf, sampleRows, tell } from './told.js'

let rows: Row[]
let live: LiveColumns
/** The newest moment: just after the newest row. */
let newestNs: number

before(async () => {
  const sample = await sampleRows()
  rows = sample.rows
  newestNs = Math.max(...rows.map(row => row.timeNs)) + 1
  const now = sample.model.goroutines()
  const system = (site: number) => (sample.model.sites.system[site] !== 0 ? Flag.System : 0)
  live = {
    ...now,
    timeNs: newestNs,
    createdNs: Float64Array.from(now.goid, goid => birthOf(goid)),
    flags: Uint8Array.from(now.site, system),
  }
})

const birthOf = (goid: number) =>
  rows.find(row => row.goid === goid && row.from === State.NotExist)?.timeNs ?? Number.NaN

function rowsByGoid(): Map<number, Row[]> {
  const byGoid = new Map<number, Row[]>()
  for (const row of rows) {
    const own = byGoid.get(row.goid)
    if (own) own.push(row)
    else byGoid.set(row.goid, [row])
  }
  return byGoid
}

function recorded(t: Parameters<typeof historyOf>[0]) {
  const history = historyOf(t, { getLive: () => structuredClone(live) })
  tell(rows, [history.onTransitions], () => 1000)
  history.end()
  return history
}

const spansOf = (wire: WireLanes) => decodeColumns(spanLayout, wire, wire.spans ?? 0)

test('lanes of a real session: each goroutine did what its rows say, one after the other', async t => {
  const history = recorded(t)
  const firstNs = Math.min(...rows.map(row => row.timeNs))
  const goids = [...new Set([...rows.map(row => row.goid), ...live.goid])]
  const byGoid = rowsByGoid()
  let compared = 0
  for (let at = 0; at < goids.length; at += 500) {
    const some = goids.slice(at, at + 500)
    const { lanes } = await ask(history, {
      first_ns: 0,
      last_ns: Infinity,
      lanes: { pixel_ns: 1e-3, goids: some },
    })
    const spans = spansOf(lanes!)
    assert.equal(lanes!.omitted, 0)
    const told = some.map((): string[] => [])
    for (let i = 0; i < spans.rows; i++)
      told[spans.lane[i]].push(
        `${spans.begin_ns[i]} ${spans.end_ns[i]} ${spans.state[i]} ${spans.reason[i]} ${spans.flags[i]}`,
      )
    some.forEach((goid, lane) => {
      assert.deepEqual(told[lane], storyOf(goid, byGoid.get(goid) ?? [], firstNs), `goroutine ${goid}`)
      compared += told[lane].length
    })
  }
  assert.ok(compared > 1000, `${compared} spans`)
})

function storyOf(goid: number, own: Row[], firstNs: number): string[] {
  const story = own.flatMap(row => {
    if (row.from === State.NotExist || (row.flags & Flag.Disagreement) !== 0) return []
    const known = !Number.isNaN(row.sinceNs)
    const beginNs = known ? row.sinceNs : firstNs
    if (!known && beginNs >= row.timeNs) return []
    return [`${beginNs} ${row.timeNs} ${row.from} ${row.endedReason} ${known ? 0 : 1}`]
  })
  const last = own.at(-1)
  if (last && last.to !== State.NotExist) {
    const reason = last.to === State.Waiting ? last.reason : 255
    story.push(`${last.timeNs} ${newestNs} ${last.to} ${reason} 2`)
  }
  const i = live.goid.indexOf(goid)
  if (!last && live.state[i] !== State.Undetermined)
    story.push(`${firstNs} ${newestNs} ${live.state[i]} ${live.reason[i]} 3`)
  return story
}

test('lanes of a real session: Ps run one goroutine at a time, and every run is there', async t => {
  const history = recorded(t)
  const { lanes } = await ask(history, {
    first_ns: 0,
    last_ns: Infinity,
    lanes: { pixel_ns: 1e-3, ps: true },
  })
  const spans = spansOf(lanes!)
  const shown = new Set<string>()
  for (let i = 0; i < spans.rows; i++) {
    if (i > 0 && spans.lane[i] === spans.lane[i - 1]) assert.ok(spans.begin_ns[i] >= spans.end_ns[i - 1])
    shown.add(`${spans.lane[i]} ${spans.begin_ns[i]} ${spans.goid[i]}`)
  }
  let runs = 0
  for (const row of rows) {
    if (row.to !== State.Running || row.p === NO_P) continue
    runs++
    assert.ok(shown.has(`${row.p} ${row.timeNs} ${row.goid}`), `run of ${row.goid} at ${row.timeNs}`)
  }
  assert.ok(runs > 1000, `${runs} runs`)
})

test('lanes of a real session: merging loses no time and no span', async t => {
  const history = recorded(t)
  const next = randomOf(3)
  const firstNs = rows[0].timeNs
  for (let round = 0; round < 20; round++) {
    const first_ns = firstNs + Math.floor(next() * (newestNs - firstNs))
    const last_ns = round % 3 === 0 ? Infinity : first_ns + Math.floor(next() ** 2 * (newestNs - first_ns))
    const range = { first_ns, last_ns }
    const fine = await ask(history, { ...range, lanes: { pixel_ns: 1e-3, ps: true } })
    const coarse = await ask(history, { ...range, lanes: { pixel_ns: 10 ** (3 + next() * 6), ps: true } })
    assert.deepEqual(sums(spansOf(coarse.lanes!)), sums(spansOf(fine.lanes!)))
  }
})

/** By lane how many spans, and how much time. */
function sums(spans: ReturnType<typeof spansOf>): number[][] {
  const lanes: number[][] = []
  for (let i = 0; i < spans.rows; i++) {
    lanes[spans.lane[i]] ??= [0, 0]
    const sum = lanes[spans.lane[i]]
    sum[0] += spans.merged[i] || 1
    sum[1] += spans.busy_ns[i]
  }
  return lanes
}

test('a real session is asked for goroutines, one goroutine, and transitions', async t => {
  const history = recorded(t)
  const range = { first_ns: 0, last_ns: Infinity, filter: { system: true } }
  const { goroutines } = await ask(history, { ...range, goroutines: { limit: 1000, by_site: true } })
  assert.equal(goroutines!.live, live.length)
  const columns = decodeColumns(goroutinesLayout, goroutines!, goroutines!.rows!)
  const goids = [...live.goid].sort((a, b) => a - b)
  assert.deepEqual([...columns.goid], goids.slice(0, 1000))

  const busiest = [...rowsByGoid()].sort((a, b) => b[1].length - a[1].length)[0]
  const { goroutine } = await ask(history, { ...range, goroutine: { goid: busiest[0] } })
  assert.equal(goroutine!.known, true)
  assert.equal(goroutine!.transitions, busiest[1].length)

  const { transitions } = await ask(history, { ...range, transitions: { skip: 100, limit: 50 } })
  assert.equal(transitions!.total, rows.length)
  const page = decodeTransitions(transitions!.transitions!)
  const expected = rows.slice(100, 150)
  assert.deepEqual(
    [...page.time_ns],
    expected.map(row => row.timeNs),
  )
  assert.deepEqual(
    [...page.tid],
    expected.map(row => row.tid),
  )
})
