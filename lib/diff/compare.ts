import { type StageName, stageNames } from '../latency/report.js'
import { STAGES } from '../latency/stage.js'
import { beyond, quantileOfT } from './chance.js'
import { type Estimate, type Estimates, estimatesOf, type Measure, measures } from './estimate.js'
import type { Scheme } from './resamples.js'
import type { Change, DiffSettings, StageChange } from './result.js'
import type { Side } from './side.js'

/** A side with the ways to draw from it. */
export interface Drawn {
  side: Side
  schemes: Scheme[]
}

/** A change whose chances are not adjusted yet. */
export interface Test {
  pair: number
  stage: StageName
  measure: Measure
  change: Change
}

/**
 * The stages of a pair of sites that either side has, and what was tested of them.
 * @param unlike stages that mean one thing on one side and another on the other: told, but not tested
 */
export function compared(
  pair: number,
  before: Drawn,
  after: Drawn,
  settings: DiffSettings,
  unlike: readonly StageName[] = [],
): { stages: StageChange[]; tests: Test[] } {
  const stages: StageChange[] = []
  const tests: Test[] = []
  for (const [number, stage] of stageNames.entries()) {
    const series = pair * STAGES + number
    const [left, right] = [before, after].map(({ side, schemes }) =>
      estimatesOf(side, side.pieces.get(series) ?? [], schemes),
    )
    if (left.count === 0 && right.count === 0) continue
    const changes = changesOf(left, right, settings)
    if (unlike.includes(stage)) for (const measure of measures) changes[measure] = untested(changes[measure])
    stages.push({
      stage,
      count_before: left.count,
      count_after: right.count,
      total_before_ns: left.totalNs,
      total_after_ns: right.totalNs,
      changes,
    })
    for (const measure of measures)
      if (changes[measure].chance_none !== null)
        tests.push({ pair, stage, measure, change: changes[measure] })
  }
  return { stages, tests }
}

function changesOf(left: Estimates, right: Estimates, settings: DiffSettings): Record<Measure, Change> {
  const entries = measures.map((measure): [Measure, Change] => [
    measure,
    changeOf(left[measure], right[measure], settings),
  ])
  return Object.fromEntries(entries) as Record<Measure, Change>
}

function changeOf(left: Estimate, right: Estimate, { least }: DiffSettings): Change {
  const both = left.value > 0 && right.value > 0
  const change: Change = {
    before: left.value,
    after: right.value,
    ratio: both ? right.value / left.value : null,
    ...{ low: null, high: null, chance_none: null, chance_least: null, certain: false },
  }
  const error = Math.hypot(left.error, right.error)
  if (!both || !(error > 0)) return change
  const log = Math.log(right.value / left.value)
  const freedom = freedomOf(left, right)
  const reach = quantileOfT(0.05, freedom) * error
  const excess = Math.max(0, Math.abs(log) - Math.log1p(least))
  return {
    ...change,
    low: Math.exp(log - reach),
    high: Math.exp(log + reach),
    chance_none: beyond(log / error, freedom),
    chance_least: beyond(excess / error, freedom),
  }
}

function untested({ before, after }: Change): Change {
  return {
    before,
    after,
    ...{ ratio: null, low: null, high: null, chance_none: null, chance_least: null, certain: false },
  }
}

/** By Welch and Satterthwaite. */
function freedomOf(left: Estimate, right: Estimate): number {
  const [a, b] = [left.error ** 2, right.error ** 2]
  return (a + b) ** 2 / (a ** 2 / left.freedom + b ** 2 / right.freedom)
}
