import type { Debug } from './debug.js'
import { usedFields } from './evidence.js'
import { type Layout, layouts } from './layouts.gen.js'
import type { FieldOffset } from './plan.js'
import { type GoVersion, standingOf, unknownVersion } from './version.js'

const structs = ['g', 'm', 'p', 'schedt', 'moduledata'] as const
type Struct = (typeof structs)[number]

/** What a plan needs beside the fields of `usedFields`: to find the globals and the inline trees. */
const needed: Record<Struct, readonly string[]> = {
  ...usedFields,
  schedt: ['lastpoll', 'lock'],
  moduledata: ['gofunc'],
}

export interface Choice {
  layout: Layout
  /** Where the offsets come from, one clause. */
  found: string
  /** True if nothing but likeness speaks for the layout: every field of `usedFields` must be proven. */
  unproven: boolean
}

/** What the target's DWARF says, or why it says nothing, or undefined where there is none. */
type Witness = Debug | string | undefined

/**
 * Decides which layout holds. The table and the target's DWARF check each other; where the table knows nothing or is
 * contradicted, DWARF must answer every question, or the binary is refused.
 */
export function chooseLayout(version: GoVersion, ask: (purpose: 'check' | 'answer') => Witness): Choice {
  const standing = standingOf(version)
  if (standing.kind === 'unknown') {
    return answered(
      version,
      ask('answer'),
      standing.why,
      "target's DWARF, as the version is not in the table",
    )
  }
  const { layout, found } = standing
  if (standing.kind === 'measured') {
    const witness = ask('check')
    const difference = differenceOf(layout, witness)
    if (difference) {
      const why = `is known, but its DWARF says that ${difference}`
      // One of the two is wrong, so the code has to say the same as DWARF.
      const choice = answered(version, ask('answer'), why, `target's DWARF, against the table: ${difference}`)
      return { ...choice, unproven: true }
    }
    const heard = typeof witness === 'object' && missingIn(witness, ['g', 'm', 'p']) === undefined
    return { layout, found: heard ? `${found}; the target's DWARF agrees` : found, unproven: false }
  }
  const witness = ask('answer')
  const difference = differenceOf(layout, witness)
  if (difference || (typeof witness === 'object' && missingIn(witness, structs) === undefined)) {
    const why = difference ? `is newer than the table, and ${difference}` : 'is newer than the table'
    return answered(version, witness, why, `target's DWARF, ${difference ?? `as in ${found}`}`)
  }
  return { layout, found, unproven: true }
}

/** The layout by DWARF alone, or the refusal of what it leaves open. */
function answered(version: GoVersion, witness: Witness, why: string, found: string): Choice {
  if (witness === undefined) throw unknownVersion(version.text, `${why}, and the binary has no DWARF to tell`)
  if (typeof witness === 'string') throw unknownVersion(version.text, `${why}, and ${witness}`)
  const newest = layouts.at(-1)!
  const missing = missingIn(witness, structs)
  if (missing) throw unknownVersion(version.text, `${why}, and its DWARF does not tell ${missing}`)
  const { waitReasons, statuses = {} } = witness
  if (!waitReasons) throw unknownVersion(version.text, `${why}, and its DWARF does not tell the wait reasons`)
  for (const name of STATUSES) {
    if (statuses[name] !== newest.statuses.indexOf(name))
      throw unknownVersion(version.text, `${why}, and its DWARF does not tell that ${name} is what it was`)
  }
  const fields = Object.fromEntries(structs.map(struct => [struct, { ...witness.fields[struct] }]))
  const patch = version.patch ?? 0
  const layout = {
    ...newest,
    ...fields,
    minor: version.minor,
    from: patch,
    to: patch,
    measured: [],
    waitReasons,
  }
  return { layout, found, unproven: false }
}

/** The statuses that plan and snapshot understand and every version has. Source: runtime/runtime2.go. */
const STATUSES = [
  'Gidle',
  'Grunnable',
  'Grunning',
  'Gsyscall',
  'Gwaiting',
  'Gdead',
  'Gcopystack',
  'Gpreempted',
]

/** The first field that a plan needs and DWARF does not tell. */
function missingIn({ fields }: Debug, asked: readonly Struct[]): string | undefined {
  for (const struct of asked) {
    const field = needed[struct].find(name => fields[struct]?.[name] === undefined)
    if (field) return `${struct}.${field}`
  }
  return undefined
}

/** The first field about which table and DWARF disagree, in words. */
function differenceOf(layout: Layout, witness: Witness): string | undefined {
  if (typeof witness !== 'object') return undefined
  for (const struct of structs) {
    for (const [field, offset] of Object.entries(layout[struct])) {
      const told = witness.fields[struct]?.[field]
      if (told !== undefined && told !== offset) return `${struct}.${field} is at ${told}, not at ${offset}`
    }
  }
  return undefined
}

/** Every offset of a layout, as a plan lists it. */
export function offsetsOf({ layout, found }: Choice): FieldOffset[] {
  return (['g', 'm', 'p', 'schedt'] as const).flatMap(struct =>
    Object.entries(layout[struct]).map(([field, offset]) => ({ struct, field, offset, found })),
  )
}
