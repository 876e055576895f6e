import type { Access, Source } from '../machine.js'
import {
  addedConstant,
  destination,
  endsFlow,
  first,
  isCall,
  isIndirectCall,
  keptAndMoved,
  movedConstant,
  SP,
  ZR,
} from './instruction.js'
import { copied, SLOTS } from './location.js'
import { memoryOf } from './memory.js'
import { CURRENT_G } from './registers.js'
import { Ways } from './ways.js'

/** Work limit of one question about a register; real answers take a few dozen steps. */
const STEPS_MAX = 2000
/** How many meetings of ways may lie one behind the other in one question: a bound for the stack, real code has few. */
const DEPTH_MAX = 400
/** An answer over every way that leads somewhere: undefined if the ways differ, `cycle` if the walk met itself. */
type Agreed<T> = T | undefined | 'cycle'

interface Question<T> {
  /** Asks for all 64 bits, not the low 32. */
  wide: boolean
  /** What an instruction that is no copy makes of a location; `before` asks for what the location held before it. */
  made(word: number, index: number, location: number, before: () => Agreed<T>): Agreed<T>
  /** What the function was entered with. */
  entered?(location: number): T | undefined
  /** True for an instruction that leaves the location, whatever it may write by its kind. */
  keeps?(word: number, location: number): boolean
  same?(a: T, b: T): boolean
}

/** What a location holds, and a constant on top: an address inside the structure that the location points to. */
interface Sum {
  location: number
  plus: number
}

interface Walk {
  visited: Set<number>
  steps: number
  depth: number
}

