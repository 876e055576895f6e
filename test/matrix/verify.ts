import { RunqscopeError } from '../../lib/errors.js'
import { plan as planOf } from '../../lib/plan/index.js'
import type { Plan } from '../../lib/plan/plan.js'
import { binaryOf, NotBuilt, siblingOf } from './binary.js'
import { type Cell, plain } from './cells.js'
import { Evidence } from './evidence.js'
import { ask } from './oracle.js'
import { checkSites } from './sites.js'
import { type Comparison, compareTransitions, transitionsOf } from './transitions.js'
import { findUnplanned } from './unplanned.js'
import { checkValues } from './values.js'

/** What became of a cell. */
export type Outcome =
  | { is: 'planned'; sites: number; transitions: number; problems: string[]; remarks: string[] }
  | { is: 'refused'; message: string }
  | { is: 'not built'; message: string }

/** Everything that is checked of one plan: no problems are a right plan. @param usual of the default build */
export function judge(plan: Plan, evidence: Evidence, usual: Plan, waitReasons: string[]): Comparison {
  const { problems, remarks } = compareTransitions(plan, usual, name => evidence.entries(name).length > 0)
  if (plan.arch !== evidence.arch) problems.push(`it is for ${evidence.arch}, not ${plan.arch}`)
  const others = [
    ...checkSites(plan, evidence),
    ...checkValues(plan, evidence, waitReasons),
    ...findUnplanned(plan, evidence),
  ]
  return { problems: [...others, ...problems], remarks }
}

/** Builds a cell, plans it and checks the plan. */
export function verify(cell: Cell): Outcome {
  let path: string
  let sibling: string
  try {
    path = binaryOf(cell)
    sibling = siblingOf(cell)
  } catch (error) {
    if (!(error instanceof NotBuilt)) throw error
    return { is: 'not built', message: error.message }
  }
  let plan: Plan
  try {
    plan = planOf(path)
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return { is: 'refused', message: error.message }
  }
  const usual = usualPlan(cell)
  const evidence = new Evidence(cell.arch, path, sibling)
  const { problems, remarks } = judge(plan, evidence, usual, waitReasonsOf(cell))
  if (!plan.goVersion.startsWith(`go${cell.version}`) && !plan.goVersion.includes(cell.version))
    problems.push(`it is go${cell.version}, not ${plan.goVersion}`)
  return { is: 'planned', sites: plan.sites.length, transitions: transitionsOf(plan).size, problems, remarks }
}

const usualPlans = new Map<string, Plan>()

/** The plan of the default build of the same version for the same machine. */
export function usualPlan(cell: Cell): Plan {
  const key = `${cell.version} ${cell.arch}`
  const known = usualPlans.get(key) ?? planOf(binaryOf({ ...cell, form: plain }))
  usualPlans.set(key, known)
  return known
}

const waitReasons = new Map<string, string[]>()

/** The runtime's own texts, from the default build: in it they need no relocation to be read. */
export function waitReasonsOf({ version, arch }: Cell): string[] {
  const key = `${version} ${arch}`
  const known = waitReasons.get(key) ?? ask(binaryOf({ version, arch, form: plain })).wait_reasons ?? []
  waitReasons.set(key, known)
  return known
}
