import type { CompareAndSwap } from '../machine.js'
import type { Code } from './code.js'
import {
  bits,
  copiedRegister,
  destination,
  endsFlow,
  first,
  isConditionalJump,
  isFlagJump,
  isJump,
  isZeroJump,
  jumpDistance,
  second,
  ZR,
} from './instruction.js'
import { writtenRegisters } from './registers.js'
import { follow, type Knowledge, successAt } from './success.js'

/** How far behind the swap its jump is looked for, in instructions; the compiler puts it 2 to 5 away. */
const FAR = 16

/** One way of compare-and-swap: the instruction CAS, or a loop of exclusive load and store. */
interface Attempt {
  /** Indices of its first and last instruction, and of the one that swaps. */
  begin: number
  end: number
  swap: number
  /** Registers with the word's address, the value compared with (just before `begin`) and the value swapped in. */
  pointer: number
  old: number
  new: number
  /** Registers that the attempt itself may write. */
  written: number
}

/** An attempt with the jump that asks for its result. */
interface Arrival {
  attempt: Attempt
  jump: number
  known: Knowledge
  /** Indices of the instructions on the way, the jump included. */
  way: number[]
}

/** CAS, CASA, CASL, CASAL of 32 bits. */
export const isSwap = (word: number) => (word & 0xffa07c00) >>> 0 === 0x88a07c00
/** LDXR and LDAXR of 32 bits. */
export const isExclusiveWordLoad = (word: number) => (word & 0xffff7c00) >>> 0 === 0x885f7c00
/** STXR and STLXR of 32 bits. */
const isExclusiveWordStore = (word: number) => (word & 0xffe07c00) >>> 0 === 0x88007c00
/** CMP Wn, Wm. */
const isCompare = (word: number) => (word & 0xffe0fc1f) >>> 0 === 0x6b00001f

/**
 * See `MachineCode.compareAndSwaps`. The compiler tries CAS where the processor has it and the loop elsewhere; both
 * ways end at one jump. It is believed only if nothing else leads there. A swap whose jump is not understood is given
 * with the jump −1.
 */
export function compareAndSwaps(code: Code, displacement: number): CompareAndSwap[] {
  const found: CompareAndSwap[] = []
  const byJump = new Map<number, Arrival[]>()
  code.words.forEach((word, index) => {
    if (!isSwap(word) && !beginsLoop(code, index)) return
    if (code.flow.addedBefore(index, first(word)) !== displacement) return
    const attempt = isSwap(word) ? swapAt(code, index) : loopAt(code, index)
    const arrival = attempt && arrivalOf(code, attempt)
    if (!arrival) found.push(unproven(code, index, attempt ? [attempt] : []))
    else byJump.set(arrival.jump, [...(byJump.get(arrival.jump) ?? []), arrival])
  })
  for (const arrivals of byJump.values()) found.push(joined(code, arrivals, displacement))
  return found.sort((a, b) => a.address - b.address)
}

/** MOV Ws, Wold; CAS Ws, Wnew, [Xn]; CMP Ws, Wold. */
function swapAt(code: Code, index: number): Attempt | undefined {
  const { words } = code
  const swap = words[index]!
  if (!isSwap(swap) || index === 0 || code.isJumpedTo(index) || code.isJumpedTo(index + 1)) return undefined
  const loaded = second(swap)
  const copy = words[index - 1]!
  const old = destination(copy) === loaded ? copiedRegister(copy, false) : undefined
  if (old === undefined || old === loaded || !comparesWith(words[index + 1], loaded, old)) return undefined
  const registers = { pointer: first(swap), old, new: destination(swap), written: 1 << loaded }
  return { begin: index - 1, end: index + 1, swap: index, ...registers }
}

/** An exclusive load whose value is compared: others are loops that add, or set bits. */
function beginsLoop(code: Code, index: number): boolean {
  const load = code.words[index]!
  const next = code.words[index + 1]
  if (!isExclusiveWordLoad(load) || next === undefined || !isCompare(next)) return false
  return first(next) === destination(load) || second(next) === destination(load)
}