/** Where a function's values come from: constants and copies, through registers and stack slots, over every way. */
export class Flow extends Ways {
  /** See `MachineCode.constantBefore`. */
  constantBefore(index: number, register: number): number | undefined {
    return this.#ask<number>(index, register, {
      wide: false,
      made: (word, _index, location, before) => {
        if (location >= SLOTS || destination(word) !== location) return undefined
        const moved = movedConstant(word)
        if (moved !== undefined) return moved
        const partly = keptAndMoved(word)
        if (!partly) return undefined
        const rest = before()
        return typeof rest === 'number' ? (rest & partly.kept) | partly.moved : rest
      },
    })
  }

  /** n, if on every way to instruction `index` the register was made by adding the constant n to some other. */
  addedBefore(index: number, register: number): number | undefined {
    return this.#ask<number>(index, register, {
      wide: true,
      made: (word, _index, location) =>
        location < SLOTS && destination(word) === location && first(word) !== SP
          ? addedConstant(word)
          : undefined,
    })
  }

  /** See `MachineCode.sourceOf`; `accesses` are the function's. */
  sourceOf(index: number, register: number, accesses: Access[]): Source | undefined {
    return this.#ask<Source>(index, register, {
      wide: true,
      made: (word, at, location) => {
        const called = isCall(word) || isIndirectCall(word)
        if (called) return location < SLOTS ? { how: 'call', index: at } : undefined
        const access = accesses.find(a => a.index === at && a.how === 'load' && a.register === location)
        return access && { how: 'load', access }
      },
      entered: location => (location < SLOTS ? { how: 'argument', register: location } : undefined),
      keeps: (word, location) => location === CURRENT_G && (isCall(word) || isIndirectCall(word)),
      same: sameSource,
    })
  }

  /** See `MachineCode.storedBefore`. */
  storedBefore(index: number, register: number, displacement: number): boolean {
    return this.#everyWay(index, [{ location: register, plus: displacement }], (word, previous, [target]) => {
      const memory = memoryOf(word)
      if (!memory || memory.load || memory.vector || memory.width !== 8 || memory.base === SP) return false
      if (memory.writesBack) return false
      return memory.registers.some((_, i) =>
        this.#equal(previous, { location: memory.base, plus: memory.displacement + 8 * i }, target!),
      )
    })
  }

  /**
   * Names the value in a register just before instruction `index` by the place that made it, copies passed over: two
   * registers with equal names hold the same value. Straight code only; a join of ways makes a new value.
   */
  origin(index: number, register: number): string {
    let location = register
    let at = index
    for (; at > 0 && !this.isJumpedTo(at); at--) {
      const word = this.words[at - 1]!
      if (endsFlow(word)) break
      if (!this.mayWrite(at - 1, location)) continue
      const source = copied(word, location, true)
      if (source === undefined) break
      location = source
    }
    return `${at}:${location}`
  }

  /** A register that holds the value of that name just before instruction `index`: `preferred`, if it does. */
  holder(index: number, name: string, preferred: number): number | undefined {
    if (this.origin(index, preferred) === name) return preferred
    for (let other = 0; other < ZR; other++) if (this.origin(index, other) === name) return other
    return undefined
  }

  /** True if two sums surely have the same value just before instruction `index`. */
  #equal(index: number, a: Sum, b: Sum): boolean {
    const same = ([one, other]: Sum[]) => one!.location === other!.location && one!.plus === other!.plus
    return same([a, b]) || this.#everyWay(index, [a, b], (_word, _previous, sums) => same(sums))
  }

  /**
   * Goes back over every way that leads to `index`, with sums that are rewritten where their values were copied, or made
   * by adding a constant. True if on every way `reached` holds, of the sums just before and an instruction, before one
   * of the values was made otherwise.
   */
  #everyWay(
    index: number,
    start: Sum[],
    reached: (word: number, index: number, sums: Sum[]) => boolean,
  ): boolean {
    const visited = new Set<string>()
    const open = [{ index, sums: start }]
    for (let steps = 0; open.length > 0; steps++) {
      const { index: at, sums } = open.pop()!
      const key = `${at}:${sums.map(({ location, plus }) => `${location}+${plus}`)}`
      if (visited.has(key)) continue
      visited.add(key)
      const before = this.predecessors(at)
      if (!before?.length || at === 0 || steps > STEPS_MAX) return false
      for (const previous of before) {
        const word = this.words[previous]!
        const known: Sum[] = []
        for (const sum of sums) {
          const source = this.mayWrite(previous, sum.location) ? rewritten(word, sum) : sum
          if (source === undefined) return false
          known.push(source)
        }
        if (!reached(word, previous, known)) open.push({ index: previous, sums: known })
      }
    }
    return true
  }

  #ask<T>(index: number, register: number, question: Question<T>): T | undefined {
    const result = this.#before(index, register, question, {
      visited: new Set(),
      steps: STEPS_MAX,
      depth: DEPTH_MAX,
    })
    return result === 'cycle' ? undefined : result
  }

  #before<T>(index: number, location: number, question: Question<T>, walk: Walk): Agreed<T> {
    for (;;) {
      if (location === ZR) return question.made(ZERO, index, ZR, () => undefined)
      // A question asked again on the same walk adds no new value: it is the loop's back edge.
      const key = location * this.words.length + index
      if (walk.visited.has(key)) return 'cycle'
      walk.visited.add(key)
      const before = this.predecessors(index)
      if (!before || --walk.steps < 0 || walk.depth === 0) return undefined
      const moved =
        index !== 0 && before.length === 1 ? this.#movedFrom(before[0]!, location, question) : undefined
      if (moved === undefined) {
        walk.depth--
        const answer = this.#join(index, before, location, question, walk)
        walk.depth++
        return answer
      }
      // Straight code needs no recursion.
      index = before[0]!
      location = moved
    }
  }

  /** The answer where ways meet, the function's entry being one of them. */
  #join<T>(index: number, before: number[], location: number, question: Question<T>, walk: Walk): Agreed<T> {
    let common: Agreed<T> = index === 0 ? question.entered?.(location) : 'cycle'
    if (index !== 0 && before.length === 0) return undefined
    for (const previous of before) {
      if (common === undefined) return undefined
      const moved = this.#movedFrom(previous, location, question)
      const value =
        moved === undefined
          ? this.#made(previous, location, question, walk)
          : this.#before(previous, moved, question, walk)
      if (value === 'cycle') continue
      if (value === undefined) return undefined
      if (common !== 'cycle' && !(question.same?.(common, value) ?? common === value)) return undefined
      common = value
    }
    return common
  }

  /** Where the value in a location was before an instruction that leaves or copies it; undefined if that made it. */
  #movedFrom<T>(index: number, location: number, { wide, keeps }: Question<T>): number | undefined {
    const word = this.words[index]!
    if (!this.mayWrite(index, location) || keeps?.(word, location)) return location
    return copied(word, location, wide)
  }

  #made<T>(index: number, location: number, question: Question<T>, walk: Walk): Agreed<T> {
    return question.made(this.words[index]!, index, location, () =>
      this.#before(index, location, question, walk),
    )
  }
}

/** MOVZ ZR, #0: what stands for the zero register's value. */
const ZERO = 0xd280001f

function sameSource(a: Source, b: Source): boolean {
  if (a.how === 'argument') return b.how === 'argument' && a.register === b.register
  if (a.how === 'call') return b.how === 'call' && a.index === b.index
  return b.how === 'load' && a.access.index === b.access.index && a.access.register === b.access.register
}

/** The sum in terms of what the instruction made its location from, by copying or by adding a constant. */
function rewritten(word: number, { location, plus }: Sum): Sum | undefined {
  const source = copied(word, location, true)
  if (source !== undefined) return { location: source, plus }
  const added = addedConstant(word)
  if (added === undefined || location >= SLOTS || destination(word) !== location) return undefined
  return first(word) === SP ? undefined : { location: first(word), plus: plus + added }
}
