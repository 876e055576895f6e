import type { Writable } from 'node:stream'
import { LiveView } from '../console/live.js'
import { TransitionLines } from '../console/ndjson.js'
import { Output } from '../console/output.js'
import { sessionTable } from '../console/table.js'
import { RunqscopeError } from '../errors.js'
import { StandstillWatch } from '../probe/standstill.js'
import type { Session } from '../session.js'
import type { Summary } from '../summary.js'
import { version } from '../version.js'

export interface ViewOptions {
  json: boolean
  transitions: boolean
  durationMs?: number
  /** Where the data goes. */
  to: Writable
  /** Stays above the live table. */
  heading?: string
  /** Only the summary at the end: somebody else writes to the same place meanwhile. */
  quiet?: boolean
}

/** The views of one session on the console: made before it starts, so that no transition is missed. */
export class ConsoleSession {
  private readonly output: Output
  private readonly lines: TransitionLines | undefined
  private readonly live: LiveView | undefined
  private readonly still: StandstillWatch | undefined
  private failed: Error | undefined

  constructor(
    private readonly session: Session,
    private readonly options: ViewOptions,
  ) {
    const { info } = session
    session.on('warning', text => process.stderr.write(`runqscope: ${text}\n`))
    this.output = new Output(options.to, error => {
      this.failed = error
      void session.stop()
    })
    if (options.json) {
      this.output.line({
        type: 'hello',
        version,
        pid: info.pid,
        go_version: info.goVersion,
        command: info.command,
        method: info.method,
        syscalls: info.syscalls ?? false,
        clock: 'CLOCK_MONOTONIC',
        base_ns: String(session.baseNs),
      })
    } else {
      this.live = new LiveView(this.output, info, options.heading)
      if (!session.recording) this.still = new StandstillWatch(info.pid)
    }
    if (options.transitions) {
      this.lines = new TransitionLines(this.output, info.waitReasons)
      session.addSink(this.lines.sink, this.lines.onGap)
    }
  }

  /** To be called right after the session began: shows aggregates, and stops it on a signal or after the duration. */
  begin(): void {
    const { session, options } = this
    if (options.json) this.output.line({ type: 'armed', time_ns: session.armedNs })
    let shownNs = Number.NEGATIVE_INFINITY
    session.on('aggregate', aggregate => {
      if (!options.quiet)
        this.live?.show(aggregate, () => ({ still: this.still?.look(), waiting: session.waiting() }))
      // Beside transitions the aggregates would drown; alone they come once a second.
      if (options.json && !options.transitions && !options.quiet && aggregate.time_ns - shownNs >= 950e6) {
        shownNs = aggregate.time_ns
        this.output.line({ type: 'aggregate', ...aggregate, waiting: session.waiting() })
      }
    })
    if (options.durationMs !== undefined)
      setTimeout(() => void session.stop('duration'), options.durationMs).unref()
  }

  /** Tells a program that reads along something more. */
  say(value: Record<string, unknown>): void {
    if (this.options.json) this.output.line(value)
  }

  /** Waits for the end, prints the summary, returns the exit code. */
  async finish(): Promise<number> {
    const summary = await this.session.ended
    this.lines?.tellLoss()
    if (this.options.json) this.output.line(summary)
    else this.live?.finish(this.session.aggregate(), summary)
    await this.output.flushed()
    this.note(summary)
    if (this.output.error)
      throw RunqscopeError.make(
        'io',
        `the output cannot be written: ${this.output.error.message}`,
        'make room and start again',
      )
    return 0
  }

  /** One line for the log; all that was to be told where nobody got it. */
  private note(summary: Summary): void {
    const { session, options } = this
    // A program that has closed its end wants no more; a failure must not cost what was seen.
    if (this.failed && !options.json)
      process.stderr.write(`${sessionTable(session.info, session.aggregate(), summary)}\n`)
    else if (this.output.error) process.stderr.write(`${JSON.stringify(summary)}\n`)
    const lost = summary.lost ? `${summary.lost} LOST` : '0 lost'
    const how = session.recording ? 'recorded from' : 'detached from'
    process.stderr.write(
      `runqscope: ${summary.ended}; ${how} ${summary.pid} after ${(summary.duration_ns / 1e9).toFixed(1)} s, ${summary.events} events, ${lost}\n`,
    )
  }
}

/**
 * Ctrl-C, SIGTERM and a hang-up end the session in order. A second one ends the process at once.
 * @returns resolves at the first of them
 */
export function stopOnSignals(
  session: Pick<Session, 'stop'>,
  signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'],
): Promise<void> {
  return new Promise(resolve => {
    for (const signal of signals)
      process.once(signal, () => {
        resolve()
        void session.stop()
      })
  })
}
