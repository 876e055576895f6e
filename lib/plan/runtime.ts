import type { Elf } from '../binary/elf.js'
import type { FunctionTable } from '../binary/functions.js'
import type { CompareAndSwap, Machine, MachineCode } from '../binary/machine.js'
import { badBinary } from '../binary/source.js'
import { RunqscopeError } from '../errors.js'

/** A direct call found in the runtime's code. */
export interface Call {
  address: number
  /** Name of the function called. */
  target: string
  /** Index of the physical function. */
  function: number
}

/** An inlined compare-and-swap of a goroutine's status. */
export interface Swap {
  /** Index of the physical function. */
  function: number
  swap: CompareAndSwap
}

/** A function of the runtime that was inlined into another, with a pc inside the copy. */
export interface InlinedCopy {
  name: string
  function: number
  pc: number
}

/** What the compiler calls where the GC must be told of a pointer. Source: runtime/asm_amd64.s, asm_arm64.s. */
const BARRIER = /^runtime\.gcWriteBarrier(?:[A-Z]{2}|R[89]|[1-8])?$/
const PREFIX = Buffer.from('runtime.')
/**
 * Bounds that Go's runtime stays far below (its largest function has 8 kB, its calls of interest are about 50), so that
 * a crafted file cannot keep the search busy.
 */
const CODE_MAX = 1 << 16
const FOUND_MAX = 256

/** The code of package runtime: its functions by name, the calls in them, what was inlined where. */
export class RuntimeCode {
  /** Indices of all functions compiled in package runtime, whatever their names. */
  readonly #functions: number[] = []
  readonly #byName = new Map<string, number>()
  readonly #code = new Map<number, MachineCode>()
  readonly #barriers = new Set<number>()
  readonly #isBarrier = (address: number) => this.#barriers.has(address)

  constructor(
    readonly elf: Elf,
    readonly table: FunctionTable,
    readonly machine: Machine,
  ) {
    const units = new Uint32Array(table.count)
    const named = new Uint8Array(table.count)
    for (let i = 0; i < table.count; i++) {
      if (table.end(i) < table.entry(i)) throw badBinary('its functions are not in order')
      units[i] = table.unit(i)
      const offset = table.nameOffset(i)
      if (!table.nameStarts(offset, PREFIX)) continue
      named[i] = 1
      const name = table.nameAt(offset)
      // ABI0 wrappers share the name of the function they wrap; no function that matters here has one.
      if (!this.#byName.has(name)) this.#byName.set(name, i)
      if (BARRIER.test(name)) this.#barriers.add(table.entry(i))
    }
    // The first goroutine runs it: no build leaves it out or has it inlined.
    const main = this.#byName.get('runtime.main')
    if (main === undefined) {
      throw RunqscopeError.make(
        'not-go',
        'the binary has no runtime.main: its Go runtime is not the one of the Go project',
        'build it with the gc toolchain (go build)',
      )
    }
    const unit = units[main]
    for (let i = 0; i < table.count; i++) if (named[i] || units[i] === unit) this.#functions.push(i)
  }

  /** Index of a function, or undefined if the linker left it out. */
  find(name: string): number | undefined {
    return this.#byName.get(name)
  }

  /** Decoded instructions of a function. */
  code(index: number): MachineCode {
    let code = this.#code.get(index)
    if (!code) {
      code = this.machine.decode(this.#bytes(index), this.table.entry(index), this.#isBarrier)
      this.#code.set(index, code)
    }
    return code
  }

  /** Every direct call in the runtime whose destination is exactly the entry of one of `targets`. */
  calls(targets: Iterable<string>): Call[] {
    const names = new Map<number, string>()
    for (const name of targets) {
      const index = this.find(name)
      if (index !== undefined) names.set(this.table.entry(index), name)
    }
    const isTarget = (address: number) => names.has(address)
    const found: Call[] = []
    for (const index of this.#functions) {
      const entry = this.table.entry(index)
      for (const at of this.machine.callCandidates(this.#bytes(index), entry, isTarget)) {
        const code = this.code(index)
        const instruction = code.indexOf(entry + at)
        const target = instruction === undefined ? undefined : names.get(code.callTarget(instruction))
        if (target === undefined) continue
        found.push({ address: entry + at, target, function: index })
        if (found.length > FOUND_MAX) throw badBinary('its runtime calls the scheduler from too many places')
      }
    }
    return found
  }

  /** Every compare-and-swap in the runtime of the 32-bit word `displacement` bytes into a structure. */
  swaps(displacement: number): Swap[] {
    const found: Swap[] = []
    for (const index of this.#functions) {
      if (!this.machine.mayCompareAndSwap(this.#bytes(index))) continue
      for (const swap of this.code(index).compareAndSwaps(displacement)) found.push({ function: index, swap })
      if (found.length > FOUND_MAX) throw badBinary('its runtime swaps statuses in too many places')
    }
    return found
  }

  /** Every copy of one of `names` that was inlined into a function of the runtime. */
  inlinedCopies(names: ReadonlySet<string>): InlinedCopy[] {
    const wanted = new Map<number, string | undefined>()
    const found: InlinedCopy[] = []
    for (const index of this.#functions) {
      for (const { nameOffset, pc } of this.table.inlined(index)) {
        if (!wanted.has(nameOffset)) {
          const name = this.table.nameStarts(nameOffset, PREFIX) ? this.table.nameAt(nameOffset) : undefined
          wanted.set(nameOffset, name !== undefined && names.has(name) ? name : undefined)
        }
        const name = wanted.get(nameOffset)
        if (name !== undefined) found.push({ name, function: index, pc })
        if (found.length > FOUND_MAX) throw badBinary('its runtime inlines the scheduler in too many places')
      }
    }
    return found
  }

  #bytes(index: number): Buffer {
    const entry = this.table.entry(index)
    const size = this.table.end(index) - entry
    if (!(size >= 0 && size <= CODE_MAX))
      throw badBinary(`${this.table.name(index)} is ${size} bytes of code`)
    return this.elf.read(entry, size, 'the code of the runtime')
  }
}
