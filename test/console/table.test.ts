import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsFor } from '../../lib/console/columns.js'
import { tableLines } from '../../lib/console/table.js'
import type { Aggregate } from '../../lib/latency/report.js'
import type { SourceInfo } from '../../lib/source/source.js'
import { aggregate as anAggregate } from '../stream/session.js'

const info: SourceInfo = {
  pid: 1234567,
  command: '/usr/local/bin/service --config /etc/service/config.yaml --port 8080',
  goVersion: 'go1.26.8',
  method: 'multi',
  waitReasons: [],
}

/** With long names and long figures. */
function busy(): Aggregate {
  const aggregate = anAggregate(1)
  const stats = {
    count: 123_456,
    total_ns: 9e12,
    p50_ns: 12_300,
    p90_ns: 456_000,
    p99_ns: 78_900_000,
    p999_ns: 123_400_000,
    max_ns: 567_800_000,
  }
  const fill = (stages: Aggregate['stages']) => {
    for (const stage of Object.keys(stages) as (keyof typeof stages)[]) stages[stage] = { ...stats }
  }
  fill(aggregate.stages)
  fill(aggregate.window)
  aggregate.wait_reasons = { 'chan receive (nil chan)': stats, 'GC assist wait': stats }
  aggregate.states = { runnable: 123, running: 45, waiting: 67_890, syscall: 12 }
  aggregate.goroutines = {
    seen: 99_999,
    snapshot: 12_345,
    created: 87_654,
    exited: 31_929,
    live: 68_070,
    live_system: 8,
  }
  const site = aggregate.sites[0]!
  fill(site.stages)
  const places = ['/src/a_file_with_a_very_long_name_of_its_own.go:12345', '/src/server.go:552', '']
  aggregate.sites = places.map(created_at => ({
    ...site,
    function: 'github.com/miekg/dns.(*Server).serveUDPPacket',
    created_at,
    live: 54_321,
  }))
  return aggregate
}

test('no figure is cut, at any width: whole columns are left out', () => {
  const whole = new Set(tableLines(info, busy(), 'session', 400, 60).flatMap(line => line.split(/\s+/)))
  for (let width = 60; width <= 120; width++) {
    const lines = tableLines(info, busy(), 'session', width, 60)
    for (const line of lines) {
      assert.ok(line.length <= width, `${width}: ${line}`)
      // What was shortened says so; all other figures stand in the widest table, too.
      for (const word of line.split(/\s+/))
        assert.ok(
          !/\d/.test(word) || word.includes('…') || whole.has(word),
          `${width}: '${word}' of: ${line}`,
        )
    }
    const rows = lines.filter(line => /^ {2}\S/.test(line))
    for (const line of rows) assert.match(line, / 568ms/, `${width}: the worst is shown`)
    assert.equal(rows.filter(line => line.endsWith('54321')).length, 3, `${width}: the live ones are shown`)
    for (const stage of ['create→run', 'ready→run', 'run', 'wait', 'run + blocked syscall', 'lifetime'])
      assert.ok(
        rows.some(line => line.startsWith(`  ${stage} `)),
        `${width}: ${stage}`,
      )
  }
})

test('columns go in the order in which they are missed least', () => {
  assert.deepEqual(columnsFor(100), ['count', 'p50', 'p90', 'p99', 'p99.9', 'max', 'live'])
  assert.deepEqual(columnsFor(80), ['count', 'p50', 'p90', 'p99', 'max', 'live'])
  assert.deepEqual(columnsFor(70), ['count', 'p50', 'p99', 'max', 'live'])
  assert.deepEqual(columnsFor(20), ['max', 'live'])
})

test("the runtime's own goroutines are told apart from the live ones", () => {
  const aggregate = anAggregate(15)
  aggregate.goroutines.live_system = 8
  const head = (one: Aggregate) => tableLines(info, one, 'session', 400)[2]
  assert.match(head(aggregate)!, /^goroutines 20 live, 8 of them the runtime's own \(4 before the attach/)
  aggregate.goroutines.live_system = 0
  assert.match(head(aggregate)!, /^goroutines 20 live \(4 before the attach/)
})

const waiting = {
  'chan receive': { goroutines: 12_345, longest_ns: null, since_unknown: 12_345 },
  select: { goroutines: 30, longest_ns: 1.23e9, since_unknown: 12 },
  sleep: { goroutines: 1, longest_ns: 5e6, since_unknown: 0 },
}

test('what waits now is told with what is not known of it', () => {
  const lossless = { ...anAggregate(1), lost: 0 }
  const block = (one: Aggregate, width: number) => {
    const lines = tableLines(info, one, 'session', width, 60, waiting)
    const at = lines.findIndex(line => line.startsWith('waiting at the end '))
    return lines.slice(at + 1, at + 4).map(line => line.trim().split(/ {2,}/))
  }
  assert.deepEqual(block(lossless, 100), [
    ['chan receive', '12.3k', '-', 'since before the attach'],
    ['select', '30', '1.23s', '12 since before the attach'],
    ['sleep', '1', '5.00ms'],
  ])
  assert.deepEqual(block(lossless, 60)[1], ['select', '30', '1.23s', '12 older'])
  assert.deepEqual(block({ ...lossless, lost: 1 }, 100)[1], [
    'select',
    '30',
    '1.23s',
    '12 since a moment unknown',
  ])
  for (let width = 60; width <= 120; width++)
    for (const line of tableLines(info, lossless, 'session', width, 60, waiting))
      assert.ok(line.length <= width, line)
})

test('what waits now stands in the live table where that leaves room for the sites', () => {
  const has = (height: number) =>
    tableLines(info, busy(), 'window', 100, height, waiting).some(line => line.startsWith('waiting now '))
  assert.ok(has(40))
  assert.ok(!has(24))
})
