import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Series } from '../../web/src/link/answer.js'
import { Losses } from '../../web/src/views/overview/gaps.js'
import { SeriesRing, seriesNames } from '../../web/src/views/overview/seriesring.js'

function series(columns: number, value: (i: number) => number): Series {
  const answer = { columns, rows: columns, ps: 4, sites: [] } as unknown as Record<string, unknown>
  for (const name of seriesNames) answer[name] = Float64Array.from({ length: columns }, (_, i) => value(i))
  return answer as unknown as Series
}

test('columns of several answers lie in a row', () => {
  const ring = new SeriesRing(8)
  ring.write(
    1000,
    5,
    series(5, i => i),
  )
  ring.write(
    1004,
    4,
    series(4, i => 10 + i),
  )
  const into = new Float64Array(8)
  ring.copy('runs', 1000, 1008, 2, into)
  assert.deepEqual([...into], [0, 2, 4, 6, 20, 22, 24, 26])
  assert.equal(ring.at('busy_ns', 1007), 13)
  assert.equal(ring.ps, 4)
})

test('a loss is told once, as it was told last', () => {
  const losses = new Losses()
  losses.add([{ first_ns: 50, last_ns: 60, lost_by_cause: { ring_full: 3, g_fault: 1 } }])
  losses.add([{ first_ns: 10, last_ns: 20, lost_by_cause: { ring_full: 1 } }])
  losses.add([{ first_ns: 50, last_ns: 80, lost_by_cause: { ring_full: 9 } }])
  assert.deepEqual(losses.all, [
    { firstNs: 10, lastNs: 20, lost: 1 },
    { firstNs: 50, lastNs: 80, lost: 9 },
  ])
  losses.forgetBefore(30)
  assert.equal(losses.all.length, 1)
})

test('losses do not grow without bound', () => {
  const losses = new Losses()
  for (let i = 0; i < 5000; i++)
    losses.add([{ first_ns: i, last_ns: i + 1, lost_by_cause: { ring_full: 1 } }])
  assert.equal(losses.all.length, 1024)
  assert.equal(losses.all.at(-1)!.firstNs, 4999)
})
