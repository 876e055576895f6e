import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { History } from '../../lib/history/history.js'
import type { Model } from '../../lib/model/model.js'
import { REASON_NONE, type TransitionSink } from '../../lib/model/transition.js'
import { decodeColumns, seriesLayout, siteSeriesLayout, type WireSeries } from '../../lib/stream/wire.js'
import { ask, historyOf, type Random, type Row, randomOf, randomRows, sampleRows, tell } from './told.js'

const [NOTEXIST, RUNNABLE, RUNNING, WAITING, SYSCALL] = [1, 2, 3, 4, 5]

test('what began, ended and was seen in a column is what its rows say', async t => {
  for (const rows of [(await sampleRows()).rows, randomRows(40_000, 3, 900), randomRows(10_000, 4, 3e6)]) {
    const history = historyOf(t)
    const next = randomOf(8)
    tell(rows, [history.onTransitions], () => 1 + Math.floor(next() * 4096))
    history.end()
    for (let i = 0; i < 10; i++) {
      const { firstNs, columnNs, columns } = anyColumns(rows, next)
      const sites = [...new Set(rows.slice(0, 500).map(row => row.site))].slice(0, 5)
      const figures = await seriesOf(history, firstNs, columnNs, columns, sites)
      const some = rows.filter(row => row.timeNs >= firstNs && row.timeNs < firstNs + columns * columnNs)
      const of = (row: Row) => Math.floor((row.timeNs - firstNs) / columnNs)
      const counted = (chosen: Row[]) => counts(columns, chosen.map(of))

      const runs = some.filter(row => row.to === RUNNING && row.from !== SYSCALL)
      assert.deepEqual([...figures.runs], counted(runs))
      assert.deepEqual([...figures.created], counted(some.filter(row => row.from === NOTEXIST)))
      assert.deepEqual([...figures.exited], counted(some.filter(row => row.to === NOTEXIST)))
      const seen = new Set(some.map(row => `${of(row)} ${row.tid}`))
      const threads = [...seen].map(pair => Number.parseInt(pair, 10))
      assert.deepEqual([...figures.threads], counts(columns, threads))
      for (const { site, columns: line } of figures.sites) {
        const own = runs.filter(row => row.site === site)
        assert.deepEqual([...line.runs], counted(own))
        const total = new Array<number>(columns).fill(0)
        const max = new Array<number>(columns).fill(0)
        for (const row of own.filter(({ from, sinceNs }) => from === RUNNABLE && !Number.isNaN(sinceNs))) {
          total[of(row)]! += row.timeNs - row.sinceNs
          max[of(row)] = Math.max(max[of(row)]!, row.timeNs - row.sinceNs)
        }
        assert.deepEqual([...line.latency_total_ns], total)
        assert.deepEqual([...line.latency_max_ns], max)
      }
    }
  }
})

test('states at the end of a column are those that the model counted then', async t => {
  const told: { ns: number; oldestNs: number; states: number[] }[] = []
  let model: Model | undefined
  const states = () => Object.values(model?.states ?? {})
  const history = historyOf(t, { getStates: states })
  let lastNs = 0
  const watch: TransitionSink = batch => {
    lastNs = Math.max(lastNs, batch.timeNs[batch.length - 1]!)
    const oldestNs = Math.min(...batch.timeNs.subarray(0, batch.length))
    told.push({ ns: lastNs, oldestNs, states: states() })
  }
  await sampleRows([history.onTransitions, watch], made => {
    model = made
  })
  history.end()
  // The model hears of who was there before the session only a little after its begin.
  // What it counted stands for a moment only if no row of before came late.
  const complete = told.filter(
    ({ ns }, i) => ns > 20e6 && told.slice(i + 1).every(({ oldestNs }) => oldestNs > ns),
  )
  assert.ok(complete.length > 100, `${complete.length} batches`)
  for (const { ns, states: expected } of complete.filter((_, i) => i % 7 === 0)) {
    // Two columns, of which the first ends just after the batch.
    const columnNs = Math.min(ns, 30e6)
    const figures = await seriesOf(history, ns + 1 - columnNs, columnNs, 1, [])
    const found = [0, 0, figures.runnable[0], figures.running[0], figures.waiting[0], figures.syscall[0]]
    found[0] = figures.undetermined[0]
    assert.deepEqual(found, expected, `at ${ns}`)
  }
})

test('Ps are busy for as long as they run a goroutine, and not across a loss', async t => {
  const { rows } = await sampleRows()
  const history = historyOf(t)
  const next = randomOf(11)
  tell(rows, [history.onTransitions], () => 1 + Math.floor(next() * 4096))
  history.end()
  const intervals = occupied(rows)
  for (let i = 0; i < 20; i++) {
    const { firstNs, columnNs, columns } = anyColumns(rows, next)
    const figures = await seriesOf(history, firstNs, columnNs, columns, [])
    const lastNs = Math.min(firstNs + columns * columnNs, rows.at(-1)!.timeNs + 1)
    for (let column = 0; column < columns; column++) {
      const from = firstNs + column * columnNs
      const to = Math.min(lastNs, from + columnNs)
      const expected = intervals.reduce(
        (sum, { sinceNs, untilNs }) => sum + Math.max(0, Math.min(to, untilNs) - Math.max(from, sinceNs)),
        0,
      )
      assert.ok(
        Math.abs(figures.busy_ns[column]! - expected) < 1,
        `${figures.busy_ns[column]} of ${expected}`,
      )
    }
    assert.equal(figures.ps, 1 + Math.max(...rows.map(({ p }) => (p === 65535 ? -1 : p))))
  }
})

