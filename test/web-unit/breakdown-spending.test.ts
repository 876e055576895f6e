import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WireStageStats, WireStats } from '../../lib/stream/wire.js'
import { siteSpendings } from '../../web/src/views/breakdown/sitespending.js'
import { mostRunnable, parts, spendings } from '../../web/src/views/breakdown/spending.js'

function stats(count: number, total_ns: number): WireStageStats {
  return { count, total_ns, p50_ns: 1, p90_ns: 2, p99_ns: 3, p999_ns: 4, max_ns: 5 }
}

const stages = {
  create_to_run: stats(10, 100),
  ready_to_run: stats(20, 300),
  run: stats(30, 600),
  wait: stats(20, 9000),
  lifetime: stats(5, 10_000),
}
const reasons = [
  { reason: 3, wait: stats(5, 2000) },
  { reason: 7, wait: stats(15, 7000) },
]

test('shares are of the time of all stages, lifetimes apart', () => {
  const rows = spendings(stages, reasons, 1000, false)
  assert.deepEqual(
    rows.map(row => row.id),
    [...parts, 'wait 7', 'wait 3', 'lifetime'],
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  assert.equal(byId.get('create_to_run')!.share, 0.01)
  assert.equal(byId.get('run')!.share, 0.06)
  assert.equal(byId.get('wait')!.share, 0.9)
  assert.equal(byId.get('wait 7')!.share, 0.7)
  assert.ok(Number.isNaN(byId.get('lifetime')!.share))
  const whole = parts.reduce((sum, part) => sum + byId.get(part)!.share, 0)
  assert.ok(Math.abs(whole - 1) < 1e-12)
})

test('without waits the rest is compared with itself', () => {
  const byId = new Map(spendings(stages, reasons, 1000, true).map(row => [row.id, row]))
  assert.equal(byId.get('run')!.share, 0.6)
  assert.ok(Number.isNaN(byId.get('wait')!.share))
  assert.ok(Number.isNaN(byId.get('wait 7')!.share))
  assert.equal(byId.get('wait')!.totalNs, 9000)
})

test('goroutine time per time is how many did it at once on average', () => {
  const byId = new Map(spendings(stages, reasons, 1000, false).map(row => [row.id, row]))
  assert.equal(byId.get('wait')!.perSecond, 9)
  assert.equal(byId.get('run')!.perSecond, 0.6)
})

test('a stage that did not occur has no quantiles, and an empty range no rates', () => {
  const rows = spendings(undefined, undefined, 0, false)
  assert.equal(rows.length, parts.length + 1)
  for (const row of rows) {
    assert.deepEqual([row.count, row.totalNs], [0, 0])
    for (const ns of [row.p50Ns, row.p90Ns, row.p99Ns, row.p999Ns, row.maxNs, row.perSecond])
      assert.ok(Number.isNaN(ns))
  }
})

const sites: WireStats = {
  stages,
  sites: [
    { site: 1, live: 4, stages: { run: stats(1, 500), wait: stats(1, 500) } },
    {
      site: 2,
      live: 9,
      stages: { create_to_run: stats(1, 50), ready_to_run: stats(1, 150), wait: stats(1, 1800) },
    },
    { site: 3, live: 0, stages: { ready_to_run: stats(1, 150) } },
  ],
  sites_total: 4,
}

test('sites are ordered as asked, and bars compared with the longest', () => {
  const order = (by: 'runnable' | 'wait' | 'live' | 'p99', descending: boolean) =>
    siteSpendings(sites.sites, by, descending, false).map(row => row.site)
  assert.deepEqual(order('runnable', true), [2, 3, 1])
  assert.deepEqual(order('wait', false), [3, 1, 2])
  assert.deepEqual(order('live', true), [2, 1, 3])
  // What has no latency comes last, equals by number.
  assert.deepEqual(order('p99', true), [2, 3, 1])
  const [first] = siteSpendings(sites.sites, 'live', true, false)
  assert.deepEqual(
    first!.bar.map(piece => [piece.part, piece.share]),
    [
      ['create_to_run', 0.025],
      ['ready_to_run', 0.075],
      ['run', 0],
      ['syscall', 0],
      ['wait', 0.9],
    ],
  )
  const [awake] = siteSpendings(sites.sites, 'live', true, true)
  assert.deepEqual(
    awake!.bar.map(piece => piece.share),
    [0.1, 0.3, 0, 0],
  )
})

test('the site that was runnable for longest is told with its share and whether all were looked at', () => {
  assert.deepEqual(mostRunnable(sites), { site: 2, totalNs: 200, share: 0.5, all: false })
  assert.equal(mostRunnable({ stages: {}, sites: [] }), undefined)
  assert.equal(mostRunnable(undefined), undefined)
})
