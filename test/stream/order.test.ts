import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeSnapshot } from '../../lib/stream/wire.js'
import { StreamReader } from './reader.js'
import { aggregate, FakeSession, liveGoroutines, transitions } from './session.js'

const guard = { timeout: 20_000 }

test('hello comes first, then the snapshot, then aggregates', guard, async t => {
  const session = await FakeSession.start(t)
  session.server.publishAggregate(aggregate(1))
  const reader = await StreamReader.connect(session.url)

  const hello = await reader.next('hello')
  assert.equal(hello.protocol, 1)
  assert.equal(hello.version, '0.1.0')
  assert.equal(hello.time_unit, 'ns')
  assert.equal(hello.byte_order, 'little-endian')
  assert.equal(hello.pid, 4242)
  assert.equal(hello.go_version, 'go1.26.8')
  assert.equal(hello.syscalls, true)
  assert.equal(hello.command, '/srv/app --port 80')
  assert.equal(hello.base_monotonic_ns, '9007199254740993123')
  assert.equal(hello.started_at_unix_ms, 1_700_000_000_000)
  assert.deepEqual(hello.wait_reasons, ['', 'GC assist marking', 'IO wait'])
  assert.deepEqual(hello.states, ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall'])
  assert.equal(hello.kinds?.[4], 'PARK')

  const snapshot = await reader.next('snapshot')
  assert.equal(snapshot.time_ns, 5_000_000)
  assert.equal(snapshot.total, 3)
  const columns = decodeSnapshot(snapshot)
  assert.deepEqual([...columns.goid], [2 ** 33, 2 ** 33 + 1, 2 ** 33 + 2])
  assert.deepEqual([...columns.since_ns], [Number.NaN, 10, 20])
  assert.deepEqual([...columns.site], [0, 1, 0])
  assert.deepEqual([...columns.tid], [0, 3, 6])
  assert.deepEqual([...columns.state], [4, 4, 4])
  assert.deepEqual([...columns.reason], [2, 2, 2])
  assert.deepEqual([...columns.flags], [0, 1, 0])
  assert.deepEqual(
    snapshot.sites?.map(({ function: name, created_at, system }) => [name, created_at, system]),
    [
      ['main.worker0', '/src/main.go:0', false],
      ['main.worker1', '/src/main.go:1', true],
    ],
  )

  // The one published before the client came, then those published since.
  assert.equal((await reader.next('aggregate')).time_ns, 1e8)
  session.server.publishAggregate(aggregate(2))
  assert.equal((await reader.next('aggregate')).time_ns, 2e8)
  assert.deepEqual(reader.names, ['hello', 'snapshot', 'aggregate', 'aggregate'])
})

test('an aggregate arrives with every number that was published', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  const published = aggregate(3)
  session.server.publishAggregate(published)
  const received = await reader.next('aggregate')
  // A double that is 0 is not on the wire; decoding gives it back as the field's default.
  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (_, v) => (v === 0 || v === false ? undefined : v)))
  const sites = published.sites.map(({ site, live, created, exited, stages }) => ({
    site,
    live,
    created,
    exited,
    stages,
  }))
  assert.deepEqual(plain({ ...received }), plain({ ...published, sites, sites_total: 2 }))
})

test('an aggregate carries the first sites only, the end all of them', guard, async t => {
  const session = await FakeSession.start(t, { limits: { aggregateSites: 5 } })
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  session.server.publishAggregate(aggregate(1, 40))
  const live = await reader.next('aggregate')
  assert.equal(live.sites?.length, 5)
  assert.equal(live.sites_total, 40)
  session.server.end('the target exited')
  const end = await reader.next('end')
  assert.equal(end.reason, 'the target exited')
  assert.equal(end.aggregate?.time_ns, 1e8)
  assert.equal(end.aggregate?.sites?.length, 40)
})

test('a client that comes after the end is told so', guard, async t => {
  const session = await FakeSession.start(t)
  session.server.end('the target was killed', aggregate(9))
  session.server.end('said twice', aggregate(10))
  const reader = await StreamReader.connect(session.url)
  const end = await reader.next('end')
  assert.equal(end.reason, 'the target was killed')
  assert.equal(end.aggregate?.time_ns, 9e8)
  assert.deepEqual(reader.names, ['hello', 'snapshot', 'aggregate', 'end'])
})

test('nothing follows the end', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.ask({ subscribe: { all: true } })
  session.server.onTransitions(transitions(0, 10))
  session.server.end('the target exited')
  session.server.onTransitions(transitions(10, 10))
  session.server.onGap({ firstNs: 1, lastNs: 2, lost: [1, 0, 0] })
  session.server.publishAggregate(aggregate(1))
  await session.server.close()
  await reader.closed
  assert.deepEqual(reader.names.slice(3), ['transitions', 'end'])
})

test('a snapshot of more goroutines than fit says how many there are', guard, async t => {
  const session = await FakeSession.start(t, { limits: { snapshotRows: 10 } })
  session.live = liveGoroutines(25)
  const reader = await StreamReader.connect(session.url)
  const snapshot = await reader.next('snapshot')
  assert.equal(snapshot.rows, 10)
  assert.equal(snapshot.total, 25)
  assert.equal(decodeSnapshot(snapshot).goid.length, 10)
})

test('clients that come together share a snapshot', guard, async t => {
  const session = await FakeSession.start(t, { limits: { snapshotMs: 300 } })
  const readers = await Promise.all(Array.from({ length: 10 }, () => StreamReader.connect(session.url)))
  for (const reader of readers) await reader.next('snapshot')
  assert.ok(session.snapshots < 10, `${session.snapshots} snapshots were taken for 10 clients`)
})

test('new sites are told before anything refers to them', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  await reader.next('snapshot')
  session.addSites(3)
  session.server.publishAggregate(aggregate(1, 5))
  const { sites } = await reader.next('sites')
  assert.deepEqual(
    sites?.map(site => site.site),
    [2, 3, 4],
  )
  await reader.next('aggregate')
  const late = await StreamReader.connect(session.url)
  assert.equal((await late.next('snapshot')).sites?.length, 5)
  await late.next('aggregate')
  assert.ok(!late.names.includes('sites'))
})
