import { quantileOf, shareBelow } from './buckets.js'
import type { Scheme } from './resamples.js'
import type { Piece, Side } from './side.js'

/** What is compared. */
export const measures = ['rate', 'mean', 'p50', 'p99'] as const
export type Measure = (typeof measures)[number]

/** A measure of one side: its value, and how sure it is. */
export interface Estimate {
  value: number
  /** Standard error of its logarithm; NaN if there is too little to tell. */
  error: number
  /** Degrees of freedom of the error. */
  freedom: number
}

export type Estimates = Record<Measure, Estimate> & { count: number; totalNs: number }

/** Fewer intervals, or fewer beyond a quantile, tell nothing of how much it varies. */
const COUNT_MIN = 40
const BEYOND_MIN = 20
/** Fewer groups with anything in them do not either. */
const GROUPS_MIN = 4
/** A bucket is up to 3 % wide: no closer are values known. */
const ERROR_MIN = 0.004

const nothing: Estimate = { value: 0, error: Number.NaN, freedom: 0 }

/** What is summed over drawn blocks, by piece. */
type Column = Float64Array

/** Estimates the measures of a series. @param pieces of the series, one a block at most */
export function estimatesOf(side: Side, pieces: readonly Piece[], schemes: readonly Scheme[]): Estimates {
  const count = pieces.reduce((sum, piece) => sum + piece.count, 0)
  const totalNs = pieces.reduce((sum, piece) => sum + piece.totalNs, 0)
  const toldNs = side.blockNs.reduce((sum, ns) => sum + ns, 0)
  const rate = toldNs > 0 ? (count * 1e9) / toldNs : 0
  if (count === 0) return { count, totalNs, rate: nothing, mean: nothing, p50: nothing, p99: nothing }
  const counts = column(pieces, piece => piece.count)
  const totals = column(pieces, piece => piece.totalNs)
  const drawing = new Drawing(pieces, schemes, count)
  return {
    count,
    totalNs,
    rate: { value: rate, ...coarse(drawing.error(counts, undefined)) },
    mean: { value: totalNs / count, ...coarse(drawing.error(totals, counts)) },
    ...quantiles(side, pieces, counts, count, drawing),
  }
}

function quantiles(side: Side, pieces: readonly Piece[], counts: Column, count: number, drawing: Drawing) {
  const buckets = side.buckets(pieces)
  const estimate = (share: number): Estimate => {
    const value = quantileOf(buckets, count, share)
    if (count * Math.min(share, 1 - share) < BEYOND_MIN) return { ...nothing, value }
    // How much the share below the value varies; what that means for the value is read off the distribution (Woodruff).
    const below = column(pieces, piece => countBelow(side, piece, value))
    const { error, freedom } = drawing.error(below, counts)
    const spread = error * share
    const errors = [1, 2].map(times => {
      const low = Math.log(Math.max(1, quantileOf(buckets, count, share - times * spread)))
      const high = Math.log(Math.max(1, quantileOf(buckets, count, share + times * spread)))
      return (high - low) / (2 * times)
    })
    const told = share + spread < 1
    return { value, error: told ? Math.max(ERROR_MIN, ...errors) : Number.NaN, freedom }
  }
  return { p50: estimate(0.5), p99: estimate(0.99) }
}

function coarse({ error, freedom }: Omit<Estimate, 'value'>): Omit<Estimate, 'value'> {
  return { error: Math.max(error, ERROR_MIN), freedom }
}

function column(pieces: readonly Piece[], value: (piece: Piece) => number): Column {
  return Float64Array.from(pieces, value)
}

function countBelow({ words }: Side, { begin, end }: Piece, ns: number): number {
  let count = 0
  for (let at = begin; at < end; at += 2) count += words[at + 1] * shareBelow(words[at], ns)
  return count
}

/** Sums of a series over drawn blocks. */
class Drawing {
  constructor(
    private readonly pieces: readonly Piece[],
    private readonly schemes: readonly Scheme[],
    private readonly count: number,
  ) {}

  /**
   * The standard error of the logarithm of a ratio of two sums; without a second one, of the first to the told time. The
   * largest that any of the schemes gives.
   */
  error(above: Column, below: Column | undefined): { error: number; freedom: number } {
    let error = Number.NaN
    let freedom = 0
    if (this.count < COUNT_MIN) return { error, freedom }
    for (const scheme of this.schemes) {
      const filled = this.filled(scheme)
      if (filled < Math.min(GROUPS_MIN, scheme.groups.length)) continue
      const spread = this.spread(scheme, above, below) * Math.sqrt(filled / (filled - 1))
      if (Number.isNaN(spread) || spread <= error) continue
      error = spread
      // The coarse schemes only ever widen: few groups say how much, not how sure that is.
      freedom = Math.max(filled - 1, 2 * GROUPS_MIN)
    }
    return { error, freedom }
  }

  /** Groups that hold any interval. */
  private filled({ groups }: Scheme): number {
    const blocks = new Set(this.pieces.map(({ block }) => block))
    return groups.filter(group => group.some(block => blocks.has(block))).length
  }

  private spread({ weights, toldNs }: Scheme, above: Column, below: Column | undefined): number {
    const { pieces } = this
    const resamples = toldNs.length
    const blocks = weights.length / resamples
    let used = 0
    let sum = 0
    let squares = 0
    for (let resample = 0; resample < resamples; resample++) {
      const base = resample * blocks
      let top = 0
      let bottom = below ? 0 : toldNs[resample]
      for (let i = 0; i < pieces.length; i++) {
        const weight = weights[base + pieces[i].block]
        top += weight * above[i]
        if (below) bottom += weight * below[i]
      }
      // A draw that holds nothing has no ratio.
      if (!(top > 0) || !(bottom > 0)) continue
      const log = Math.log(top / bottom)
      used++
      sum += log
      squares += log * log
    }
    if (used < resamples / 2) return Number.NaN
    return Math.sqrt(Math.max(0, squares / used - (sum / used) ** 2))
  }
}
