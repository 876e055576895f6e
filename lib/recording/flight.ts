import { setImmediate as turn } from 'node:timers/promises'
import { RunqscopeError } from '../errors.js'
import { RecordingFile } from './file.js'
import { ChunkType, type FileHead, type SealedChunk } from './format.js'
import type { RecordingOutput } from './output.js'
import { Ring, type RingOptions } from './ring.js'

export interface FlightOptions {
  ring: RingOptions
  /** How long to go on after a trigger, ns. */
  postNs: number
  /** After a trigger, how long until the next one counts, ns. */
  cooldownNs: number
  /** Most files to write. */
  filesMax: number
  head: () => FileHead
  /** Whether the file keeps to itself what triggered it. */
  anonymous: boolean
  /** The names of all sites so far, as chunks. */
  sites: () => SealedChunk[]
  /** When the session began to know anything, ns since its base. */
  armedNs: () => number
  /** Opens the next file; throws RunqscopeError io. */
  open: () => { path: string; output: RecordingOutput }
  onWritten: (flight: WrittenFlight) => void
  /** @param why what had triggered it */
  onFailed: (error: RunqscopeError, why: string) => void
}

/**
 * What becomes of a trigger. A file is begun (`writing`), or will be with the first transition (`waiting`). Or nothing is
 * written: a file is being written already (`busy`), the last trigger is too short ago (`cooling`), there are as many
 * files as there may be (`full`), the file cannot be written (`failed`), the session has ended (`over`).
 */
export type Outcome = 'writing' | 'waiting' | 'busy' | 'cooling' | 'full' | 'failed' | 'over'

/** The answer to a trigger. Times are ns since the session's base. */
export interface TriggerAnswer {
  outcome: Outcome
  /** One clause that says why nothing is written for it; '' if something is. */
  refused: string
  /** Of the file that is being written, '' if none is. */
  path: string
  /** How far that file goes on at least; 0 if none is written. */
  untilNs: number
  /** How long from now no trigger counts but one by hand, ns. */
  cooldownNs: number
  /** Files begun so far. */
  files: number
}

/** A file that a trigger made. Times are ns since the session's base. */
export interface WrittenFlight {
  path: string
  why: string
  triggeredNs: number
  firstNs: number
  lastNs: number
  /** Before the trigger: what was asked for, as far as the session is that old, and what there was. */
  askedNs: number
  keptNs: number
  /** It would have reached further back in a larger ring. */
  cut: boolean
  rows: number
  bytes: number
}

/** A chunk comes out at most so long after what is in it: if nothing does, the program was silent. */
const SILENT_NS = 2e9
/** How much is written before others get their turn: more would stall the session. */
const SLICE_BYTES = 1 << 20

/** A file in the making. */
interface Flight {
  path: string
  why: string
  triggeredNs: number
  untilNs: number
  firstNs: number
  lastNs: number
  askedNs: number
  cut: boolean
  file: RecordingFile
  waiting: SealedChunk[]
  /** All that it will hold is in `waiting`, or written. */
  complete: boolean
  done: Promise<void>
  more: () => void
}

/** Keeps the latest of a session in memory, and writes it, with what follows, when something triggers it. */
export class FlightRecorder {
  readonly ring: Ring
  files = 0
  private flight: Flight | undefined
  private triggeredNs = -Infinity
  /** A trigger that waits for the first keyframe. */
  private early: (() => string) | undefined
  private over = false

  constructor(private readonly options: FlightOptions) {
    this.ring = new Ring(options.ring)
  }

  /** Takes the session's chunks, in order. */
  take(chunk: SealedChunk): void {
    this.ring.push(chunk)
    if (this.ring.firstNs !== undefined && this.early) {
      this.early()
      return
    }
    const { flight } = this
    if (!flight || flight.complete) return
    flight.waiting.push(chunk)
    flight.lastNs = Math.max(flight.lastNs, chunk.lastNs)
    // Counters may be ahead of rows that are still in hand.
    const isOfRows = chunk.type === ChunkType.Transitions || chunk.type === ChunkType.Keyframe
    if (isOfRows && chunk.lastNs >= flight.untilNs) flight.complete = true
    flight.more()
  }

  /**
   * Writes what the ring holds, if nothing speaks against it.
   * @param byHand somebody asked for it: no cool-down holds
   */
  trigger(why: string, nowNs: number, byHand = false): TriggerAnswer {
    const [outcome, refused] = this.refusal(nowNs, byHand)
    if (refused !== '') return this.answer(outcome, nowNs, refused)
    this.triggeredNs = nowNs
    // A session that has just begun has nothing yet that a file could begin with.
    this.early = () => this.begin(why, nowNs)
    if (this.ring.firstNs === undefined) return this.answer('waiting', nowNs)
    const failed = this.early()
    return failed === '' ? this.answer('writing', nowNs) : this.answer('failed', nowNs, failed)
  }

