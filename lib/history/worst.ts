import { stageNames } from '../latency/report.js'
import { LIFETIME, NO_STAGE, WAIT } from '../latency/stage.js'
import { REASON_NONE, State } from '../model/transition.js'
import type { WireInterval, WireQuery, WireWorst } from '../stream/wire.js'
import type { Chunk } from './chunk.js'
import { boundsOf, RowFilter } from './filter.js'
import { type Context, chunksIn, type Past, type Work } from './past.js'
import { findRows, foundRows, sortsOf } from './rows.js'

const RUN = stageNames.indexOf('run')

/** The longest intervals of some stages that ended in the range. */
export function* worst(
  _past: Past,
  query: NonNullable<WireQuery['worst']>,
  context: Context,
): Work<WireWorst> {
  const { minNs, maxNs } = boundsOf(query)
  const longest = new Longest(query.limit ?? 0)
  let stages = 0
  for (const stage of query.stages ?? []) stages |= 1 << stage
  const filter = new RowFilter(context.filter)
  const sorts = sortsOf(query.stages ?? [], filter.skip)
  let total = 0
  for (const chunk of chunksIn(context.chunks, context.firstNs, context.lastNs)) {
    const { firstNs, lastNs } = context
    const { time, lengthLow, lengthHigh, baseNs } = chunk
    const length = findRows(chunk, firstNs, lastNs, sorts)
    // What is shorter than all that are listed only counts.
    const anyLength = filter.simple && minNs === 0 && maxNs === Infinity && stages >>> LIFETIME === 0
    for (let i = 0; i < length; i++) {
      const row = foundRows[i]
      const ns = baseNs + time[row]
      if (ns < firstNs || ns >= lastNs) continue
      if (anyLength && lengthHigh[row] === 0 && lengthLow[row] < longest.leastNs) {
        total++
        continue
      }
      if (!filter.passes(chunk, row)) continue
      const stage = chunk.stage(row)
      const counts = stage !== NO_STAGE && ((stages >>> stage) & 1) !== 0
      const lives = ((stages >>> LIFETIME) & 1) !== 0 && chunk.to(row) === State.NotExist
      const spent = counts ? chunk.lengthNs(row) : Number.NaN
      if (spent >= minNs && spent < maxNs) {
        total++
        longest.offer(spent, chunk, row, stage)
      }
      const life = lives ? chunk.lifeNs(row) : Number.NaN
      if (life >= minNs && life < maxNs) {
        total++
        longest.offer(life, chunk, row, LIFETIME)
      }
    }
    yield
  }
  return { total, intervals: longest.sorted().map(found => intervalOf(found, context.chunks)) }
}

interface Found {
  ns: number
  endNs: number
  chunk: Chunk
  row: number
  stage: number
}

/** Of all that is offered the longest; of equal ones the earliest. A heap with the least of them on top. */
class Longest {
  private readonly heap: Found[] = []
  /** What is shorter is not among them. */
  leastNs = 0

  constructor(private readonly limit: number) {
    if (limit === 0) this.leastNs = Infinity
  }

  offer(ns: number, chunk: Chunk, row: number, stage: number): void {
    const { heap, limit } = this
    if (limit === 0 || (heap.length === limit && ns < heap[0].ns)) return
    const found = { ns, endNs: chunk.timeNs(row), chunk, row, stage }
    if (heap.length < limit) {
      heap.push(found)
      this.rise(heap.length - 1)
    } else if (before(found, heap[0])) {
      heap[0] = found
      this.sink()
    }
    if (heap.length === limit) this.leastNs = heap[0].ns
  }

  sorted(): Found[] {
    return this.heap.sort((a, b) => (before(a, b) ? -1 : 1))
  }

  private rise(at: number): void {
    const { heap } = this
    for (let up = (at - 1) >> 1; at > 0 && before(heap[up], heap[at]); up = (at - 1) >> 1) {
      ;[heap[up], heap[at]] = [heap[at], heap[up]]
      at = up
    }
  }

  private sink(): void {
    const { heap } = this
    for (let at = 0; ; ) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && before(heap[least], heap[child])) least = child
      if (least === at) return
      ;[heap[least], heap[at]] = [heap[at], heap[least]]
      at = least
    }
  }
}

/** Whether `a` comes before `b` in the answer. */
function before(a: Found, b: Found): boolean {
  if (a.ns !== b.ns) return a.ns > b.ns
  if (a.endNs !== b.endNs) return a.endNs < b.endNs
  return a.chunk.id !== b.chunk.id ? a.chunk.id < b.chunk.id : a.row < b.row
}

function intervalOf({ ns, endNs, chunk, row, stage }: Found, chunks: readonly Chunk[]): WireInterval {
  const goid = chunk.goid(row)
  return {
    goid,
    site: chunk.site[row],
    stage,
    reason: stage === WAIT ? chunk.endedReason[row] : REASON_NONE,
    begin_ns: endNs - ns,
    end_ns: endNs,
    p: chunk.p[row],
    tid: chunk.tid[row],
    woken_by: wakerOf(chunk, row, stage, endNs - ns, chunks),
  }
}

function wakerOf(
  chunk: Chunk,
  row: number,
  stage: number,
  beginNs: number,
  chunks: readonly Chunk[],
): number {
  if (stage === WAIT) return chunk.to(row) === State.Runnable ? chunk.other(row) : 0
  return stage < RUN ? madeRunnableBy(chunk.goid(row), beginNs, chunks) : 0
}

/** Who made a goroutine runnable at a moment: its waker or parent; 0 if nobody is known. */
function madeRunnableBy(goid: number, ns: number, chunks: readonly Chunk[]): number {
  for (const chunk of chunks) {
    if (ns < chunk.minNs || ns > chunk.maxNs) continue
    const end = chunk.endRow(ns + 1)
    for (let row = chunk.firstRow(ns); row < end; row++)
      if (chunk.timeNs(row) === ns && chunk.goid(row) === goid && chunk.to(row) === State.Runnable)
        return chunk.other(row)
  }
  return 0
}
