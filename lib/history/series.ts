import { stageNames } from '../latency/report.js'
import { READY_TO_RUN } from '../latency/stage.js'
import { State } from '../model/transition.js'
import type { WireQuery, WireSeries } from '../stream/wire.js'
import { type Chunk, TOP_HIGH, UNKNOWN_LOW } from './chunk.js'
import { bytesOf, Columns } from './columns.js'
import { type Context, chunksIn, type Past, type Work } from './past.js'
import { PState } from './pstate.js'
import { CHANGES, StateCounts } from './states.js'
import { ThreadsSeen } from './threads.js'

const CREATE_TO_RUN = stageNames.indexOf('create_to_run')
const NO_LINE = 0xffff
/** By `from << 3 | to`: whether a run begins or ends. */
const runs = Uint8Array.from({ length: CHANGES }, (_, change) =>
  change >> 3 === State.Running || (change & 7) === State.Running ? 1 : 0,
)
/** Ps of which it is remembered which thread was seen on them last. */
const P_SLOTS = 64
const NO_TID = 0xffffffff
/** In place of a column: rows before all columns count for the states at their beginning, rows after them not at all. */
const BEFORE = -1
const AFTER = -2

/** Figures of the whole program over time. */
export function* series(
  past: Past,
  query: NonNullable<WireQuery['series']>,
  context: Context,
): Work<WireSeries> {
  const columns = new Columns(context.askedFirstNs, query.column_ns ?? 0, query.columns ?? 0)
  const scan = new Scan(columns, context, query.sites ?? [])
  let begun = false
  for (const chunk of chunksIn(context.chunks, context.firstNs, context.lastNs)) {
    const begin = begun ? 0 : chunk.firstRow(context.firstNs)
    if (!begun) scan.ps = past.psAt(chunk, begin)
    begun = true
    scan.take(chunk, begin, chunk.endRow(context.lastNs))
    yield
  }
  return scan.finish(past.ps)
}

/** One way through the rows, in their order. */
class Scan {
  /** What the Ps run. */
  ps = new PState()
  private readonly figures: Figures
  private readonly lines: Line[]
  /** By site; empty if no sites are told apart. */
  private readonly lineOf: Uint16Array
  private readonly states = new StateCounts()
  private readonly threads: ThreadsSeen
  private readonly firstNs: number
  private readonly lastNs: number
  /** The furthest column so far: of those before it the states at the end are known. */
  private furthest: number
  /** A row after all columns has come: what was counted then is no concern of theirs. */
  private over = false
  /** The column that the changes are of, where it begins and ends. */
  private column = BEFORE
  private columnFirstNs = 0
  private columnLastNs = 0
  /** The time of the last row of the chunk before. */
  private tookNs = -Infinity
  /** Changes of the column in hand by `from << 3 | to`; those whose interval is not known behind them. */
  private readonly changes = new Uint32Array(2 * CHANGES)
  private readonly known = this.changes.subarray(0, CHANGES)
  private readonly unknown = this.changes.subarray(CHANGES)
  /** By P: the thread seen on it last, in the column in hand. */
  private readonly tidOfP = new Uint32Array(P_SLOTS).fill(NO_TID)

  constructor(
    private readonly columns: Columns,
    { firstNs, lastNs }: Context,
    sites: readonly number[],
  ) {
    this.firstNs = Math.max(firstNs, columns.firstNs)
    this.lastNs = Math.min(lastNs, columns.lastNs)
    this.figures = new Figures(columns.count)
    this.threads = new ThreadsSeen(columns.count)
    this.lines = sites.map(site => new Line(site, columns.count))
    this.lineOf = new Uint16Array(sites.length > 0 ? 65536 : 0).fill(NO_LINE)
    for (const [line, { site }] of this.lines.entries()) this.lineOf[site] = line
    this.furthest = this.firstNs < this.lastNs ? columns.of(this.firstNs) : 0
  }

