import { hex } from '../binary/elf.js'
import type { Frame } from '../binary/functions.js'
import { badBinary } from '../binary/source.js'
import { isConditionalJump, NO_REGISTER, Reg, writtenRegister } from '../binary/x86.js'
import { MAX_SITES } from '../contract.gen.js'
import { RunqscopeError } from '../errors.js'
import type { Site } from './plan.js'
import { covered, G_SCHED, GSCAN, lifecycle, type Role, rolesOf, statusNames, transparent } from './roles.js'
import type { Call, RuntimeCode } from './runtime.js'

/** One copy of a function that has a role: the function itself (index −1) or an inlined one. */
interface Copy {
  name: string
  function: number
  index: number
}

const STATUS_TARGETS = new Set(['runtime.casgstatus', 'runtime.casGToPreemptScan'])

/** Finds the probe sites of a Go minor version, proves each, and refuses a set that is not whole. */
export function findSites(runtime: RuntimeCode, minor: number): Site[] {
  const roles = rolesOf(minor)
  const sites: { site: Site; role: Role; copy: string }[] = []
  for (const call of runtime.calls(new Set(roles.map(role => role.target)))) {
    const logical = logicalFrame(runtime.table.frames(call.function, call.address))
    const transition = STATUS_TARGETS.has(call.target) ? statuses(runtime, call) : { from: 'var', to: 'var' }
    const role = chooseRole(roles, call, logical.name, transition)
    if (!role) continue
    const site = makeSite(runtime, call, logical, role, transition)
    if (site) sites.push({ site, role, copy: copyKey(logical.name, call.function, logical.index) })
  }
  refuseUnlessWhole(runtime, roles, sites)
  sites.sort((a, b) => a.site.address - b.site.address)
  if (sites.length > MAX_SITES) {
    throw RunqscopeError.make(
      'incomplete-plan',
      `the binary has ${sites.length} probe sites, ${MAX_SITES} fit`,
      'build it without profile-guided optimisation (-pgo=off)',
    )
  }
  return sites.map(s => s.site)
}

/** The innermost function, passing over those that only carry a status change for their caller. */
function logicalFrame(frames: Frame[]): Frame {
  return frames.find(frame => !transparent.has(frame.name)) ?? frames.at(-1)!
}

/** What the call's second and third argument (EBX, ECX) say, `var` where they are not constants. */
function statuses(runtime: RuntimeCode, call: Call): { from: string; to: string } {
  const code = runtime.code(call.function)
  const index = code.indexOf(call.address)!
  const name = (register: number) => {
    const value = code.constantBefore(index, register)
    if (value === undefined) return 'var'
    return statusNames[value & ~GSCAN] ?? `${value}`
  }
  return { from: name(Reg.BX), to: name(Reg.CX) }
}

/** The role of a call, undefined if it has none; a call that contradicts what it should be is a refusal. */
function chooseRole(
  roles: Role[],
  call: Call,
  logical: string,
  transition: { from: string; to: string },
): Role | undefined {
  const agrees = (found: string, expected: string) =>
    found === 'var' || expected === 'var' || found === expected
  const here = roles.filter(role => role.target === call.target && role.function === logical)
  const fitting = here.filter(role => agrees(transition.from, role.from) && agrees(transition.to, role.to))
  if (fitting.length === 1) return fitting[0]
  const seen = `${transition.from}→${transition.to}`
  if (fitting.length > 1) {
    throw incomplete(
      `the CALL ${call.target} at ${hex(call.address)} in ${logical} can be ${fitting.map(role => role.name).join(' or ')}: its statuses are not constants`,
    )
  }
  if (call.target !== 'runtime.casgstatus' || !lifecycle.has(seen)) return undefined
  if (here.length === 0 && covered.has(logical)) return undefined
  throw incomplete(
    `${logical} makes a goroutine ${seen} at ${hex(call.address)}, which this version of Go should not do there`,
  )
}

