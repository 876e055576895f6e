import { setImmediate as turn } from 'node:timers/promises'
import { Flag, REASON_NONE, TransitionBatch } from '../model/transition.js'
import { type ChunkFile, MISSING, type Place } from './chunkfile.js'
import { Damaged } from './column.js'
import { anchorOf, countersOf, lostOf } from './facts.js'
import { ChunkFlag, ChunkType } from './format.js'
import { RowReader } from './rowreader.js'
import { BATCH_ROWS, type Seeker } from './seeker.js'
import type { RecordedGap, RecordingHead, RecordingPart, RecordingVisitor } from './walk.js'

/** How long it reads before others get their turn. */
const SLICE_MS = 8

/** One way through a recording, from one moment to another. */
export class Passage {
  private readonly rows = new RowReader()
  private readonly batch = new TransitionBatch(BATCH_ROWS)
  private readonly fromNs: number
  private readonly toNs: number
  /** The loads under way, by place. */
  private readonly ahead = new Map<Place, Promise<Uint8Array | Damaged>>()
  private turnedMs = performance.now()
  /** End of what the recording lost of what the session knew; nothing reaches back over it. */
  private lostLastNs = -Infinity
  /** Since then nobody has said who lives. */
  private isLost = false

  constructor(
    private readonly file: ChunkFile,
    private readonly head: RecordingHead,
    private readonly seeker: Seeker,
    private readonly visitor: RecordingVisitor,
    part: RecordingPart,
  ) {
    this.fromNs = part.fromNs ?? -Infinity
    this.toNs = part.toNs ?? Infinity
  }

  async run(): Promise<void> {
    const { file, head, seeker, visitor, fromNs } = this
    const { population, index } = fromNs > head.firstNs ? seeker.before(fromNs) : seeker.begin()
    const timeNs = Math.max(fromNs, head.firstNs)
    visitor.begin(head, { ...population.columns(), timeNs })
    for (let at = index; at < file.entries.length; at++) {
      const entry = file.entries[at]
      if (entry.lastNs < fromNs || entry.firstNs > this.toNs) continue
      if (entry.type === ChunkType.Transitions) await this.transitions(entry, at)
      else this.fact(entry, at)
    }
    visitor.end(Math.max(timeNs, Math.min(this.toNs, head.lastNs)))
    await visitor.settled?.()
  }

  private async transitions(entry: Place, at: number): Promise<void> {
    const loading = this.take(entry)
    const next = this.nextRows(at)
    if (next) this.ahead.set(next, this.load(next))
    const payload = await loading
    if (payload instanceof Damaged) {
      this.lose(entry, payload.message)
      return
    }
    try {
      this.rows.open(payload, entry.rows, this.head.sites.length)
      while (this.rows.left > 0) {
        this.rows.read(this.batch)
        this.tell(entry)
        const settling = this.visitor.settled?.()
        if (settling) await settling
        await this.pause()
      }
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      this.lose(entry, error.message)
    }
  }

  private tell(entry: Place): void {
    const { batch, fromNs, toNs } = this
    if (entry.firstNs < fromNs || entry.lastNs > toNs) keep(batch, fromNs, toNs)
    if (this.lostLastNs > -Infinity) forget(batch, this.lostLastNs, this.isLost)
    if (batch.length > 0) this.visitor.batch(batch)
  }

  /** Anything but rows. */
  private fact(entry: Place, at: number): void {
    const { visitor, seeker } = this
    if (entry.type === MISSING) this.lose(entry, 'its head is damaged')
    else if (entry.type === ChunkType.Gap) this.gap(entry)
    else if (entry.type === ChunkType.Keyframe && (entry.flags & ChunkFlag.First) !== 0) {
      const isTold = (entry.flags & ChunkFlag.Picture) !== 0 && at !== seeker.pictureIndex
      if (isTold || this.isLost) this.live(at)
    } else if (entry.type === ChunkType.Counters && visitor.counters) {
      const counters = this.try(entry, payload => countersOf(payload, entry.firstNs))
      if (counters) visitor.counters(counters)
    } else if (entry.type === ChunkType.Anchor && visitor.anchor) {
      const anchor = this.try(entry, payload => anchorOf(payload, entry.firstNs))
      if (anchor) visitor.anchor(anchor)
    }
  }

