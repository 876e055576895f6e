import { bucketOf, middleOf } from '../latency/histogram.js'
import type { WireHeat, WireQuery } from '../stream/wire.js'
import type { Chunk } from './chunk.js'
import { bytesOf, Columns } from './columns.js'
import { RowFilter } from './filter.js'
import { type Context, chunksIn, type Past, type Work } from './past.js'
import { findRows, foundRows, INTERVAL, LIFE, sortsOf } from './rows.js'
import { BLOCKS, rankOf } from './tally.js'

const BLOCK = 64

/** By bucket of `bucketOf` the wire's bucket, four to the octave; each of the wire's holds whole ones. */
const wireBucket = Uint8Array.from({ length: BLOCK * BLOCKS }, (_, bucket) => {
  if (bucket < 4) return bucket
  if (bucket >= BLOCK) return ((bucket >>> 6) + 4) * 4 + ((bucket & 63) >>> 4)
  const octave = 31 - Math.clz32(bucket)
  return (octave - 1) * 4 + ((bucket >> (octave - 2)) & 3)
})

/** Intervals by when they ended and how long they were. */
export function* heat(_past: Past, query: NonNullable<WireQuery['heat']>, context: Context): Work<WireHeat> {
  const grid = new Grid(new Columns(context.askedFirstNs, query.column_ns ?? 0, query.columns ?? 0))
  const filter = new RowFilter(context.filter)
  const sorts = sortsOf(query.stages ?? [], filter.skip)
  for (const chunk of chunksIn(context.chunks, context.firstNs, context.lastNs)) {
    grid.take(chunk, context.firstNs, context.lastNs, sorts, filter)
    yield
  }
  return grid.finish(query.quantiles ?? [])
}

/** Histograms by column. They lie in pages of one block of buckets each, so that columns cost what they hold. */
class Grid {
  private readonly pages: Uint32Array
  private counts = new Uint32Array(1024 * BLOCK)
  private pagesUsed = 1
  private readonly max: Float64Array
  private readonly count: Uint32Array

  constructor(private readonly columns: Columns) {
    this.pages = new Uint32Array(columns.count * BLOCKS)
    this.max = new Float64Array(columns.count)
    this.count = new Uint32Array(columns.count)
  }

  /** Takes the rows at [firstNs, lastNs) that count. */
  take(chunk: Chunk, firstNs: number, lastNs: number, sorts: Uint8Array, filter: RowFilter): void {
    const { time, fromTo, kindFlags, baseNs } = chunk
    const { columns } = this
    const first = Math.max(firstNs, columns.firstNs) - baseNs
    const last = Math.min(lastNs, columns.lastNs) - baseNs
    const length = findRows(chunk, firstNs, lastNs, sorts)
    const { simple } = filter
    let column = 0
    let columnFirst = 0
    let columnLast = 0
    for (let i = 0; i < length; i++) {
      const row = foundRows[i]
      const at = time[row]
      if (at < first || at >= last || (!simple && !filter.passes(chunk, row))) continue
      if (at < columnFirst || at >= columnLast) {
        column = columns.of(baseNs + at)
        columnFirst = columns.beginNs(column) - baseNs
        columnLast = columns.beginNs(column + 1) - baseNs
      }
      const sort = sorts[(fromTo[row] << 8) | kindFlags[row]]
      if ((sort & INTERVAL) !== 0) this.record(column, chunk.lengthNs(row))
      if ((sort & LIFE) !== 0) this.record(column, chunk.lifeNs(row))
    }
  }

  finish(quantiles: readonly number[]): WireHeat {
    const { max, count } = this
    const columns = count.length
    const cells = new Cells()
    const quantileNs = new Float64Array(columns * quantiles.length).fill(Number.NaN)
    const order = quantiles.map((_, i) => i).sort((a, b) => quantiles[a] - quantiles[b])
    for (let column = 0; column < columns; column++) {
      if (count[column] === 0) max[column] = Number.NaN
      else this.read(column, cells, quantiles, order, quantileNs)
    }
    return { columns, ...cells.onWire(), quantile_ns: bytesOf(quantileNs), max_ns: bytesOf(max) }
  }

  /** Reads a column's cells and quantiles out. @param order the quantiles' indices, ascending by quantile */
  private read(
    column: number,
    cells: Cells,
    quantiles: readonly number[],
    order: readonly number[],
    quantileNs: Float64Array,
  ): void {
    const { counts, pages } = this
    const total = this.count[column]
    let next = 0
    let seen = 0
    for (let block = 0; block < BLOCKS; block++) {
      const page = pages[column * BLOCKS + block]
      if (page === 0) continue
      for (let sub = 0; sub < BLOCK; sub++) {
        const count = counts[page * BLOCK + sub]
        if (count === 0) continue
        const bucket = block * BLOCK + sub
        cells.add(column, wireBucket[bucket], count)
        seen += count
        for (; next < order.length && seen >= rankOf(quantiles[order[next]], total); next++)
          quantileNs[column * order.length + order[next]] = Math.min(this.max[column], middleOf(bucket))
      }
    }
  }

  private record(column: number, ns: number): void {
    // NaN, where the length is not known, is not ≥ 0.
    if (!(ns >= 0)) return
    this.count[column]++
    if (ns > this.max[column]) this.max[column] = ns
    const bucket = bucketOf(ns)
    const entry = column * BLOCKS + (bucket >>> 6)
    const page = this.pages[entry] || this.addPage(entry)
    this.counts[page * BLOCK + (bucket & 63)]++
  }

  private addPage(entry: number): number {
    const page = this.pagesUsed++
    if (this.pagesUsed * BLOCK > this.counts.length) {
      const last = this.counts
      this.counts = new Uint32Array(last.length * 2)
      this.counts.set(last)
    }
    this.pages[entry] = page
    return page
  }
}

/** The cells that are not empty. */
class Cells {
  private readonly column: number[] = []
  private readonly bucket: number[] = []
  private readonly count: number[] = []

  /** Counts more in a cell, which is the last one or one behind it. */
  add(column: number, bucket: number, count: number): void {
    const last = this.count.length - 1
    if (last >= 0 && this.bucket[last] === bucket && this.column[last] === column) {
      this.count[last] += count
      return
    }
    this.column.push(column)
    this.bucket.push(bucket)
    this.count.push(count)
  }

  onWire(): Pick<WireHeat, 'cells' | 'column' | 'bucket' | 'count'> {
    return {
      cells: this.column.length,
      column: bytesOf(new Uint16Array(this.column)),
      bucket: bytesOf(new Uint8Array(this.bucket)),
      count: bytesOf(new Uint32Array(this.count)),
    }
  }
}
