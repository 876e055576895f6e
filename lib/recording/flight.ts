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
  /** The names of all sites so far, as chunks. */
  sites: () => SealedChunk[]
  /** When the session began to know anything, ns since its base. */
  armedNs: () => number
  /** Opens the next file; throws RunqscopeError io. */
  open: () => { path: string; output: RecordingOutput }
  onWritten: (flight: WrittenFlight) => void
  onFailed: (error: RunqscopeError) => void
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
  private early: (() => void) | undefined

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
   * @returns why not, '' if it is done
   */
  trigger(why: string, nowNs: number, byHand = false): string {
    const { cooldownNs, filesMax } = this.options
    if (this.flight) return `${this.flight.path} is still being written`
    if (this.early) return 'the last trigger still waits for the first transition'
    if (this.files >= filesMax) return `${filesMax} files have been written, and --max-files allows no more`
    if (!byHand && nowNs - this.triggeredNs < cooldownNs)
      return 'less than --cooldown has passed since the last'
    this.triggeredNs = nowNs
    // A session that has just begun has nothing yet that a file could begin with.
    this.early = () => this.begin(why, nowNs)
    if (this.ring.firstNs !== undefined) this.early()
    return ''
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
    const { flight } = this
    if (!flight) return
    flight.complete = true
    flight.more()
    await flight.done
  }

  private begin(why: string, nowNs: number): void {
    this.early = undefined
    try {
      this.open(why, nowNs, this.ring.firstNs!)
    } catch (error) {
      if (!(error instanceof RunqscopeError)) throw error
      this.options.onFailed(error)
    }
  }

  private open(why: string, nowNs: number, firstNs: number): void {
    const { options, ring } = this
    const askedNs = Math.max(0, Math.min(options.ring.spanNs, nowNs - options.armedNs()))
    const keptNs = Math.max(0, nowNs - firstNs)
    const notes = { trigger: why, triggered_ns: nowNs, asked_ns: askedNs, kept_ns: keptNs }
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
      .catch((error: unknown) => {
        if (!(error instanceof RunqscopeError)) throw error
        options.onFailed(error)
      })
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
