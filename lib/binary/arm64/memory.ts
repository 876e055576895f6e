import { bits, destination, first, signedBits } from './instruction.js'

/** A load or store of a register or two at a register plus a constant. */
export interface Memory {
  load: boolean
  /** True if vector registers are moved: then `registers` are theirs. */
  vector: boolean
  base: number
  displacement: number
  /** Bytes of each register moved. */
  width: number
  /** One register, or the two of a pair; the second lies `width` bytes further. */
  registers: number[]
  /** The base is changed, before or after the access. */
  writesBack: boolean
}

/** The memory operand of a load or store; undefined if the word is none, has an index register, or swaps. */
export function memoryOf(word: number): Memory | undefined {
  // The class of loads and stores.
  if (bits(word, 27, 27) === 0 || bits(word, 25, 25) === 1) return undefined
  const operand = {
    vector: bits(word, 26, 26) === 1,
    base: first(word),
    writesBack: false,
  }
  const target = destination(word)
  switch (bits(word, 29, 27)) {
    case 0b101: {
      // LDP, STP, LDPSW.
      const form = bits(word, 24, 23)
      const size = bits(word, 31, 30)
      const width = operand.vector ? 4 << size : size === 2 ? 8 : 4
      return {
        ...operand,
        load: bits(word, 22, 22) === 1,
        displacement: form === 1 ? 0 : signedBits(word, 21, 15) * width,
        width,
        registers: [target, bits(word, 14, 10)],
        writesBack: (form & 1) === 1,
      }
    }
    case 0b111: {
      const size = bits(word, 31, 30)
      const kind = bits(word, 23, 22)
      // 128-bit vector registers have the size in the second bit of the kind.
      const width = operand.vector && kind > 1 ? 16 : 1 << size
      const load = operand.vector ? (kind & 1) === 1 : kind !== 0
      if (!operand.vector && size === 3 && kind > 1) return undefined // PRFM
      const access = { ...operand, load, width, registers: [target] }
      if (bits(word, 24, 24)) return { ...access, displacement: bits(word, 21, 10) * width }
      if (bits(word, 21, 21)) return undefined
      const form = bits(word, 11, 10)
      const displacement = form === 1 ? 0 : signedBits(word, 20, 12)
      return { ...access, displacement, writesBack: (form & 1) === 1 }
    }
    case 0b001: {
      // LDAR, STLR and exclusive loads and stores of one register; compare-and-swap and pairs are left out.
      if (operand.vector || bits(word, 25, 24) !== 0 || bits(word, 21, 21)) return undefined
      return {
        ...operand,
        load: bits(word, 22, 22) === 1,
        displacement: 0,
        width: 1 << bits(word, 31, 30),
        registers: [target],
      }
    }
    default:
      return undefined
  }
}
