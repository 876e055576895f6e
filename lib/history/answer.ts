import type { WireAnswer, WireGap, WireHistory, WireQuery } from '../stream/wire.js'
import { refusalOf } from './bounds.js'
import type { Chunk } from './chunk.js'
import { goroutine } from './goroutine.js'
import { goroutines } from './goroutines.js'
import { heat } from './heat.js'
import { lanes } from './lanes.js'
import type { Context, LiveColumns, Past, Work } from './past.js'
import { series } from './series.js'
import { stats } from './stats.js'
import { transitions } from './transitions.js'
import { worst } from './worst.js'

const GAPS_MAX = 1024

/** Whether the answer needs to know which goroutines live now. */
export function needsLive(query: WireQuery): boolean {
  const { goroutines, goroutine, lanes, stats } = query
  return Boolean(goroutines || goroutine || lanes?.goids?.length || lanes?.sites?.length || stats?.sites)
}

/**
 * The chunks that a question may read, oldest first. Where an interval begins, who woke a goroutine then and where it comes
 * from may lie before the range.
 */
export function chunksFor(past: Past, query: WireQuery): Chunk[] {
  const { worst, lanes, goroutines, goroutine } = query
  if (worst || lanes || goroutines || goroutine) return past.chunks.slice()
  const firstNs = Math.min(query.first_ns ?? 0, past.lastNs)
  return past.chunks.filter(chunk => chunk.maxNs >= firstNs)
}

/**
 * Answers a question, in turns; what cannot be answered is refused in one sentence. The id is left to the caller.
 * @param chunks as `chunksFor` says; they must not be written anew before the answer is done
 */
export function* answer(
  past: Past,
  query: WireQuery,
  live: LiveColumns | undefined,
  chunks: readonly Chunk[],
): Work<WireAnswer> {
  past.refresh()
  const refused = refusalOf(query)
  if (refused) return { refused }
  const context = contextOf(past, query, live, chunks)
  const { firstNs, lastNs } = context
  return {
    first_ns: firstNs,
    last_ns: lastNs,
    gaps: gapsOf(past, firstNs, lastNs),
    heat: query.heat && (yield* heat(past, query.heat, context)),
    series: query.series && (yield* series(past, query.series, context)),
    stats: query.stats && (yield* stats(past, query.stats, context)),
    worst: query.worst && (yield* worst(past, query.worst, context)),
    lanes: query.lanes && (yield* lanes(past, query.lanes, context)),
    goroutines: query.goroutines && (yield* goroutines(past, query.goroutines, context)),
    goroutine: query.goroutine && (yield* goroutine(past, query.goroutine, context)),
    transitions: query.transitions && (yield* transitions(past, query.transitions, context)),
  }
}

/** What there is to ask for. */
export function historyOf(past: Past, bytes: number, bytesMax: number): WireHistory {
  const { firstNs, lastNs, rows, forgotten } = past
  return { first_ns: firstNs, last_ns: lastNs, rows, forgotten, bytes, bytes_max: bytesMax }
}

function contextOf(
  past: Past,
  query: WireQuery,
  live: LiveColumns | undefined,
  chunks: readonly Chunk[],
): Context {
  const askedFirstNs = query.first_ns ?? 0
  const askedLastNs = query.last_ns ?? 0
  const firstNs = Math.min(Math.max(askedFirstNs, past.firstNs), past.lastNs)
  const lastNs = Math.max(firstNs, Math.min(askedLastNs, past.lastNs))
  const filter = query.filter ?? {}
  return { firstNs, lastNs, askedFirstNs, askedLastNs, chunks, filter, live }
}

function gapsOf(past: Past, firstNs: number, lastNs: number): WireGap[] {
  return past
    .gapsIn(firstNs, lastNs)
    .slice(0, GAPS_MAX)
    .map(gap => ({ first_ns: gap.firstNs, last_ns: gap.lastNs, lost_by_cause: gap.lost }))
}