function makeSite(
  runtime: RuntimeCode,
  call: Call,
  logical: Frame,
  role: Role,
  transition: { from: string; to: string },
): Site | undefined {
  const proof =
    role.target === 'runtime.gogo'
      ? proveGogo(runtime, call)
      : role.at === 'jump-after'
        ? proveJump(runtime, call)
        : undefined
  if (proof === 'unproven') return undefined
  const address = proof?.address ?? call.address
  const { elf, table } = runtime
  const fileOffset = elf.fileOffset(address)
  if (
    fileOffset === undefined ||
    address < table.entry(call.function) ||
    address >= table.end(call.function)
  ) {
    throw badBinary(`the site at ${hex(address)} is not in the file`)
  }
  const { file, line } = table.position(call.function, address)
  const known = (found: string, expected: string) => (found === 'var' ? expected : found)
  return {
    kind: role.kind,
    address,
    fileOffset,
    instruction: role.at === 'jump-after' ? 'jcc' : 'call',
    function: table.name(call.function),
    logical: logical.name,
    target: call.target,
    from: known(transition.from, role.from),
    to: role.to === 'var' ? transition.to : known(transition.to, role.to),
    gp: role.gp,
    source: `${file.slice(file.lastIndexOf('/') + 1)}:${line}`,
    found:
      proof?.found ??
      (STATUS_TARGETS.has(call.target)
        ? `CALL with exact target; arguments decoded ${transition.from}→${transition.to}`
        : 'CALL with exact target'),
  }
}

type Proof = { address: number; found: string }

/** gogo takes &g.sched at the stack pointer; the instruction before must store AX there. */
function proveGogo(runtime: RuntimeCode, call: Call): Proof | 'unproven' {
  const code = runtime.code(call.function)
  const index = code.indexOf(call.address)!
  const store = code.instructions[index - 1]
  const stores =
    store &&
    store.opcode === 0x89 &&
    store.wide &&
    store.mod === 0 &&
    store.base === Reg.SP &&
    !store.indexed &&
    store.displacement === 0 &&
    store.reg === Reg.AX
  if (!stores || code.isJumpedTo(index)) return 'unproven'
  return {
    address: call.address,
    found: `CALL with exact target; AX just stored as its argument, &g.sched (g + ${G_SCHED})`,
  }
}

/** The first conditional jump after a call, if nothing between touches AX, which holds the call's result. */
function proveJump(runtime: RuntimeCode, call: Call): Proof | 'unproven' {
  const code = runtime.code(call.function)
  for (let i = code.indexOf(call.address)! + 1; i < code.instructions.length; i++) {
    const insn = code.instructions[i]!
    if (code.isJumpedTo(i)) return 'unproven'
    if (isConditionalJump(insn))
      return {
        address: insn.address,
        found: `first Jcc after CALL ${call.target}; nothing between writes AX, its result`,
      }
    const written = writtenRegister(insn)
    if (written !== NO_REGISTER && (written < 0 || written === Reg.AX)) return 'unproven'
  }
  return 'unproven'
}

function copyKey(name: string, function_: number, index: number): string {
  return `${name} ${function_} ${index}`
}

/** Every copy of every function that has a role must have its sites, and none may have inlined what is called there. */
function refuseUnlessWhole(runtime: RuntimeCode, roles: Role[], sites: { role: Role; copy: string }[]): void {
  const names = new Set(roles.flatMap(role => [role.function, role.target]))
  const copies: Copy[] = []
  const swallowed = new Map<string, string>()
  for (const name of names) {
    const index = runtime.find(name)
    if (index !== undefined) copies.push({ name, function: index, index: -1 })
  }
  for (const { name, function: index, pc } of runtime.inlinedCopies(names)) {
    const frames = runtime.table.frames(index, pc)
    const self = frames.findIndex(frame => frame.name === name)
    if (self < 0) continue
    copies.push({ name, function: index, index: frames[self]!.index })
    const caller = logicalFrame(frames.slice(self + 1))
    swallowed.set(`${copyKey(caller.name, index, caller.index)} ${name}`, name)
  }
  for (const role of roles) {
    const own = copies.filter(copy => copy.name === role.function)
    if (own.length === 0 && role.required)
      throw incomplete(`${role.name}: the binary has no ${role.function}`)
    for (const copy of own) {
      const key = copyKey(copy.name, copy.function, copy.index)
      const count = sites.filter(s => s.role === role && s.copy === key).length
      const inlined = swallowed.has(`${key} ${role.target}`)
      if (count >= role.count && !inlined) continue
      const where =
        copy.index < 0
          ? role.function
          : `${role.function} (inlined into ${runtime.table.name(copy.function)})`
      if (inlined)
        throw incomplete(`${role.name}: ${role.target} is inlined into ${where}, as profile-guided builds do`)
      throw incomplete(
        `${role.name}: ${where} has ${count} of ${role.count} sites (CALL ${role.target}, ${role.from}→${role.to})`,
      )
    }
  }
}

function incomplete(what: string): RunqscopeError {
  return RunqscopeError.make(
    'incomplete-plan',
    `a core transition cannot be probed in this binary: ${what}`,
    'build it with -pgo=off, or with a released Go toolchain as it is',
  )
}
