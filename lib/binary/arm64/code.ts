import type { Access, CompareAndSwap, MachineCode, Source, Variable } from '../machine.js'
import { accesses } from './access.js'
import { Flow } from './flow.js'
import {
  endsFlow,
  isCall,
  isConditionalJump,
  isExclusiveLoad,
  isJump,
  SP,
  signedBits,
} from './instruction.js'
import { memoryOf } from './memory.js'
import { ALL, STACK_POINTER, writtenRegisters } from './registers.js'
import { compareAndSwaps } from './swap.js'
import { variables } from './variables.js'

/** How far before a call its arguments are set up, in instructions. */
const NEAR = 16
/** Above the word that the stack pointer points at, which is the callee's, begin stack arguments. Source: abi-internal.md. */
const STACK_ARGUMENTS = 8

/** A function's instructions, and what is asked of them. */
export class Code implements MachineCode {
  readonly words: Uint32Array
  readonly whole: boolean
  readonly flow: Flow
  readonly #entry: number
  #accesses: Access[] | undefined

  /** @param bytes the function's code; @param entry its link-time address; @param isBarrier see `Machine.decode` */
  constructor(bytes: Uint8Array, entry: number, isBarrier: (address: number) => boolean) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.words = Uint32Array.from({ length: bytes.length >>> 2 }, (_, i) => view.getUint32(i * 4, true))
    this.whole = bytes.length % 4 === 0 && entry % 4 === 0
    this.#entry = entry
    const barriers = new Set<number>()
    this.words.forEach((word, index) => {
      if (isCall(word) && isBarrier(this.callTarget(index))) barriers.add(index)
    })
    this.flow = new Flow(this.words, barriers)
  }

  get count(): number {
    return this.words.length
  }

  addressOf(index: number): number {
    return this.#entry + index * 4
  }

  indexOf(address: number): number | undefined {
    const index = (address - this.#entry) / 4
    return Number.isInteger(index) && index >= 0 && index < this.count ? index : undefined
  }

  isJumpedTo(index: number): boolean {
    return this.flow.isJumpedTo(index)
  }

  callTarget(index: number): number {
    const word = this.words[index]!
    return isCall(word) ? this.addressOf(index) + signedBits(word, 25, 0) * 4 : -1
  }

  constantBefore(index: number, register: number): number | undefined {
    return this.flow.constantBefore(index, register)
  }

  stackArgument(index: number): number | undefined {
    let written = 0
    for (let i = index; i > Math.max(index - NEAR, 0) && !this.isJumpedTo(i); ) {
      const word = this.words[--i]!
      const memory = memoryOf(word)
      if (memory && !memory.load && memory.base === SP && !memory.writesBack) {
        const which = (STACK_ARGUMENTS - memory.displacement) / memory.width
        const register = memory.registers[which]
        if (register !== undefined) {
          const same = memory.width === 8 && !memory.vector && (written & (1 << register)) === 0
          return same ? register : undefined
        }
        if (which > -1 && which < memory.registers.length) return undefined
      }
      written |= writtenRegisters(word)
      const lost = (written & ALL) === ALL || (written & STACK_POINTER) !== 0
      if (lost || endsFlow(word)) return undefined
    }
    return undefined
  }

  branchAfter(index: number, register: number): { index: number; register: number } | undefined {
    const result = this.flow.origin(index + 1, register)
    for (let i = index + 1; i < this.count && !this.isJumpedTo(i); i++) {
      const word = this.words[i]!
      const jumps = isConditionalJump(word) || isJump(word)
      if (jumps || isCall(word)) {
        const holder = this.flow.holder(i, result, register)
        if (holder !== undefined) return { index: i, register: holder }
      }
      if (jumps || endsFlow(word) || isExclusiveLoad(word)) return undefined
    }
    return undefined
  }

  storedBefore(index: number, register: number, displacement: number): boolean {
    return this.flow.storedBefore(index, register, displacement)
  }

  variables(isVariable: (address: number) => boolean): Variable[] {
    return variables(this, isVariable)
  }

  compareAndSwaps(displacement: number): CompareAndSwap[] {
    return compareAndSwaps(this, displacement)
  }

  accesses(): Access[] {
    this.#accesses ??= accesses(this.words, index => this.isJumpedTo(index))
    return this.#accesses
  }

  sourceOf(index: number, register: number): Source | undefined {
    return this.flow.sourceOf(index, register, this.accesses())
  }
}
