import type { WireLanes, WireQuery } from '../stream/wire.js'
import { Arrows } from './lanes/arrows.js'
import { Cells, PIXELS_MAX } from './lanes/cells.js'
import { Counts } from './lanes/counts.js'
import { goroutineLanes } from './lanes/goids.js'
import { Merger } from './lanes/merge.js'
import { Processors } from './lanes/processors.js'
import { Scene } from './lanes/scene.js'
import { siteLanes } from './lanes/sites.js'
import { SpanList } from './lanes/spans.js'
import type { Context, Past, Work } from './past.js'

/** Most spans of an answer. */
export const SPANS_MAX = 200_000

/**
 * What goroutines and Ps did, as spans. A span that reaches out of the range comes whole, as far as there is a past. The
 * filter rules over arrows alone: lanes are named by the question.
 *
 * @throws RangeError a sentence, if more is asked for than there may be
 */
export function* lanes(
  past: Past,
  query: NonNullable<WireQuery['lanes']>,
  context: Context,
): Work<WireLanes> {
  const goids = query.goids ?? []
  const sites = query.sites ?? []
  const pixelNs = query.pixel_ns ?? 0
  const scene = new Scene(past, context)
  const originNs = Number.isFinite(context.askedFirstNs) ? context.askedFirstNs : context.firstNs
  check(goids, sites, (scene.lastNs - scene.firstNs) / pixelNs, (scene.lastNs - originNs) / pixelNs)

  const spans = new SpanList(SPANS_MAX)
  const ps = query.ps ? past.ps : 0
  const merger = (lanes: number, base: number) => new Merger(spans, scene, lanes, base, originNs, pixelNs)
  if (ps > 0) {
    const sink = merger(ps, 0)
    yield* processorLanes(past, scene, sink, ps)
    sink.finish()
  }
  if (goids.length > 0) {
    const sink = merger(goids.length, ps)
    yield* goroutineLanes(scene, goids, sink)
    sink.finish()
  }
  if (sites.length > 0) {
    const counts = new Counts(new Cells(scene, originNs, pixelNs), sites.length)
    yield* siteLanes(scene, sites, counts)
    counts.write(spans, ps + goids.length, sites)
  }
  const limit = query.arrows ?? 0
  const arrows = new Arrows(scene, { limit, ps: query.ps ?? false, goids, filter: context.filter })
  if (limit > 0) yield* arrows.scan()
  return { ps, ...spans.encode(ps + goids.length + sites.length), ...arrows.encode() }
}

/** Lane i tells what ran on P i. */
function* processorLanes(past: Past, scene: Scene, sink: Merger, ps: number): Work<void> {
  const processors = new Processors(scene, sink, ps)
  const { rows, firstNs, lastNs } = scene
  let at = rows.findIndex(({ chunk }) => chunk.maxNs >= firstNs)
  if (at < 0) at = rows.length - 1
  if (at < 0) return
  let begin = processors.start(past, rows[at].chunk)
  for (; at < rows.length; at++) {
    if (rows[at].chunk.minNs >= lastNs && !processors.open) break
    processors.take(rows[at], begin)
    begin = 0
    yield
  }
  processors.finish()
}

/** @param pixels of the range; `pixelsAll` of it and what was asked for before it */
function check(goids: readonly number[], sites: readonly number[], pixels: number, pixelsAll: number): void {
  if (new Set(goids).size < goids.length || new Set(sites).size < sites.length)
    throw new RangeError('Each lane can be asked for once.')
  if (sites.length > 0 && !(pixels <= PIXELS_MAX))
    throw new RangeError(`Lanes of sites are at most ${PIXELS_MAX} pixels wide.`)
  // Beyond that pixels cannot be counted.
  if (sites.length > 0 && !(pixelsAll < Number.MAX_SAFE_INTEGER))
    throw new RangeError('Lanes of sites cannot begin so far before the past.')
}
