import assert from 'node:assert/strict'
import type { ShownRow } from './tables.js'
import type { StageName, Tally } from './tally.js'

/** Heads of columns and what stands below them. The words are whole, so that `p99` is not found in `p99.9`. */
const kinds: [pattern: RegExp, of: keyof Tally][] = [
  [/(^|\s)count$/, 'count'],
  [/(^|\s)total$/, 'total'],
  [/(^|\s)p50$/, 'p50'],
  [/(^|\s)p90$/, 'p90'],
  [/(^|\s)p99$/, 'p99'],
  [/(^|\s)p99\.9$/, 'p99.9'],
  [/(^|\s)max$/, 'max'],
]

/** The most that a quantile may be off. */
const QUANTILE_ERROR = 0.01

/** Compares one figure: counts and maxima are exact, sums up to what adding in another order changes. */
export function checkFigure(shown: number, of: keyof Tally, tally: Tally, what: string): void {
  const wanted = tally[of]
  if (of === 'count') assert.equal(shown, wanted, `${what}: ${of}`)
  else {
    const most = of === 'total' || of === 'max' ? 1e-9 : QUANTILE_ERROR
    assert.ok(
      Math.abs(shown - wanted) <= most * wanted + 0.5,
      `${what}: ${of} is ${shown}, the lines say ${wanted}`,
    )
  }
}

/**
 * Compares all figures of a row whose columns are named after statistics.
 * @returns how many there were
 */
export function checkRow(row: ShownRow, tally: Tally, what: string, prefix = ''): number {
  let compared = 0
  for (const [head, { value, text }] of Object.entries(row.cells)) {
    if (prefix !== '' && !head.startsWith(prefix)) continue
    const of = kinds.find(([pattern]) => pattern.test(head))?.[1]
    if (!of) continue
    if (value === undefined)
      assert.equal(tally.count, 0, `${what}: ${head} is ${text}, but there are ${tally.count}`)
    else checkFigure(value, of, tally, what)
    compared++
  }
  return compared
}

const none: Tally = { count: 0, total: 0, p50: 0, p90: 0, p99: 0, 'p99.9': 0, max: 0 }

export function tallyOf<K>(tallies: ({ key: K } & Tally)[], key: K): Tally {
  return tallies.find(one => one.key === key) ?? none
}

/** The stages as the page calls them. */
const shownNames: Record<string, StageName> = {
  'create → first run': 'create_to_run',
  'ready → run': 'ready_to_run',
  run: 'run',
  wait: 'wait',
  syscall: 'syscall',
  lifetime: 'lifetime',
}

/** The stage that a row is about. */
export function stageOf(row: ShownRow): StageName | undefined {
  return shownNames[row.cells.stage?.text ?? row.name]
}

/** Compares the rows of stages with the lines. */
export function checkStages(rows: ShownRow[], summed: { stages: ({ key: StageName } & Tally)[] }): void {
  let compared = 0
  const met = new Set<StageName>()
  for (const row of rows) {
    const stage = stageOf(row)
    if (!stage || met.has(stage)) continue
    met.add(stage)
    compared += checkRow(row, tallyOf(summed.stages, stage), stage)
  }
  assert.ok(
    compared >= 20,
    `only ${compared} figures of stages were found in ${JSON.stringify(rows).slice(0, 3000)}`,
  )
}
