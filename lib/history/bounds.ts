import { GoroutinesOrder, Stage, TermField, type WireFilter, type WireQuery } from '../stream/wire.js'

/** What one question may ask for; those that `proto/past.proto` names, and what keeps a filter cheap to apply. */
const COLUMNS_MAX = 4096
const QUANTILES_MAX = 8
const STAGES_MAX = 16
const SERIES_SITES_MAX = 256
const STATS_SITES_MAX = 4096
const WORST_MAX = 1000
const LANE_GOIDS_MAX = 512
const LANE_SITES_MAX = 128
const ARROWS_MAX = 4096
const GOROUTINES_MAX = 1000
const TRANSITIONS_MAX = 16_384
const TERMS_MAX = 64
/** Goids, states, reasons and sites in all terms together. */
const TERM_VALUES_MAX = 16_384

/** Why a question is not answered, as one sentence; undefined for one that is within the limits. */
export function refusalOf(query: WireQuery): string | undefined {
  for (const check of checks) {
    const why = check(query)
    if (why) return `${why}.`
  }
  return undefined
}

/** An absent part comes out as null or undefined. */
type Check = (query: WireQuery) => string | null | undefined

const checks: Check[] = [
  ({ first_ns: first, last_ns: last }) =>
    Number.isFinite(first ?? 0) && (first ?? 0) <= (last ?? 0)
      ? undefined
      : 'The range must begin at a finite moment and must not end before it',
  ({ filter }) => filter && ofFilter(filter),
  ({ heat }) =>
    heat &&
    (ofColumns('heat', heat.column_ns, heat.columns) ??
      ofStages('heat', heat.stages) ??
      atMost('quantiles of heat', heat.quantiles?.length, QUANTILES_MAX) ??
      (heat.quantiles?.every(quantile => quantile > 0 && quantile < 1) === false
        ? 'A quantile lies between 0 and 1'
        : undefined)),
  ({ series }) =>
    series &&
    (ofColumns('series', series.column_ns, series.columns) ??
      atMost('sites of series', series.sites?.length, SERIES_SITES_MAX)),
  ({ stats }) => stats && atMost('sites of stats', stats.sites, STATS_SITES_MAX),
  ({ worst }) =>
    worst &&
    (ofStages('worst', worst.stages) ??
      atMost('intervals', worst.limit, WORST_MAX) ??
      ofLengths(worst.min_ns, worst.max_ns)),
  ({ lanes }) =>
    lanes &&
    ((isLength(lanes.pixel_ns) ? undefined : 'A pixel of lanes must be longer than 0 ns') ??
      atMost('goroutines of lanes', lanes.goids?.length, LANE_GOIDS_MAX) ??
      ofGoids(lanes.goids) ??
      atMost('sites of lanes', lanes.sites?.length, LANE_SITES_MAX) ??
      atMost('wake-ups of lanes', lanes.arrows, ARROWS_MAX)),
  ({ goroutines }) =>
    goroutines &&
    (atMost('goroutines', goroutines.limit, GOROUTINES_MAX) ??
      (GoroutinesOrder[goroutines.order ?? 0] === undefined
        ? `There is no order ${goroutines.order} of goroutines`
        : undefined)),
  ({ goroutine }) => goroutine && ofGoids([goroutine.goid ?? 0]),
  ({ transitions }) =>
    transitions &&
    (atMost('transitions', transitions.limit, TRANSITIONS_MAX) ??
      (Number.isFinite(transitions.skip ?? 0) && (transitions.skip ?? 0) >= 0
        ? undefined
        : 'The number of transitions to pass over must be 0 or more')),
]

function ofFilter(filter: WireFilter): string | undefined {
  const terms = filter.terms ?? []
  const tooMany = atMost('terms', terms.length, TERMS_MAX)
  if (tooMany !== undefined) return tooMany
  let count = 0
  for (const { field, values, sites, min_ns, max_ns } of terms) {
    count += (values?.length ?? 0) + (sites?.length ?? 0)
    if (!field || TermField[field] === undefined) return `There is no term ${field ?? 0}`
    if (values?.some(Number.isNaN)) return 'The values of a term must be numbers'
    const wrong = ofLengths(min_ns, max_ns)
    if (wrong !== undefined) return wrong
  }
  return atMost('values in terms', count, TERM_VALUES_MAX)
}

function ofColumns(
  what: string,
  ns: number | null | undefined,
  count: number | null | undefined,
): string | undefined {
  if (!isLength(ns)) return `A column of ${what} must be longer than 0 ns`
  return atMost(`columns of ${what}`, count, COLUMNS_MAX)
}

function ofStages(what: string, stages: readonly number[] | null | undefined): string | undefined {
  const unknown = stages?.find(stage => Stage[stage] === undefined)
  if (unknown !== undefined) return `There is no stage ${unknown}`
  return atMost(`stages of ${what}`, stages?.length, STAGES_MAX)
}

function ofLengths(minNs: number | null | undefined, maxNs: number | null | undefined): string | undefined {
  return Number.isNaN(minNs) || Number.isNaN(maxNs) ? 'The bounds of a length must be numbers' : undefined
}

function ofGoids(goids: readonly number[] | null | undefined): string | undefined {
  return goids?.every(goid => Number.isSafeInteger(goid) && goid >= 1) === false
    ? 'A goid is a whole number from 1'
    : undefined
}

function isLength(ns: number | null | undefined): boolean {
  return Number.isFinite(ns) && ns! > 0
}

function atMost(what: string, count: number | null | undefined, most: number): string | undefined {
  return (count ?? 0) > most ? `At most ${most} ${what} may be asked for, not ${count}` : undefined
}
