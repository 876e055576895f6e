import type { Success } from '../machine.js'
import {
  bits,
  copiedRegister,
  destination,
  first,
  isBitJump,
  isConditionalJump,
  isFlagJump,
  isZeroJump,
} from './instruction.js'
import { ALL, writtenRegisters } from './registers.js'

/** What is known on the way from a compare-and-swap to its jump: where it can be read whether it succeeded. */
export interface Knowledge {
  /** The zero flag's value on success, undefined when the flags say nothing of it. */
  flag: 0 | 1 | undefined
  /** Registers that are 0 or 1, and which of the two on success. */
  booleans: Map<number, 0 | 1>
}

const EQ = 0
const NE = 1

/** Steps over an instruction that is no jump; false if it is beyond understanding. */
export function follow(word: number, known: Knowledge): boolean {
  const written = writtenRegisters(word)
  if ((written & ALL) === ALL) return false
  const { booleans } = known
  const made = booleanOf(word, known)
  for (const register of booleans.keys()) if (written & (1 << register)) booleans.delete(register)
  if (made !== undefined && written === 1 << destination(word)) booleans.set(destination(word), made)
  if (mayWriteFlags(word)) known.flag = undefined
  return true
}

/** Which of 0 and 1 an instruction puts into its destination on success, if it makes a boolean of what is known. */
function booleanOf(word: number, { flag, booleans }: Knowledge): 0 | 1 | undefined {
  // CSET: CSINC of the zero register, with the condition inverted.
  if (bits(word, 30, 16) === 0b0011010100_11111 && bits(word, 11, 5) === 0b01_11111) {
    const condition = bits(word, 15, 12)
    if (flag === undefined || (condition !== EQ && condition !== NE)) return undefined
    return condition === NE ? flag : inverse(flag)
  }
  const value = booleans.get(first(word))
  // EOR Rd, Rn, #1
  if (bits(word, 30, 23) === 0b10100100 && bits(word, 21, 10) === 0 && word >>> 31 === bits(word, 22, 22)) {
    return value === undefined ? undefined : inverse(value)
  }
  // AND Rd, Rn, #1 and #255, UXTB
  const masked = bits(word, 30, 23) === 0b00100100 && bits(word, 21, 16) === 0 && bits(word, 15, 10) <= 31
  const extended = bits(word, 30, 23) === 0b10100110 && bits(word, 21, 16) === 0 && bits(word, 15, 10) <= 31
  if (masked || extended) return value
  const source = copiedRegister(word, false)
  return source === undefined ? undefined : booleans.get(source)
}

/** What tells success at a jump to which several ways lead, if it tells the same on all of them. */
export function successAt(word: number, ways: Knowledge[]): Success | undefined {
  const agreed = (of: (known: Knowledge) => 0 | 1 | undefined) => {
    const values = new Set(ways.map(of))
    return values.size === 1 ? [...values][0] : undefined
  }
  if (!isConditionalJump(word)) return undefined
  if (isFlagJump(word)) {
    const value = agreed(known => known.flag)
    const byZero = bits(word, 4, 0) === EQ || bits(word, 4, 0) === NE
    return value === undefined || !byZero ? undefined : { in: 'zero flag', value }
  }
  const bitZero = isBitJump(word) && bits(word, 31, 31) === 0 && bits(word, 23, 19) === 0
  if (!bitZero && !isZeroJump(word)) return undefined
  const register = destination(word)
  const value = agreed(known => known.booleans.get(register))
  return value === undefined ? undefined : { in: 'bit 0', register, value }
}

function inverse(value: 0 | 1): 0 | 1 {
  return value === 0 ? 1 : 0
}

/** False for what surely leaves the flags: moves, loads, stores, and arithmetic and logic without S. */
function mayWriteFlags(word: number): boolean {
  switch (bits(word, 28, 25)) {
    case 0b1000:
    case 0b1001: {
      const group = bits(word, 25, 23)
      if (group === 0b010) return bits(word, 29, 29) === 1
      return group === 0b100 && bits(word, 30, 29) === 0b11
    }
    case 0b0101:
      // Logical and add or subtract; CSINC and the like are not asked for behind CSET.
      if (bits(word, 28, 24) === 0b01010) return bits(word, 30, 29) === 0b11
      if (bits(word, 28, 24) === 0b01011) return bits(word, 29, 29) === 1
      return true
    case 0b1101:
      return bits(word, 28, 21) !== 0b11010100
    case 0b0100:
    case 0b0110:
    case 0b1100:
    case 0b1110:
      return false
    case 0b1010:
      return word >>> 12 !== 0xd5032
    default:
      return true
  }
}
