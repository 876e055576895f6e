import { join } from 'node:path'
import { RunqscopeError } from '../../lib/errors.js'
import { plan as planOf } from '../../lib/plan/index.js'
import { binaryOf, go } from './binary.js'
import { minorOf, plain, versions } from './cells.js'
import { Evidence } from './evidence.js'
import { ask } from './oracle.js'
import { transitionsOf } from './transitions.js'
import { judge, type Outcome, usualPlan, waitReasonsOf } from './verify.js'

/** Versions whose released compiler was itself built with a profile. */
export const compilerVersions = versions.filter(version => minorOf(version) >= 21)

/**
 * Plans the toolchain's own compiler: a large program that nobody here built, profile-guided, with symbols or without, and
 * without DWARF, so that the offsets are compared with those of the default build of the same version. Where it has no
 * symbols, the functions are those that debug/gosym reads, and nothing tells the globals.
 */
export function verifyCompiler(version: string): Outcome & { symbols: string } {
  const path = join(go(version, ['env', 'GOROOT']).trim(), 'pkg', 'tool', 'linux_amd64', 'compile')
  const cell = { version, arch: 'amd64', form: plain } as const
  const { offsets } = ask(binaryOf(cell))
  const evidence = new Evidence('amd64', path, path, offsets)
  const symbols = evidence.known.symbols_from
  try {
    const plan = planOf(path)
    const { problems, remarks } = judge(plan, evidence, usualPlan(cell), waitReasonsOf(cell))
    const known = problems.filter(
      problem => symbols === 'symbol table' || !/^nothing tells where runtime\.\w+ is$/.test(problem),
    )
    const { size } = transitionsOf(plan)
    return { is: 'planned', sites: plan.sites.length, transitions: size, problems: known, remarks, symbols }
  } catch (error) {
    if (!(error instanceof RunqscopeError)) throw error
    return { is: 'refused', message: error.message, symbols }
  }
}
