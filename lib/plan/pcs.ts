import type { FunctionTable } from '../binary/functions.js'
import { RunqscopeError } from '../errors.js'
import type { CodePosition, PcTable } from './plan.js'

type Declared = NonNullable<ReturnType<PcTable['functionAt']>>

/**
 * Names and positions of a target's program counters, decoded when asked and remembered. A function whose tables are
 * damaged has no name: a session goes on without it.
 */
export class Pcs implements PcTable {
  readonly #positions = new Map<number, CodePosition | undefined>()
  readonly #starts = new Map<number, string | undefined>()
  readonly #functions = new Map<number, Declared | undefined>()

  constructor(readonly table: FunctionTable) {}

  lookup(pc: number): CodePosition | undefined {
    return remembered(this.#positions, pc, () => {
      const index = this.table.find(pc)
      if (index < 0) return undefined
      return { function: this.table.frames(index, pc)[0]!.name, ...this.table.position(index, pc) }
    })
  }

  startFunction(pc: number): string | undefined {
    return remembered(this.#starts, pc, () => {
      const index = this.table.find(pc)
      if (index < 0) return undefined
      const wrapped = this.table.wrapped(index)
      const inner = wrapped < 0 ? -1 : this.table.find(wrapped)
      return this.table.name(inner < 0 ? index : inner)
    })
  }

  functionAt(pc: number): Declared | undefined {
    const index = this.table.find(pc)
    return remembered(this.#functions, index, () => {
      if (index < 0) return undefined
      const entry = this.table.entry(index)
      // The first instruction may be inlined from elsewhere; the outermost frame's position is the function's own.
      const own = this.table.frames(index, entry).at(-1)!.pc
      const { file, line: first } = this.table.position(index, own)
      // Before go1.20 the line of the first instruction stands for the declaration: mostly the same.
      const line = this.table.startLine(index) || first
      return { name: this.table.name(index), entry, file, line: Math.max(line, 0) }
    })
  }
}

function remembered<T>(
  known: Map<number, T | undefined>,
  key: number,
  make: () => T | undefined,
): T | undefined {
  if (known.has(key)) return known.get(key)
  let value: T | undefined
  try {
    value = make()
  } catch (error) {
    if (!(error instanceof RunqscopeError && error.code === 'bad-binary')) throw error
  }
  known.set(key, value)
  return value
}