  private gap(entry: Place): void {
    const lost = this.try(entry, lostOf) ?? { damaged_chunk: 0 }
    if ((entry.flags & ChunkFlag.Own) !== 0) this.forgetBefore(entry.lastNs)
    this.visitor.gap({ firstNs: entry.firstNs, lastNs: entry.lastNs, lost })
  }

  /** A chunk cannot be read: what is in it is lost. */
  private lose(entry: Place, why: string): void {
    this.file.note(entry, why)
    const gap: RecordedGap = {
      firstNs: entry.firstNs,
      lastNs: entry.lastNs,
      lost: { damaged_chunk: entry.rows },
    }
    this.forgetBefore(entry.lastNs)
    this.visitor.gap(gap)
  }

  private forgetBefore(ns: number): void {
    this.lostLastNs = Math.max(this.lostLastNs, ns)
    this.isLost = true
  }

  private live(at: number): void {
    const keyframe = this.seeker.keyframe(at)
    if (!keyframe) return
    const { live, timeNs } = keyframe
    for (let row = 0; row < live.length; row++)
      if (live.sinceNs[row] < this.lostLastNs) live.sinceNs[row] = Number.NaN
    this.isLost = false
    this.visitor.live?.({ ...live, timeNs })
  }

  private try<T>(entry: Place, decode: (payload: Uint8Array) => T): T | undefined {
    try {
      return decode(this.file.payload(entry))
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      this.file.note(entry, error.message)
      return undefined
    }
  }

  private nextRows(at: number): Place | undefined {
    const { entries } = this.file
    for (let next = at + 1; next < entries.length; next++) {
      const { type, firstNs, lastNs } = entries[next]
      if (type === ChunkType.Transitions && lastNs >= this.fromNs && firstNs <= this.toNs)
        return entries[next]
    }
    return undefined
  }

  private take(entry: Place): Promise<Uint8Array | Damaged> {
    const loading = this.ahead.get(entry) ?? this.load(entry)
    this.ahead.delete(entry)
    return loading
  }

  private load(entry: Place): Promise<Uint8Array | Damaged> {
    const loading = this.file.load(entry)
    // Whoever awaits it is told; nobody may, if the visitor throws first.
    loading.catch(() => undefined)
    return loading
  }

  private async pause(): Promise<void> {
    if (performance.now() - this.turnedMs < SLICE_MS) return
    await turn()
    this.turnedMs = performance.now()
  }
}

/** Leaves only the rows within these moments. */
function keep(batch: TransitionBatch, fromNs: number, toNs: number): void {
  let out = 0
  for (let row = 0; row < batch.length; row++) {
    const ns = batch.timeNs[row]
    if (ns < fromNs || ns > toNs) continue
    if (out < row) copyRow(batch, row, out)
    out++
  }
  batch.length = out
}

function copyRow(batch: TransitionBatch, from: number, to: number): void {
  batch.timeNs[to] = batch.timeNs[from]
  batch.sinceNs[to] = batch.sinceNs[from]
  batch.createdNs[to] = batch.createdNs[from]
  batch.goid[to] = batch.goid[from]
  batch.other[to] = batch.other[from]
  batch.tid[to] = batch.tid[from]
  batch.site[to] = batch.site[from]
  batch.p[to] = batch.p[from]
  batch.kind[to] = batch.kind[from]
  batch.from[to] = batch.from[from]
  batch.to[to] = batch.to[from]
  batch.reason[to] = batch.reason[from]
  batch.endedReason[to] = batch.endedReason[from]
  batch.flags[to] = batch.flags[from]
}

/**
 * Takes back what rows say of the time before a loss that the session knew nothing of, as the model does for its own.
 * @param all whether even the states before are not known any more
 */
function forget(batch: TransitionBatch, lostLastNs: number, all: boolean): void {
  for (let row = 0; row < batch.length; row++) {
    if (batch.createdNs[row] < lostLastNs) batch.createdNs[row] = Number.NaN
    if (batch.sinceNs[row] >= lostLastNs) continue
    batch.sinceNs[row] = Number.NaN
    batch.flags[row] &= ~Flag.FirstRun
    if (all) batch.endedReason[row] = REASON_NONE
  }
}
