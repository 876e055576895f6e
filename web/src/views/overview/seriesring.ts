import type { Series } from '../../link/answer.js'

/** What a ring keeps of each column, in the words of `Series`. */
export const seriesNames = [
  'undetermined',
  'runnable',
  'running',
  'waiting',
  'syscall',
  'runs',
  'created',
  'exited',
  'threads',
  'busy_ns',
] as const
export type SeriesName = (typeof seriesNames)[number]

/** The latest columns of the program's figures over time, in memory of a fixed size. */
export class SeriesRing {
  ps = 0
  private readonly rings: Record<SeriesName, Float64Array>

  /** @param capacity columns, a power of two */
  constructor(readonly capacity: number) {
    const rings = {} as Record<SeriesName, Float64Array>
    for (const name of seriesNames) rings[name] = new Float64Array(capacity)
    this.rings = rings
  }

  at(name: SeriesName, column: number): number {
    return this.rings[name][column & (this.capacity - 1)]!
  }

  /** Replaces so many columns from `first` on by those of an answer. */
  write(first: number, columns: number, series: Series): void {
    this.ps = series.ps
    for (const name of seriesNames) {
      const ring = this.rings[name]
      const column = series[name]
      for (let i = Math.max(0, columns - this.capacity); i < columns; i++)
        ring[(first + i) & (this.capacity - 1)] = column[i] ?? 0
    }
  }

  /** Columns [first, last) times `factor`, from the beginning of `into`, which has room for them. */
  copy(name: SeriesName, first: number, last: number, factor: number, into: Float64Array): void {
    const ring = this.rings[name]
    for (let c = first; c < last; c++) into[c - first] = ring[c & (this.capacity - 1)]! * factor
  }
}
