import { hex } from '../binary/elf.js'
import { NO_REGISTER, writtenRegister } from '../binary/registers.js'
import { isConditionalJump, Reg } from '../binary/x86.js'
import { incomplete } from './completeness.js'
import { G_SCHED, GSCAN, type Role, statusNames } from './roles.js'
import type { Call, RuntimeCode } from './runtime.js'

/** What is probed for a call, and the argument that it is the right thing, one clause. */
export interface Proof {
  address: number
  found: string
  from: string
  to: string
}

/** Functions whose second and third arguments are the status before and after. */
export const takesStatuses = new Set(['runtime.casgstatus', 'runtime.casGToPreemptScan'])
/** How far before a call its arguments are set up, in instructions. */
const NEAR = 10
const MOV_STORE = 0x89
const MOV_LOAD = 0x8b

/** Status before and after by the call's arguments (EBX, ECX), `var` where they are not constants. */
export function statuses(runtime: RuntimeCode, call: Call): { from: string; to: string } {
  if (!takesStatuses.has(call.target)) return { from: 'var', to: 'var' }
  const code = runtime.code(call.function)
  const index = code.indexOf(call.address)!
  const name = (register: number) => {
    const value = code.constantBefore(index, register)
    if (value === undefined) return 'var'
    return statusNames[value & ~GSCAN] ?? `${value}`
  }
  return { from: name(Reg.BX), to: name(Reg.CX) }
}

/** Proves that the call is a site of its role, or refuses. `goid` is the offset of g.goid. */
export function prove(
  runtime: RuntimeCode,
  call: Call,
  role: Role,
  decoded: { from: string; to: string },
  goid: number,
): Proof {
  const known = (value: string, expected: string) => (value === 'var' ? expected : value)
  const proof = {
    address: call.address,
    from: known(decoded.from, role.from),
    to: known(decoded.to, role.to),
  }
  if (role.at === 'jump-after') return { ...proof, ...jumpAfter(runtime, call, role) }
  if (role.target === 'runtime.gogo') return { ...proof, found: gogoArgument(runtime, call, role) }
  if (role.target === 'runtime.goschedImpl') return { ...proof, found: preempted(runtime, call) }
  if (!takesStatuses.has(call.target)) return { ...proof, found: 'CALL, exact target' }
  const found = `CALL, exact target, arguments ${decoded.from}→${decoded.to}`
  if (role.function !== 'runtime.newproc1') return { ...proof, found }
  return { ...proof, found: `${found}, ${storedGoid(runtime, call, role, goid)}` }
}

/** gogo takes &g.sched at the stack pointer; the instruction before must store AX there. */
function gogoArgument(runtime: RuntimeCode, call: Call, role: Role): string {
  const code = runtime.code(call.function)
  const index = code.indexOf(call.address)!
  const store = code.instructions[index - 1]
  const toStackTop = store?.mod === 0 && store.base === Reg.SP && !store.indexed
  if (
    store?.opcode !== MOV_STORE ||
    !store.wide ||
    !toStackTop ||
    store.reg !== Reg.AX ||
    code.isJumpedTo(index)
  ) {
    throw incomplete(
      `${role.name}: nothing shows which g the CALL ${call.target} at ${hex(call.address)} gets`,
    )
  }
  return `CALL, exact target, AX just stored as its argument &g.sched (g + ${G_SCHED})`
}

/** The first conditional jump after a call, if nothing between touches AX, which holds the call's result. */
function jumpAfter(runtime: RuntimeCode, call: Call, role: Role): { address: number; found: string } {
  const code = runtime.code(call.function)
  const { instructions } = code
  for (let i = code.indexOf(call.address)! + 1; i < instructions.length && !code.isJumpedTo(i); i++) {
    const insn = instructions[i]!
    if (isConditionalJump(insn)) {
      return { address: insn.address, found: `first Jcc after CALL ${call.target}, AX still its result` }
    }
    const written = writtenRegister(insn)
    if (written !== NO_REGISTER && (written < 0 || written === Reg.AX)) break
  }
  throw incomplete(
    `${role.name}: no jump after the CALL ${call.target} at ${hex(call.address)} still has its result`,
  )
}

/** goschedImpl(gp, preempted): says how the second argument was found, which the record carries. */
function preempted(runtime: RuntimeCode, call: Call): string {
  const code = runtime.code(call.function)
  const value = code.constantBefore(code.indexOf(call.address)!, Reg.BX)
  return `CALL, exact target, preempted=${value ?? 'var'} in BX`
}

/**
 * The creation is reported at newproc1's last casgstatus, so the goid must be in the g by then: the same g that goes
 * into AX must have had its goid stored just before. This also proves the offset against the code.
 */
function storedGoid(runtime: RuntimeCode, call: Call, role: Role, goid: number): string {
  const code = runtime.code(call.function)
  const index = code.indexOf(call.address)!
  let g: number = Reg.AX
  for (let i = index - 1; i >= Math.max(index - NEAR, 0); i--) {
    const insn = code.instructions[i]!
    const store = insn.opcode === MOV_STORE && insn.wide
    if (store && insn.mod !== 3 && insn.base === g && !insn.indexed && insn.displacement === goid) {
      return `goid just stored at g + ${goid}`
    }
    if (writtenRegister(insn) !== g) continue
    if (insn.mod !== 3 || !insn.wide) break
    if (insn.opcode === MOV_STORE) g = insn.reg
    else if (insn.opcode === MOV_LOAD) g = insn.rm
    else break
  }
  throw incomplete(
    `${role.name}: the goid is not stored at g + ${goid} before the CALL at ${hex(call.address)}`,
  )
}
