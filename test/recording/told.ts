import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Agent } from '../../lib/agent.js'
import { Kind, SLOT_SIZE } from '../../lib/contract.gen.js'
import { Model } from '../../lib/model/model.js'
import { headOf } from '../../lib/recording/head.js'
import { openRecording } from '../../lib/recording/open.js'
import { createRecordingFile, type RecordingOutput } from '../../lib/recording/output.js'
import type { RecordedCounters, RecordingPart, RecordingVisitor } from '../../lib/recording/walk.js'
import { RecordingWriter, type WriterOptions } from '../../lib/recording/writer.js'
import { SampleSource } from '../../lib/source/sample.js'
import { Scheduler } from '../../scripts/measure/scheduler.js'
import { reasons, siteName, siteOfPc, sites } from '../../scripts/measure/syntheticsites.js'

const samplePath = fileURLToPath(new URL('../../../targets/sample/service.rqsample', import.meta.url))

/** A folder that is removed when `use` is done. */
export async function inFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells a recorded file, or a part of it, to a visitor. */
export async function tellFile(path: string, visitor: RecordingVisitor, part?: RecordingPart): Promise<void> {
  const recording = openRecording(path)
  try {
    await recording.walk(visitor, part)
  } finally {
    recording.close()
  }
}

/**
 * Tells a visitor what a session tells, when it has ended: it goes through a file, so that a visitor hears what it hears
 * of any recording. Before `agent.start()`.
 */
export async function tellAgent(agent: Agent, visitor: RecordingVisitor): Promise<void> {
  await inFolder(async folder => {
    const path = join(folder, 'agent.rqs')
    const writer = recordAgent(agent, createRecordingFile(path))
    await agent.ended
    await writer.finish(agent.nowNs())
    await tellFile(path, visitor)
  })
}

/** Records an agent that has not started yet. */
export function recordAgent(
  agent: Agent,
  output: RecordingOutput,
  options: Partial<WriterOptions> = {},
): RecordingWriter {
  const writer = new RecordingWriter({
    head: () => headOf(agent),
    getLive: () => agent.goroutines(),
    getSites: () => agent.sites.names,
    getCounters: () => agent.counters(),
    output,
    ...options,
  })
  agent.addSink(writer.onTransitions, writer.onGap, writer.onSnapshot)
  agent.on('aggregate', () => writer.tick(agent.nowNs()))
  return writer
}

/** Records the sample of a real server. */
export async function writeSample(path: string): Promise<void> {
  const agent = new Agent(new SampleSource(samplePath))
  const writer = recordAgent(agent, createRecordingFile(path, { force: true }))
  agent.start()
  await agent.ended
  await writer.finish(agent.nowNs())
}

export function playSample(visitor: RecordingVisitor): Promise<void> {
  return inFolder(async folder => {
    const path = join(folder, 'sample.rqs')
    await writeSample(path)
    await tellFile(path, visitor)
  })
}

export interface SyntheticRecording {
  events: number
  /** Live at the beginning, about as many stay. */
  goroutines?: number
  ps?: number
  seed?: number
  /** Mean time between events. */
  stepNs?: number
  /** After so many events of every `eventsPerLoss` some are lost. */
  eventsPerLoss?: number
}

/** A session without a clock: as fast as it can be made. */
export class SyntheticSession {
  static readonly baseNs = 1_000_000_000n
  readonly model: Model
  produced = 0
  private readonly scheduler: Scheduler
  private readonly slab = new Uint32Array((1 << 12) * (SLOT_SIZE / 4))
  private readonly stepNs: number

  constructor(private readonly options: SyntheticRecording) {
    const { goroutines = 200, ps = 4, seed = 1, stepNs = 1000 } = options
    const kinds = Math.max(...Object.values(Kind)) + 1
    const probed = (kind: number) => kind !== Kind.SYSCALL_ENTER && kind !== Kind.SYSCALL_RETURN
    this.stepNs = stepNs
    this.scheduler = new Scheduler(goroutines, ps, seed)
    this.model = new Model({
      baseNs: SyntheticSession.baseNs,
      siteKinds: Uint8Array.from({ length: kinds }, (_, kind) => (probed(kind) ? kind : 0)),
      resolve: startpc => siteName(siteOfPc(startpc)),
    })
  }

  readonly info = {
    pid: 4242,
    command: 'synthetic',
    goVersion: 'go1.26.8',
    method: 'synthetic',
    waitReasons: reasons,
  }
  readonly baseNs = SyntheticSession.baseNs
  readonly startedAtUnixMs = 1_700_000_000_000
  readonly armedNs = 0

  get nowNs(): number {
    return Math.ceil(this.scheduler.nowNs) + 1
  }

  counters(): RecordedCounters {
    return { ...this.model.counters, timeNs: this.nowNs, produced: this.produced, hitCostNs: 400 }
  }

  /** Lets it happen; `between` is called after each slab. */
  async run(between?: () => void | Promise<void>): Promise<void> {
    const { model, scheduler, slab, options } = this
    const bytes = new Uint8Array(slab.buffer)
    this.snapshot()
    let sinceLoss = 0
    while (this.produced < options.events) {
      const left = options.events - this.produced
      const slotsMax = Math.min(slab.length / (SLOT_SIZE / 4), Math.max(4, left))
      const firstNs = Math.ceil(scheduler.nowNs)
      const { events, slots } = scheduler.fill(slab, slotsMax, Infinity, this.stepNs, this.baseNs)
      this.produced += events
      sinceLoss += events
      if (sinceLoss > (options.eventsPerLoss ?? Infinity)) {
        sinceLoss = 0
        // The events of the slab in hand do not come.
        model.gap({ firstNs, lastNs: Math.ceil(scheduler.nowNs), lost: [events, 0, 0] })
      } else model.push(bytes, slots)
      await between?.()
    }
    model.end()
  }

  private snapshot(): void {
    const { goid, site, goroutines: length } = this.scheduler
    const of = (slot: number) => sites[site[slot]]
    this.model.applySnapshot({
      beginNs: 0,
      endNs: 0,
      length,
      goid: Float64Array.from(goid.subarray(0, length)),
      state: new Uint8Array(length).fill(4),
      reason: Uint8Array.from({ length }, (_, slot) => of(slot).reason),
      startpc: Float64Array.from({ length }, (_, slot) => of(slot).startpc),
      gopc: Float64Array.from({ length }, (_, slot) => of(slot).gopc),
      tid: new Uint32Array(length),
    })
  }
}

/** Records a synthetic session that has not run yet. */
export function recordSynthetic(
  session: SyntheticSession,
  output: RecordingOutput,
  options: Partial<WriterOptions> = {},
): RecordingWriter {
  const writer = new RecordingWriter({
    head: () => headOf(session),
    getLive: () => session.model.goroutines(),
    getSites: () => session.model.sites.names,
    getCounters: () => session.counters(),
    output,
    ...options,
  })
  session.model.addSink(writer.onTransitions, writer.onGap, writer.onSnapshot)
  return writer
}

export async function writeSynthetic(path: string, options: SyntheticRecording): Promise<RecordingWriter> {
  const session = new SyntheticSession(options)
  const writer = recordSynthetic(session, createRecordingFile(path, { force: true }))
  await session.run(async () => {
    writer.tick(session.nowNs)
    await writer.room()
  })
  await writer.finish(session.nowNs)
  return writer
}

export function playSynthetic(visitor: RecordingVisitor, options: SyntheticRecording): Promise<void> {
  return inFolder(async folder => {
    const path = join(folder, 'synthetic.rqs')
    await writeSynthetic(path, options)
    await tellFile(path, visitor)
  })
}
