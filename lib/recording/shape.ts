import { Kind } from '../contract.gen.js'
import { State } from '../model/transition.js'
import { type ColumnReader, type ColumnWriter, Damaged } from './column.js'

/*
 * Most of a row is one of a few dozen shapes: what happened, and how the other columns are to be foretold. A chunk lists
 * its shapes, a row has a number. As bytes a shape is kind, from, to, reason; endedReason, flags, and two of modes:
 *
 *   bits 0-1 goroutine, 2-3 P, 4 thread, 5-6 other, 7-8 since, 9-10 created, 11-12 time, 13 site given
 */
export const P_SHIFT = 2
export const THREAD_SHIFT = 4
export const OTHER_SHIFT = 5
export const SINCE_SHIFT = 7
export const CREATED_SHIFT = 9
export const TIME_SHIFT = 11
export const SITE_GIVEN = 1 << 13

const SLOTS = 1 << 14
/** A chunk with so many shapes is full. */
export const SHAPES_MAX = 4096
/** How many more there is room for until somebody looks. */
const SLACK = 256

/** The shapes of the chunk being written. */
export class ShapeWriter {
  count = 0
  private readonly low = new Uint32Array(SHAPES_MAX + SLACK)
  private readonly high = new Uint32Array(SHAPES_MAX + SLACK)
  private readonly index = new Uint16Array(SLOTS)

  clear(): void {
    this.count = 0
    this.index.fill(0)
  }

  /** The shape's number; `low` is kind, from, to, reason, `high` the rest. */
  number(low: number, high: number): number {
    const { index } = this
    let at = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 18
    for (;;) {
      const number = index[at] - 1
      if (number < 0) return this.add(at, low, high)
      if (this.low[number] === low >>> 0 && this.high[number] === high >>> 0) return number
      at = (at + 1) & (SLOTS - 1)
    }
  }

  write(column: ColumnWriter): void {
    for (let number = 0; number < this.count; number++) {
      for (let shift = 0; shift < 32; shift += 8) column.byte(this.low[number] >>> shift)
      for (let shift = 0; shift < 32; shift += 8) column.byte(this.high[number] >>> shift)
    }
  }

  private add(at: number, low: number, high: number): number {
    this.low[this.count] = low
    this.high[this.count] = high
    this.index[at] = this.count + 1
    return this.count++
  }
}

const kindMax = Math.max(...Object.values(Kind))
const stateMax = Math.max(...Object.values(State))

/** The shapes of a chunk, as columns by number. */
export class Shapes {
  count = 0
  readonly kind = new Uint8Array(SHAPES_MAX + SLACK)
  readonly from = new Uint8Array(SHAPES_MAX + SLACK)
  readonly to = new Uint8Array(SHAPES_MAX + SLACK)
  readonly reason = new Uint8Array(SHAPES_MAX + SLACK)
  readonly endedReason = new Uint8Array(SHAPES_MAX + SLACK)
  readonly flags = new Uint8Array(SHAPES_MAX + SLACK)
  readonly modes = new Uint16Array(SHAPES_MAX + SLACK)

  /** @throws Damaged if they are not what a row can be */
  read(column: ColumnReader, count: number): void {
    if (count > SHAPES_MAX + SLACK) throw new Damaged('it has too many shapes')
    this.count = count
    for (let number = 0; number < count; number++) {
      this.kind[number] = column.byte()
      this.from[number] = column.byte()
      this.to[number] = column.byte()
      this.reason[number] = column.byte()
      this.endedReason[number] = column.byte()
      this.flags[number] = column.byte()
      this.modes[number] = column.byte()
      this.modes[number] |= column.byte() << 8
      if (this.kind[number] > kindMax || this.from[number] > stateMax || this.to[number] > stateMax)
        throw new Damaged('it has a shape that no transition has')
    }
  }
}
