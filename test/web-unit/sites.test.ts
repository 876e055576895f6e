import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WireSiteStats } from '../../lib/stream/wire.js'
import { decodeAnswer } from '../../web/src/link/answer.js'
import { emptySites, type SiteTable, withSites } from '../../web/src/session/sites.js'
import { comparison } from '../../web/src/views/sites/comparison.js'
import { isGrowing, LiveTrend, riseOf } from '../../web/src/views/sites/growth.js'
import { LongestWaits } from '../../web/src/views/sites/longest.js'
import { ordered, readSort, writeSort } from '../../web/src/views/sites/order.js'
import { readPins, toggled, writePins } from '../../web/src/views/sites/pins.js'
import { type SiteRow, siteRows } from '../../web/src/views/sites/row.js'
import { sitesSheet } from '../../web/src/views/sites/sheet.js'
import { sparkPoints } from '../../web/src/views/sites/spark.js'

const table: SiteTable = withSites(emptySites, [
  { site: 1, function: 'main.a', created_at: '/src/a.go:1', created_by: 'main.main' },
  { site: 2, function: 'main.b', created_at: '/src/b.go:2', created_by: 'main.main' },
  { site: 3, function: 'main.c, "d"', created_at: '/src/c d.go:3', created_by: 'main.main' },
])

function stats(site: number, more: Partial<WireSiteStats> = {}): WireSiteStats {
  const wait = { count: 4, total_ns: 100, p50_ns: 20, p99_ns: 40, max_ns: 41 }
  return {
    site,
    live: 10,
    created: 6,
    exited: 2,
    stages: {
      create_to_run: { count: 1, total_ns: 5, p99_ns: 5 },
      ready_to_run: wait,
      run: { count: 8 },
      wait,
    },
    reasons: [
      { reason: 1, wait: { count: 1, total_ns: 10 } },
      { reason: 2, wait: { count: 3, total_ns: 90 } },
    ],
    ...more,
  }
}

function rows(...all: WireSiteStats[]): SiteRow[] {
  return siteRows(
    all,
    2e9,
    table,
    reason => ['', 'select', 'sleep'][reason]!,
    () => Number.NaN,
  )
}

test('a row has the figures of its site, and rates by the length of the range', () => {
  const [row] = rows(stats(1))
  assert.equal(row!.info.label, 'main.a · a.go:1')
  assert.equal(row!.growth, 4)
  assert.equal(row!.createdPerS, 3)
  assert.equal(row!.runsPerS, 4)
  assert.equal(row!.runnableNs, 105)
  assert.deepEqual(
    row!.reasons.map(({ text, totalNs }) => [text, totalNs]),
    [
      ['sleep', 90],
      ['select', 10],
    ],
  )
  assert.equal(row!.stages.ready_to_run.p99Ns, 40)
  assert.ok(Number.isNaN(row!.stages.lifetime.p50Ns), 'quantiles of nothing are not 0')
})

test('rows are sorted by any column, pinned ones first, unknown values last either way', () => {
  const all = siteRows(
    [stats(1, { live: 5 }), stats(2, { live: 50 }), stats(3, { live: 20 })],
    1e9,
    table,
    () => '',
    site => [0, Number.NaN, 7, Infinity][site]!,
  )
  const order = (column: string, descending: boolean, pins: number[] = []) =>
    ordered(all, { column, descending }, new Set(pins)).map(row => row.info.site)
  assert.deepEqual(order('live', true), [2, 3, 1])
  assert.deepEqual(order('live', false), [1, 3, 2])
  assert.deepEqual(order('live', true, [1]), [1, 2, 3])
  assert.deepEqual(order('site', false), [1, 2, 3])
  assert.deepEqual(order('waiting', true), [3, 2, 1])
  assert.deepEqual(order('waiting', false), [2, 3, 1])
  assert.deepEqual(order('growth', true), [1, 2, 3], 'equal rows stay where they are')
})

test('sort and pins go through the address', () => {
  assert.deepEqual(readSort('-p99'), { column: 'p99', descending: true })
  assert.deepEqual(readSort(writeSort({ column: 'live', descending: false })), {
    column: 'live',
    descending: false,
  })
  assert.equal(writeSort(readSort('')), '')
  assert.deepEqual(readSort('constructor'), readSort(''))
  const text = writePins([3, 1], table.all)
  assert.deepEqual(readPins(text, table.all), [3, 1])
  assert.deepEqual(readPins('', table.all), [])
  assert.deepEqual(readPins('"', table.all), [])
  assert.deepEqual(toggled([1, 2], 1), [2])
  assert.deepEqual(toggled([1, 2], 3, 2), [2, 3])
})

test('a site grows if it only ever gets more, not if it swings', () => {
  const rising = Array.from({ length: 30 }, (_, i) => 100 + i * 3)
  const swinging = Array.from({ length: 30 }, (_, i) => 100 + 40 * Math.sin(i))
  assert.ok(isGrowing(rising, 100, 10))
  assert.ok(!isGrowing(rising, 10, 10), 'nothing was added in the range')
  assert.ok(!isGrowing(swinging, 100, 10))
  assert.ok(isGrowing([], 100, 10), 'without samples the range decides')
  assert.ok(!isGrowing([], 100, 90))
})