test('after a loss a P is busy only from what is seen after its end', async t => {
  const history = historyOf(t)
  const run = (timeNs: number, goid: number, from: number, to: number): Row => ({
    timeNs,
    sinceNs: Number.NaN,
    createdNs: Number.NaN,
    goid,
    other: 0,
    tid: 1,
    site: 3,
    p: 0,
    kind: to === RUNNING ? 3 : 4,
    from,
    to,
    reason: REASON_NONE,
    endedReason: REASON_NONE,
    flags: 0,
  })
  tell([run(1000, 1, RUNNABLE, RUNNING), run(1500, 2, WAITING, RUNNABLE)], [history.onTransitions], () => 8)
  history.onGap({ firstNs: 1600, lastNs: 3000, lost: [5, 0, 0] })
  // Within the loss nothing counts; after it the run that ends is not known to have begun.
  const after = [
    run(2000, 1, RUNNABLE, RUNNING),
    run(3500, 1, RUNNING, WAITING),
    run(4000, 1, RUNNABLE, RUNNING),
    run(4500, 1, RUNNING, WAITING),
  ]
  tell(after, [history.onTransitions], () => 8)
  history.end()
  const figures = await seriesOf(history, 0, 1000, 5, [])
  assert.deepEqual([...figures.busy_ns], [0, 500, 0, 0, 500])
  const { gaps } = await ask(history, { first_ns: 0, last_ns: Infinity })
  assert.deepEqual(
    gaps!.map(({ first_ns, last_ns, lost_by_cause }) => ({ first_ns, last_ns, ...lost_by_cause })),
    [{ first_ns: 1600, last_ns: 3000, ring_full: 5, g_fault: 0, pool_empty: 0 }],
  )
})

test('a loss counts although no row of its own chunk follows it', async t => {
  const history = historyOf(t)
  const row = (timeNs: number, goid: number, p: number, to: number): Row => ({
    ...randomRows(1, 5, 1)[0]!,
    timeNs,
    sinceNs: Number.NaN,
    goid,
    p,
    from: RUNNABLE,
    to,
  })
  // The chunk is full of what is written down of the states, so that the loss lies in the next one; and the next row comes
  // too late for that.
  const quiet = Array.from({ length: 80 }, (_, i) => row(25e6 * (i + 1), 7, 65535, WAITING))
  tell([row(1000, 1, 0, RUNNING), ...quiet], [history.onTransitions], () => 1)
  history.onGap({ firstNs: 2.1e9, lastNs: 2.2e9, lost: [5, 0, 0] })
  tell([row(9e9, 2, 0, RUNNING)], [history.onTransitions], () => 1)
  history.end()
  const figures = await seriesOf(history, 0, 1e9, 10, [])
  assert.deepEqual([...figures.busy_ns], [1e9 - 1000, 1e9, 0, 0, 0, 0, 0, 0, 0, 1])
})

/** Columns of whole ns somewhere in the rows. */
function anyColumns(rows: readonly Row[], next: Random) {
  const beginNs = rows[0]!.timeNs
  const spanNs = rows.at(-1)!.timeNs - beginNs
  const columns = 1 + Math.floor(next() * 60)
  const firstNs = beginNs - 1e6 + Math.floor(next() * spanNs)
  return { firstNs, columns, columnNs: 1 + Math.floor((next() * spanNs) / columns) }
}

function counts(columns: number, at: readonly number[]): number[] {
  const sums = new Array<number>(columns).fill(0)
  for (const column of at) sums[column]!++
  return sums
}

async function seriesOf(
  history: History,
  firstNs: number,
  columnNs: number,
  columns: number,
  sites: number[],
) {
  const query = {
    first_ns: firstNs,
    last_ns: firstNs + columnNs * columns,
    series: { column_ns: columnNs, columns, sites },
  }
  const { series } = await ask(history, query)
  const { ps, sites: lines } = series as WireSeries
  const decoded = decodeColumns(seriesLayout, series as WireSeries, columns)
  return {
    ...decoded,
    ps,
    sites: lines!.map(line => ({ site: line.site, columns: decodeColumns(siteSeriesLayout, line, columns) })),
  }
}

/** When any P ran a goroutine, by plain reading: from its run to its end, or to the next run on that P. */
function occupied(rows: readonly Row[]): { sinceNs: number; untilNs: number }[] {
  const found: { sinceNs: number; untilNs: number }[] = []
  const on = new Map<number, { goid: number; sinceNs: number }>()
  const end = (p: number, untilNs: number) => {
    const ran = on.get(p)
    if (ran) found.push({ sinceNs: ran.sinceNs, untilNs })
    on.delete(p)
  }
  for (const { timeNs, goid, p, from, to } of rows) {
    if (to === RUNNING && p !== 65535) {
      end(p, timeNs)
      on.set(p, { goid, sinceNs: timeNs })
    } else if (to !== RUNNING && from === RUNNING) {
      const ran = on.get(p)?.goid === goid ? p : [...on].find(([, each]) => each.goid === goid)?.[0]
      if (ran !== undefined) end(ran, timeNs)
    }
  }
  for (const p of [...on.keys()]) end(p, Infinity)
  return found
}
