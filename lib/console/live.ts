import type { Aggregate, StageStats } from '../latency/report.js'
import type { WaitingNow } from '../latency/waiting.js'
import type { SourceInfo } from '../source/source.js'
import { wrapped } from './columns.js'
import type { Output } from './output.js'
import { costLine, type Ending, lossLine, sessionTable, tableLines } from './table.js'
import { count, duration } from './units.js'

/** How the target is at one moment. */
export interface Present {
  /** Says that it stands still, if it does. */
  still?: string | undefined
  /** See `waitingNow`. */
  waiting?: Record<string, WaitingNow>
}

/** A terminal gets a table that redraws in place; a pipe gets one plain line a second. */
export class LiveView {
  private shownNs = Number.NEGATIVE_INFINITY
  private drawn = false

  constructor(
    private readonly output: Output,
    private readonly info: SourceInfo,
    /** A line that stays above the table: on a terminal nothing else does. */
    private readonly heading?: string,
  ) {}

  /** @param look called only if there is something to show */
  show(aggregate: Aggregate, look: () => Present): void {
    const pause = this.output.isTerminal ? 450e6 : 950e6
    if (aggregate.time_ns - this.shownNs < pause) return
    this.shownNs = aggregate.time_ns
    const present = look()
    if (this.output.isTerminal) this.redraw(aggregate, present)
    else this.output.write(`${plainLine(aggregate, present)}\n`)
  }

  /** The whole session, for both. */
  finish(aggregate: Aggregate, ending: Ending): void {
    if (this.output.isTerminal && this.drawn) this.output.write('\x1b[H\x1b[J')
    this.output.write(`${sessionTable(this.info, aggregate, ending)}\n`)
  }

  private redraw(aggregate: Aggregate, { still, waiting }: Present): void {
    const { columns, rows } = this.output.size
    const heading = [this.heading, still].flatMap(text =>
      text === undefined ? [] : wrapped(text, columns).map(line => line.slice(0, columns)),
    )
    const table = tableLines(this.info, aggregate, 'window', columns, rows - heading.length, waiting)
    const lines = [...heading, ...table]
    // Home, every line cleared to its end, and what is left below it cleared: no flicker, no scroll.
    const home = this.drawn ? '\x1b[H' : '\x1b[H\x1b[2J'
    this.drawn = true
    this.output.write(`${home}${lines.map(line => `${line}\x1b[K`).join('\n')}\n\x1b[J`)
  }
}

export function plainLine(aggregate: Aggregate, { still }: Present = {}): string {
  const { ready_to_run: ready, run, wait } = aggregate.window
  return [
    `t=${duration(aggregate.duration_ns)}`,
    `live=${aggregate.goroutines.live}`,
    `ready→run n=${count(ready.count)}${quantiles(ready)}`,
    `run${quantiles(run)}`,
    `wait${quantiles(wait)}`,
    lossLine(aggregate),
    costLine(aggregate),
    ...(still === undefined ? [] : [still]),
  ].join(' · ')
}

function quantiles(stats: StageStats): string {
  if (stats.count === 0) return ' -'
  return ` p50=${duration(stats.p50_ns)} p99=${duration(stats.p99_ns)} max=${duration(stats.max_ns)}`
}
