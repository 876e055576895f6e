import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NotHere } from './attachment.js'
import { thirdOfMatrix } from './matrix.js'
import { caseName, lossOf, type Outcome, outcomeOf } from './session.js'
import { exclusions } from './step.js'
import { exclusionTable, matchTable, timeTable } from './table.js'
import { type Limits, verdict } from './verdict.js'

/**
 * Times depend on what else this machine does, so a test only guards against nonsense; what is promised of them is
 * checked by scripts/truth-report.
 */
const guards: Limits = { p50_ns: 1e6, p99_ns: 50e6, totals_percent: Infinity, totals_interval_ns: Infinity }

/** Short, because there are many; the report takes longer ones. */
const WINDOW_MS = 1_500

const outcomes: Outcome[] = []

for (const one of thirdOfMatrix())
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
    assert.deepEqual(verdict(comparison, guards), [], comparison.mismatches.join('\n'))
  })

after(() => {
  if (outcomes.length)
    console.log(
      [matchTable(outcomes), timeTable(outcomes), exclusionTable(outcomes, exclusions)].join('\n\n'),
    )
})
