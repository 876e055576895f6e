import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TriggeredOutcome } from '../../lib/stream/wire.js'
import { FakeFlight } from './flight.js'
import { StreamReader } from './reader.js'
import { FakeSession } from './session.js'

const guard = { timeout: 30_000 }

test('whatever became of a trigger, its answer says it', guard, async t => {
  const flight = new FakeFlight()
  const session = await FakeSession.start(t, { flight })
  const reader = await StreamReader.connect(session.url)
  const { flight: recorder } = await reader.next('hello')
  const { span_ns, bytes_max, post_ns, cooldown_ns, files_max } = recorder!
  assert.deepEqual([span_ns, bytes_max, post_ns, cooldown_ns, files_max], [30e9, 1 << 28, 2e9, 30e9, 10])
  const outcomes = ['writing', 'waiting', 'busy', 'cooling', 'full', 'failed', 'over'] as const
  for (const [id, outcome] of outcomes.entries()) {
    flight.told = {
      ...{ outcome, refused: `because of ${id}`, path: `/${id}` },
      untilNs: id,
      cooldownNs: 2 * id,
      files: id,
    }
    reader.send({ trigger: { id, reason: `reason ${id}` } })
    const { $unknowns: _, ...answer } = await reader.next('triggered')
    assert.deepEqual(
      { ...answer },
      {
        ...(id > 0 && { id, until_ns: id, cooldown_ns: 2 * id, files: id }),
        ...{
          outcome: TriggeredOutcome[outcome.toUpperCase() as 'BUSY'],
          refused: `because of ${id}`,
          path: `/${id}`,
        },
      },
    )
  }
  assert.deepEqual(
    flight.whys,
    outcomes.map((_, id) => `WebSocket: reason ${id}`),
  )
})

test('a reason is cut between characters, and none needs to be given', guard, async t => {
  const flight = new FakeFlight()
  const session = await FakeSession.start(t, { flight })
  const reader = await StreamReader.connect(session.url)
  for (const reason of ['', `a${'😀'.repeat(1000)}`, '\x00\x1b[2J\u202e']) {
    reader.send({ trigger: { id: 1, reason } })
    await reader.next('triggered')
  }
  assert.deepEqual(flight.whys, [
    'WebSocket',
    `WebSocket: a${'😀'.repeat(255)}`,
    'WebSocket: \x00\x1b[2J\u202e',
  ])
})

test(
  'a trigger is answered before the snapshot, files are told to all, also after the end',
  guard,
  async t => {
    const flight = new FakeFlight()
    const session = await FakeSession.start(t, { flight, limits: { snapshotMs: 3_600_000 } })
    const witness = await StreamReader.connect(session.url)
    await witness.next('snapshot')
    // No snapshot comes for a long while now.
    const reader = await StreamReader.connect(session.url)
    reader.send({ trigger: { id: 1 } })
    await reader.next('triggered')
    assert.deepEqual(reader.names, ['hello', 'triggered'])
    session.server.end('the target exited')
    const rows = {
      triggeredNs: 5,
      firstNs: 1,
      lastNs: 9,
      askedNs: 6,
      keptNs: 4,
      cut: true,
      rows: 12,
      bytes: 345,
    }
    session.server.publishFlight({ path: '/a.rqs', why: 'exit', ...rows })
    session.server.publishFlight({ failed: 'the disk is full', why: 'exit' })
    for (const each of [reader, witness]) {
      const { path, trigger, triggered_ns, asked_ns, kept_ns, cut, transitions, bytes, failed } =
        await each.next('flight')
      assert.deepEqual([path, trigger, failed], ['/a.rqs', 'exit', ''])
      assert.deepEqual([triggered_ns, asked_ns, kept_ns, cut, transitions, bytes], [5, 6, 4, true, 12, 345])
      const second = await each.next('flight')
      assert.deepEqual([second.path, second.failed], ['', 'the disk is full'])
    }
    assert.ok(witness.names.includes('end'))
  },
)

test('without a flight recorder a trigger is refused and nothing else changes', guard, async t => {
  const session = await FakeSession.start(t)
  const reader = await StreamReader.connect(session.url)
  assert.equal((await reader.next('hello')).flight, null)
  reader.send({ trigger: { id: 9, reason: 'now' } })
  const { id, outcome, refused, path } = await reader.next('triggered')
  assert.deepEqual([id, outcome, path], [9, TriggeredOutcome.NO_RECORDER, ''])
  assert.match(refused!, /^there is no flight recorder here; start one with/)
  await reader.ask({ subscribe: { all: true } })
  assert.equal(session.server.counts.malformed, 0)
})
