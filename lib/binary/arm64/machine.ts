import type { Machine } from '../machine.js'
import { Code } from './code.js'
import { isCall, signedBits } from './instruction.js'
import { CURRENT_G, registerNames } from './registers.js'
import { isExclusiveWordLoad, isSwap } from './swap.js'

export const arm64: Machine = {
  arch: 'arm64',
  arguments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  g: CURRENT_G,
  registers: registerNames,

  decode: (bytes, entry, isBarrier = () => false) => new Code(bytes, entry, isBarrier),

  *callCandidates(bytes, entry, isTarget) {
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const word = bytes.readInt32LE(at)
      if (isCall(word) && isTarget(entry + at + signedBits(word, 25, 0) * 4)) yield at
    }
  },

  mayCompareAndSwap(bytes) {
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const word = bytes.readInt32LE(at)
      if (isSwap(word) || isExclusiveWordLoad(word)) return true
    }
    return false
  },
}
