import { hex } from '../binary/elf.js'
import { badBinary } from '../binary/source.js'
import { MAX_SITES } from '../contract.gen.js'
import { incomplete, Unproven, whatIsMissing } from './completeness.js'
import type { Site } from './plan.js'
import { findPoints, type Point } from './points.js'
import { type Fields, prove, statuses } from './proof.js'
import { covered, GOGO, type Group, lifecycle, type Role, rolesOf } from './roles.js'
import type { RuntimeCode } from './runtime.js'

export interface FoundSites {
  /** By address. */
  sites: Site[]
  /** Why the sites of the group `syscalls` are not among them; absent if they are. */
  syscallsMissing?: string
}

interface Assigned {
  role: Role
  point: Point
  from: string
  to: string
}

/** Finds the probe sites of a Go minor version, proves each, and refuses a set that is not whole. */
export function findSites(runtime: RuntimeCode, minor: number, fields: Fields): FoundSites {
  const roles = rolesOf(minor)
  const assigned: Assigned[] = []
  for (const point of findPoints(runtime, roles, fields)) {
    const decoded = statuses(runtime, point)
    const role = chooseRole(roles, point, decoded)
    if (role) assigned.push({ role, point, ...decoded })
  }
  const core = sitesOf(runtime, 'core', roles, assigned, fields)
  if (typeof core === 'string') throw incomplete(core)
  const syscalls = sitesOf(runtime, 'syscalls', roles, assigned, fields)
  const found: FoundSites =
    typeof syscalls === 'string'
      ? { sites: core, syscallsMissing: syscalls }
      : { sites: [...core, ...syscalls] }
  if (found.sites.length > MAX_SITES) throw incomplete(`it has ${found.sites.length} sites, ${MAX_SITES} fit`)
  found.sites.sort((a, b) => a.address - b.address)
  return found
}

/** The sites of a group of roles, proven and whole; or, in words, why it has none. */
function sitesOf(
  runtime: RuntimeCode,
  group: Group,
  roles: Role[],
  assigned: Assigned[],
  fields: Fields,
): Site[] | string {
  const own = assigned.filter(({ role }) => role.group === group)
  const ownRoles = roles.filter(role => role.group === group)
  const missing = whatIsMissing(runtime, ownRoles, own)
  if (missing !== undefined) return missing
  const sites: Site[] = []
  for (const each of own) {
    try {
      sites.push(makeSite(runtime, each, fields))
    } catch (error) {
      if (!(error instanceof Unproven)) throw error
      if (each.role.needed !== 'optional') return error.message
    }
  }
  return sites
}

/** The role of a point, undefined if it has none; a transition that contradicts what it should be is a refusal. */
function chooseRole(roles: Role[], point: Point, decoded: { from: string; to: string }): Role | undefined {
  const agrees = (found: string, expected: string) =>
    found === 'var' || expected === 'var' || found === expected
  const logical = point.copy.name
  const here = roles.filter(role => role.target === point.target && role.function === logical)
  const fitting = here.filter(role => agrees(decoded.from, role.from) && agrees(decoded.to, role.to))
  if (fitting.length === 1) return fitting[0]
  const at = `${hex(point.address)} in ${logical}`
  if (fitting.length > 1) {
    const names = fitting.map(role => role.name).join(' or ')
    throw incomplete(`the ${point.target} at ${at} can be ${names}: its statuses are not constants`)
  }
  if (point.target === GOGO || (here.length === 0 && covered.has(logical))) return undefined
  // A status that is no constant, and a CALL of what takes none, could be any of them.
  if (!lifecycle.some(([from, to]) => agrees(decoded.from, from) && agrees(decoded.to, to))) return undefined
  throw incomplete(
    `the ${point.target} at ${at} moves a goroutine ${decoded.from}→${decoded.to}, which Go's own runtime does not do there`,
  )
}

function makeSite(runtime: RuntimeCode, { role, point, from, to }: Assigned, fields: Fields): Site {
  const { elf, table } = runtime
  const proof = prove(runtime, point, role, fields)
  const { address } = proof
  const fileOffset = elf.fileOffset(address)
  const inside = address >= table.entry(point.function) && address < table.end(point.function)
  if (fileOffset === undefined || !inside) throw badBinary(`the site at ${hex(address)} is not in the file`)
  const { file, line } = table.position(point.function, address)
  const known = (value: string, expected: string) => (value === 'var' ? expected : value)
  return {
    kind: role.kind,
    group: role.group,
    fileOffset,
    function: table.name(point.function),
    logical: point.copy.name,
    from: known(from, role.from),
    to: known(to, role.to),
    source: `${file.slice(file.lastIndexOf('/') + 1)}:${line}`,
    ...proof,
  }
}
