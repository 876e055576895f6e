import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { Model } from '../../lib/model/model.js'
import { REASON_NONE, State } from '../../lib/model/transition.js'
import { BASE_NS, siteKinds, slotsOf } from './tape.js'

test('the live goroutines are listed with what is known of each', () => {
  const model = new Model({
    baseNs: BASE_NS,
    siteKinds,
    holdNs: 0,
    resolve: pc => ({ function: `f${pc}`, createdAt: '', createdBy: '', system: false }),
  })
  model.applySnapshot({
    beginNs: 0,
    endNs: 5,
    length: 1,
    goid: Float64Array.of(9),
    state: Uint8Array.of(State.Waiting),
    reason: Uint8Array.of(3),
    startpc: Float64Array.of(8),
    gopc: Float64Array.of(8),
    tid: new Uint32Array(1),
  })
  const { bytes, slots } = slotsOf([
    { timeNs: 10, kind: Kind.CREATE, goid: 2 ** 40, reason: 1, startpc: 7, gopc: 7 },
    { timeNs: 20, kind: Kind.CREATE, goid: 3, reason: 1, startpc: 7, gopc: 7 },
    { timeNs: 30, kind: Kind.RUN, goid: 3, tid: 1 },
    { timeNs: 40, kind: Kind.PARK, goid: 3, tid: 1, reason: 5 },
    { timeNs: 50, kind: Kind.CREATE, goid: 4, reason: 1, startpc: 7, gopc: 7 },
    { timeNs: 60, kind: Kind.RUN, goid: 4, tid: 1 },
    { timeNs: 70, kind: Kind.EXIT, goid: 4, tid: 1 },
  ])
  model.push(bytes, slots)
  const list = () => {
    const { length, goid, state, sinceNs, site, reason } = model.goroutines()
    const rows = Array.from({ length }, (_, i) => [
      goid[i],
      state[i],
      sinceNs[i],
      model.sites.names[site[i]].function,
      reason[i],
    ])
    return rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  }
  assert.deepEqual(list(), [
    [3, State.Waiting, 40, 'f7', 5],
    [9, State.Waiting, Number.NaN, 'f8', 3],
    [2 ** 40, State.Runnable, 10, 'f7', REASON_NONE],
  ])
  model.gap({ firstNs: 75, lastNs: 80, lost: [1] })
  model.end()
  assert.deepEqual(list(), [
    [3, State.Undetermined, Number.NaN, 'f7', REASON_NONE],
    [9, State.Undetermined, Number.NaN, 'f8', REASON_NONE],
    [2 ** 40, State.Undetermined, Number.NaN, 'f7', REASON_NONE],
  ])
})
