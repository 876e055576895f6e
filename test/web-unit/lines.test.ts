import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TransitionLines as ConsoleLines } from '../../lib/console/ndjson.js'
import type { Output } from '../../lib/console/output.js'
import { Kind } from '../../lib/contract.gen.js'
import { stateNames, TransitionBatch } from '../../lib/model/transition.js'
import { decodeTransitions, transitionLayout } from '../../lib/stream/wire.js'
import { TransitionLines } from '../../web/src/link/lines.js'
import { transitionMessage } from './transitions.js'

const reasons = ['', 'chan receive', 'a "quoted" reason']
const kinds = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]))

/** Rows of every kind, with every reason and every odd value. */
const values = {
  since_ns: [0.5, Number.NaN, 7, 8, 9, 10],
  goid: [1, 2 ** 40, 3, 4, 5, 6],
  other: [0, 9, 0, 0, 0, 0],
  tid: [4_294_967_295, 1, 2, 3, 4, 5],
  site: [0, 1, 2, 3, 4, 5],
  p: [0, 65_535, 1, 2, 3, 4],
  kind: [Kind.PARK, Kind.READY, Kind.GOSCHED, Kind.GOSCHED, Kind.PREEMPT_PARK, Kind.EXIT],
  from: [3, 4, 3, 3, 3, 3],
  to: [4, 2, 2, 2, 4, 1],
  reason: [2, 255, 1, 0, 254, 255],
  flags: [0, 1, 2, 4, 5, 0],
}
const times = [1.5, 2, 1e15, 4, 5, 6]

test('saved transitions are the lines that --transitions writes', () => {
  const written: string[] = []
  const output = { congested: false, write: (text: string) => written.push(text) } as unknown as Output
  const batch = new TransitionBatch(times.length)
  batch.length = times.length
  const columns = { time_ns: times, ...values } as Record<string, number[]>
  for (const [name, column] of Object.entries(columns)) {
    const field = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    ;(batch[field as 'goid'] as Float64Array).set(column)
  }
  new ConsoleLines(output, reasons).sink(batch)

  const lines = new TransitionLines({ wait_reasons: reasons, states: [...stateNames], kinds })
  const rows = decodeTransitions(transitionMessage(times, values))
  assert.equal(lines.text(rows), written.join(''))
  assert.equal(lines.text(rows, 2, 3), `${written.join('').split('\n')[2]}\n`)
})

test('the columns that are written are those that the schema has', () => {
  for (const name of Object.keys(values)) assert.ok(name in transitionLayout, name)
})

test('numbers without a name are null, and the line is JSON all the same', () => {
  const lines = new TransitionLines({})
  const line = JSON.parse(lines.text(decodeTransitions(transitionMessage([1], { kind: [99], from: [77] }))))
  assert.deepEqual([line.kind, line.from, line.since_ns], [null, null, 0])
})
