import { type Chunk, LONG_LOW, TOP_HIGH, UNKNOWN_LOW } from '../../history/chunk.js'
import { State } from '../../model/transition.js'
import { Foresight, NOTHING } from './foresight.js'
import { folded, type Numbers, unfolded } from './numbers.js'

const HIGH = 0x100000000
/** Lengths that are none: not known, and in the chunk's side table. */
const UNKNOWN = -1
const LONG = -3

/** Runs of numbers that rows are stored in. */
export const ROW_PARTS = 9

/** Stores the rows of a chunk, or puts stored ones into its columns: see `Numbers`. */
export class RowCoder {
  private readonly sight = new Foresight()
  private readonly shapes = new Map<number, number>()
  private readonly shapeOf: number[] = []
  /** By shape: its latest row named no other goroutine. */
  private readonly alone: boolean[] = []
  private lastAt = 0
  private lastGoid = 0

  constructor(
    private readonly chunk: Chunk,
    private readonly parts: readonly Numbers[],
  ) {}

  code(rows: number): void {
    for (let row = 0; row < rows; row++) this.row(row)
  }

  private row(row: number): void {
    const { chunk, sight } = this
    const [, times, places, , , , , tids, sites] = this.parts
    const shape = this.shape(row)
    const from = chunk.fromTo[row] >> 3
    const to = chunk.fromTo[row] & 7
    const at = this.lastAt + unfolded(times.code(folded(chunk.time[row] - this.lastAt)))
    this.lastAt = at
    chunk.time[row] = at
    // NO_P is the greatest number there is.
    const place = places.code((chunk.p[row] + 1) & 0xffff)
    chunk.p[row] = place - 1
    const number = this.goroutine(row, from, place)
    this.interval(row, from, number, at)
    if (to === State.NotExist) this.life(row, number, at)
    else this.other(row, shape, place)
    const tid = foretold(tids, chunk.tid[row], sight.tidAt(place))
    chunk.tid[row] = tid
    const site = foretold(sites, chunk.site[row], sight.sites[number])
    chunk.site[row] = site
    sight.take(number, place, from, to, at, tid, site)
  }

  /** What kind of row it is: few kinds are in a chunk, so they are numbered as they come. */
  private shape(row: number): number {
    const { fromTo, kindFlags, reason, endedReason } = this.chunk
    const [shapes] = this.parts
    const key = fromTo[row] | (kindFlags[row] << 6) | (reason[row] << 14) | (endedReason[row] << 22)
    const shape = shapes.code(this.shapes.get(key) ?? this.shapeOf.length)
    if (shape === this.shapeOf.length) {
      const told = shapes.code(key)
      this.shapeOf.push(told)
      this.shapes.set(told, shape)
      this.alone.push(true)
    }
    const kind = this.shapeOf[shape]
    fromTo[row] = kind & 0x3f
    kindFlags[row] = kind >> 6
    reason[row] = kind >> 14
    endedReason[row] = kind >> 22
    return shape
  }

  private goroutine(row: number, from: number, place: number): number {
    const { chunk, sight } = this
    const [, , , names, goids] = this.parts
    const goid = chunk.goid(row)
    const guess = sight.goidFrom(from, place)
    const known = sight.numberOf(goid)
    const code = names.code(goid === guess ? 0 : known === undefined ? 1 : known + 2)
    const told = code === 0 ? guess : code === 1 ? this.newGoid(goids, goid) : sight.goids[code - 2]
    chunk.goidLow[row] = told
    chunk.goidHigh[row] = told / HIGH
    return sight.meet(told)
  }

  private newGoid(goids: Numbers, goid: number): number {
    this.lastGoid += unfolded(goids.code(folded(goid - this.lastGoid)))
    return this.lastGoid
  }

  /** How long the state lasted that ends: since the goroutine's row before, as a rule. */
  private interval(row: number, from: number, number: number, at: number): void {
    const { chunk, sight } = this
    const sinceNs = sight.lastNs[number]
    const guess =
      from === State.NotExist ? UNKNOWN : sinceNs === NOTHING || sinceNs > at ? NOTHING : at - sinceNs
    const { lengthLow: low, lengthHigh: high } = chunk
    put(low, high, row, length(this.parts[5], wide(low, high, row), guess))
  }

  private life(row: number, number: number, at: number): void {
    const { chunk, sight } = this
    const createdNs = sight.createdNs[number]
    const guess = createdNs === NOTHING || createdNs > at ? NOTHING : at - createdNs
    const { otherLow: low, otherHigh: high } = chunk
    put(low, high, row, length(this.parts[5], wide(low, high, row), guess))
  }

  /** The other goroutine of a row: who runs there, or none where there was none the last time. */
  private other(row: number, shape: number, place: number): void {
    const { chunk, sight } = this
    const [, , , , goids, , others] = this.parts
    const goid = chunk.otherHigh[row] * HIGH + chunk.otherLow[row]
    const guess = this.alone[shape] ? 0 : sight.runningAt(place)
    const known = sight.numberOf(goid)
    const code = others.code(goid === guess ? 0 : goid === 0 ? 1 : known === undefined ? 2 : known + 3)
    const told =
      code === 0 ? guess : code === 1 ? 0 : code === 2 ? this.newGoid(goids, goid) : sight.goids[code - 3]
    if (told > 0) sight.meet(told)
    this.alone[shape] = told === 0
    chunk.otherLow[row] = told
    chunk.otherHigh[row] = told / HIGH
  }
}

/** A number that is mostly what was foretold. */
function foretold(numbers: Numbers, value: number, guess: number): number {
  const code = numbers.code(value === guess ? 0 : value + 1)
  return code === 0 ? guess : code - 1
}

function length(numbers: Numbers, value: number, guess: number): number {
  const code = numbers.code(value === guess ? 0 : value === UNKNOWN ? 1 : value === LONG ? 2 : value + 3)
  return code === 0 ? guess : code === 1 ? UNKNOWN : code === 2 ? LONG : code - 3
}

function wide(low: Uint32Array, high: Uint8Array, row: number): number {
  if (high[row] === TOP_HIGH && low[row] >= LONG_LOW) return low[row] === UNKNOWN_LOW ? UNKNOWN : LONG
  return high[row] * HIGH + low[row]
}

function put(low: Uint32Array, high: Uint8Array, row: number, value: number): void {
  low[row] = value === UNKNOWN ? UNKNOWN_LOW : value === LONG ? LONG_LOW : value
  high[row] = value < 0 ? TOP_HIGH : value / HIGH
}
