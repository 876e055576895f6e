import type { CompareAndSwap } from '../machine.js'
import type { Code } from './code.js'
import { type Instruction, isConditionalJump, isJump, Reg } from './instruction.js'
import { UNKNOWN_REGISTERS, writtenRegister } from './registers.js'

const CMPXCHG = 0x0fb1
const XOR_BYTE = 0x80
/** A real function has three at most; what has more is refused by its caller. */
const SWAPS_MAX = 300
/** How far behind the swap its jump is looked for, in instructions; the compiler puts it 3 to 6 away. */
const FAR = 16

/** What is known on the way from the swap to the jump. */
interface Knowledge {
  /** The zero flag's value on success, undefined when the flags say nothing of it. */
  flag: 0 | 1 | undefined
  /** Registers whose low byte is 0 or 1, and which of the two on success. */
  booleans: Map<number, 0 | 1>
  /** Registers that hold the structure's address, and the new value. */
  bases: Set<number>
  values: Set<number>
}

/** See `MachineCode.compareAndSwaps`. */
export function compareAndSwaps(code: Code, displacement: number): CompareAndSwap[] {
  const found: CompareAndSwap[] = []
  code.instructions.forEach((insn, index) => {
    const swaps = insn.opcode === CMPXCHG && insn.locked && !insn.wide && !insn.narrow && insn.mod !== 3
    if (!swaps || insn.base < 0 || insn.indexed || insn.displacement !== displacement) return
    if (found.length < SWAPS_MAX) found.push(swapAt(code, index))
  })
  return found
}

function swapAt(code: Code, index: number): CompareAndSwap {
  const insn = code.instructions[index]!
  const known: Knowledge = {
    flag: 1,
    booleans: new Map(),
    bases: new Set([insn.base]),
    values: new Set([insn.reg]),
  }
  const swap: CompareAndSwap = {
    address: insn.address,
    jump: -1,
    base: { register: insn.base, delta: 0 },
    success: { in: 'zero flag', value: 1 },
    old: code.constantBefore(index, Reg.AX),
    new: code.constantBefore(index, insn.reg),
    newRegister: undefined,
  }
  for (let i = index + 1; i < Math.min(index + FAR, code.count); i++) {
    const next = code.instructions[i]!
    if (code.isJumpedTo(i) && !meet(code, i, known)) break
    if (isConditionalJump(next)) {
      const byZero = (next.opcode & 0x0e) === 4
      const register = favourite(known.bases, insn.base)
      if (!byZero || known.flag === undefined || register === undefined) break
      return {
        ...swap,
        jump: i,
        base: { register, delta: 0 },
        success: { in: 'zero flag', value: known.flag },
        newRegister: favourite(known.values, insn.reg),
      }
    }
    if (isJump(next) || !follow(next, known)) break
  }
  return swap
}

/**
 * Other ways lead here, too. A boolean still tells the success of the swap if it says "no" on each of them, as in
 * `skip || !swap()`; what registers hold is asked only on success. False if none does.
 */
function meet(code: Code, index: number, known: Knowledge): boolean {
  const jumps = code.flow.jumpsTo(index)
  known.flag = undefined
  for (const [register, value] of known.booleans) {
    const no = jumps?.every(jump => code.constantBefore(jump, register) === inverse(value))
    if (!no) known.booleans.delete(register)
  }
  return known.booleans.size > 0
}

function favourite(registers: Set<number>, register: number): number | undefined {
  return registers.has(register) ? register : [...registers][0]
}

/** Steps over an instruction that is no jump; false if it is beyond understanding. */
function follow(insn: Instruction, known: Knowledge): boolean {
  const { opcode, mod, reg, rm } = insn
  const written = writtenRegister(insn)
  if (written === UNKNOWN_REGISTERS) return false
  copy(insn, written, known.bases)
  copy(insn, written, known.values)
  const { booleans } = known
  const value = booleans.get(rm)
  if (opcode === 0x0f94 || opcode === 0x0f95) {
    if (mod !== 3) return false
    booleans.delete(rm)
    if (known.flag !== undefined) booleans.set(rm, opcode === 0x0f94 ? known.flag : inverse(known.flag))
    return true
  }
  if ((opcode === 0x84 || opcode === 0x85) && mod === 3) {
    known.flag = reg === rm && value !== undefined ? inverse(value) : undefined
    return true
  }
  if ((opcode === XOR_BYTE || opcode === 0x83) && mod === 3 && (reg & 7) === 6 && insn.immediate === 1) {
    booleans.delete(rm)
    if (value !== undefined) booleans.set(rm, inverse(value))
    // The result is zero where the boolean was one.
    known.flag = opcode === XOR_BYTE && value !== undefined ? value : undefined
    return true
  }
  const copies = mod === 3 && (opcode === 0x0fb6 || opcode === 0x8b || opcode === 0x8a)
  if (written >= 0) booleans.delete(written)
  if (copies && value !== undefined) booleans.set(reg, value)
  if (opcode === 0x89 && mod === 3) {
    const source = booleans.get(reg)
    if (source !== undefined) booleans.set(rm, source)
  }
  if (!keepsFlags(insn)) known.flag = undefined
  return true
}

/** Registers with a value, after an instruction that may copy it or write over it. */
function copy({ opcode, mod, reg, rm, wide }: Instruction, written: number, holders: Set<number>): void {
  const moves = mod === 3 && (opcode === 0x89 || opcode === 0x8b)
  const source = opcode === 0x89 ? reg : rm
  const copied = moves && wide && holders.has(source)
  if (copied) holders.add(written)
  else holders.delete(written)
}

function inverse(value: 0 | 1): 0 | 1 {
  return value === 0 ? 1 : 0
}

/** MOV, LEA, NOP, SETcc, CMOVcc and moves of vector registers leave the flags alone. */
function keepsFlags({ opcode }: Instruction): boolean {
  if (opcode >= 0x88 && opcode <= 0x8d) return true
  if (opcode >= 0xb0 && opcode < 0xc0) return true
  if (opcode >= 0x50 && opcode < 0x60) return true
  if ((opcode >= 0x0f40 && opcode < 0x0f50) || (opcode >= 0x0f90 && opcode < 0x0fa0)) return true
  return [0x63, 0x90, 0xc6, 0xc7, 0x0f0d, 0x0f10, 0x0f11, 0x0f18, 0x0f1f, 0x0f28, 0x0f29, 0x0f6f, 0x0f7f]
    .concat([0x0fb6, 0x0fb7, 0x0fbe, 0x0fbf])
    .includes(opcode)
}
