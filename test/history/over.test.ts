import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'
import { ask, historyOf, noLive, type Row, tell } from './told.js'

/** A goroutine runs for the first time. */
function run(timeNs: number): Row {
  return {
    ...{ timeNs, sinceNs: timeNs - 10, createdNs: Number.NaN, goid: 7, other: 0, tid: 1, site: 3, p: 0 },
    ...{ kind: Kind.RUN, from: State.Runnable, to: State.Running, reason: REASON_NONE, flags: 0 },
    endedReason: REASON_NONE,
  }
}

/** Sites' goroutines as they are now. */
const liveOf = (length: number) => ({
  ...noLive,
  length,
  goid: Float64Array.from({ length }, (_, i) => i),
  sinceNs: new Float64Array(length),
  createdNs: new Float64Array(length),
  site: new Uint32Array(length).fill(3),
  tid: new Uint32Array(length),
  state: new Uint8Array(length).fill(State.Waiting),
  reason: new Uint8Array(length),
  flags: new Uint8Array(length),
})

test('who asks after the end gets all there is, also what was asked just before', async t => {
  let live = 2
  const history = historyOf(t, { getLive: () => liveOf(live) })
  // The widest columns and a range that is complete: both are answered from memory for a while.
  const pictures = { first_ns: 0, last_ns: 2 ** 40, series: { column_ns: 2 ** 30, columns: 2 ** 10 } }
  const figures = { first_ns: 0, last_ns: 4000, stats: { sites: 10 } }
  const looked = async () => {
    const [picture, figure] = await Promise.all([ask(history, pictures), ask(history, figures)])
    return [picture.last_ns, figure.stats!.sites![0]!.live, figure.stats!.transitions]
  }
  tell([run(1000), run(5000)], [history.onTransitions], () => 1)
  history.advance(6000)
  assert.deepEqual(await looked(), [6000, 2, 1])
  tell([run(7000)], [history.onTransitions], () => 1)
  live = 5
  assert.deepEqual(await looked(), [6000, 2, 1], 'for a while the answer is the same')
  // One is under way when the end comes, and is answered after it.
  const early = [ask(history, { ...pictures, last_ns: 2 ** 41 }), ask(history, figures)]
  history.end()
  assert.deepEqual(await looked(), [7001, 5, 1])
  await Promise.all(early)
  assert.deepEqual(await looked(), [7001, 5, 1])
  const [later] = await Promise.all([ask(history, { ...pictures, last_ns: 2 ** 41 }), ...early])
  assert.equal(later.last_ns, 7001)
})
