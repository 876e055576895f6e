import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { State } from '../../lib/model/transition.js'
import { decodeColumns, spanLayout } from '../../lib/stream/wire.js'
import { ask, historyOf, noLive, type Row, tell } from './told.js'

const GOID = 7
const SITE = 3
const GOES_ON = 2

/** A goroutine's row: what begins at a moment. */
function row(timeNs: number, sinceNs: number, kind: number, from: number, to: number): Row {
  return {
    ...{ timeNs, sinceNs, createdNs: Number.NaN, goid: GOID, other: 0, tid: 1, site: SITE, p: 0 },
    ...{ kind, from, to, reason: to === State.Waiting ? 2 : 255, flags: 0 },
    endedReason: from === State.Waiting ? 2 : 255,
  }
}

const lanes: [whose: string, query: { goids?: number[]; sites?: number[] }][] = [
  ['a goroutine', { goids: [GOID] }],
  ['a site', { sites: [SITE] }],
]

for (const [whose, query] of lanes)
  test(`the lane of ${whose} goes by rows that are newer than the live goroutines and older than the range`, async t => {
    const live = {
      ...noLive,
      timeNs: 1000,
      length: 1,
      goid: Float64Array.of(GOID),
      sinceNs: Float64Array.of(500),
      createdNs: Float64Array.of(Number.NaN),
      site: Uint32Array.of(SITE),
      tid: Uint32Array.of(1),
      state: Uint8Array.of(State.Running),
      reason: Uint8Array.of(255),
      flags: Uint8Array.of(0),
    }
    const history = historyOf(t, { getLive: () => structuredClone(live) })
    tell([row(500, 400, Kind.RUN, State.Runnable, State.Running)], [history.onTransitions], () => 1)
    history.advance(1000)
    // The live goroutines are asked for, and serve for a while.
    await ask(history, { first_ns: 0, last_ns: Infinity, lanes: { pixel_ns: 1, ...query } })
    tell([row(2000, 500, Kind.PARK, State.Running, State.Waiting)], [history.onTransitions], () => 1)
    history.advance(9000)
    const answer = await ask(history, {
      first_ns: 5000,
      last_ns: Infinity,
      lanes: { pixel_ns: 100, ...query },
    })
    const spans = decodeColumns(spanLayout, answer.lanes!, answer.lanes!.spans ?? 0)
    const told = Array.from({ length: spans.rows }, (_, i) => ({
      state: spans.state[i],
      beginNs: spans.begin_ns[i],
      endNs: spans.end_ns[i],
      flags: spans.flags[i],
    }))
    // Sites count who is running and runnable: nobody.
    const waits = { state: State.Waiting, beginNs: 2000, endNs: 9000, flags: GOES_ON }
    assert.deepEqual(told, query.goids ? [waits] : [])
  })
