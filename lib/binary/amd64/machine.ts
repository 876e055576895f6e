import type { Machine } from '../machine.js'
import { Code } from './code.js'
import { Reg } from './instruction.js'
import { registerNames } from './registers.js'

/** Bytes that every 32-bit compare-and-swap of Go has: CMPXCHG, behind LOCK and perhaps REX. */
const CMPXCHG = Buffer.from([0x0f, 0xb1])
const LOCK = 0xf0

export const amd64: Machine = {
  arch: 'amd64',
  arguments: [Reg.AX, Reg.BX, Reg.CX, Reg.DI, Reg.SI, 8, 9, 10, 11],
  g: 14,
  registers: registerNames,

  decode: (bytes, entry, isBarrier) => new Code(bytes, entry, isBarrier),

  *callCandidates(bytes, entry, isTarget) {
    // CALL rel32. A byte that looks like one may lie inside another instruction.
    for (let at = bytes.indexOf(0xe8); at >= 0 && at + 5 <= bytes.length; at = bytes.indexOf(0xe8, at + 1)) {
      if (isTarget(entry + at + 5 + bytes.readInt32LE(at + 1))) yield at
    }
  },

  mayCompareAndSwap(bytes) {
    for (let at = bytes.indexOf(CMPXCHG); at >= 0; at = bytes.indexOf(CMPXCHG, at + 1)) {
      if (bytes[at - 1] === LOCK || bytes[at - 2] === LOCK) return true
    }
    return false
  },
}
