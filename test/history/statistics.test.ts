import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { Latency } from '../../lib/latency/latency.js'
import {
  decodeColumns,
  heatCellLayout,
  TermField,
  type WireFilter,
  type WireStageStats,
  type WireStages,
  type WireTerm,
} from '../../lib/stream/wire.js'
import { bucketOf, type Choice, chosen, type Interval, intervalsOf, quantileOf, stages } from './oracle.js'
import { ask, historyOf, type Random, type Row, randomOf, randomRows, sampleRows, tell } from './told.js'

const RANGES = 12

interface Question {
  name: string
  filter: WireFilter
  choice: Choice
}

test('every statistic of a range is what its rows add up to', async t => {
  for (const { name, rows } of await streams()) {
    const history = historyOf(t, { bytesMax: 32 << 20 })
    const next = randomOf(5)
    tell(rows, [history.onTransitions], () => 1 + Math.floor(next() * 4096))
    history.end()
    for (const question of questions(rows, next)) {
      const { filter, choice } = question
      const label = `${name}, ${question.name}`
      const range = { first_ns: choice.firstNs, last_ns: choice.lastNs, filter }
      const some = chosen(rows, choice)
      const intervals = intervalsOf(some)

      const { stats, worst } = await ask(history, {
        ...range,
        stats: { sites: 4096 },
        worst: { stages: [0, 1, 3, 5], min_ns: 1000, max_ns: 1e9, limit: 50 },
      })
      checkStages(stats!.stages!, intervals, label)
      assert.equal(stats!.transitions, some.length, label)
      const unknown = some.filter(row => Number.isNaN(row.timeNs - row.sinceNs) && row.from !== 1)
      assert.equal(stats!.unknown, unknown.length, label)
      const born = (row: Row) => row.kind === Kind.CREATE || row.kind === Kind.NEEDM
      assert.equal(stats!.created, some.filter(born).length, label)
      assert.equal(stats!.exited, some.filter(row => row.to === 1).length, label)
      for (const { reason, wait } of stats!.reasons!)
        checkStats(wait!, waits(intervals, reason!), `${label}, reason ${reason}`)
      assert.equal(
        stats!.reasons!.length,
        new Set(intervals.filter(({ stage }) => stage === 3).map(({ row }) => row.endedReason)).size,
        label,
      )
      assert.equal(stats!.sites_total, new Set(some.map(row => row.site)).size, label)
      for (const { site, stages: figures } of stats!.sites!.slice(0, 5))
        checkStages(
          figures!,
          intervals.filter(({ row }) => row.site === site),
          `${label}, site ${site}`,
        )

      const long = intervals.filter(({ stage, ns }) => [0, 1, 3, 5].includes(stage) && ns >= 1000 && ns < 1e9)
      long.sort((a, b) => b.ns - a.ns)
      assert.equal(worst!.total, long.length, label)
      assert.deepEqual(
        worst!.intervals!.map(({ begin_ns, end_ns }) => end_ns! - begin_ns!),
        long.slice(0, 50).map(({ ns }) => ns),
        label,
      )
    }
  }
})

test('a heat map has every interval in the cell of its end and length', async t => {
  for (const { name, rows } of await streams()) {
    const history = historyOf(t, { bytesMax: 32 << 20 })
    const next = randomOf(6)
    tell(rows, [history.onTransitions], () => 1 + Math.floor(next() * 4096))
    history.end()
    for (const question of questions(rows, next)) {
      const { filter, choice } = question
      const label = `${name}, ${question.name}`
      const columns = 1 + Math.floor(next() * 300)
      const columnNs = ((choice.lastNs - choice.firstNs) / columns) * (0.5 + next())
      const quantiles = [0.5, 0.99]
      const heatQuery = { stages: [1, 3, 5], column_ns: columnNs, columns, quantiles }
      const range = { first_ns: choice.firstNs, last_ns: choice.lastNs, filter }
      const { heat } = await ask(history, { ...range, heat: heatQuery })
      const cells = decodeColumns(heatCellLayout, heat!, heat!.cells!)
      const quantileNs = new Float64Array(heat!.quantile_ns!.slice().buffer)
      const maxNs = new Float64Array(heat!.max_ns!.slice().buffer)

      const expected = new Map<string, number>()
      const lengths: number[][] = Array.from({ length: columns }, () => [])
      for (const { row, stage, ns } of intervalsOf(chosen(rows, choice))) {
        if (![1, 3, 5].includes(stage)) continue
        const column = columnOf(row.timeNs - choice.firstNs, columnNs)
        if (column >= columns) continue
        lengths[column]!.push(ns)
        const cell = `${column} ${bucketOf(ns)}`
        expected.set(cell, (expected.get(cell) ?? 0) + 1)
      }
      const found = new Map<string, number>()
      let last = -1
      for (let i = 0; i < cells.rows; i++) {
        found.set(`${cells.column[i]} ${cells.bucket[i]}`, cells.count[i]!)
        const order = cells.column[i]! * 256 + cells.bucket[i]!
        assert.ok(order > last, `${label}: cells ascend`)
        last = order
      }
      assert.deepEqual(new Map([...found].sort()), new Map([...expected].sort()), label)
      for (const [column, some] of lengths.entries()) {
        const sorted = some.sort((a, b) => a - b)
        assert.equal(maxNs[column], sorted.length ? sorted.at(-1) : Number.NaN, label)
        for (const [i, q] of quantiles.entries())
          checkQuantile(quantileNs[column * quantiles.length + i]!, sorted, q, `${label}, column ${column}`)
      }
    }
  }
})

