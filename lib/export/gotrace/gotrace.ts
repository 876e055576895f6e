import { RunqscopeError } from '../../errors.js'
import type { LiveGoroutines } from '../../model/live.js'
import { State, type TransitionBatch } from '../../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../../recording/walk.js'
import type { Format } from '../format.js'
import { traceReason } from './reasons.js'
import { Resync } from './resync.js'
import { Rows } from './rows.js'
import { TraceScheduler } from './scheduler.js'
import { SiteStacks } from './stacks.js'
import { type GoTraceVersion, TraceStream } from './stream.js'
import type { ByteSink } from './wire.js'

const versions: Record<string, GoTraceVersion> = { '1.22': 22, '1.23': 23, '1.25': 25, '1.26': 26 }

/** A goroutine that is there at the beginning takes at most so many events, each 1 ns. */
const SEED_EVENTS = 8
const SEED_BEGIN_NS = 64

/**
 * Writes a recording as an execution trace of Go's own, of one generation, as it comes: what is held is a batch for
 * each thread, the names, and the live goroutines.
 */
export class GoTraceExport implements RecordingVisitor {
  private readonly stream: TraceStream
  private scheduler!: TraceScheduler
  private resync!: Resync
  private rows!: Rows
  private whole = true
  /** What rows before this moment tell is lost again, ns since the session's base. */
  private lostUntilNs = -Infinity

  constructor(
    out: ByteSink,
    readonly version: GoTraceVersion = 22,
  ) {
    this.stream = new TraceStream(out, version)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    const { stream } = this
    const { tables } = stream
    // The goroutines that are there already are told before the first moment.
    const zeroNs = live.timeNs - live.length * SEED_EVENTS - SEED_BEGIN_NS
    const monoNs = BigInt(head.baseNs) + BigInt(Math.floor(zeroNs))
    stream.begin(zeroNs, monoNs, head.startedAtUnixMs + zeroNs / 1e6)
    const reasons = Uint32Array.from({ length: 256 }, (_, reason) =>
      tables.string(traceReason(reason, head.waitReasons)),
    )
    const strings = {
      reasons,
      preempted: tables.string('preempted'),
      yielded: tables.string('runtime.Gosched'),
    }
    this.whole = head.whole
    this.scheduler = new TraceScheduler(stream, new SiteStacks(tables, head.sites))
    this.resync = new Resync(this.scheduler, reasons)
    this.rows = new Rows(this.scheduler, this.resync, strings, head.syscalls, this.version >= 23)
    this.resync.seed(live)
    stream.at(live.timeNs)
    this.resync.note('runqscope', `process ${head.pid}, recorded by runqscope ${head.version}`)
  }

  batch(batch: TransitionBatch): void {
    const { stream, rows, lostUntilNs } = this
    const { timeNs, length } = batch
    for (let i = 0; i < length; ) {
      stream.at(timeNs[i])
      if (timeNs[i] >= lostUntilNs) i += rows.take(batch, i)
      else this.takeLost(batch, i++)
    }
  }

  gap(gap: RecordedGap): void {
    this.stream.at(gap.firstNs)
    this.resync.forget()
    const causes = Object.entries(gap.lost).filter(([, count]) => count > 0)
    const lost = causes.reduce((sum, [, count]) => sum + count, 0)
    const words = causes.map(([cause, count]) => `${cause} ${count}`).join(', ')
    this.resync.note('lost', `${lost} events lost${words && ` (${words})`}`)
    this.lostUntilNs = Math.max(this.lostUntilNs, gap.lastNs)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.stream.at(live.timeNs)
    this.resync.find(live)
  }

  end(ns: number): void {
    this.stream.at(ns)
    this.resync.note('runqscope', this.whole ? 'the recording ends' : 'the recording breaks off')
    this.stream.end()
  }

  /** Amid a loss no state lasts; but who exits is gone. */
  private takeLost(batch: TransitionBatch, i: number): void {
    if (batch.to[i] !== State.NotExist) return
    const row = this.scheduler.goroutines.find(batch.goid[i])
    if (row >= 0) this.resync.end(row)
  }
}

/** @throws RunqscopeError usage */
function versionOf(text: string): GoTraceVersion {
  const version = versions[text]
  if (version !== undefined) return version
  throw RunqscopeError.make(
    'usage',
    `there is no trace format of Go ${text}`,
    `name one of ${Object.keys(versions).join(', ')}`,
  )
}

export const gotraceFormat: Format = {
  name: 'gotrace',
  summary: "Go's execution trace: go tool trace, gotraceui",
  extension: 'trace',
  binary: true,
  takes: { go: Object.keys(versions) },
  make: (output, { go = '1.22' }) => new GoTraceExport(output, versionOf(go)),
}
