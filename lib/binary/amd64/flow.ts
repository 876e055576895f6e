import type { Source } from '../machine.js'
import { accessOf } from './access.js'
import { endsFlow, type Instruction, isConditionalJump, isJump, isPadding, Reg } from './instruction.js'
import { mayWriteRegister } from './registers.js'

/** Work limit of one question about a register; real answers take a few dozen steps. */
const STEPS_MAX = 2000
/** Locations are registers by number, and from here on stack slots by their offset from the stack pointer. */
const SLOTS = 16
/** Bytes of a slot, and the most that one store writes. */
const WORD = 8
const VECTOR = 16

/** Where a function's values come from: jumps, constants, copies, through registers and stack slots. */
export class Flow {
  /** Indices of the jumps inside the function, by destination. */
  readonly #jumpsTo = new Map<number, number[]>()
  /** True if some jump goes where a register says. */
  readonly #jumpsByTable: boolean

  constructor(readonly instructions: Instruction[]) {
    this.#jumpsByTable = instructions.some(insn => insn.opcode === 0xff && (insn.reg & 7) === 4)
    instructions.forEach((insn, index) => {
      if (!isConditionalJump(insn) && !isJump(insn)) return
      const jumps = this.#jumpsTo.get(insn.target)
      if (jumps) jumps.push(index)
      else this.#jumpsTo.set(insn.target, [index])
    })
  }

  isJumpedTo(index: number): boolean {
    return this.#jumpsTo.has(this.instructions[index]!.address)
  }

  /** Indices of the jumps that land on the instruction; undefined if there may be others. */
  jumpsTo(index: number): number[] | undefined {
    return this.#jumpsByTable ? undefined : (this.#jumpsTo.get(this.instructions[index]!.address) ?? [])
  }

  constantBefore(index: number, register: number): number | undefined {
    const budget = { steps: STEPS_MAX }
    const result = this.#constant(index, register, new Set(), budget)
    return result === 'cycle' ? undefined : result
  }

  /**
   * Names the value in a register just before instruction `index` by the place that made it, copies passed over: two
   * registers with equal names hold the same value. Straight code only; a join of ways makes a new value.
   */
  origin(index: number, register: number): string {
    let location = register
    let at = index
    for (; at > 0 && !this.isJumpedTo(at); at--) {
      const insn = this.instructions[at - 1]!
      if (endsFlow(insn)) break
      if (!mayWrite(insn, location)) continue
      const source = copied(insn, location, true)
      if (source === undefined) break
      location = source
    }
    return `${at}:${location}`
  }

  /** A register that holds the value of that name just before instruction `index`, `favourite` if it does. */
  holder(index: number, origin: string, favourite: number): number | undefined {
    if (this.origin(index, favourite) === origin) return favourite
    for (let other = 0; other < SLOTS; other++) {
      if (other !== Reg.SP && this.origin(index, other) === origin) return other
    }
    return undefined
  }

