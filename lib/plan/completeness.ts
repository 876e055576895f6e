import { RunqscopeError } from '../errors.js'
import { type Copy, type Point, sameCopy } from './points.js'
import type { Role } from './roles.js'
import type { RuntimeCode } from './runtime.js'

/**
 * What is missing, in words, or undefined if nothing is: every copy of every function that has a role must have its
 * sites.
 */
export function whatIsMissing(
  runtime: RuntimeCode,
  roles: Role[],
  sites: { role: Role; point: Point }[],
): string | undefined {
  const needed = roles.filter(role => role.needed !== 'optional')
  const copies = copiesOf(runtime, new Set(needed.map(role => role.function)))
  for (const role of needed) {
    const own = copies.filter(copy => copy.name === role.function)
    if (own.length === 0 && role.needed === 'always') {
      return `${role.name}: the binary has no ${role.function}`
    }
    for (const copy of own) {
      const count = sites.filter(s => s.role === role && sameCopy(s.point.copy, copy)).length
      if (count >= role.count) continue
      const inside = copy.index < 0 ? '' : ` (inlined into ${runtime.table.name(copy.function)})`
      return `${role.name}: ${role.function}${inside} has ${count} of ${role.count} places of ${role.target} (${role.from}→${role.to})`
    }
  }
  return undefined
}

function copiesOf(runtime: RuntimeCode, names: ReadonlySet<string>): Copy[] {
  const copies: Copy[] = []
  for (const name of names) {
    const index = runtime.find(name)
    if (index !== undefined) copies.push({ name, function: index, index: -1 })
  }
  for (const { name, function: index, pc } of runtime.inlinedCopies(names)) {
    copies.push({ name, function: index, index: runtime.table.frames(index, pc)[0]!.index })
  }
  return copies
}

/** Thrown where a site cannot be proven; what that means depends on the group it belongs to. */
export class Unproven extends Error {}

/** The refusal of a binary in which a transition of the goroutine lifecycle would go unseen. */
export function incomplete(what: string): RunqscopeError {
  return RunqscopeError.make(
    'incomplete-plan',
    `a core transition cannot be probed in this binary: ${what}`,
    'build it with -pgo=off and an unmodified Go toolchain',
  )
}