  /** Everything before this moment has been told: a silent program does not keep a file open. */
  advance(toldNs: number): void {
    const { flight } = this
    if (!flight || flight.complete || toldNs < flight.untilNs + SILENT_NS) return
    flight.complete = true
    flight.more()
  }

  /** The session is over: completes the file that is being written. */
  async finish(): Promise<void> {
    this.over = true
    const { flight } = this
    if (!flight) return
    flight.complete = true
    flight.more()
    await flight.done
  }

  private refusal(nowNs: number, byHand: boolean): [Outcome, string] {
    const { filesMax } = this.options
    if (this.over) return ['over', 'the session has ended']
    if (this.files >= filesMax)
      return ['full', `--max-files allows ${filesMax === 1 ? '1 file' : `${filesMax} files`}, and no more`]
    if (this.flight) return ['busy', `${this.flight.path} is still being written`]
    if (this.early) return ['busy', 'the last trigger still waits for the first transition']
    if (!byHand && this.cooldownLeftNs(nowNs) > 0)
      return ['cooling', `--cooldown lets none through for another ${seconds(this.cooldownLeftNs(nowNs))}`]
    return ['writing', '']
  }

  private answer(outcome: Outcome, nowNs: number, refused = ''): TriggerAnswer {
    const { flight, files } = this
    const { path, untilNs } = flight ?? { path: '', untilNs: 0 }
    return { ...{ outcome, refused, path, untilNs, files }, cooldownNs: this.cooldownLeftNs(nowNs) }
  }

  private cooldownLeftNs(nowNs: number): number {
    return Math.max(0, this.triggeredNs + this.options.cooldownNs - nowNs)
  }

  /** @returns why it cannot, '' if it can */
  private begin(why: string, nowNs: number): string {
    this.early = undefined
    try {
      this.open(why, nowNs, this.ring.firstNs!)
      return ''
    } catch (error) {
      return this.fail(error, why)
    }
  }

  private fail(error: unknown, why: string): string {
    if (!(error instanceof RunqscopeError)) throw error
    this.options.onFailed(error, why)
    return error.message
  }

  private open(why: string, nowNs: number, firstNs: number): void {
    const { options, ring } = this
    const askedNs = Math.max(0, Math.min(options.ring.spanNs, nowNs - options.armedNs()))
    const keptNs = Math.max(0, nowNs - firstNs)
    const trigger = options.anonymous ? {} : { trigger: why }
    const notes = { ...trigger, triggered_ns: nowNs, asked_ns: askedNs, kept_ns: keptNs }
    const { path, output } = options.open()
    const head: FileHead = { ...options.head(), firstNs, notes }
    const chunks = [...options.sites(), ...ring.chunks()]
    const flight: Flight = {
      ...{
        path,
        why,
        triggeredNs: nowNs,
        untilNs: nowNs + options.postNs,
        firstNs,
        lastNs: firstNs,
        askedNs,
      },
      ...{ cut: ring.isCut(), file: new RecordingFile(() => head, output) },
      ...{ waiting: chunks, complete: false, done: Promise.resolve(), more: () => undefined },
    }
    this.files++
    this.flight = flight
    flight.done = this.write(flight)
      .then(() => options.onWritten(written(flight)))
      .catch((error: unknown) => void this.fail(error, why))
      .finally(() => {
        this.flight = undefined
      })
  }

  private async write(flight: Flight): Promise<void> {
    let slice = 0
    for (;;) {
      const chunk = flight.waiting.shift()
      if (chunk) {
        await flight.file.write(chunk)
        flight.lastNs = Math.max(flight.lastNs, chunk.lastNs)
        slice += chunk.stored.byteLength
        if (slice < SLICE_BYTES) continue
        slice = 0
        await turn()
      } else if (flight.complete) {
        await flight.file.finish(flight.lastNs)
        return
      } else {
        await new Promise<void>(resolve => {
          flight.more = resolve
        })
      }
    }
  }
}

function written(flight: Flight): WrittenFlight {
  const { path, why, triggeredNs, firstNs, lastNs, askedNs, cut, file } = flight
  const keptNs = Math.max(0, triggeredNs - firstNs)
  return { path, why, triggeredNs, firstNs, lastNs, askedNs, keptNs, cut, rows: file.rows, bytes: file.bytes }
}

function seconds(ns: number): string {
  return `${(ns / 1e9).toFixed(1)} s`
}
