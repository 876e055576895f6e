import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { Flag, REASON_NONE, State, TransitionBatch } from '../../lib/model/transition.js'
import { Validator } from './validate.js'

interface Row {
  timeNs: number
  sinceNs?: number
  createdNs?: number
  goid?: number
  kind: Kind
  from: State
  to: State
  reason?: number
  endedReason?: number
  flags?: number
}

const life: Row[] = [
  { timeNs: 10, kind: Kind.CREATE, from: State.NotExist, to: State.Runnable },
  { timeNs: 20, sinceNs: 10, kind: Kind.RUN, from: State.Runnable, to: State.Running, flags: Flag.FirstRun },
  { timeNs: 30, sinceNs: 20, kind: Kind.PARK, from: State.Running, to: State.Waiting, reason: 3 },
  { timeNs: 40, sinceNs: 30, kind: Kind.READY, from: State.Waiting, to: State.Runnable, endedReason: 3 },
  { timeNs: 50, sinceNs: 40, kind: Kind.RUN, from: State.Runnable, to: State.Running },
  { timeNs: 60, sinceNs: 50, createdNs: 10, kind: Kind.EXIT, from: State.Running, to: State.NotExist },
]

/** Shows the rows to a new validator; a gap, if any, comes before the row of that index. */
function show(rows: Row[], gap?: { before: number; firstNs: number; lastNs: number }): Validator {
  const validator = new Validator()
  for (const [i, row] of rows.entries()) {
    if (gap?.before === i) validator.onGap({ firstNs: gap.firstNs, lastNs: gap.lastNs, lost: [1] })
    const batch = new TransitionBatch(4)
    batch.length = 1
    batch.timeNs[0] = row.timeNs
    batch.sinceNs[0] = row.sinceNs ?? Number.NaN
    batch.createdNs[0] = row.createdNs ?? Number.NaN
    batch.goid[0] = row.goid ?? 7
    batch.kind[0] = row.kind
    batch.from[0] = row.from
    batch.to[0] = row.to
    batch.reason[0] = row.reason ?? REASON_NONE
    batch.endedReason[0] = row.endedReason ?? REASON_NONE
    batch.flags[0] = row.flags ?? 0
    validator.sink(batch)
  }
  return validator
}

test('a right life passes', () => {
  assert.equal(show(life).rows, life.length)
  assert.equal(show(life).inversions, 0)
})

test('rows out of order are counted', () => {
  assert.equal(show([...life, { ...life[0], goid: 8, timeNs: 55 }]).inversions, 1)
})

const wrong: [what: string, at: number, change: Partial<Row>, error: RegExp][] = [
  ['a start that is not the last row', 2, { sinceNs: 19 }, /begins at another time/],
  [
    'a state that is not the last row’s',
    2,
    { from: State.Waiting, to: State.Runnable, kind: Kind.READY },
    /another state/,
  ],
  ['a known start withheld', 3, { sinceNs: Number.NaN }, /known and not told/],
  ['a transition that its kind does not make', 4, { to: State.Waiting }, /illegal/],
  ['a first run that is not the first', 4, { flags: Flag.FirstRun }, /not the first run/],
  ['another birth', 5, { createdNs: 11 }, /created at another time/],
  ['an interval before any row', 0, { sinceNs: 5 }, /without a beginning/],
  ['an interval told and contradicted', 2, { flags: Flag.Disagreement }, /contradicted, and told/],
  ['another reason than the wait began with', 3, { endedReason: 4 }, /other reason/],
]
for (const [what, at, change, error] of wrong) {
  test(`${what} is refused`, () => {
    const rows = life.map((row, i) => (i === at ? { ...row, ...change } : row))
    assert.throws(() => show(rows), error)
  })
}

test('a missing row is refused', () => {
  for (let at = 1; at < life.length - 1; at++) assert.throws(() => show(life.toSpliced(at, 1)))
})

test('an interval across a gap is refused, and so is a life', () => {
  assert.throws(() => show(life, { before: 3, firstNs: 32, lastNs: 33 }), /crosses a gap/)
  const rows = life.map((row, i) =>
    i === 3 ? { ...row, sinceNs: Number.NaN, endedReason: REASON_NONE } : row,
  )
  assert.throws(() => show(rows, { before: 3, firstNs: 32, lastNs: 33 }), /life crosses a gap/)
})
