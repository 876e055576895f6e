import type { Access } from '../machine.js'
import { addedConstant, destination, first, SP, ZR } from './instruction.js'
import { memoryOf } from './memory.js'
import { NO_REGISTER, writtenRegisters } from './registers.js'

/** The loads and stores that an instruction is: none, one, or two of a pair. */
function accessesOf(word: number, index: number): Access[] {
  const memory = memoryOf(word)
  if (!memory || memory.base === SP || memory.vector) return []
  return memory.registers.map((register, i) => ({
    index,
    how: memory.load ? 'load' : 'store',
    base: memory.base,
    displacement: memory.displacement + i * memory.width,
    width: memory.width as Access['width'],
    register: register === ZR && !memory.load ? NO_REGISTER : register,
  }))
}

/**
 * See `MachineCode.accesses`. What an access cannot carry as its own displacement (a large one, any of an atomic access)
 * was added to the base just before: then the base is named from which that was made, if it still holds the same.
 */
export function accesses(words: Uint32Array, isJumpedTo: (index: number) => boolean): Access[] {
  const found: Access[] = []
  /** Registers that hold another register plus a constant, in straight code. */
  const sums = new Map<number, { base: number; displacement: number }>()
  words.forEach((word, index) => {
    if (isJumpedTo(index)) sums.clear()
    for (const access of accessesOf(word, index)) {
      const sum = sums.get(access.base)
      found.push(
        sum ? { ...access, base: sum.base, displacement: access.displacement + sum.displacement } : access,
      )
    }
    const written = writtenRegisters(word)
    for (const [register, { base }] of sums) {
      if (written & ((1 << register) | (1 << base))) sums.delete(register)
    }
    const added = addedConstant(word)
    if (added === undefined || first(word) === SP || destination(word) === SP) return
    if (first(word) !== destination(word))
      sums.set(destination(word), { base: first(word), displacement: added })
  })
  return found
}