test('over a whole session the past and the latency report agree', async t => {
  for (const system of [false, true]) {
    const history = historyOf(t)
    const latency = new Latency({ system })
    await sampleRows([history.onTransitions, latency.sink])
    history.end()
    const { stats } = await ask(history, { last_ns: Infinity, filter: { system }, stats: {} })
    const all = latency.window.all()
    for (const [stage, name] of stages.entries()) {
      const figures = stats!.stages![name]!
      assert.ok(name === 'syscall' || figures.count! > 0, `${name} has intervals`)
      assert.equal(figures.count, latency.histograms.count(all[stage]!), name)
      assert.equal(figures.total_ns, latency.histograms.total(all[stage]!), name)
      assert.equal(figures.max_ns, latency.histograms.max(all[stage]!), name)
      const quantiles = latency.histograms.quantiles(all[stage]!, [0.5, 0.9, 0.99, 0.999])
      assert.deepEqual([figures.p50_ns, figures.p90_ns, figures.p99_ns, figures.p999_ns], quantiles, name)
    }
  }
})

async function streams(): Promise<{ name: string; rows: Row[] }[]> {
  return [
    { name: 'sample', rows: (await sampleRows()).rows },
    { name: 'dense', rows: randomRows(60_000, 1, 900) },
    { name: 'sparse', rows: randomRows(20_000, 2, 3e6) },
  ]
}

/** Ranges of every length, with and without filters. */
function* questions(rows: readonly Row[], next: Random): Generator<Question> {
  const firstNs = rows[0]!.timeNs
  const spanNs = rows.at(-1)!.timeNs - firstNs
  for (let i = 0; i < RANGES; i++) {
    const from = i === 0 ? firstNs - 4e6 : firstNs + Math.floor(next() * spanNs)
    const lastNs = i === 0 ? firstNs + spanNs + 1 : from + Math.floor(next() * next() * spanNs) + 1
    const system = next() < 0.3
    const terms = i % 2 === 0 ? [] : [termOf(rows, next), termOf(rows, next)].slice(0, 1 + (i % 3 ? 1 : 0))
    const passes = (row: Row) => (system || (row.flags & 1) === 0) && terms.every(term => holds(term, row))
    const name = `range ${i} ${JSON.stringify({ system, terms })}`
    yield { name, filter: { system, terms }, choice: { firstNs: from, lastNs, passes } }
  }
}

function termOf(rows: readonly Row[], next: Random): WireTerm {
  const some = Array.from({ length: 4 }, () => rows[Math.floor(next() * rows.length)]!)
  const not = next() < 0.3
  switch (Math.floor(next() * 4)) {
    case 0:
      return { field: TermField.GOID, not, values: some.map(row => row.goid) }
    case 1:
      return { field: TermField.SITE, not, sites: some.map(row => row.site) }
    case 2:
      return { field: TermField.REASON, not, values: some.map(row => row.endedReason) }
    default: {
      const bounds = { min_ns: next() * 1e4, max_ns: next() < 0.5 ? Infinity : 1e4 + next() * 1e8 }
      return { field: TermField.STATE_FOR, not, values: some.slice(0, 2).map(row => row.from), ...bounds }
    }
  }
}

function holds({ field, not, values = [], sites = [], min_ns, max_ns }: WireTerm, row: Row): boolean {
  const ns = row.timeNs - row.sinceNs
  const positive =
    field === TermField.GOID
      ? values!.includes(row.goid)
      : field === TermField.SITE
        ? sites!.includes(row.site)
        : field === TermField.REASON
          ? values!.includes(row.endedReason)
          : values!.includes(row.from) && ns >= min_ns! && ns < max_ns!
  return positive !== not
}

function waits(intervals: readonly Interval[], reason: number): Interval[] {
  return intervals.filter(({ row, stage }) => stage === 3 && row.endedReason === reason)
}

function checkStages(figures: WireStages, intervals: readonly Interval[], label: string): void {
  for (const [stage, name] of stages.entries())
    checkStats(
      figures[name]!,
      intervals.filter(each => each.stage === stage),
      `${label}, ${name}`,
    )
}

function checkStats(figures: WireStageStats, intervals: readonly Interval[], label: string): void {
  const sorted = intervals.map(({ ns }) => ns).sort((a, b) => a - b)
  assert.equal(figures.count, sorted.length, label)
  assert.equal(
    figures.total_ns,
    sorted.reduce((sum, ns) => sum + ns, 0),
    label,
  )
  assert.equal(figures.max_ns, sorted.at(-1) ?? 0, label)
  if (sorted.length === 0) return
  checkQuantile(figures.p50_ns!, sorted, 0.5, label)
  checkQuantile(figures.p90_ns!, sorted, 0.9, label)
  checkQuantile(figures.p99_ns!, sorted, 0.99, label)
  checkQuantile(figures.p999_ns!, sorted, 0.999, label)
}

function checkQuantile(found: number, sorted: readonly number[], q: number, label: string): void {
  if (sorted.length === 0) {
    assert.equal(found, Number.NaN, label)
    return
  }
  const exact = quantileOf(sorted, q)
  assert.ok(
    Math.abs(found - exact) <= exact * 0.01,
    `${label}: p${q * 100} is ${found}, of the rows ${exact}`,
  )
}

function columnOf(ns: number, columnNs: number): number {
  let column = 0
  for (let step = 2 ** 20; step >= 1; step /= 2) if ((column + step) * columnNs <= ns) column += step
  return column
}
