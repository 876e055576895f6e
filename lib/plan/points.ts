import type { Frame } from '../binary/functions.js'
import type { CompareAndSwap } from '../binary/machine.js'
import { badBinary } from '../binary/source.js'
import { carriers, type Role, SWAP, transparent } from './roles.js'
import type { RuntimeCode } from './runtime.js'

/** One copy of a function that has a role: the function itself (`index` −1) or one inlined into `function`. */
export interface Copy {
  name: string
  function: number
  index: number
}

export function sameCopy(a: Copy, b: Copy): boolean {
  return a.name === b.name && a.function === b.function && a.index === b.index
}

/** A place where a goroutine may change its status: a CALL, or a compare-and-swap that was inlined. */
export interface Point {
  /** Address of the CALL or of the swap. */
  address: number
  /** Index of the physical function. */
  function: number
  /** What the CALL calls, or would call if that had not been inlined here; `SWAP` if the function itself swaps. */
  target: string
  /** What is called here in fact; undefined at a swap. */
  callee?: string
  /** Whose transition it is. */
  copy: Copy
  swap?: CompareAndSwap
  /** Where newproc1 was inlined: the store of the new goroutine's id, and the register with its g. */
  numbered?: { base: number }
}

const NEWPROC1 = 'runtime.newproc1'
/** Real programs have three copies at most. */
const NUMBERED_MAX = 64

/** Methods of the atomic types, which the compiler turns into instructions. Source: internal/runtime/atomic. */
const atomic = /^(?:runtime\/internal|internal\/runtime)\/atomic\./

/** Every point that a role could have. `fields` are offsets in g. */
export function findPoints(
  runtime: RuntimeCode,
  roles: Role[],
  fields: { goid: number; atomicstatus: number },
): Point[] {
  const points: Point[] = []
  for (const { address, target, function: fn } of runtime.calls(new Set(roles.map(role => role.target)))) {
    const owner = ownerOf(fn, runtime.table.frames(fn, address), target)
    points.push({ address, function: fn, callee: target, ...owner })
  }
  for (const { function: fn, swap } of runtime.swaps(fields.atomicstatus)) {
    const frames = runtime.table.frames(fn, swap.address)
    const owner = ownerOf(
      fn,
      frames.filter(frame => !atomic.test(frame.name)),
      SWAP,
    )
    // A carrier that stands for itself is seen where it is called.
    if (!carriers.has(owner.copy.name)) points.push({ address: swap.address, function: fn, swap, ...owner })
  }
  if (roles.some(role => role.target === NEWPROC1)) points.push(...numberedIn(runtime, fields.goid))
  return points
}

/** Before go1.24 a goroutine is complete when newproc1 returns; where that was inlined, when its goid is stored. */
function numberedIn(runtime: RuntimeCode, goid: number): Point[] {
  const points: Point[] = []
  for (const fn of new Set(runtime.inlinedCopies(new Set([NEWPROC1])).map(copy => copy.function))) {
    const code = runtime.code(fn)
    for (const { how, width, displacement, base, index } of code.accesses()) {
      if (how !== 'store' || width !== 8 || displacement !== goid) continue
      const address = code.addressOf(index)
      const frames = runtime.table.frames(fn, address)
      const own = frames.findIndex(frame => frame.index >= 0 && frame.name === NEWPROC1)
      if (own < 0) continue
      const { copy } = ownerOf(fn, frames.slice(own + 1), NEWPROC1)
      points.push({ address, function: fn, target: NEWPROC1, copy, numbered: { base } })
      if (points.length > NUMBERED_MAX) throw badBinary('it numbers goroutines in too many places')
    }
  }
  return points
}

/** The copy that a transition belongs to, and which of the functions that carried it there has the say. */
export function ownerOf(
  function_: number,
  frames: Frame[],
  innermost: string,
): { target: string; copy: Copy } {
  let target = innermost
  for (const { name, index } of frames) {
    if (index >= 0 && carriers.has(name)) target = name
    else if (index < 0 || !transparent.has(name))
      return { target, copy: { name, function: function_, index } }
  }
  throw new Error('the last frame is the function itself')
}
