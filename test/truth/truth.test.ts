import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NotHere } from './attachment.js'
import { sliceOfMatrix } from './matrix.js'
import { caseName, lossOf, type Outcome, outcomeOf } from './session.js'
import { exclusions } from './step.js'
import { exclusionTable, matchTable, timeTable } from './table.js'
import { type Limits, verdict } from './verdict.js'

/**
 * Times depend on what else this machine does, and a transition may take place a time slice after its probe: a test
 * only guards against a clock that is wrong. What is promised of times is checked by scripts/truth-report.
 */
const guards: Limits = {
  p50_ns: 1e6,
  p99_ns: Infinity,
  totals_percent: Infinity,
  totals_interval_ns: Infinity,
}

/** Short, because there are many; the report takes longer ones. */
const WINDOW_MS = 1_500

const outcomes: Outcome[] = []

for (const one of sliceOfMatrix())
  test(`runqscope and Go's own trace tell the same: ${caseName(one)}`, async t => {
    let outcome: Outcome
    try {
      outcome = await outcomeOf(one, WINDOW_MS)
    } catch (error) {
      if (!(error instanceof NotHere)) throw error
      t.skip(error.message)
      return
    }
    outcomes.push(outcome)
    const { recording, comparison } = outcome
    const { lost_by_cause, unwritten } = recording
    assert.equal(lossOf(outcome), 0, `events were lost: ${JSON.stringify({ ...lost_by_cause, unwritten })}`)
    const { matches, times } = verdict(comparison, guards)
    assert.deepEqual(matches, [], comparison.mismatches.join('\n'))
    assert.deepEqual(times, [])
  })

after(() => {
  if (outcomes.length)
    console.log(
      [matchTable(outcomes), timeTable(outcomes), exclusionTable(outcomes, exclusions)].join('\n\n'),
    )
})
