import { EventEmitter } from 'node:events'
import { closeSync, openSync, unlinkSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Agent } from './agent.js'
import { RunqscopeError } from './errors.js'
import { RecordingEncoder } from './recording/encoder.js'
import { FlightRecorder, type TriggerAnswer, type WrittenFlight } from './recording/flight.js'
import { createRecordingFile } from './recording/output.js'
import { parseTrigger, type Trigger } from './recording/trigger.js'
import { Watch } from './recording/watch.js'
import type { FlightTerms, StreamFlight } from './stream/flightterms.js'
import { follow, toldBy } from './told.js'

export type { TriggerAnswer, WrittenFlight } from './recording/flight.js'

export interface FlightOptions {
  /** `incident.rqs`; files are called after it and the moment. */
  path: string
  /** Overwrite a file of the same name. */
  force?: boolean
  /** Replace the names of the program's packages, functions and files. */
  anonymize?: boolean
  /** What is kept, ns; Infinity: as long as fits into `bytesMax`. 30 s if left out. */
  spanNs?: number
  /** 256 MB if left out. */
  bytesMax?: number
  /** Conditions, written as for `record --on`. */
  on?: (string | Trigger)[]
  /** How long a file goes on after its trigger, ns. 2 s if left out. */
  postNs?: number
  /** After a trigger, how long until the next one counts, ns. 30 s if left out. */
  cooldownNs?: number
  /** Most files. 10 if left out. */
  filesMax?: number
}

export interface FlightEvents {
  /** A file is begun, or will be with the first transition; why. */
  begun: [string]
  /** It is whole. */
  written: [WrittenFlight]
  /** It cannot be written; what had triggered it. */
  failed: [RunqscopeError, string]
}

/** What goes when the ring lets its oldest go is so much of it, at most. */
const SEGMENTS = 10

/**
 * A session's flight recorder: keeps the latest in memory, and writes it when a condition holds or somebody asks for it.
 * Made before the session starts. `finish()` completes the file in the making once the session has ended.
 */
export class FlightRecording extends EventEmitter<FlightEvents> implements StreamFlight {
  readonly terms: FlightTerms
  private readonly recorder: FlightRecorder
  private readonly encoder: RecordingEncoder
  private readonly watch: Watch
  private readonly agent: Agent
  private exited = false

  /** @throws RunqscopeError io (no file can be made there), usage (what is wrong with a condition) */
  constructor(agent: Agent, options: FlightOptions) {
    super()
    // Whoever asks over the stream is somewhere else.
    const place = resolve(options.path)
    checkFolder(place)
    this.agent = agent
    const { spanNs = 30e9, bytesMax = 256 << 20, postNs = 2e9, cooldownNs = 30e9, filesMax = 10 } = options
    this.terms = { spanNs, bytesMax, postNs, cooldownNs, filesMax }
    const told = toldBy(agent, options.anonymize ?? false)
    this.recorder = new FlightRecorder({
      ...told,
      ring: { spanNs, bytesMax },
      ...{ postNs, cooldownNs, filesMax },
      armedNs: () => agent.armedNs,
      open: () => {
        const path = pathAt(place, new Date())
        return { path, output: createRecordingFile(path, { force: options.force ?? false }) }
      },
      onWritten: flight => this.emit('written', flight),
      onFailed: (error, why) => this.emit('failed', error, why),
    })
    this.encoder = new RecordingEncoder({
      ...told,
      take: chunk => this.recorder.take(chunk),
      keyframeNs: Math.min(Math.max(spanNs / SEGMENTS, 0.2e9), 5e9),
    })
    follow(agent, this.encoder)
    const triggers = (options.on ?? []).map(one => (typeof one === 'string' ? parseTrigger(one) : one))
    this.watch = new Watch(triggers, agent, (why, ns) => this.fire(why, Math.max(ns, agent.toldNs), false))
    agent.addSink(this.watch.sink)
    agent.on('aggregate', aggregate => {
      this.watch.look(aggregate)
      this.recorder.advance(agent.toldNs)
      if (this.recorder.ring.wantsKeyframe) this.encoder.keyframe()
    })
    agent.on('end', ({ ended }) => {
      this.exited = ended.startsWith('target')
    })
  }

  /** How far back the ring reaches now, ns, and what it takes. */
  get kept(): { spanNs: number; bytes: number } {
    const { bytes, firstNs } = this.recorder.ring
    return { spanNs: firstNs === undefined ? 0 : this.agent.toldNs - firstNs, bytes }
  }

  /**
   * Writes the latest, and what follows for the post-roll, if nothing speaks against it.
   * @param why for who reads the file
   * @param byHand no cool-down holds
   */
  trigger(why: string, byHand = false): TriggerAnswer {
    return this.fire(why, this.agent.nowNs(), byHand)
  }

  /** To be called when the session has ended: completes the file in the making. @throws RunqscopeError io */
  async finish(): Promise<void> {
    await this.encoder.finish(this.agent.nowNs())
    // Now the ring holds all up to the end.
    if (this.exited) this.watch.exited()
    await this.recorder.finish()
  }

  /** Patterns `site:…` of conditions that no site of the session so far is as. */
  unmatchedSites(): string[] {
    return this.watch.unmatchedSites()
  }

  private fire(why: string, nowNs: number, byHand: boolean): TriggerAnswer {
    const answer = this.recorder.trigger(why, nowNs, byHand)
    if (answer.refused === '') this.emit('begun', why)
    return answer
  }
}

/** Makes a file and takes it away again: better now than when it matters. @throws RunqscopeError io */
function checkFolder(path: string): void {
  const trial = pathAt(path, new Date())
  try {
    closeSync(openSync(trial, 'wx', 0o600))
    unlinkSync(trial)
  } catch (error) {
    throw RunqscopeError.make(
      'io',
      `no file can be made in ${dirname(path)}: ${(error as Error).message}`,
      'name a folder that can be written to with -o',
    )
  }
}

/** `incident.rqs` → `incident-20261122T030512.345Z.rqs`. */
function pathAt(path: string, when: Date): string {
  const stamp = when.toISOString().replaceAll(/[-:]/g, '')
  return path.endsWith('.rqs') ? `${path.slice(0, -4)}-${stamp}.rqs` : `${path}-${stamp}.rqs`
}
