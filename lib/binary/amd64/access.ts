import type { Access } from '../machine.js'
import { type Instruction, Reg } from './instruction.js'
import { NO_REGISTER } from './registers.js'

/** The load or store that an instruction is, in the sense of `MachineCode.accesses`, or undefined. */
export function accessOf(insn: Instruction, index: number): Access | undefined {
  const { mod, base, displacement, indexed } = insn
  if (mod < 0 || mod === 3 || base < 0 || base === Reg.SP || indexed) return undefined
  const moved = movedBy(insn)
  return moved && { index, base, displacement, ...moved }
}

/** What a MOV between a general register, or a constant, and memory moves. */
function movedBy(insn: Instruction): Pick<Access, 'how' | 'width' | 'register'> | undefined {
  const width = insn.wide ? 8 : insn.narrow ? 2 : 4
  const { reg } = insn
  switch (insn.opcode) {
    case 0x88:
      return { how: 'store', width: 1, register: reg }
    case 0x89:
      return { how: 'store', width, register: reg }
    case 0xc6:
      return { how: 'store', width: 1, register: NO_REGISTER }
    case 0xc7:
      return { how: 'store', width, register: NO_REGISTER }
    case 0x8a:
    case 0x0fb6:
    case 0x0fbe:
      return { how: 'load', width: 1, register: reg }
    case 0x0fb7:
    case 0x0fbf:
      return { how: 'load', width: 2, register: reg }
    case 0x63:
      return { how: 'load', width: 4, register: reg }
    case 0x8b:
      return { how: 'load', width, register: reg }
    default:
      return undefined
  }
}