  /** Takes the rows `begin … end-1`. */
  take(chunk: Chunk, begin: number, end: number): void {
    const { states } = this
    // What was counted before belongs to the counts of the chunk before.
    this.settle()
    states.enter(chunk, begin)
    const gaps = chunk.gaps().filter(gap => gap.row >= begin)
    for (let row = begin; ; ) {
      while (gaps.length > 0 && gaps[0].row <= row) this.lose(chunk, row, gaps.shift()!.lastNs)
      if (states.nextRow <= row) {
        this.settle()
        while (states.nextRow <= row) states.restore(chunk, !this.over)
      }
      if (row >= end) break
      const stop = Math.min(end, states.nextRow, gaps[0]?.row ?? end)
      this.count(chunk, row, stop)
      row = stop
    }
    if (end > 0) this.tookNs = chunk.timeNs(end - 1)
  }

  finish(ps: number): WireSeries {
    const { goid, sinceNs } = this.ps
    for (let p = 0; p < goid.length; p++) if (goid[p] > 0) this.busy(sinceNs[p], this.lastNs)
    this.settle()
    if (this.firstNs < this.lastNs) {
      const last = this.columns.of(Math.max(this.firstNs, Math.ceil(this.lastNs) - 1))
      this.figures.hold(this.states.live, this.furthest, last + 1)
    }
    return {
      columns: this.columns.count,
      ps,
      ...this.figures.onWire(),
      sites: this.lines.map(line => line.onWire()),
    }
  }

  private count(chunk: Chunk, begin: number, end: number): void {
    const { time, tid, p: on, fromTo, lengthLow, lengthHigh, site, baseNs } = chunk
    const { changes, threads, tidOfP, lineOf, ps, figures } = this
    const lines = this.lines.length > 0
    let first = this.columnFirstNs - baseNs
    let last = this.columnLastNs - baseNs
    for (let row = begin; row < end; row++) {
      const at = time[row]
      if (at < first || at >= last) {
        this.move(baseNs + at)
        first = this.columnFirstNs - baseNs
        last = this.columnLastNs - baseNs
      }
      const { column } = this
      if (column === AFTER) continue
      const change = fromTo[row]
      const unknown = lengthHigh[row] === TOP_HIGH && lengthLow[row] === UNKNOWN_LOW
      changes[unknown ? change + CHANGES : change]++
      const p = runs[change] === 0 ? -1 : ps.take(chunk, row)
      if (p >= 0) {
        const since = ps.ranSinceNs[0] - baseNs
        if (since >= first && column >= 0) figures.busy_ns[column] += at - since
        else this.busy(since + baseNs, baseNs + at)
      }
      if (column === BEFORE) continue
      const slot = on[row] & (P_SLOTS - 1)
      if (tidOfP[slot] !== tid[row]) {
        tidOfP[slot] = tid[row]
        if (threads.isNew(tid[row], column)) figures.threads[column]++
      }
      if (lines && (change & 7) === State.Running) {
        const line = lineOf[site[row]]
        if (line !== NO_LINE) this.lines[line].take(chunk, row, column)
      }
    }
  }

  /** Goes to the column of a moment. */
  private move(ns: number): void {
    this.settle()
    if (ns < this.firstNs) this.enter(BEFORE, -Infinity, this.firstNs)
    else if (ns >= this.lastNs) {
      this.over = true
      this.enter(AFTER, this.lastNs, Infinity)
    } else {
      const column = this.columns.of(ns)
      const firstNs = Math.max(this.firstNs, this.columns.beginNs(column))
      this.enter(column, firstNs, Math.min(this.lastNs, this.columns.beginNs(column + 1)))
      // A late row belongs to a column that is over: the states at its end stay as they were told.
      if (column <= this.furthest) return
      this.figures.hold(this.states.live, this.furthest, column)
      this.furthest = column
    }
  }

  private enter(column: number, firstNs: number, lastNs: number): void {
    this.column = column
    this.tidOfP.fill(NO_TID)
    this.columnFirstNs = firstNs
    this.columnLastNs = lastNs
  }

  /** Counts the changes of the column in hand. */
  private settle(): void {
    const { column, known, unknown, figures } = this
    if (column >= 0)
      for (let change = 0; change < CHANGES; change++)
        if (known[change] + unknown[change] > 0)
          figures.count(column, change, known[change] + unknown[change])
    this.states.apply(known, unknown)
  }

