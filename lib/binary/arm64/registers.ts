import { bits, destination, first, isCall, second, ZR } from './instruction.js'

/** Names by number, as Go's assembler writes them; the temporary and the g have names of their own in Go's sources. */
export const registerNames = [...Array.from({ length: 31 }, (_, i) => `R${i}`), 'ZR']

/** The current g by Go's ABIInternal; Go code returns with the same. Source: src/cmd/compile/abi-internal.md. */
export const CURRENT_G = 28
export const NO_REGISTER = -1
/** Every general register: what a call and whatever is not understood may write. The stack pointer is bit 31. */
export const ALL = 0x7fffffff
/**
 * What a call of the write barrier changes: its result, the link register, and what the linker may use on the way.
 * Source: runtime/asm_arm64.s, gcWriteBarrier; cmd/compile/internal/ssa/_gen/ARM64Ops.go, LoweredWB.
 */
export const WRITTEN_BY_BARRIER = (1 << 25) | (1 << 30) | (1 << 16) | (1 << 17) | (1 << 27)
export const STACK_POINTER = 1 << 31

/** The set of one register where 31 is the zero register, which nothing writes. */
const only = (register: number) => (register === ZR ? 0 : 1 << register)
/** The set of one register where 31 is the stack pointer. */
const orStackPointer = (register: number) => 1 << register

/**
 * The general registers that an instruction may write, as a set of bits. Every word has an answer: an instruction that
 * is not in this list writes them all. Source: Arm ARM, C4.1 "A64 instruction set encoding".
 */
export function writtenRegisters(word: number): number {
  switch (bits(word, 28, 25)) {
    case 0b1000:
    case 0b1001:
      return writtenByImmediate(word)
    case 0b1010:
    case 0b1011:
      return writtenByBranch(word)
    case 0b0100:
    case 0b0110:
    case 0b1100:
    case 0b1110:
      return writtenByMemory(word)
    case 0b0101:
    case 0b1101:
      // ADD and SUB of an extended register can write the stack pointer.
      if (bits(word, 28, 24) === 0b01011 && bits(word, 21, 21) && !bits(word, 29, 29)) {
        return orStackPointer(destination(word))
      }
      // Conditional compares have flags where others have a destination.
      return bits(word, 28, 21) === 0b11010010 ? 0 : only(destination(word))
    case 0b0111:
    case 0b1111:
      // Of the vector and floating-point instructions a few write one general register, in the place of Rd.
      return only(destination(word))
    default:
      return ALL | STACK_POINTER
  }
}

function writtenByImmediate(word: number): number {
  const group = bits(word, 25, 23)
  // ADD, SUB, and logical instructions that leave the flags can write the stack pointer.
  const addition = (group === 0b010 || group === 0b011) && bits(word, 29, 29) === 0
  const logical = group === 0b100 && bits(word, 30, 29) !== 0b11
  return addition || logical ? orStackPointer(destination(word)) : only(destination(word))
}

function writtenByBranch(word: number): number {
  if (isCall(word)) return ALL
  // B.cond, B, CBZ, CBNZ, TBZ, TBNZ.
  if (bits(word, 31, 24) === 0b01010100 || bits(word, 30, 26) === 0b00101) return 0
  if (bits(word, 30, 26) === 0b01101) return 0
  if (word >>> 22 === 0b1101010100) {
    // System instructions. Hints that sign or check a return address change R17 or R30; reads name a register.
    if (bits(word, 21, 12) === 0b0000110010) return only(17) | only(30)
    return bits(word, 21, 21) ? only(destination(word)) : 0
  }
  // BLR and everything else that leaves the function, exceptions included.
  return ALL
}

function writtenByMemory(word: number): number {
  const vector = bits(word, 26, 26) === 1
  const target = only(destination(word))
  const base = orStackPointer(first(word))
  const load = bits(word, 22, 22) === 1
  switch (bits(word, 29, 27)) {
    case 0b001:
      if (vector) return bits(word, 23, 23) ? base : 0
      return bits(word, 25, 24) === 0 ? writtenByExclusive(word) : ALL | STACK_POINTER
    case 0b011:
      // Loads relative to the program counter; elsewhere in this class lies what Go does not make.
      if (bits(word, 25, 24) !== 0) return ALL | STACK_POINTER
      return vector ? 0 : target
    case 0b101: {
      const values = load && !vector ? target | only(bits(word, 14, 10)) : 0
      return bits(word, 23, 23) ? values | base : values
    }
    case 0b111: {
      const loads = !vector && bits(word, 23, 22) !== 0 ? target : 0
      if (bits(word, 24, 24)) return loads
      if (bits(word, 21, 21)) {
        if (bits(word, 11, 10) === 0b10) return loads
        // Atomic read-modify-write returns the old value in Rt; loads with a signed address may change the base.
        return bits(word, 11, 10) === 0 ? target : target | base
      }
      // Before or after the access the base is changed; 00 and 10 leave it.
      return bits(word, 10, 10) ? loads | base : loads
    }
    default:
      return ALL | STACK_POINTER
  }
}

/** Exclusive, ordered and compare-and-swap accesses. */
function writtenByExclusive(word: number): number {
  const target = only(destination(word))
  const status = only(second(word))
  const load = bits(word, 22, 22) === 1
  const pair = bits(word, 21, 21) === 1
  if (bits(word, 23, 23)) return pair ? status : load ? target : 0
  if (!pair) return load ? target : status
  // CASP swaps two registers.
  if (bits(word, 31, 31) === 0) return status | only(second(word) + 1)
  return load ? target | only(bits(word, 14, 10)) : status
}
