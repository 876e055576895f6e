import type { FunctionTable } from '../binary/functions.js'
import type { CodePosition, PcTable } from './plan.js'

type Declared = NonNullable<ReturnType<PcTable['functionAt']>>

/** Names and positions of a target's program counters, decoded when asked and remembered. */
export class Pcs implements PcTable {
  readonly #positions = new Map<number, CodePosition | undefined>()
  readonly #functions = new Map<number, Declared>()

  constructor(readonly table: FunctionTable) {}

  lookup(pc: number): CodePosition | undefined {
    if (this.#positions.has(pc)) return this.#positions.get(pc)
    const index = this.table.find(pc)
    const position =
      index < 0
        ? undefined
        : { function: this.table.frames(index, pc)[0]!.name, ...this.table.position(index, pc) }
    this.#positions.set(pc, position)
    return position
  }

  startFunction(pc: number): string | undefined {
    const index = this.table.find(pc)
    if (index < 0) return undefined
    const wrapped = this.table.wrapped(index)
    const inner = wrapped < 0 ? -1 : this.table.find(wrapped)
    return this.table.name(inner < 0 ? index : inner)
  }

  functionAt(pc: number): Declared | undefined {
    const index = this.table.find(pc)
    if (index < 0) return undefined
    let declared = this.#functions.get(index)
    if (!declared) {
      const entry = this.table.entry(index)
      // The first instruction may be inlined from elsewhere; the outermost frame's position is the function's own.
      const own = this.table.frames(index, entry).at(-1)!.pc
      const { file } = this.table.position(index, own)
      declared = { name: this.table.name(index), entry, file, line: Math.max(this.table.startLine(index), 0) }
      this.#functions.set(index, declared)
    }
    return declared
  }
}