  /** A loss before this row: what Ps ran is known up to the row before. */
  private lose(chunk: Chunk, row: number, gapLastNs: number): void {
    const { goid, sinceNs } = this.ps
    const knownNs = row > 0 ? chunk.timeNs(row - 1) : this.tookNs
    for (let p = 0; p < goid.length; p++) if (goid[p] > 0) this.busy(sinceNs[p], knownNs)
    this.ps.lose(gapLastNs)
  }

  private busy(sinceNs: number, untilNs: number): void {
    const { columns, figures } = this
    const last = Math.min(untilNs, this.lastNs)
    let at = Math.max(sinceNs, this.firstNs)
    if (!(at < last)) return
    // Columns that are shorter than a double can tell apart begin where they end: so they are counted, not times.
    for (let column = columns.of(at); at < last && column < columns.count; column++) {
      const stop = Math.min(last, columns.beginNs(column + 1))
      if (stop <= at) continue
      figures.busy_ns[column] += stop - at
      at = stop
    }
  }
}

/** The whole program's figures by column. */
class Figures {
  readonly threads: Uint32Array
  readonly busy_ns: Float64Array
  private readonly undetermined: Uint32Array
  private readonly runnable: Uint32Array
  private readonly running: Uint32Array
  private readonly waiting: Uint32Array
  private readonly syscall: Uint32Array
  private readonly runs: Uint32Array
  private readonly created: Uint32Array
  private readonly exited: Uint32Array

  constructor(columns: number) {
    const column = () => new Uint32Array(columns)
    this.threads = column()
    this.busy_ns = new Float64Array(columns)
    this.undetermined = column()
    this.runnable = column()
    this.running = column()
    this.waiting = column()
    this.syscall = column()
    this.runs = column()
    this.created = column()
    this.exited = column()
  }

  /** Counts changes of a sort, `from << 3 | to`. */
  count(column: number, change: number, times: number): void {
    const from = change >> 3
    const to = change & 7
    if (from === State.NotExist) this.created[column] += times
    if (to === State.NotExist) this.exited[column] += times
    if (to === State.Running && from !== State.Syscall) this.runs[column] += times
  }

  /** The states at the ends of the columns `begin … end-1`. */
  hold(live: Int32Array, begin: number, end: number): void {
    this.undetermined.fill(live[State.Undetermined], begin, end)
    this.runnable.fill(live[State.Runnable], begin, end)
    this.running.fill(live[State.Running], begin, end)
    this.waiting.fill(live[State.Waiting], begin, end)
    this.syscall.fill(live[State.Syscall], begin, end)
  }

  onWire() {
    return {
      undetermined: bytesOf(this.undetermined),
      runnable: bytesOf(this.runnable),
      running: bytesOf(this.running),
      waiting: bytesOf(this.waiting),
      syscall: bytesOf(this.syscall),
      runs: bytesOf(this.runs),
      created: bytesOf(this.created),
      exited: bytesOf(this.exited),
      threads: bytesOf(this.threads),
      busy_ns: bytesOf(this.busy_ns),
    }
  }
}

/** One site's figures by column. */
class Line {
  private readonly runs: Uint32Array
  private readonly total: Float64Array
  private readonly max: Float64Array

  constructor(
    readonly site: number,
    columns: number,
  ) {
    this.runs = new Uint32Array(columns)
    this.total = new Float64Array(columns)
    this.max = new Float64Array(columns)
  }

  /** @param row one to Running */
  take(chunk: Chunk, row: number, column: number): void {
    if (chunk.from(row) === State.Syscall) return
    this.runs[column]++
    const stage = chunk.stage(row)
    const ns = stage === READY_TO_RUN || stage === CREATE_TO_RUN ? chunk.lengthNs(row) : Number.NaN
    if (Number.isNaN(ns)) return
    this.total[column] += ns
    if (ns > this.max[column]) this.max[column] = ns
  }

  onWire() {
    return {
      site: this.site,
      runs: bytesOf(this.runs),
      latency_total_ns: bytesOf(this.total),
      latency_max_ns: bytesOf(this.max),
    }
  }
}
