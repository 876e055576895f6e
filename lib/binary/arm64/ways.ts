import { endsFlow, isIndirectJump, jumpDistance, ZR } from './instruction.js'
import { mayWrite } from './location.js'
import { WRITTEN_BY_BARRIER } from './registers.js'

/** How control goes through a function, and what its instructions change. */
export class Ways {
  /** Indices of the jumps inside the function, by the index of their destination. */
  readonly #jumpsTo = new Map<number, number[]>()
  /** The function has a jump to an address in a register: then any instruction may follow on any other. */
  readonly #anywhere: boolean

  /** @param barriers indices of calls of the write barrier */
  constructor(
    readonly words: Uint32Array,
    readonly barriers: ReadonlySet<number>,
  ) {
    let anywhere = false
    words.forEach((word, index) => {
      anywhere ||= isIndirectJump(word)
      const distance = jumpDistance(word)
      if (distance === undefined) return
      const target = index + distance / 4
      const jumps = this.#jumpsTo.get(target)
      if (jumps) jumps.push(index)
      else this.#jumpsTo.set(target, [index])
    })
    this.#anywhere = anywhere
  }

  /** True if control may come to the instruction by a jump, as it may to any where a jump table is. */
  isJumpedTo(index: number): boolean {
    return this.#anywhere || this.#jumpsTo.has(index)
  }

  /** Every instruction that control may come from to `index`; undefined if that is not known. */
  predecessors(index: number): number[] | undefined {
    if (this.#anywhere) return undefined
    const before = [...(this.#jumpsTo.get(index) ?? [])]
    if (index > 0 && !endsFlow(this.words[index - 1]!)) before.push(index - 1)
    return before
  }

  /** True if the instruction may change a location, a register or a stack slot. */
  mayWrite(index: number, location: number): boolean {
    if (!this.barriers.has(index)) return mayWrite(this.words[index]!, location)
    return location < ZR && (WRITTEN_BY_BARRIER & (1 << location)) !== 0
  }
}
