/**
 * A64 instructions, one 32-bit word each, as far as planning needs them. What an instruction does is asked of its word;
 * nothing is decoded in advance. Source: Arm Architecture Reference Manual for A-profile, C4 "A64 instruction set
 * encoding".
 */

/** Register 31 is the zero register or the stack pointer, as the instruction has it. */
export const ZR = 31
export const SP = 31
/** Go's assembler builds addresses in it for accesses. Source: cmd/internal/obj/arm64/a.out.go, REGTMP. */
export const TEMPORARY = 27

/** Bits `high` to `low` of a word, both included. */
export function bits(word: number, high: number, low: number): number {
  return (word >>> low) & (2 ** (high - low + 1) - 1)
}

/** The same, as a signed number. */
export function signedBits(word: number, high: number, low: number): number {
  return (word << (31 - high)) >> (31 - high + low)
}

export const destination = (word: number) => word & 31
export const first = (word: number) => (word >>> 5) & 31
export const second = (word: number) => (word >>> 16) & 31

/** BL: a call whose destination is in the word. */
export function isCall(word: number): boolean {
  return word >>> 26 === 0b100101
}

/** BR, BLR, RET and their kin: the class of branches to an address in a register. */
function isRegisterBranch(word: number): boolean {
  return word >>> 25 === 0b1101011
}

/** BLR. */
export function isIndirectCall(word: number): boolean {
  return isRegisterBranch(word) && bits(word, 23, 21) === 1
}

/** BR: in compiled code the table of a switch. */
export function isIndirectJump(word: number): boolean {
  return isRegisterBranch(word) && bits(word, 23, 21) === 0
}

/** B. */
export function isJump(word: number): boolean {
  return word >>> 26 === 0b000101
}

/** B.cond. */
export function isFlagJump(word: number): boolean {
  return word >>> 24 === 0b01010100
}

/** CBZ and CBNZ. */
export function isZeroJump(word: number): boolean {
  return bits(word, 30, 25) === 0b011010
}

/** TBZ and TBNZ. */
export function isBitJump(word: number): boolean {
  return bits(word, 30, 25) === 0b011011
}

/**
 * The conditional jumps that the kernel emulates: B.cond, CBZ, CBNZ, TBZ, TBNZ. Source: Linux
 * arch/arm64/kernel/probes/decode-insn.c.
 */
export function isConditionalJump(word: number): boolean {
  return isFlagJump(word) || isZeroJump(word) || isBitJump(word)
}

/** Bytes from a jump inside a function to its destination, or undefined if the word is none. */
export function jumpDistance(word: number): number | undefined {
  if (isJump(word)) return signedBits(word, 25, 0) * 4
  if (isBitJump(word)) return signedBits(word, 18, 5) * 4
  if (isFlagJump(word) || isZeroJump(word)) return signedBits(word, 23, 5) * 4
  return undefined
}

/** True if control never goes on to the next instruction: B, BR, RET, ERET, UDF (also padding). */
export function endsFlow(word: number): boolean {
  return isJump(word) || (isRegisterBranch(word) && !isIndirectCall(word)) || word >>> 16 === 0
}

/** What ADR or ADRP adds to the address of its instruction, for ADRP with the low 12 bits cleared. */
export function pageDistance(word: number): number {
  const value = signedBits(word, 23, 5) * 4 + bits(word, 30, 29)
  return word >>> 31 ? value * 4096 : value
}

export const isAdr = (word: number) => (word & 0x9f000000) === 0x10000000
export const isAdrp = (word: number) => (word & 0x9f000000) >>> 0 === 0x90000000

/** What ADD Xd, Xn, #n adds, or undefined if the word is no 64-bit ADD of a constant that leaves the flags. */
export function addedConstant(word: number): number | undefined {
  if (bits(word, 31, 23) !== 0b100100010) return undefined
  return bits(word, 21, 10) << (bits(word, 22, 22) * 12)
}

/** True for a load that begins an exclusive sequence; a trap before the store that ends it makes that fail for ever. */
export function isExclusiveLoad(word: number): boolean {
  return bits(word, 29, 22) === 0b00100001
}

/**
 * The register whose low 32 bits the instruction copies to its destination, ZR included; with `wide` all 64 bits.
 * MOV Xd, Xm and Wd, Wm, ADD Xd, Xn, #0, SXTW and MOV Wd, Wm by UBFX. Undefined if it is no copy.
 */
export function copiedRegister(word: number, wide: boolean): number | undefined {
  if ((word & 0xffe0ffe0) >>> 0 === 0xaa0003e0) return second(word)
  if (addedConstant(word) === 0 && first(word) !== SP && destination(word) !== SP) return first(word)
  if (wide) return undefined
  if ((word & 0xffe0ffe0) >>> 0 === 0x2a0003e0) return second(word)
  const extended = word & 0xfffffc00
  return extended >>> 0 === 0x93407c00 || extended >>> 0 === 0xd3407c00 ? first(word) : undefined
}

/** The low 32 bits that MOVZ, MOVN or ORR with the zero register puts into its destination, or undefined. */
export function movedConstant(word: number): number | undefined {
  const shift = bits(word, 22, 21) * 16
  const value = shift < 32 ? bits(word, 20, 5) << shift : 0
  switch (bits(word, 30, 23)) {
    case 0b10100101:
      return value
    case 0b00100101:
      return ~value
    case 0b01100100:
      return first(word) === ZR && destination(word) !== SP ? logicalImmediate(word) : undefined
    default:
      return undefined
  }
}

/** MOVK: which of the low 32 bits it leaves, and what it puts into the others. */
export function keptAndMoved(word: number): { kept: number; moved: number } | undefined {
  if (bits(word, 30, 23) !== 0b11100101) return undefined
  const shift = bits(word, 22, 21) * 16
  return shift < 32 ? { kept: ~(0xffff << shift), moved: bits(word, 20, 5) << shift } : { kept: -1, moved: 0 }
}

/** Low 32 bits of the constant of a logical instruction. Source: Arm ARM, DecodeBitMasks. */
export function logicalImmediate(word: number): number | undefined {
  const inverted = ~bits(word, 15, 10) & 0x3f
  const selector = (bits(word, 22, 22) << 6) | inverted
  if (selector < 2) return undefined
  const size = 2 ** (31 - Math.clz32(selector))
  const ones = (bits(word, 15, 10) & (size - 1)) + 1
  const rotation = bits(word, 21, 16) & (size - 1)
  if (ones === size) return undefined
  let value = 0
  for (let bit = 0; bit < 32; bit++) {
    // Rotated right: bit i of the result is bit i + rotation of the run of ones.
    if ((bit + rotation) % size < ones) value |= 1 << bit
  }
  return value
}
