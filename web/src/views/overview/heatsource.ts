import type { Answer } from '../../link/answer.js'
import type { Question } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { ColumnFeed } from './feed.js'
import { HeatRing, QUANTILES } from './heatring.js'

/** A screen of 4096 pixels. */
const CAPACITY = 2048
/** Narrower cells could not be told apart, CSS pixels. */
const COLUMN_PX = 2
/** Several viewers ask within this many columns of each other. */
const ALIGN = 4
/** A state for nearly every frame, if the answers come as fast. */
const CELLS_MS = 12
/** Some hundred intervals make a quantile where a column of cells has a few. */
const LINE_PX = 10
const LINE_CAPACITY = 512
/** Each answer scans the newest columns again, and they are wide. */
const LINE_MS = 2 ** 29 / 1e6

/** Intervals by time, of the stages shown and of what the filter lets through. */
abstract class IntervalFeed extends ColumnFeed {
  private stages: readonly number[] = []
  private filter: unknown
  private text = ''

  setStages(stages: readonly number[]): void {
    this.stages = stages
    this.filter = undefined
    this.again()
  }

  protected override key(): string {
    const filter = wireFilter()
    // The same object as long as it says the same: this is called in every frame.
    if (filter !== this.filter) this.text = JSON.stringify([filter, this.stages])
    this.filter = filter
    return this.text
  }

  protected override part(column_ns: number, columns: number): Question {
    const heat = { stages: [...this.stages], column_ns, columns, quantiles: QUANTILES }
    return { filter: wireFilter(), heat }
  }
}

/** The cells of the heat map. */
export class HeatSource extends IntervalFeed {
  readonly ring = new HeatRing(CAPACITY)

  constructor() {
    super(CAPACITY, COLUMN_PX, ALIGN, CELLS_MS)
  }

  protected override write(first: number, columns: number, { heat }: Answer): boolean {
    if (heat) this.ring.write(first, columns, heat)
    return heat !== undefined
  }

  protected override clear(): void {
    this.ring.clear()
  }
}

/** Its quantile lines, in wider columns. */
export class LineSource extends IntervalFeed {
  private readonly p50 = new Float64Array(LINE_CAPACITY)
  private readonly p99 = new Float64Array(LINE_CAPACITY)

  constructor() {
    super(LINE_CAPACITY, LINE_PX, 1, LINE_MS)
  }

  /** ns; NaN in an empty column. */
  at(line: 'p50' | 'p99', column: number): number {
    return this[line][column & (LINE_CAPACITY - 1)]!
  }

  protected override write(first: number, columns: number, { heat }: Answer): boolean {
    if (!heat) return false
    for (let i = Math.max(0, columns - LINE_CAPACITY); i < columns; i++) {
      const slot = (first + i) & (LINE_CAPACITY - 1)
      this.p50[slot] = heat.quantile_ns[i * QUANTILES.length] ?? Number.NaN
      this.p99[slot] = heat.quantile_ns[i * QUANTILES.length + 1] ?? Number.NaN
    }
    return true
  }

  protected override clear(): void {
    // Columns that are not covered are not read.
  }
}
