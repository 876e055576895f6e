import { type ReadonlySignal, signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { SiteSeries } from '../../link/answer.js'
import { type Asking, ask } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { range, scope } from '../../session/range.js'
import { GoroutinesOrder } from '../../session/schema.js'
import { hello, moving, reasonText, sites, status } from '../../session/session.js'
import { showsNow } from '../goroutines/data.js'
import { askedScope } from '../overview/scope.js'
import { CURVES_MAX, CurveFeed } from './curves.js'
import { LiveTrend } from './growth.js'
import { LONGEST_ROWS, LongestWaits } from './longest.js'
import { type SiteRow, siteRows } from './row.js'

/** Sites of one answer. */
const SITES_MAX = 4096
/** Numbers that change faster than this cannot be read; on a grid that the ends of ranges lie on, too. */
const STATS_MS = 2 ** 28 / 1e6
const LONGEST_MS = 2 ** 30 / 1e6

export interface SitesData {
  rows: readonly SiteRow[]
  /** Of all that the filter lets through; more than there are rows if there are too many. */
  total: number
  spanNs: number
  /** The newest moment in it; undefined before the first answer. */
  lastNs: number | undefined
  curves: ReadonlyMap<number, SiteSeries>
  refused: string
}

const nothing: SitesData = {
  rows: [],
  total: 0,
  spanNs: 0,
  lastNs: undefined,
  curves: new Map(),
  refused: '',
}

/** What the tables of sites are made of, asked for as long as one is shown. */
export class SitesSource {
  readonly #data = signal(nothing)
  readonly trend = new LiveTrend()
  readonly #longest = new LongestWaits()
  /** The moment of the latest answer about them. */
  #waitsNs = 0
  readonly #curves = new CurveFeed(() => this.#takeCurves())
  #session = hello.peek()?.base_monotonic_ns
  #stats: Asking | undefined
  #waits: Asking | undefined

  get data(): ReadonlySignal<SitesData> {
    return this.#data
  }

  /** @param waits also find out who waits longest */
  start(waits: boolean): void {
    this.#curves.start()
    this.#stats = ask(
      () => {
        const { firstNs, lastNs } = askedScope(STATS_MS)
        // Before the session's time is known there is nothing to ask about.
        if (lastNs <= 0) return undefined
        return { first_ns: firstNs, last_ns: lastNs, filter: wireFilter(), stats: { sites: SITES_MAX } }
      },
      answer => {
        const { stats, refused } = answer
        if (!stats) {
          this.#data.value = { ...this.#data.peek(), refused }
          return
        }
        this.#forgetOtherSession()
        const lastNs = answer.last_ns
        const spanNs = lastNs - answer.first_ns
        // Waits are asked for by themselves, and may be of a later moment.
        const since = (site: number) => Math.max(lastNs, this.#waitsNs) - this.#longest.sinceNs(site)
        const rows = siteRows(stats.sites ?? [], spanNs, sites.peek(), reasonText, since)
        // What lives now is told whatever the range, so a trend is one of the present only.
        if (range.peek().following && status.peek() === 'live')
          this.trend.take(
            lastNs,
            rows.map(row => ({ site: row.info.site, live: row.live })),
          )
        this.#data.value = {
          rows,
          total: stats.sites_total ?? rows.length,
          spanNs,
          lastNs,
          curves: this.#curves.curves,
          refused: '',
        }
      },
      { everyMs: STATS_MS },
    )
    if (waits) this.#waits = this.#askWaits()
  }

  stop(): void {
    this.#curves.stop()
    this.#stats?.stop()
    this.#waits?.stop()
  }

  /**
   * Curves are asked for the sites on the screen, and for as many more as one question holds: each site that comes up
   * later makes all columns of all be asked for again.
   */
  setVisible(visible: readonly number[]): void {
    const others = this.#data.peek().rows.slice(0, Math.max(0, CURVES_MAX - visible.length))
    this.#curves.want(
      visible,
      others.map(row => row.info.site),
    )
  }

  #takeCurves(): void {
    this.#data.value = { ...this.#data.peek(), curves: this.#curves.curves }
  }

  #askWaits(): Asking {
    return ask(
      () => {
        const { firstNs, lastNs } = scope()
        return {
          first_ns: firstNs,
          last_ns: showsNow() ? Infinity : lastNs,
          filter: this.#longest.filter(wireFilter()),
          goroutines: {
            order: GoroutinesOrder.BY_TIME_IN_STATE,
            descending: true,
            offset: 0,
            limit: LONGEST_ROWS,
          },
        }
      },
      ({ goroutines, last_ns, history }) => {
        if (!goroutines) return
        this.#forgetOtherSession()
        this.#waitsNs = Math.min(last_ns, history.last_ns ?? 0)
        this.#longest.take(goroutines)
        // A site whose goroutines fill an answer hides the others: those are asked for next.
        if (goroutines.rows < goroutines.matched) this.#waits?.again()
        // Rows are made of the statistics' answer, and where the range stands still that has come already.
        else if (!(range.peek().following && moving.peek())) this.#stats?.again()
      },
      { everyMs: LONGEST_MS },
    )
  }

  /** Numbers of sites mean others in another session. */
  #forgetOtherSession(): void {
    const session = hello.peek()?.base_monotonic_ns
    if (session === this.#session) return
    this.#session = session
    this.#longest.clear()
    this.#waitsNs = 0
    this.trend.clear()
  }
}

export function useSites(waits: boolean): SitesSource {
  const source = useMemo(() => new SitesSource(), [])
  useEffect(() => {
    source.start(waits)
    return () => source.stop()
  }, [source, waits])
  return source
}
