import { Kind } from '../../lib/contract.gen.js'
import type { Plan, Site } from '../../lib/plan/plan.js'

const kindNames = new Map<number, string>(Object.entries(Kind).map(([name, value]) => [value, name]))

/** A transition as the runtime's source has it, however the compiler laid it out. */
export function transitionOf(site: Site): string {
  return `${kindNames.get(site.kind)} ${site.logical} ${site.from}→${site.to}`
}

/**
 * How many sites each logical transition has in the function that has most of them: where the compiler inlined one into
 * several, each copy has its own.
 */
export function transitionsOf(plan: Plan): Map<string, number> {
  const copies = new Map<string, Map<string, number>>()
  for (const site of plan.sites) {
    const name = transitionOf(site)
    const counts = copies.get(name) ?? new Map<string, number>()
    copies.set(name, counts.set(site.function, (counts.get(site.function) ?? 0) + 1))
  }
  return new Map([...copies].map(([name, counts]) => [name, Math.max(...counts.values())]))
}

/** Passed only under a debugger that injects calls (Delve): a plan may lack them, the page says so. */
const debuggersOnly = /^runtime\.debugCallWrap/

export interface Comparison {
  problems: string[]
  /** What is missing for a good reason, in words. */
  remarks: string[]
}

/**
 * Which transitions of the default build a variant lacks, which are new in it.
 *
 * @param has whether the program holds a function: the linker leaves out what is never called
 */
export function compareTransitions(plan: Plan, usual: Plan, has: (name: string) => boolean): Comparison {
  const found = transitionsOf(plan)
  const expected = transitionsOf(usual)
  const comparison: Comparison = { problems: [], remarks: [] }
  for (const [name, count] of expected) {
    const own = found.get(name) ?? 0
    const { logical, group } = usual.sites.find(site => transitionOf(site) === name)!
    if (own >= count) continue
    if (!has(logical)) comparison.remarks.push(`the program has no ${logical}`)
    else if (debuggersOnly.test(logical)) comparison.remarks.push(`without ${name}`)
    else if (group === 'syscalls' && own === 0 && plan.syscallsMissing !== undefined)
      comparison.remarks.push(
        `without \`--syscalls\`: ${plan.syscallsMissing.replace(/0x[0-9a-f]+/g, '0x…')}`,
      )
    else if (own === 0) comparison.problems.push(`lacks ${name}`)
    else comparison.problems.push(`has ${own} sites of ${name} in one function, the default build ${count}`)
  }
  for (const name of found.keys())
    if (!expected.has(name)) comparison.problems.push(`has ${name}, which the default build lacks`)
  return { ...comparison, remarks: [...new Set(comparison.remarks)].sort() }
}
