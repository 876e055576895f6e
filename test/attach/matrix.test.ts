import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { StageStats } from '../../lib/latency/report.js'
import type { Summary } from '../../lib/summary.js'
import { build } from './build.js'
import { blocked } from './kernel.js'
import { attached, detached, killAll, Program } from './program.js'

/** Each Go by both methods, once with symbols and once without. */
const goVersions = ['go1.22.12', 'go1.23.12', 'go1.24.13', 'go1.25.14', 'go1.26.8', 'go1.27.4']
const builds = [
  { what: 'with symbols', flags: [], method: 'multi' },
  { what: 'stripped', flags: ['-ldflags=-s -w'], method: 'perf' },
  {
    what: 'position-independent',
    flags: ['-buildmode=pie', '-ldflags=-s'],
    method: 'multi',
    only: 'go1.26.8',
  },
]

const PAIRS = 2

afterEach(killAll)

for (const toolchain of goVersions) {
  for (const { what, flags, method, only } of builds) {
    if (only && only !== toolchain) continue
    test(`ping-pong of ${toolchain}, ${what}, by ${method}`, { skip: blocked }, async () => {
      const program = build('pingpong', { toolchain, flags })
      const target = Program.start(program, ['-pairs', `${PAIRS}`, '-for', '400ms', '-wait'])
      await target.says(/^pid/)
      // Room for the whole session: how fast this machine is just now is not the question here.
      const agent = await attached(target.pid, '--method', method, '--ring', '64MB')
      target.write('go\n')
      await target.says(/round_trips/)
      const summary = await detached(agent)
      assert.equal(summary.go_version, toolchain)
      assert.equal(summary.pid, target.pid)
      checkCounts(summary)
      checkStages(summary)
      checkSites(summary)
      assert.ok(target.running, 'the target runs on')
    })
  }
}

function checkCounts(summary: Summary): void {
  const { goroutines } = summary
  assert.equal(summary.lost, 0)
  assert.equal(summary.produced, summary.events)
  assert.ok(summary.events > 1000, `${summary.events} events`)
  assert.equal(summary.undetermined, 0)
  assert.equal(goroutines.seen, goroutines.snapshot + goroutines.created)
  assert.ok(goroutines.snapshot >= 2, 'main and the runtime were there before')
  assert.ok(goroutines.created >= 2 * PAIRS)
  assert.equal(goroutines.live, goroutines.seen - goroutines.exited)
}

/** Two Ps at most are in the target's way here; a P runs one goroutine at a time. */
function checkStages(summary: Summary): void {
  for (const stage of ['create_to_run', 'ready_to_run', 'run', 'wait', 'lifetime'] as const) {
    const stats = summary.stages[stage]!
    assert.ok(stats.count > 0, `${stage} is empty`)
    checkStats(stage, stats, summary.duration_ns)
  }
  for (const [reason, stats] of Object.entries(summary.wait_reasons))
    checkStats(reason, stats, summary.duration_ns)
  assert.ok(summary.wait_reasons['chan receive']!.count > 0)
}

function checkStats(name: string, stats: StageStats, durationNs: number): void {
  const quantiles = [stats.p50_ns, stats.p90_ns, stats.p99_ns, stats.p999_ns, stats.max_ns * 1.01]
  assert.deepEqual(
    quantiles,
    quantiles.toSorted((a, b) => a - b),
    `${name}: quantiles are in order`,
  )
  assert.ok(stats.max_ns <= durationNs, `${name}: no interval is longer than the session`)
  assert.ok(stats.total_ns <= stats.count * stats.max_ns, `${name}: the total is possible`)
  assert.ok(stats.total_ns >= stats.max_ns, `${name}: the total holds the longest`)
  assert.ok(stats.p50_ns > 0, `${name}: half of the intervals take time`)
}

/** The goroutines of pingpong stand in main.go, by name and line. */
function checkSites(summary: Summary): void {
  const pairs = summary.sites.filter(site => site.created_by === 'main.main')
  const echoes = summary.sites.filter(site => site.created_by === 'main.pair')
  for (const [sites, name] of [
    [pairs, 'pairs'],
    [echoes, 'echoes'],
  ] as const) {
    assert.equal(sites.length, 1, `one place creates the ${name}`)
    const site = sites[0]!
    assert.match(site.function, /^main\./)
    assert.match(site.created_at, /main\.go:\d+$/)
    assert.equal(site.created, PAIRS)
    assert.equal(site.exited, PAIRS)
    assert.equal(site.live, 0)
    assert.equal(site.system, false)
    assert.ok(site.stages.ready_to_run.count > 0)
  }
  for (const site of summary.sites)
    assert.ok(site.function !== 'unknown' || site.live + site.created === 0, 'no goroutine without a name')
}
