import type { Sheet } from '../../parts/sheet.js'
import { type SiteRow, type Stage, type StageName, stageNames } from './row.js'

export type Unit = 'ns' | 'count' | 'rate'

/** One figure of two sites. */
export interface Pair {
  /** What it belongs to, e.g. `wait`. */
  group: string
  what: string
  unit: Unit
  a: number
  b: number
  /** b / a; NaN where a is 0 or one is not known. */
  ratio: number
}

const stageFigures: [what: string, unit: Unit, of: (stage: Stage) => number][] = [
  ['count', 'count', stage => stage.count],
  ['total', 'ns', stage => stage.totalNs],
  ['p50', 'ns', stage => stage.p50Ns],
  ['p90', 'ns', stage => stage.p90Ns],
  ['p99', 'ns', stage => stage.p99Ns],
  ['p99.9', 'ns', stage => stage.p999Ns],
  ['max', 'ns', stage => stage.maxNs],
]

/** All stages and wait reasons of two sites, side by side. @param stageLabel what a person reads */
export function comparison(a: SiteRow, b: SiteRow, stageLabel: (stage: StageName) => string): Pair[] {
  const pairs: Pair[] = [
    pair('goroutines', 'live', 'count', a.live, b.live),
    pair('goroutines', 'created', 'count', a.created, b.created),
    pair('goroutines', 'exited', 'count', a.exited, b.exited),
    pair('goroutines', 'created per second', 'rate', a.createdPerS, b.createdPerS),
    pair('goroutines', 'runs per second', 'rate', a.runsPerS, b.runsPerS),
  ]
  for (const name of stageNames) {
    const [stageA, stageB] = [a.stages[name], b.stages[name]]
    if (stageA.count + stageB.count === 0) continue
    for (const [what, unit, of] of stageFigures)
      pairs.push(pair(stageLabel(name), what, unit, of(stageA), of(stageB)))
  }
  const texts = new Set([...a.reasons, ...b.reasons].map(reason => reason.text))
  for (const text of texts) {
    const totalOf = (row: SiteRow) => row.reasons.find(reason => reason.text === text)?.totalNs ?? 0
    pairs.push(pair('wait by reason', text, 'ns', totalOf(a), totalOf(b)))
  }
  return pairs
}

function pair(group: string, what: string, unit: Unit, a: number, b: number): Pair {
  return { group, what, unit, a, b, ratio: a > 0 ? b / a : Number.NaN }
}

export function comparisonSheet(a: SiteRow, b: SiteRow, pairs: readonly Pair[]): Sheet {
  return {
    caption: `${a.info.label} and ${b.info.label}`,
    columns: ['of', 'figure', 'unit', a.info.label, b.info.label, 'ratio'],
    rows: pairs.map(({ group, what, unit, a, b, ratio }) => [group, what, unit, a, b, ratio]),
  }
}
