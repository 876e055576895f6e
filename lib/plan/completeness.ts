import type { Frame } from '../binary/functions.js'
import { RunqscopeError } from '../errors.js'
import { type Role, transparent } from './roles.js'
import type { RuntimeCode } from './runtime.js'

/** One copy of a function that has a role: the function itself (`index` −1) or one inlined into `function`. */
export interface Copy {
  name: string
  function: number
  index: number
}

export function sameCopy(a: Copy, b: Copy): boolean {
  return a.name === b.name && a.function === b.function && a.index === b.index
}

/** The copy that a pc belongs to: its innermost function, passing over those that only carry a status for it. */
export function logicalCopy(function_: number, frames: Frame[]): Copy {
  const frame = frames.find(f => !transparent.has(f.name)) ?? frames.at(-1)!
  return { name: frame.name, function: function_, index: frame.index }
}

/** Every copy of every function that has a role must have its sites, and none may have inlined what it should call. */
export function refuseUnlessWhole(
  runtime: RuntimeCode,
  roles: Role[],
  sites: { role: Role; copy: Copy }[],
): void {
  const needed = roles.filter(role => role.needed !== 'optional')
  const names = new Set(needed.flatMap(role => [role.function, role.target]))
  const copies: Copy[] = []
  /** Who has swallowed what: a call that is not there because its target was inlined. */
  const swallowed: { by: Copy; name: string }[] = []
  for (const name of names) {
    const index = runtime.find(name)
    if (index !== undefined) copies.push({ name, function: index, index: -1 })
  }
  for (const { name, function: index, pc } of runtime.inlinedCopies(names)) {
    const frames = runtime.table.frames(index, pc)
    copies.push({ name, function: index, index: frames[0]!.index })
    swallowed.push({ by: logicalCopy(index, frames.slice(1)), name })
  }
  for (const role of needed) {
    const own = copies.filter(copy => copy.name === role.function)
    if (own.length === 0 && role.needed === 'always') {
      throw incomplete(`${role.name}: the binary has no ${role.function}`)
    }
    for (const copy of own) {
      const inside = copy.index < 0 ? '' : ` (inlined into ${runtime.table.name(copy.function)})`
      if (swallowed.some(s => s.name === role.target && sameCopy(s.by, copy))) {
        throw incomplete(
          `${role.name}: ${role.target} is inlined into ${role.function}${inside}, as profile-guided builds do`,
        )
      }
      const count = sites.filter(s => s.role === role && sameCopy(s.copy, copy)).length
      if (count < role.count) {
        throw incomplete(
          `${role.name}: ${role.function}${inside} has ${count} of ${role.count} CALLs of ${role.target} (${role.from}→${role.to})`,
        )
      }
    }
  }
}

/** The refusal of a binary in which a transition of the goroutine lifecycle would go unseen. */
export function incomplete(what: string): RunqscopeError {
  return RunqscopeError.make(
    'incomplete-plan',
    `a core transition cannot be probed in this binary: ${what}`,
    'build it with -pgo=off and an unmodified Go toolchain',
  )
}
