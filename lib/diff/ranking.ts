import { type StageName, stageNames } from '../latency/report.js'
import type { Measure } from './estimate.js'
import { measures } from './estimate.js'
import type { Change, SiteChange, StageChange } from './result.js'

/**
 * What a change says of the site itself. How long it runs is its own, and how long its system calls last where they are
 * probed; how long it is queued and what it waits for depends on all others, and a lifetime is the sum of the rest. So
 * causes come before what follows from them.
 */
const ownStage: Record<StageName, number> = {
  create_to_run: 0.15,
  ready_to_run: 0.15,
  run: 1,
  wait: 0.3,
  syscall: 1,
  lifetime: 0.1,
}
/** Without probes only the ends of blocked calls are seen: few, and each with the run before it. */
const SYSCALL_UNPROBED = 0.02
/** A rate follows the load, and tails, which the mean holds too, follow whatever else the machine does. */
const ownMeasure: Record<Measure, number> = { rate: 0.3, mean: 0.8, p50: 1, p99: 0.6 }
/** Sizes that are not sure break ties only. */
const UNSURE = 1e-3

/** Time of a stage over all sites. */
export type StageTotals = Record<StageName, number>

export function totalsOf(sites: readonly StageChange[][]): StageTotals {
  const totals = Object.fromEntries(stageNames.map(stage => [stage, 0])) as StageTotals
  for (const stages of sites)
    for (const { stage, total_before_ns, total_after_ns } of stages)
      totals[stage] += total_before_ns + total_after_ns
  return totals
}

/**
 * Certainty × size of the change that counts most. Size is the logarithm of the ratio, as far as it is sure: that of the
 * confidence interval's end that is nearer to no change. It is weighed by the square root of the site's part in the stage's
 * time: a site that matters comes before one that changed a little more.
 * @param syscalls whether both sides probed system calls
 */
export function scoreOf(
  stages: readonly StageChange[],
  totals: StageTotals,
  syscalls: boolean,
): Pick<SiteChange, 'score' | 'most'> {
  let score = 0
  let most: SiteChange['most'] = null
  for (const { stage, changes, total_before_ns, total_after_ns } of stages) {
    const share = totals[stage] > 0 ? (total_before_ns + total_after_ns) / totals[stage] : 0
    const own = stage === 'syscall' && !syscalls ? SYSCALL_UNPROBED : ownStage[stage]
    for (const measure of measures) {
      const weighed = certainSize(changes[measure]) * Math.sqrt(share) * own * ownMeasure[measure]
      if (weighed <= score) continue
      score = weighed
      most = { stage, measure }
    }
  }
  return { score, most }
}

function certainSize({ ratio, low, high, chance_none: chance }: Change): number {
  if (ratio === null || low === null || high === null || chance === null) return 0
  const sure = Math.max(0, Math.log(low), -Math.log(high))
  return (1 - chance) * (sure + UNSURE * Math.abs(Math.log(ratio)))
}
