import type { Heat } from '../../link/answer.js'
import { BUCKETS } from './buckets.js'

/** Steps of colour in each doubling of a count. */
const SHADES_PER_OCTAVE = 8
/** The number of values that a cell's shade can have, 0 being empty. */
export const SHADES = 256

/** Quantiles that are asked for. */
export const QUANTILES = [0.5, 0.99]

/** A count as a step on a logarithmic scale of colours: 0 for none, 1 for one. */
export function shadeOf(count: number): number {
  if (count <= 0) return 0
  return Math.min(SHADES - 1, 1 + Math.floor(SHADES_PER_OCTAVE * Math.log2(count)))
}

/** The base-2 logarithm of the counts with a shade. */
export function shadeOctaves(shade: number): number {
  return (shade - 1) / SHADES_PER_OCTAVE
}

/** The latest columns of a heat map, in memory of a fixed size: about 1300 bytes a column. */
export class HeatRing {
  /** `bucket × capacity + slot`; what is painted. */
  readonly shades: Uint8Array
  /** `slot × BUCKETS + bucket`; what is told. */
  readonly counts: Uint32Array
  /** By slot: the buckets of the shortest and the longest interval; low > high in an empty column. */
  readonly low: Uint8Array
  readonly high: Uint8Array
  /** By slot: the greatest shade. */
  readonly darkest: Uint8Array
  /** By slot, ns; NaN in an empty column. */
  readonly p50: Float64Array
  readonly p99: Float64Array
  readonly max: Float64Array

  /** @param capacity columns, a power of two */
  constructor(readonly capacity: number) {
    this.shades = new Uint8Array(capacity * BUCKETS)
    this.counts = new Uint32Array(capacity * BUCKETS)
    this.low = new Uint8Array(capacity).fill(BUCKETS - 1)
    this.high = new Uint8Array(capacity)
    this.darkest = new Uint8Array(capacity)
    this.p50 = new Float64Array(capacity).fill(Number.NaN)
    this.p99 = new Float64Array(capacity).fill(Number.NaN)
    this.max = new Float64Array(capacity).fill(Number.NaN)
  }

  slotOf(column: number): number {
    return column & (this.capacity - 1)
  }

  count(column: number, bucket: number): number {
    return this.counts[this.slotOf(column) * BUCKETS + bucket]!
  }

  /** Intervals of a column. */
  total(column: number): number {
    const slot = this.slotOf(column)
    let sum = 0
    for (let bucket = this.low[slot]!; bucket <= this.high[slot]!; bucket++)
      sum += this.counts[slot * BUCKETS + bucket]!
    return sum
  }

  clear(): void {
    for (let slot = 0; slot < this.capacity; slot++) this.clearSlot(slot)
  }

  /** Replaces so many columns from `first` on by those of an answer. */
  write(first: number, columns: number, heat: Heat): void {
    const { rows, column, bucket, count, quantile_ns, max_ns } = heat
    for (let i = Math.max(0, columns - this.capacity); i < columns; i++) {
      const slot = this.slotOf(first + i)
      this.clearSlot(slot)
      this.p50[slot] = quantile_ns[i * QUANTILES.length] ?? Number.NaN
      this.p99[slot] = quantile_ns[i * QUANTILES.length + 1] ?? Number.NaN
      this.max[slot] = max_ns[i] ?? Number.NaN
    }
    for (let i = 0; i < rows; i++) {
      if (column[i]! < columns - this.capacity || column[i]! >= columns) continue
      this.setCell(this.slotOf(first + column[i]!), bucket[i]!, count[i]!)
    }
  }

  private setCell(slot: number, bucket: number, count: number): void {
    const shade = shadeOf(count)
    this.counts[slot * BUCKETS + bucket] = count
    this.shades[bucket * this.capacity + slot] = shade
    if (bucket < this.low[slot]!) this.low[slot] = bucket
    if (bucket > this.high[slot]!) this.high[slot] = bucket
    if (shade > this.darkest[slot]!) this.darkest[slot] = shade
  }

  private clearSlot(slot: number): void {
    for (let bucket = this.low[slot]!; bucket <= this.high[slot]!; bucket++) {
      this.counts[slot * BUCKETS + bucket] = 0
      this.shades[bucket * this.capacity + slot] = 0
    }
    this.low[slot] = BUCKETS - 1
    this.high[slot] = 0
    this.darkest[slot] = 0
    this.p50[slot] = this.p99[slot] = this.max[slot] = Number.NaN
  }
}
