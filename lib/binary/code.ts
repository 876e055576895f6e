import { NO_REGISTER, UNKNOWN_REGISTERS, writtenRegister } from './registers.js'
import { decode, endsFlow, type Instruction, isConditionalJump } from './x86.js'

/** Work limit of one question about a register; real answers take a few dozen steps. */
const STEPS_MAX = 2000

/** A function's instructions, and what its registers hold. */
export class Code {
  readonly instructions: Instruction[] = []
  /** False if the bytes could not be decoded to the end of the function. */
  readonly whole: boolean
  readonly #byAddress = new Map<number, number>()
  /** Indices of the jumps inside the function, by destination. */
  readonly #jumpsTo = new Map<number, number[]>()

  /** @param bytes the function's code; @param entry its link-time address */
  constructor(bytes: Uint8Array, entry: number) {
    let at = 0
    while (at < bytes.length) {
      const insn = decode(bytes, at, entry)
      if (!insn) break
      const index = this.instructions.push(insn) - 1
      this.#byAddress.set(insn.address, index)
      if (isConditionalJump(insn) || insn.opcode === 0xe9 || insn.opcode === 0xeb) {
        const jumps = this.#jumpsTo.get(insn.target)
        if (jumps) jumps.push(index)
        else this.#jumpsTo.set(insn.target, [index])
      }
      at += insn.length
    }
    this.whole = at === bytes.length
  }

  /** Index of the instruction that begins at `address`, or undefined if none does. */
  indexOf(address: number): number | undefined {
    return this.#byAddress.get(address)
  }

  /** True if some jump of the function lands on the instruction. */
  isJumpedTo(index: number): boolean {
    return this.#jumpsTo.has(this.instructions[index]!.address)
  }

  /**
   * The constant in the low 32 bits of `register` just before instruction `index`, over every way that leads there;
   * undefined if it differs or is not a constant.
   */
  constantBefore(index: number, register: number): number | undefined {
    const budget = { steps: STEPS_MAX }
    const result = this.#constant(index, register, new Set(), budget)
    return result === 'cycle' ? undefined : result
  }

  #constant(
    index: number,
    register: number,
    visited: Set<number>,
    budget: { steps: number },
  ): number | undefined | 'cycle' {
    // A question asked again on the same walk adds no new value: it is the loop's back edge.
    const key = index * 16 + register
    if (visited.has(key)) return 'cycle'
    visited.add(key)
    const before: number[] = [...(this.#jumpsTo.get(this.instructions[index]!.address) ?? [])]
    if (index > 0 && !endsFlow(this.instructions[index - 1]!)) before.push(index - 1)
    if (before.length === 0) return undefined
    let common: number | undefined | 'cycle' = 'cycle'
    for (const previous of before) {
      if (--budget.steps < 0) return undefined
      const value = this.#after(previous, register, visited, budget)
      if (value === undefined) return undefined
      if (value === 'cycle') continue
      if (common !== 'cycle' && common !== value) return undefined
      common = value
    }
    return common
  }

  #after(
    index: number,
    register: number,
    visited: Set<number>,
    budget: { steps: number },
  ): number | undefined | 'cycle' {
    const insn = this.instructions[index]!
    const { opcode, mod, reg, rm } = insn
    const jump = opcode === 0xe9 || opcode === 0xeb
    const written = jump ? NO_REGISTER : writtenRegister(insn)
    if (written === UNKNOWN_REGISTERS) return undefined
    if (written !== register) return this.#constant(index, register, visited, budget)
    if (opcode >= 0xb8 && opcode < 0xc0) return Number.isNaN(insn.immediate) ? undefined : insn.immediate
    if (opcode === 0xc7) return insn.immediate
    if ((opcode === 0x31 || opcode === 0x33) && mod === 3 && reg === rm) return 0
    if (opcode === 0x89 && mod === 3) return this.#constant(index, reg, visited, budget)
    if (opcode === 0x8b && mod === 3) return this.#constant(index, rm, visited, budget)
    return undefined
  }
}
