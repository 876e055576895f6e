import {
  arrowLayout,
  type Columns,
  decodeColumns,
  decodeTransitions,
  goroutinesLayout,
  heatCellLayout,
  matchedLayout,
  seriesLayout,
  siteSeriesLayout,
  spanLayout,
  type TransitionColumns,
  type WireAnswer,
  type WireGap,
  type WireGoroutine,
  type WireHistory,
  type WireStats,
  type WireWorst,
} from '../../../lib/stream/wire.js'

/** `Heat` as typed arrays; `quantile_ns` and `max_ns` go by column. */
export interface Heat extends Columns<typeof heatCellLayout> {
  columns: number
  quantile_ns: Float64Array
  max_ns: Float64Array
}

export interface SiteSeries extends Columns<typeof siteSeriesLayout> {
  site: number
}

export interface Series extends Columns<typeof seriesLayout> {
  columns: number
  ps: number
  sites: SiteSeries[]
}

/** `Lanes` as typed arrays: `rows` spans. */
export interface Lanes extends Columns<typeof spanLayout> {
  ps: number
  omitted: number
  arrows: Columns<typeof arrowLayout>
  arrows_omitted: number
}

/** `Goroutines` as typed arrays: `rows` goroutines. */
export interface Goroutines extends Columns<typeof goroutinesLayout> {
  time_ns: number
  live: number
  matched: number
  bySite: Columns<typeof matchedLayout>
}

/** An answer as the views take it: what travels as columns is in typed arrays. */
export interface Answer {
  id: number
  history: WireHistory
  first_ns: number
  last_ns: number
  refused: string
  gaps: WireGap[]
  heat?: Heat
  series?: Series
  stats?: WireStats
  worst?: WireWorst
  lanes?: Lanes
  goroutines?: Goroutines
  goroutine?: WireGoroutine
  transitions?: { total: number; rows: TransitionColumns }
}

/** Throws a RangeError if a column's length is not what the message says. */
export function decodeAnswer(wire: WireAnswer): Answer {
  const answer: Answer = {
    id: wire.id ?? 0,
    history: wire.history ?? {},
    first_ns: wire.first_ns ?? 0,
    last_ns: wire.last_ns ?? 0,
    refused: wire.refused ?? '',
    gaps: wire.gaps ?? [],
  }
  const { heat, series, stats, worst, lanes, goroutines, goroutine, transitions } = wire
  if (heat) {
    const columns = heat.columns ?? 0
    answer.heat = {
      ...decodeColumns(heatCellLayout, heat, heat.cells ?? 0),
      columns,
      quantile_ns: floats(heat.quantile_ns),
      ...decodeColumns({ max_ns: Float64Array }, heat, columns),
      rows: heat.cells ?? 0,
    }
  }
  if (series) {
    const columns = series.columns ?? 0
    answer.series = {
      ...decodeColumns(seriesLayout, series, columns),
      columns,
      ps: series.ps ?? 0,
      sites: (series.sites ?? []).map(one => ({
        ...decodeColumns(siteSeriesLayout, one, columns),
        site: one.site ?? 0,
      })),
    }
  }
  if (stats) answer.stats = stats
  if (worst) answer.worst = worst
  if (lanes) {
    answer.lanes = {
      ...decodeColumns(spanLayout, lanes, lanes.spans ?? 0),
      ps: lanes.ps ?? 0,
      omitted: lanes.omitted ?? 0,
      arrows: decodeColumns(arrowLayout, lanes, lanes.arrows ?? 0),
      arrows_omitted: lanes.arrows_omitted ?? 0,
    }
  }
  if (goroutines) {
    answer.goroutines = {
      ...decodeColumns(goroutinesLayout, goroutines, goroutines.rows ?? 0),
      time_ns: goroutines.time_ns ?? 0,
      live: goroutines.live ?? 0,
      matched: goroutines.matched ?? 0,
      bySite: decodeColumns(matchedLayout, goroutines, goroutines.sites ?? 0),
    }
  }
  if (goroutine) answer.goroutine = goroutine
  if (transitions) {
    answer.transitions = {
      total: transitions.total ?? 0,
      rows: decodeTransitions(transitions.transitions ?? {}),
    }
  }
  return answer
}

function floats(bytes: Uint8Array | null | undefined): Float64Array {
  const length = bytes?.length ?? 0
  if (length % 8 !== 0) throw new RangeError(`a column of f64 has ${length} bytes`)
  return new Float64Array(bytes ? new Uint8Array(bytes).buffer : new ArrayBuffer(0))
}
