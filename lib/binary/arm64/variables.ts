import type { Variable } from '../machine.js'
import type { Code } from './code.js'
import {
  addedConstant,
  destination,
  first,
  isAdr,
  isAdrp,
  isExclusiveLoad,
  pageDistance,
  SP,
  TEMPORARY,
} from './instruction.js'
import { memoryOf } from './memory.js'
import { writtenRegisters } from './registers.js'

/**
 * See `MachineCode.variables`. An address takes two instructions: ADRP with the page, then ADD, a load or a store with
 * the rest. Where a load follows on the ADD, the two are one mention: so it is with accesses that cannot carry the rest,
 * and in position-independent code before go1.21.
 */
export function variables(code: Code, isVariable: (address: number) => boolean): Variable[] {
  const found: Variable[] = []
  /** Registers that hold the address of a page, or of a variable that has not been used since, in straight code. */
  const pages = new Map<number, number>()
  const held = new Map<number, Variable>()
  code.words.forEach((word, index) => {
    if (code.isJumpedTo(index)) {
      pages.clear()
      held.clear()
    }
    const name = (address: number, how: Variable['how']) => {
      if (isVariable(address)) found.push({ address, index, how })
      return found.at(-1)?.index === index ? found.at(-1) : undefined
    }
    const memory = memoryOf(word)
    const base = memory && memory.base !== SP ? memory.base : -1
    const how = memory?.load && !isExclusiveLoad(word) ? 'load' : 'other'
    const added = addedConstant(word)
    let variable: Variable | undefined
    if (isAdr(word)) variable = name(code.addressOf(index) + pageDistance(word), 'address')
    else if (memory && pages.has(base)) name(pages.get(base)! + memory.displacement, how)
    else if (how === 'load' || base === TEMPORARY) Object.assign(held.get(base) ?? {}, { how })
    else if (added !== undefined && first(word) !== SP && pages.has(first(word))) {
      variable = name(pages.get(first(word))! + added, 'address')
    }
    held.delete(base)
    const written = writtenRegisters(word)
    for (const registers of [pages, held]) {
      for (const register of registers.keys()) if (written & (1 << register)) registers.delete(register)
    }
    if (variable) held.set(destination(word), variable)
    if (isAdrp(word)) {
      const address = code.addressOf(index)
      pages.set(destination(word), address - (address % 4096) + pageDistance(word))
    }
  })
  return found
}