test('live counts are sampled once a second, and begin anew when time goes back', () => {
  const trend = new LiveTrend()
  for (let ms = 0; ms <= 100_000; ms += 250) trend.take(ms * 1e6, [{ site: 1, live: ms }])
  assert.equal(trend.of(1).length, 60)
  assert.equal(trend.of(1).at(-1), 100_000)
  trend.take(5e9, [{ site: 1, live: 1 }])
  assert.deepEqual(trend.of(1), [1])
  assert.deepEqual(trend.of(2), [])
})

/** An answer with these (site, since) rows. */
function goroutines(all: [site: number, sinceNs: number][], matched: number) {
  const column = (
    values: ArrayLike<number>,
    Type: typeof Float64Array | typeof Uint32Array | typeof Uint8Array,
  ) => new Uint8Array(new Type(values).buffer)
  const none = all.map(() => 0)
  const { goroutines } = decodeAnswer({
    goroutines: {
      time_ns: 1e9,
      live: matched,
      matched,
      rows: all.length,
      goid: column(none, Float64Array),
      since_ns: column(
        all.map(([, since]) => since),
        Float64Array,
      ),
      created_ns: column(none, Float64Array),
      woken_by: column(none, Float64Array),
      site: column(
        all.map(([site]) => site),
        Uint32Array,
      ),
      tid: column(none, Uint32Array),
      state: column(none, Uint8Array),
      reason: column(none, Uint8Array),
      flags: column(none, Uint8Array),
    },
  })
  return goroutines!
}

test('the longest wait of each site is found though one site fills an answer', () => {
  const longest = new LongestWaits()
  const first = longest.filter({
    system: false,
    terms: [
      { field: 2, sites: [1, 2] },
      { field: 3, values: [2] },
    ],
  })
  assert.deepEqual(first.terms, [
    { field: 2, sites: [1, 2] },
    { field: 3, values: [4] },
  ])
  longest.take(
    goroutines(
      [
        [1, Number.NaN],
        [1, 5],
      ],
      9,
    ),
  )
  assert.equal(longest.sinceNs(1), Number.NEGATIVE_INFINITY)
  assert.deepEqual(longest.filter({}).terms!.at(-1), { field: 2, not: true, sites: [1] })
  longest.take(goroutines([[2, 7]], 1))
  assert.equal(longest.sinceNs(2), 7)
  assert.equal(longest.sinceNs(1), Number.NEGATIVE_INFINITY, 'kept from the answer before')
  assert.equal(longest.filter({}).terms!.length, 1, 'and then it begins again')
  longest.take(goroutines([[2, 8]], 1))
  assert.equal(longest.sinceNs(2), 8)
  assert.ok(Number.isNaN(longest.sinceNs(1)), 'none of it waits any more')
})

test('two sites are compared by every figure, and nothing is divided by 0', () => {
  const [a, b] = rows(stats(1), stats(2, { live: 30, created: 0, reasons: [] }))
  const pairs = comparison(a!, b!, stage => stage)
  const of = (group: string, what: string) => pairs.find(pair => pair.group === group && pair.what === what)!
  assert.equal(of('goroutines', 'live').ratio, 3)
  assert.equal(of('wait', 'p99').ratio, 1)
  assert.deepEqual([of('wait by reason', 'sleep').a, of('wait by reason', 'sleep').b], [90, 0])
  const [c, d] = rows(stats(1, { created: 0 }), stats(2))
  assert.ok(Number.isNaN(comparison(c!, d!, stage => stage).find(pair => pair.what === 'created')!.ratio))
  assert.ok(!pairs.some(pair => pair.group === 'syscall'), 'a stage that neither has is left out')
})

test('what is copied has every figure exactly', () => {
  const sheet = sitesSheet(rows(stats(1)))
  const figure = (name: string) => sheet.rows[0]![sheet.columns.indexOf(name)]
  assert.equal(figure('created at'), '/src/a.go:1')
  assert.equal(figure('runnable total ns'), 105)
  assert.equal(figure('wait by reason ns'), 'sleep 90; select 10')
})

test('a curve fills its box', () => {
  assert.equal(sparkPoints([0, 5, 10], 20, 10), '0,10 10,5 20,0')
  assert.equal(sparkPoints([0, Number.NaN, 0], 20, 10), '')
  assert.equal(sparkPoints([4, Number.NaN], 20, 10), '0,0 20,10')
})

test('a curve of growth rises with a few more among very many, and a change of one is no mountain', () => {
  assert.deepEqual(riseOf([14_000, 14_020, 14_050]), { rise: [0, 20, 50], greatest: 50 })
  assert.deepEqual(riseOf([3, 4, 3]), { rise: [0, 1, 0], greatest: 8 })
})
