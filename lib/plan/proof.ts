import { hex } from '../binary/elf.js'
import { badBinary } from '../binary/source.js'
import { Unproven } from './completeness.js'
import type { Site } from './plan.js'
import type { Point } from './points.js'
import { G_SCHED, GSCAN, type Role, statusNames, takesStatuses } from './roles.js'
import type { RuntimeCode } from './runtime.js'

/** What is probed for a point, and the argument that it is the right thing, one clause. */
export type Proof = Pick<Site, 'address' | 'instruction' | 'target' | 'gp' | 'detail' | 'success' | 'found'>

/** Offsets that the proofs need. */
export interface Fields {
  goid: number
  atomicstatus: number
}

/** Status before and after, `var` where they are not constants. */
export function statuses(runtime: RuntimeCode, point: Point): { from: string; to: string } {
  if (point.swap) return { from: statusName(point.swap.old), to: statusName(point.swap.new) }
  if (!takesStatuses.has(point.target)) return { from: 'var', to: 'var' }
  const { code, index } = at(runtime, point)
  const value = (argument: number) =>
    statusName(code.constantBefore(index, runtime.machine.arguments[argument]!))
  return { from: value(1), to: value(2) }
}

/** Proves that the point is a site of its role, or throws `Unproven`. */
export function prove(runtime: RuntimeCode, point: Point, role: Role, fields: Fields): Proof {
  const proof = point.swap ? afterSwap(runtime, point, role) : atCall(runtime, point, role)
  if (role.function !== 'runtime.newproc1') return proof
  return { ...proof, found: `${proof.found}, ${storedGoid(runtime, point, proof, role, fields.goid)}` }
}

/** The jump behind an inlined compare-and-swap. */
function afterSwap(runtime: RuntimeCode, point: Point, role: Role): Proof {
  const swap = point.swap!
  const where = `${role.name}: the inlined ${role.target} at ${hex(swap.address)} in ${point.copy.name}`
  if (swap.jump < 0)
    throw new Unproven(`${where} has no jump behind it that tells its success and still has the g`)
  const { from, to } = statuses(runtime, point)
  const proof: Proof = {
    address: runtime.code(point.function).addressOf(swap.jump),
    instruction: 'jump',
    target: point.target,
    gp: swap.base,
    success: swap.success,
    found: `jump behind the inlined compare-and-swap at ${hex(swap.address)}, ${from}→${to}`,
  }
  if (!role.detail) return proof
  if ('constant' in role.detail) return { ...proof, detail: role.detail }
  if (swap.new !== undefined) return { ...proof, detail: { constant: swap.new } }
  if (swap.newRegister === undefined)
    throw new Unproven(`${where} loses the new status before the jump behind it`)
  return { ...proof, detail: { register: swap.newRegister } }
}

function statusName(value: number | undefined): string {
  return value === undefined ? 'var' : (statusNames[value & ~GSCAN] ?? `${value}`)
}

function atCall(runtime: RuntimeCode, point: Point, role: Role): Proof {
  const argument = (number: number) => runtime.machine.arguments[number]!
  const detail =
    role.detail && ('constant' in role.detail ? role.detail : { register: argument(role.detail.argument) })
  const proof: Proof = {
    address: point.address,
    instruction: 'call',
    target: point.callee ?? point.target,
    gp: { register: argument(typeof role.gp === 'number' ? role.gp : 0), delta: 0 },
    ...(detail && { detail }),
    found: 'CALL, exact target',
  }
  if (role.at === 'return') return { ...proof, ...behind(runtime, point, role) }
  if (role.gp === 'sched on the stack') return { ...proof, ...gogoArgument(runtime, point, role) }
  if (!takesStatuses.has(point.target)) return proof
  const { from, to } = statuses(runtime, point)
  return { ...proof, found: `${proof.found}, arguments ${from}→${to}` }
}

/** gogo takes &g.sched at the stack pointer; the instruction before must store it there. */
function gogoArgument(runtime: RuntimeCode, point: Point, role: Role): Pick<Proof, 'gp' | 'found'> {
  const { code, index } = at(runtime, point)
  const register = code.stackArgument(index)
  if (register === undefined) {
    throw new Unproven(
      `${role.name}: nothing shows which g the CALL ${point.target} at ${hex(point.address)} gets`,
    )
  }
  return {
    gp: { register, delta: -G_SCHED },
    found: `CALL, exact target, ${runtime.machine.registers[register]} just stored as its argument &g.sched (g + ${G_SCHED})`,
  }
}

/** The first call or jump after a call, which still has its result. */
function behind(
  runtime: RuntimeCode,
  point: Point,
  role: Role,
): Pick<Proof, 'address' | 'instruction' | 'target' | 'gp' | 'found'> {
  const { code, index } = at(runtime, point)
  const branch = code.branchAfter(index, point.numbered?.base ?? runtime.machine.arguments[0]!)
  const where = point.numbered
    ? `the store of the goid in the inlined ${point.target}`
    : `CALL ${point.target}`
  if (branch === undefined) {
    throw new Unproven(
      `${role.name}: nothing that can be probed after ${where} at ${hex(point.address)} still has the g`,
    )
  }
  const callee = runtime.table.find(code.callTarget(branch.index))
  const isCall = code.callTarget(branch.index) >= 0
  if (isCall && callee < 0) throw badBinary(`the CALL at ${hex(code.addressOf(branch.index))} leads nowhere`)
  return {
    address: code.addressOf(branch.index),
    instruction: isCall ? 'call' : 'jump',
    target: isCall ? runtime.table.name(callee) : point.target,
    gp: { register: branch.register, delta: 0 },
    found: `first ${isCall ? 'CALL' : 'jump'} after ${where}, ${runtime.machine.registers[branch.register]} still the g`,
  }
}

/**
 * The creation is reported at newproc1's last casgstatus, so the goid must be in the g by then: the same g that is
 * reported must have had its goid stored just before. This also proves the offset against the code.
 */
function storedGoid(runtime: RuntimeCode, point: Point, proof: Proof, role: Role, goid: number): string {
  const code = runtime.code(point.function)
  const index = code.indexOf(proof.address)!
  if (code.storedBefore(index, proof.gp.register, proof.gp.delta + goid))
    return `goid just stored at g + ${goid}`
  throw new Unproven(
    `${role.name}: the goid is not stored at g + ${goid} before the transition at ${hex(point.address)}`,
  )
}

function at(runtime: RuntimeCode, point: Point) {
  const code = runtime.code(point.function)
  return { code, index: code.indexOf(point.address)! }
}