  /** See `MachineCode.storedBefore`. */
  storedBefore(index: number, register: number, displacement: number): boolean {
    return this.#everyWay(index, [register], (insn, previous, [location]) => {
      const store = insn.opcode === 0x89 && insn.wide && insn.mod !== 3 && !insn.indexed
      if (!store || insn.base < 0 || insn.displacement !== displacement) return false
      return insn.base === location || this.#equal(previous, insn.base, location!)
    })
  }

  /** True if two locations surely hold the same value just before instruction `index`. */
  #equal(index: number, a: number, b: number): boolean {
    return this.#everyWay(index, [a, b], (_insn, _previous, [first, second]) => first === second)
  }

  /**
   * Goes back over every way that leads to `index`, with locations that are renamed where their values were copied.
   * True if on every way `reached` holds, of the locations just before and an instruction, before one of the values
   * was made.
   */
  #everyWay(
    index: number,
    start: number[],
    reached: (insn: Instruction, index: number, locations: number[]) => boolean,
  ): boolean {
    const visited = new Set<string>()
    const open: { index: number; locations: number[] }[] = [{ index, locations: start }]
    for (let steps = 0; open.length > 0; steps++) {
      const { index: at, locations } = open.pop()!
      const key = `${at}:${locations}`
      if (visited.has(key)) continue
      visited.add(key)
      const before = this.#before(at)
      if (before === undefined || steps > STEPS_MAX) return false
      for (const previous of before) {
        const insn = this.instructions[previous]!
        const renamed = locations.map(location =>
          mayWrite(insn, location) ? copied(insn, location, true) : location,
        )
        if (renamed.includes(undefined)) return false
        const known = renamed as number[]
        if (!reached(insn, previous, known)) open.push({ index: previous, locations: known })
      }
    }
    return true
  }

  /** See `MachineCode.sourceOf`. */
  sourceOf(index: number, register: number): Source | undefined {
    const steps = { budget: STEPS_MAX }
    const source = this.#source(index, register, new Set(), steps)
    return source === 'cycle' ? undefined : source
  }

  #source(
    index: number,
    location: number,
    visited: Set<number>,
    steps: { budget: number },
  ): Source | undefined | 'cycle' {
    const key = location * this.instructions.length + index
    if (visited.has(key)) return 'cycle'
    visited.add(key)
    // The function's entry may be jumped to, too: from behind a call of morestack, with the arguments as they were.
    if (index === 0) return location < SLOTS ? { how: 'argument', register: location } : undefined
    const before = this.#before(index)
    if (before === undefined) return undefined
    let common: Source | undefined | 'cycle' = 'cycle'
    for (const previous of before) {
      if (--steps.budget < 0 || common === undefined) return undefined
      const insn = this.instructions[previous]!
      let source: Source | undefined | 'cycle'
      if (!mayWrite(insn, location) || keepsG(insn, location))
        source = this.#source(previous, location, visited, steps)
      else {
        const from = copied(insn, location, true)
        if (from !== undefined) source = this.#source(previous, from, visited, steps)
        else source = sourceIn(insn, previous, location)
      }
      if (source === 'cycle') continue
      if (common !== 'cycle' && !sameSource(common, source)) return undefined
      common = source
    }
    return common
  }

  /** Indices of the instructions after which this one may be next; undefined if there may be others. */
  #before(index: number): number[] | undefined {
    const jumps = this.#jumpsTo.get(this.instructions[index]!.address) ?? []
    if (index === 0) return undefined
    if (!endsFlow(this.instructions[index - 1]!)) return [...jumps, index - 1]
    if (jumps.length > 0) return this.#jumpsByTable ? undefined : jumps
    // Nobody goes to the padding before a loop; anything else may be a case of a jump table.
    return isPadding(this.instructions[index]!) ? [] : undefined
  }

  #constant(
    index: number,
    location: number,
    visited: Set<number>,
    budget: { steps: number },
  ): number | undefined | 'cycle' {
    // A question asked again on the same walk adds no new value: it is the loop's back edge.
    const key = location * this.instructions.length + index
    if (visited.has(key)) return 'cycle'
    visited.add(key)
    const before = this.#before(index)
    if (before === undefined) return undefined
    let common: number | undefined | 'cycle' = 'cycle'
    for (const previous of before) {
      if (--budget.steps < 0) return undefined
      const value = this.#after(previous, location, visited, budget)
      if (value === undefined) return undefined
      if (value === 'cycle') continue
      if (common !== 'cycle' && common !== value) return undefined
      common = value
    }
    return common
  }

  #after(
    index: number,
    location: number,
    visited: Set<number>,
    budget: { steps: number },
  ): number | undefined | 'cycle' {
    const insn = this.instructions[index]!
    if (!mayWrite(insn, location)) return this.#constant(index, location, visited, budget)
    const constant = constantOf(insn, location)
    if (constant !== undefined) return Number.isNaN(constant) ? undefined : constant
    const source = copied(insn, location, false)
    return source === undefined ? undefined : this.#constant(index, source, visited, budget)
  }
}

