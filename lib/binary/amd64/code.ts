import type { Access, CompareAndSwap, MachineCode, Source, Variable } from '../machine.js'
import { accessOf } from './access.js'
import { Flow } from './flow.js'
import {
  decode,
  endsFlow,
  type Instruction,
  isConditionalJump,
  isJump,
  isPadding,
  Reg,
} from './instruction.js'
import { compareAndSwaps } from './swap.js'

/** A function's instructions, and what is asked of them. */
export class Code implements MachineCode {
  readonly instructions: Instruction[] = []
  readonly whole: boolean
  readonly flow: Flow
  readonly #byAddress = new Map<number, number>()

  /** See `Machine.decode`. */
  constructor(bytes: Uint8Array, entry: number, isBarrier: (address: number) => boolean = () => false) {
    let at = 0
    while (at < bytes.length) {
      const insn = decode(bytes, at, entry)
      if (!insn) break
      insn.barrier = insn.opcode === 0xe8 && isBarrier(insn.target)
      this.#byAddress.set(insn.address, this.instructions.push(insn) - 1)
      at += insn.length
    }
    this.whole = at === bytes.length
    this.flow = new Flow(this.instructions)
  }

  get count(): number {
    return this.instructions.length
  }

  addressOf(index: number): number {
    return this.instructions[index]!.address
  }

  indexOf(address: number): number | undefined {
    return this.#byAddress.get(address)
  }

  isJumpedTo(index: number): boolean {
    return this.flow.isJumpedTo(index)
  }

  callTarget(index: number): number {
    const insn = this.instructions[index]!
    return insn.opcode === 0xe8 ? insn.target : -1
  }

  constantBefore(index: number, register: number): number | undefined {
    return this.flow.constantBefore(index, register)
  }

  stackArgument(index: number): number | undefined {
    let at = index
    while (at > 0 && !this.isJumpedTo(at) && isPadding(this.instructions[at - 1]!)) at--
    const store = this.instructions[at - 1]
    if (!store || this.isJumpedTo(at)) return undefined
    const toStackTop = store.mod === 0 && store.base === Reg.SP && !store.indexed
    return store.opcode === 0x89 && store.wide && toStackTop ? store.reg : undefined
  }

  branchAfter(index: number, register: number): { index: number; register: number } | undefined {
    for (let i = index + 1; i < this.count && !this.isJumpedTo(i); i++) {
      const insn = this.instructions[i]!
      const jumps = isConditionalJump(insn) || isJump(insn)
      if (jumps || this.callTarget(i) >= 0) {
        const holder = this.flow.holder(i, this.flow.origin(index + 1, register), register)
        if (holder !== undefined) return { index: i, register: holder }
      }
      if (jumps || endsFlow(insn)) return undefined
    }
    return undefined
  }

  storedBefore(index: number, register: number, displacement: number): boolean {
    return this.flow.storedBefore(index, register, displacement)
  }

  variables(isVariable: (address: number) => boolean): Variable[] {
    const found: Variable[] = []
    this.instructions.forEach(({ mod, target, opcode }, index) => {
      if (mod !== 0 || target < 0 || !isVariable(target)) return
      const how =
        opcode === 0x8b || opcode === 0x63
          ? ('load' as const)
          : opcode === 0x8d
            ? ('address' as const)
            : ('other' as const)
      found.push({ address: target, index, how })
    })
    return found
  }

  compareAndSwaps(displacement: number): CompareAndSwap[] {
    return compareAndSwaps(this, displacement)
  }

  accesses(): Access[] {
    return this.instructions.flatMap((insn, index) => accessOf(insn, index) ?? [])
  }

  sourceOf(index: number, register: number): Source | undefined {
    return this.flow.sourceOf(index, register)
  }
}
