import { copiedRegister, destination, SP, ZR } from './instruction.js'
import { memoryOf } from './memory.js'
import { STACK_POINTER, writtenRegisters } from './registers.js'

/**
 * Where a value can be: a register by its number, 31 the zero register, and from here on the stack slot at that offset
 * from the stack pointer.
 */
export const SLOTS = 32

/**
 * True if the instruction may change a location. A slot is taken to change by stores relative to the stack pointer
 * only: the compiler keeps no value in one that a call or a store through a pointer could change.
 */
export function mayWrite(word: number, location: number): boolean {
  const written = writtenRegisters(word)
  if (location < SLOTS) return location !== ZR && (written & (1 << location)) !== 0
  // Any change of the stack pointer renames all slots.
  if (written & STACK_POINTER) return true
  const memory = memoryOf(word)
  if (!memory || memory.load || memory.base !== SP) return false
  const begin = SLOTS + memory.displacement
  return begin < location + 8 && location < begin + memory.width * memory.registers.length
}

/** The location that an instruction copies to `location`; `wide` asks for all 64 bits. */
export function copied(word: number, location: number, wide: boolean): number | undefined {
  const memory = memoryOf(word)
  if (!memory) {
    return location < SLOTS && destination(word) === location ? copiedRegister(word, wide) : undefined
  }
  const whole = memory.width === 8 || (!wide && memory.width === 4)
  if (memory.base !== SP || memory.vector || memory.writesBack || !whole) return undefined
  for (const [i, register] of memory.registers.entries()) {
    const slot = SLOTS + memory.displacement + i * memory.width
    if (slot < SLOTS) continue
    if (memory.load && register === location && location !== ZR) return slot
    if (!memory.load && slot === location) return register
  }
  return undefined
}
