import { type Instruction, isConditionalJump, isJump, Reg } from './instruction.js'

export const NO_REGISTER = -1
export const UNKNOWN_REGISTERS = -2

/** By number of the instruction encoding, as Go's assembler writes them. Source: Intel SDM 2A, table 3-1. */
export const registerNames = 'AX CX DX BX SP BP SI DI R8 R9 R10 R11 R12 R13 R14 R15'.split(' ')

/** Source: runtime/asm_amd64.s, gcWriteBarrier: the buffer's pointer, or scratch before go1.21. */
const BARRIER_RESULT = 11

/**
 * The one general register that an instruction writes (SP aside), NO_REGISTER, or UNKNOWN_REGISTERS: more than one,
 * or an instruction that is not in this list.
 */
export function writtenRegister(insn: Instruction): number {
  if (insn.barrier) return BARRIER_RESULT
  const { opcode, mod, reg, rm } = insn
  const operand = mod === 3 ? rm : NO_REGISTER
  if (opcode < 0x40) {
    // add or adc sbb and sub xor cmp: operand, reg, AL/AX forms.
    if (opcode >= 0x38) return NO_REGISTER
    const column = opcode & 7
    return column < 2 ? operand : column < 4 ? reg : Reg.AX
  }
  if (opcode >= 0x50 && opcode < 0x58) return NO_REGISTER
  if (opcode >= 0x58 && opcode < 0x60) return rm
  if (opcode >= 0xb0 && opcode < 0xc0) return opcode < 0xb8 ? UNKNOWN_REGISTERS : rm
  if (isConditionalJump(insn) || isJump(insn)) return NO_REGISTER
  if (opcode >= 0x0f40 && opcode < 0x0f50) return reg
  if (opcode >= 0x0f90 && opcode < 0x0fa0) return operand
  switch (opcode) {
    case 0x80:
    case 0x81:
    case 0x83:
      return (reg & 7) === 7 ? NO_REGISTER : operand
    case 0x84: // test
    case 0x85:
    case 0xa8:
    case 0xa9:
    case 0x90: // nop
    case 0x0f0d: // prefetch
    case 0x0f18:
    case 0x0f1f: // nop
    case 0x0fa3: // bt
    case 0x0f10: // xmm and x87-free moves
    case 0x0f11:
    case 0x0f28:
    case 0x0f29:
    case 0x0f57:
    case 0x0f6f:
    case 0x0f7f:
      return NO_REGISTER
    case 0x0fba: // bt, bts, btr, btc
      return (reg & 7) === 4 ? NO_REGISTER : operand
    case 0x0fab:
    case 0x0fb3:
    case 0x0fbb:
      return operand
    case 0x88: // mov, shifts
    case 0x89:
    case 0xc6:
    case 0xc7:
    case 0xc0:
    case 0xc1:
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
      return operand
    case 0x87: // xchg with memory
    case 0x0fc1: // xadd
      return mod === 3 ? UNKNOWN_REGISTERS : reg
    case 0x0fb1: // cmpxchg
      return mod === 3 ? UNKNOWN_REGISTERS : Reg.AX
    case 0x63: // movsx, mov, lea, imul, movzx
    case 0x8a:
    case 0x8b:
    case 0x8d:
    case 0x69:
    case 0x6b:
    case 0x0faf:
    case 0x0fb6:
    case 0x0fb7:
    case 0x0fbe:
    case 0x0fbf:
      return reg
    case 0xf6: // test, not, neg
    case 0xf7:
      return (reg & 7) < 2 ? NO_REGISTER : (reg & 7) < 4 ? operand : UNKNOWN_REGISTERS
    case 0xfe: // inc, dec
    case 0xff:
      return (reg & 7) < 2 ? operand : (reg & 7) === 6 ? NO_REGISTER : UNKNOWN_REGISTERS
    default:
      return UNKNOWN_REGISTERS
  }
}

/** True if an instruction may change a register: those that change several are told apart here. */
export function mayWriteRegister(insn: Instruction, register: number): boolean {
  const written = writtenRegister(insn)
  if (written !== UNKNOWN_REGISTERS) return written === register
  const several = severalWritten(insn)
  return several === undefined || several.includes(register)
}

function severalWritten({ opcode, mod, reg, rm }: Instruction): number[] | undefined {
  // mul, imul, div, idiv
  if ((opcode === 0xf6 || opcode === 0xf7) && (reg & 7) >= 4) return [Reg.AX, Reg.DX]
  if (opcode === 0x98) return [Reg.AX]
  if (opcode === 0x99) return [Reg.DX]
  if (opcode === 0x87 && mod === 3) return [reg, rm]
  if (opcode === 0x0fbc || opcode === 0x0fbd || opcode === 0x0fb8) return [reg]
  // movs, stos
  if (opcode === 0xa4 || opcode === 0xa5 || opcode === 0xaa || opcode === 0xab)
    return [Reg.CX, Reg.SI, Reg.DI]
  return undefined
}
