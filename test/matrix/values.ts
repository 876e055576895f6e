import type { Plan } from '../../lib/plan/plan.js'
import type { Evidence } from './evidence.js'

/** What is wrong with the offsets, globals and wait reasons of a plan, one sentence each. */
export function checkValues(plan: Plan, evidence: Evidence, waitReasons: string[]): string[] {
  const { offsets } = evidence.known
  const problems: string[] = []
  for (const { struct, field, offset } of plan.offsets) {
    const expected = offsets[`${struct}.${field}`]
    if (expected === undefined) problems.push(`DWARF has no ${struct}.${field}`)
    else if (expected !== offset)
      problems.push(`${struct}.${field} is at ${expected} by DWARF, not at ${offset}`)
  }
  for (const { name, address } of plan.globals) {
    const expected = evidence.variable(`runtime.${name}`)
    if (expected === undefined) problems.push(`nothing tells where runtime.${name} is`)
    else if (expected !== address)
      problems.push(`runtime.${name} is at 0x${expected.toString(16)}, not at 0x${address.toString(16)}`)
  }
  if (plan.offsets.length === 0) problems.push('the plan has no offsets')
  if (plan.globals.length === 0) problems.push('the plan has no globals')
  if (JSON.stringify(plan.waitReasons) !== JSON.stringify(waitReasons))
    problems.push('the wait reasons are not those of runtime.waitReasonStrings')
  return problems
}