/** loop: LDAXR Wt, [Xn]; CMP Wt, Wold; B.NE out; STLXR Ws, Wnew, [Xn]; CBNZ Ws, loop; out: */
function loopAt(code: Code, index: number): Attempt | undefined {
  const { words } = code
  const load = words[index]!
  const [compare, leave, store, again] = words.subarray(index + 1, index + 5)
  if (compare === undefined || leave === undefined || store === undefined || again === undefined) {
    return undefined
  }
  const loaded = destination(load)
  const old = first(compare) === loaded ? second(compare) : first(compare)
  const status = second(store)
  const shaped =
    comparesWith(compare, loaded, old) &&
    isFlagJump(leave) &&
    bits(leave, 4, 0) === 1 &&
    jumpDistance(leave) === 12 &&
    isExclusiveWordStore(store) &&
    first(store) === first(load) &&
    isZeroJump(again) &&
    bits(again, 24, 24) === 1 &&
    destination(again) === status &&
    jumpDistance(again) === -16
  if (!shaped || [1, 2, 3, 4].some(i => code.isJumpedTo(index + i))) return undefined
  const written = (1 << loaded) | (1 << status)
  const registers = { pointer: first(load), old, new: destination(store), written }
  if (written & ~(1 << ZR) & ((1 << registers.pointer) | (1 << old) | (1 << registers.new))) return undefined
  return { begin: index, end: index + 4, swap: index, ...registers }
}

function comparesWith(word: number | undefined, a: number, b: number): boolean {
  if (word === undefined || !isCompare(word) || a === b) return false
  return (first(word) === a && second(word) === b) || (first(word) === b && second(word) === a)
}

/** Follows an attempt's result, through jumps without condition, to the first conditional one. */
function arrivalOf(code: Code, attempt: Attempt): Arrival | undefined {
  const { words } = code
  const known: Knowledge = { flag: 1, booleans: new Map() }
  const way: number[] = []
  for (let i = attempt.end + 1; i >= 0 && i < words.length && way.length < FAR; ) {
    const word = words[i]!
    way.push(i)
    if (isConditionalJump(word)) return { attempt, jump: i, known, way }
    if (isJump(word)) {
      i += jumpDistance(word)! / 4
      continue
    }
    if (endsFlow(word) || !follow(word, known)) return undefined
    i++
  }
  return undefined
}

function unproven(code: Code, index: number, attempts: Attempt[]): CompareAndSwap {
  return {
    address: code.addressOf(index),
    jump: -1,
    base: { register: first(code.words[index]!), delta: 0 },
    success: { in: 'zero flag', value: 1 },
    old: agreed(code, attempts, 'old'),
    new: agreed(code, attempts, 'new'),
    newRegister: undefined,
  }
}

/** The one swap of attempts that end at the same jump. */
function joined(code: Code, arrivals: Arrival[], displacement: number): CompareAndSwap {
  const attempts = arrivals.map(arrival => arrival.attempt)
  const swap = unproven(code, attempts[0]!.swap, attempts)
  const { jump } = arrivals[0]!
  const success = successAt(
    code.words[jump]!,
    arrivals.map(arrival => arrival.known),
  )
  if (!success || !leadsOnlyHere(code, arrivals)) return swap
  const kept = (which: 'pointer' | 'new') => {
    const register = attempts[0]![which]
    return arrivals.every(a => a.attempt[which] === register && survives(code, a, register))
      ? register
      : undefined
  }
  const pointer = kept('pointer')
  if (pointer === undefined) return swap
  return {
    ...swap,
    jump,
    base: { register: pointer, delta: -displacement },
    success,
    newRegister: kept('new'),
  }
}

/** True if control can reach the way from the attempts to the jump from nowhere else. */
function leadsOnlyHere(code: Code, arrivals: Arrival[]): boolean {
  const way = new Set(arrivals.flatMap(arrival => arrival.way))
  const begin = new Set(arrivals.map(({ attempt }) => attempt.end + 1))
  const inside = new Set(arrivals.flatMap(({ attempt }) => range(attempt.begin, attempt.end)))
  return [...way].every(index =>
    code.flow
      .predecessors(index)
      ?.every(previous => way.has(previous) || (begin.has(index) && inside.has(previous))),
  )
}

function range(begin: number, end: number): number[] {
  return Array.from({ length: end - begin + 1 }, (_, i) => begin + i)
}

/** True if neither the attempt nor the way to the jump changes the register. */
function survives(code: Code, { attempt, way }: Arrival, register: number): boolean {
  const set = 1 << register
  return (
    register !== ZR &&
    (attempt.written & set) === 0 &&
    way.every(i => (writtenRegisters(code.words[i]!) & set) === 0)
  )
}

/** The constant compared with or swapped in, if it is the same in every attempt. */
function agreed(code: Code, attempts: Attempt[], which: 'old' | 'new'): number | undefined {
  const values = new Set(attempts.map(attempt => code.constantBefore(attempt.begin, attempt[which])))
  return values.size === 1 ? [...values][0] : undefined
}
