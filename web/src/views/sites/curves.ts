import type { Answer, SiteSeries } from '../../link/answer.js'
import type { Question } from '../../session/ask.js'
import { scope } from '../../session/range.js'
import type { Span } from '../../session/span.js'
import { ColumnFeed } from '../overview/feed.js'

/** Columns that are held: twice those of a curve, for questions are rounded to the grid. */
const CAPACITY = 128
const CURVE_COLUMNS = 40
/** A column of a range of seconds takes that long to fill. */
const EVERY_MS = 2 ** 30 / 1e6
/** Sites of one question; those that were not on the screen for longest make room. */
export const CURVES_MAX = 64

/** One site's latest columns. */
class SiteRing {
  readonly runs = new Uint32Array(CAPACITY)
  readonly total = new Float64Array(CAPACITY)
  readonly max = new Float64Array(CAPACITY)
}

/** What sites' curves are drawn from: while time goes on only new columns are asked for. */
export class CurveFeed extends ColumnFeed {
  private readonly rings = new Map<number, SiteRing>()
  /** In ascending order, so that viewers who see the same ask the same. */
  private asked: readonly number[] = []
  /** Latest on the screen last. */
  private readonly wanted = new Set<number>()
  private latest: ReadonlyMap<number, SiteSeries> = new Map()

  constructor(private readonly onCurves: () => void) {
    super(CAPACITY, 1, 1, EVERY_MS)
    this.setWidth(CURVE_COLUMNS)
  }

  /** These are on the screen now; if others have to be asked for anyway, `likely` are, too. */
  want(sites: readonly number[], likely: readonly number[]): void {
    const missing = sites.some(site => !this.wanted.has(site))
    for (const site of missing ? [...likely, ...sites] : sites) {
      this.wanted.delete(site)
      this.wanted.add(site)
    }
    if (!missing) return
    for (const site of this.wanted) {
      if (this.wanted.size <= CURVES_MAX) break
      this.wanted.delete(site)
    }
    this.asked = [...this.wanted].sort((a, b) => a - b)
    this.again()
  }

  /** The complete columns of the range by site, as of the latest answer. */
  get curves(): ReadonlyMap<number, SiteSeries> {
    return this.latest
  }

  private drawn(): Map<number, SiteSeries> {
    const { first, columns } = this.complete()
    const curves = new Map<number, SiteSeries>()
    for (const [site, { runs, total, max }] of this.rings) {
      const slot = (i: number) => (first + i) & (CAPACITY - 1)
      curves.set(site, {
        site,
        rows: columns,
        runs: Uint32Array.from({ length: columns }, (_, i) => runs[slot(i)]!),
        latency_total_ns: Float64Array.from({ length: columns }, (_, i) => total[slot(i)]!),
        latency_max_ns: Float64Array.from({ length: columns }, (_, i) => max[slot(i)]!),
      })
    }
    return curves
  }

  protected override span(): Span {
    return scope()
  }

  protected override key(): string {
    return this.asked.join()
  }

  protected override part(column_ns: number, columns: number): Question | undefined {
    if (this.asked.length === 0) return undefined
    return { series: { column_ns, columns, sites: [...this.asked] } }
  }

  protected override write(first: number, columns: number, { series }: Answer): boolean {
    if (!series) return false
    for (const { site, runs, latency_total_ns, latency_max_ns } of series.sites) {
      const ring = this.rings.get(site) ?? new SiteRing()
      this.rings.set(site, ring)
      for (let i = Math.max(0, columns - CAPACITY); i < columns; i++) {
        const slot = (first + i) & (CAPACITY - 1)
        ring.runs[slot] = runs[i] ?? 0
        ring.total[slot] = latency_total_ns[i] ?? 0
        ring.max[slot] = latency_max_ns[i] ?? 0
      }
    }
    // What the answer covers is known when this has returned.
    queueMicrotask(() => {
      this.latest = this.drawn()
      this.onCurves()
    })
    return true
  }

  protected override clear(): void {
    this.rings.clear()
  }

  /** The column in hand is left out: it would look as if all came to an end. */
  private complete(): { first: number; columns: number } {
    const { coverage, columnNs } = this
    const { firstNs, lastNs } = scope()
    const first = Math.max(coverage.first, coverage.columnOf(Math.max(0, firstNs)))
    const last = Math.min(coverage.last, Math.floor(Math.min(lastNs, this.newestNs) / columnNs))
    return { first, columns: Math.max(0, Math.min(last - first, CAPACITY)) }
  }
}