/** The stack slot of a memory operand, or undefined if it is none. */
function slotOf(insn: Instruction): number | undefined {
  const onStack = insn.mod >= 0 && insn.mod !== 3 && insn.base === Reg.SP && !insn.indexed
  return onStack && insn.displacement >= 0 ? SLOTS + insn.displacement : undefined
}

function mayWrite(insn: Instruction, location: number): boolean {
  if (location < SLOTS) return mayWriteRegister(insn, location)
  // The compiler keeps no value across a call or a store through a pointer in a slot that those could change. A change
  // of the stack pointer renames all slots.
  if (insn.opcode === 0x83 || insn.opcode === 0x81) {
    if (insn.mod === 3 && insn.rm === Reg.SP) return true
  }
  if (insn.opcode >= 0x50 && insn.opcode < 0x60) return true
  const slot = slotOf(insn)
  if (slot === undefined) return false
  const width = insn.opcode >= 0x0f00 ? VECTOR : WORD
  return slot > location - width && slot < location + WORD && !loads(insn)
}

/** Opcodes that read their memory operand and write none: MOV, LEA, compares and extensions. */
function loads(insn: Instruction): boolean {
  const { opcode } = insn
  if (opcode < 0x40) return (opcode & 7) > 1 || opcode >= 0x38
  return [0x63, 0x69, 0x6b, 0x84, 0x85, 0x8a, 0x8b, 0x0f10, 0x0f6f, 0x0fb6, 0x0fb7, 0x0fbe, 0x0fbf].includes(
    opcode,
  )
}

/** The constant that an instruction puts in a location: NaN if wider than 32 bits, undefined if none. */
function constantOf(insn: Instruction, location: number): number | undefined {
  const { opcode, mod, reg, rm } = insn
  if (opcode >= 0xb8 && opcode < 0xc0) return insn.immediate
  if (opcode === 0xc7) return location < SLOTS || slotOf(insn) === location ? insn.immediate : undefined
  if ((opcode === 0x31 || opcode === 0x33) && mod === 3 && reg === rm) return 0
  return undefined
}

/** The location that an instruction copies to `location`; `wide` asks for all 64 bits. */
function copied(insn: Instruction, location: number, wide: boolean): number | undefined {
  const { opcode, mod, reg, rm } = insn
  if ((opcode !== 0x89 && opcode !== 0x8b) || insn.narrow || (wide && !insn.wide)) return undefined
  if (location >= SLOTS) return opcode === 0x89 && slotOf(insn) === location ? reg : undefined
  if (opcode === 0x89) return mod === 3 && rm === location ? reg : undefined
  if (mod === 3) return rm
  return slotOf(insn)
}

/** The register of the current g and where its thread keeps it. Source: src/cmd/compile/abi-internal.md. */
const G = 14

/** True for calls, which return with the g they were made with, and for its reload behind those of old assembly. */
function keepsG(insn: Instruction, location: number): boolean {
  if (location !== G) return false
  const fromThread = insn.opcode === 0x8b && insn.mod === 0 && insn.base < 0 && insn.target < 0
  return fromThread || insn.opcode === 0xe8 || (insn.opcode === 0xff && (insn.reg & 7) === 2)
}

/** The source of a location that an instruction writes, if it is no copy. */
function sourceIn(insn: Instruction, index: number, location: number): Source | undefined {
  const { opcode, reg } = insn
  if (insn.barrier) return undefined
  if (opcode === 0xe8 || (opcode === 0xff && (reg & 7) === 2)) {
    return location < SLOTS ? { how: 'call', index } : undefined
  }
  const access = accessOf(insn, index)
  return access?.how === 'load' && access.register === location ? { how: 'load', access } : undefined
}

function sameSource(a: Source | undefined, b: Source | undefined): boolean {
  if (!a || !b || a.how !== b.how) return false
  if (a.how === 'argument') return a.register === (b as typeof a).register
  if (a.how === 'call') return a.index === (b as typeof a).index
  return a.access.index === (b as typeof a).access.index
}
