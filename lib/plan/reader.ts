import type { Access, MachineCode } from '../binary/machine.js'
import type { RuntimeCode } from './runtime.js'

/** The functions read have some hundred instructions; a crafted one must not keep the search busy. */
const INSTRUCTIONS_MAX = 5000
/** Longest way from the current g to a field that is followed, in fields: g.m.p.id has three. */
const STEPS_MAX = 4

/** Reads offsets of fields from the runtime's instructions. A function that is not there shows none. */
export class Reader {
  constructor(readonly runtime: RuntimeCode) {}

  /** Offsets from the current g on, of every load of `width` bytes in a function that is `count` fields away. */
  loads(name: string, width: number, count: number): number[][] {
    return this.#ways('load', name, width, count)
  }

  /** The same of stores. */
  stores(name: string, width: number, count: number): number[][] {
    return this.#ways('store', name, width, count)
  }

  /** Offsets of the loads of `width` bytes from what a function gets as its first argument. */
  loadsOfArgument(name: string, width: number): number[] {
    return this.#accesses(name, 'load', width).flatMap(({ code, access }) =>
      this.#isArgument(code, access) ? [access.displacement] : [],
    )
  }

  /** Offset of the field of its first argument that a function gives to runtime.findfunc first. */
  lookedUp(name: string): number[] {
    const code = this.#code(name)
    const findfunc = this.runtime.find('runtime.findfunc')
    if (!code || findfunc === undefined) return []
    const entry = this.runtime.table.entry(findfunc)
    for (let i = 0; i < code.count; i++) {
      if (code.callTarget(i) !== entry) continue
      const source = code.sourceOf(i, this.runtime.machine.arguments[0]!)
      const field = source?.how === 'load' && this.#isArgument(code, source.access)
      return field ? [source.access.displacement] : []
    }
    return []
  }

  /** Offsets at which newproc1 stores a field of its P that it also sets, with the one behind it: the next goid. */
  numbered(): number[] {
    const counters = new Set(this.stores('runtime.newproc1', 8, 3).map(String))
    return this.#accesses('runtime.newproc1', 'store', 8).flatMap(({ code, access }) => {
      const value = code.sourceOf(access.index, access.register)
      const counted = value?.how === 'load' && value.access.width === 8
      const steps = counted ? this.#steps(code, value.access) : undefined
      if (steps?.length !== 3) return []
      const end = [steps[0]!, steps[1]!, steps[2]! + 8]
      return counters.has(`${steps}`) && counters.has(`${end}`) ? [access.displacement] : []
    })
  }

  /** Whether a function swaps the 32-bit word at `displacement`. */
  swaps(name: string, displacement: number): boolean {
    return (this.#code(name)?.compareAndSwaps(displacement).length ?? 0) > 0
  }

  #ways(how: Access['how'], name: string, width: number, count: number): number[][] {
    return this.#accesses(name, how, width).flatMap(({ code, access }) => {
      const steps = this.#steps(code, access)
      return steps?.length === count ? [steps] : []
    })
  }

  #code(name: string): MachineCode | undefined {
    const index = this.runtime.find(name)
    return index === undefined ? undefined : this.runtime.code(index)
  }

  #accesses(name: string, how: Access['how'], width: number): { code: MachineCode; access: Access }[] {
    const code = this.#code(name)
    if (!code || code.count > INSTRUCTIONS_MAX) return []
    const found = code.accesses().filter(access => access.how === how && access.width === width)
    return found.map(access => ({ code, access }))
  }

  /** Offsets from the current g to what is accessed: `[g.m, m.p, p.id]`; undefined if the way is another. */
  #steps(code: MachineCode, access: Access): number[] | undefined {
    const steps = [access.displacement]
    let at = access
    while (steps.length <= STEPS_MAX) {
      const source = code.sourceOf(at.index, at.base)
      if (source?.how === 'argument') return source.register === this.runtime.machine.g ? steps : undefined
      if (source?.how !== 'load' || source.access.width !== 8) return undefined
      at = source.access
      steps.unshift(at.displacement)
    }
    return undefined
  }

  #isArgument(code: MachineCode, access: Access): boolean {
    const source = code.sourceOf(access.index, access.base)
    return source?.how === 'argument' && source.register === this.runtime.machine.arguments[0]
  }
}
