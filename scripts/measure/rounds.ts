import type { Condition, Lifted } from './condition.js'
import { sleep } from './programs.js'
import { median } from './row.js'
import type { Subject } from './subject.js'

/** What the target did in a window: operations, time, and what it spent on a CPU if that was measured. */
export interface Span {
  operations: number
  ns: number
  cpuNs?: number
}

/** One window under one condition, with the probe hits in it. */
export interface Window extends Span {
  hits: number
}

export interface Series {
  condition: string
  windows: Window[]
  lifted: Lifted[]
}

/** What a condition has done to the target before it is measured: caches, maps, the agent's own start. */
const SETTLE_MS = 200

/** Measures one process under each condition in turn, and again, so that a change of the machine's speed falls on all. */
export async function interleave(
  subject: Subject,
  conditions: Condition[],
  rounds: number,
  measure: () => Promise<Span>,
): Promise<Series[]> {
  const series = conditions.map(({ name }): Series => ({ condition: name, windows: [], lifted: [] }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, condition] of conditions.entries()) {
      const applied = await condition.apply(subject)
      await sleep(SETTLE_MS)
      const before = applied.hits?.() ?? 0
      const span = await measure()
      const hits = (applied.hits?.() ?? 0) - before
      series[index]!.windows.push({ ...span, hits })
      series[index]!.lifted.push(await applied.lift())
      await sleep(SETTLE_MS)
    }
  }
  return series
}

export function named(series: Series[], name: string): Series {
  const found = series.find(one => one.condition === name)
  if (!found) throw new Error(`there is no series ${name}`)
  return found
}

export const nsPerOperation = (series: Series) => series.windows.map(({ operations, ns }) => ns / operations)
export const cpuNsPerOperation = (series: Series) =>
  series.windows.map(({ operations, cpuNs }) => cpuNs! / operations)
export const operationsPerSecond = (series: Series) =>
  series.windows.map(({ operations, ns }) => (operations * 1e9) / ns)
export const lostIn = (series: Series) => series.lifted.reduce((sum, { lost }) => sum + (lost ?? 0), 0)

/** Undefined where the condition does not tell while it lasts. */
export function hitsPerOperation(series: Series): number | undefined {
  const told = series.windows.filter(({ hits }) => hits > 0)
  return told.length ? median(told.map(({ operations, hits }) => hits / operations)) : undefined
}
