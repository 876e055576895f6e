import { hex } from '../binary/elf.js'
import { badBinary } from '../binary/source.js'
import { MAX_SITES } from '../contract.gen.js'
import { type Copy, incomplete, logicalCopy, refuseUnlessWhole } from './completeness.js'
import type { Site } from './plan.js'
import { type Proof, prove, statuses } from './proof.js'
import { covered, lifecycle, type Role, rolesOf } from './roles.js'
import type { Call, RuntimeCode } from './runtime.js'

/** Finds the probe sites of a Go minor version, proves each, and refuses a set that is not whole. */
export function findSites(runtime: RuntimeCode, minor: number, goid: number): Site[] {
  const roles = rolesOf(minor)
  const sites: { site: Site; role: Role; copy: Copy }[] = []
  for (const call of runtime.calls(new Set(roles.map(role => role.target)))) {
    const copy = logicalCopy(call.function, runtime.table.frames(call.function, call.address))
    const decoded = statuses(runtime, call)
    const role = chooseRole(roles, call, copy.name, decoded)
    if (!role) continue
    sites.push({
      site: makeSite(runtime, call, copy, role, prove(runtime, call, role, decoded, goid)),
      role,
      copy,
    })
  }
  refuseUnlessWhole(runtime, roles, sites)
  if (sites.length > MAX_SITES) throw incomplete(`it has ${sites.length} sites, ${MAX_SITES} fit`)
  return sites.map(s => s.site).sort((a, b) => a.address - b.address)
}

/** The role of a call, undefined if it has none; a call that contradicts what it should be is a refusal. */
function chooseRole(
  roles: Role[],
  call: Call,
  logical: string,
  decoded: { from: string; to: string },
): Role | undefined {
  const agrees = (found: string, expected: string) =>
    found === 'var' || expected === 'var' || found === expected
  const here = roles.filter(role => role.target === call.target && role.function === logical)
  const fitting = here.filter(role => agrees(decoded.from, role.from) && agrees(decoded.to, role.to))
  if (fitting.length === 1) return fitting[0]
  const at = `${hex(call.address)} in ${logical}`
  if (fitting.length > 1) {
    const names = fitting.map(role => role.name).join(' or ')
    throw incomplete(`the CALL ${call.target} at ${at} can be ${names}: its statuses are not constants`)
  }
  const seen = `${decoded.from}→${decoded.to}`
  if (call.target !== 'runtime.casgstatus' || !lifecycle.has(seen)) return undefined
  if (here.length === 0 && covered.has(logical)) return undefined
  throw incomplete(`the CALL at ${at} moves a goroutine ${seen}, which Go's own runtime does not do there`)
}

function makeSite(runtime: RuntimeCode, call: Call, copy: Copy, role: Role, proof: Proof): Site {
  const { elf, table } = runtime
  const { address } = proof
  const fileOffset = elf.fileOffset(address)
  const inside = address >= table.entry(call.function) && address < table.end(call.function)
  if (fileOffset === undefined || !inside) throw badBinary(`the site at ${hex(address)} is not in the file`)
  const { file, line } = table.position(call.function, address)
  return {
    kind: role.kind,
    address,
    fileOffset,
    instruction: role.at === 'call' ? 'call' : 'jcc',
    function: table.name(call.function),
    logical: copy.name,
    target: call.target,
    from: proof.from,
    to: proof.to,
    gp: role.gp,
    source: `${file.slice(file.lastIndexOf('/') + 1)}:${line}`,
    found: proof.found,
  }
}
