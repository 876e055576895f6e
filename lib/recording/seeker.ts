import type { LiveGoroutines } from '../model/live.js'
import { REASON_NONE, State, TransitionBatch } from '../model/transition.js'
import { type ChunkFile, MISSING } from './chunkfile.js'
import { Damaged } from './column.js'
import { ChunkFlag, ChunkType, KEYFRAME_PARTS_MAX } from './format.js'
import { type Keyframe, KeyframeReader } from './keyframe.js'
import { Population } from './population.js'
import { RowReader } from './rowreader.js'
import type { RecordingHead } from './walk.js'

/** Rows that are handed on together. */
export const BATCH_ROWS = 4096
/** The session's first picture comes within so many rows, or is told as a later one. */
const PICTURE_ROWS_MAX = 1 << 20

/** Who lived at a moment, and where to read on from there. */
export interface Sought {
  population: Population
  /** The first chunk whose rows are not in it, but for those before the moment. */
  index: number
}

/** Finds the states at any moment: from the last keyframe before it, and the rows between. */
export class Seeker {
  private readonly rows = new RowReader()
  private readonly keyframes = new KeyframeReader()
  private readonly batch = new TransitionBatch(BATCH_ROWS)
  private picture: { index: number; live: LiveGoroutines; timeNs: number } | undefined

  constructor(
    private readonly file: ChunkFile,
    private readonly head: RecordingHead,
  ) {}

  /** Who lived at the first instant. */
  begin(): Sought & { timeNs: number } {
    const population = new Population()
    const timeNs = this.head.firstNs
    const first = this.file.entries.findIndex(({ type }) => isTold(type))
    if (this.file.entries[first]?.type === ChunkType.Keyframe) {
      const keyframe = this.keyframe(first)
      if (keyframe) {
        population.load(keyframe.live, keyframe.timeNs, keyframe.gapLastNs)
        return { population, index: first + 1, timeNs }
      }
    }
    this.picture ??= this.older()
    population.load(this.picture.live, timeNs)
    return { population, index: 0, timeNs }
  }

  /** The keyframe that `begin` makes use of although rows lie before it: it is not to be told again; -1 if none. */
  get pictureIndex(): number {
    this.picture ??= this.older()
    return this.picture.index
  }

  /** Who lived just before a moment. */
  before(ns: number): Sought {
    const { entries } = this.file
    let found: Sought | undefined
    // What was written before the first picture does not know who is older.
    const first = Math.max(0, this.pictureIndex)
    for (let index = entries.length - 1; index >= first && !found; index--) {
      const { type, flags, lastNs } = entries[index]
      if (type !== ChunkType.Keyframe || (flags & ChunkFlag.First) === 0 || lastNs >= ns) continue
      const keyframe = this.keyframe(index)
      if (!keyframe) continue
      const population = new Population()
      population.load(keyframe.live, keyframe.timeNs, keyframe.gapLastNs)
      found = { population, index: index + 1 }
    }
    const from = found ?? this.begin()
    for (let index = from.index; index < entries.length; index++)
      if (entries[index].firstNs < ns) this.apply(from.population, index, ns)
    return from
  }

  /** The keyframe whose first part is at `index`; undefined, and noted, if it is not whole. */
  keyframe(index: number): Keyframe | undefined {
    const { file } = this
    const parts: { payload: Uint8Array; rows: number }[] = []
    let at = index
    try {
      for (; ; at++) {
        const entry = file.entries[at]
        if (entry?.type !== ChunkType.Keyframe) return undefined
        if (at > index && (entry.flags & ChunkFlag.First) !== 0) return undefined
        if (parts.length === KEYFRAME_PARTS_MAX) throw new Damaged('it has too many parts')
        parts.push({ payload: file.payload(entry), rows: entry.rows })
        if ((entry.flags & ChunkFlag.Last) !== 0) break
      }
      const picture = (file.entries[index].flags & ChunkFlag.Picture) !== 0
      return this.keyframes.read(parts, picture, this.head.sites.length)
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      file.note(file.entries[Math.min(at, file.entries.length - 1)], error.message)
      return undefined
    }
  }

  private apply(population: Population, index: number, ns: number): void {
    const { file } = this
    const entry = file.entries[index]
    if (entry.type === ChunkType.Gap || entry.type === MISSING) {
      population.gap(entry.lastNs)
    } else if (entry.type === ChunkType.Keyframe) {
      // A picture between rows: the session knew more from there on.
      if ((entry.flags & (ChunkFlag.First | ChunkFlag.Picture)) === (ChunkFlag.First | ChunkFlag.Picture))
        this.look(population, index)
    } else if (entry.type === ChunkType.Transitions) {
      try {
        this.rows.open(file.payload(entry), entry.rows, this.head.sites.length)
        while (this.rows.left > 0) {
          this.rows.read(this.batch)
          population.batch(this.batch, ns)
        }
      } catch (error) {
        if (!(error instanceof Damaged)) throw error
        file.note(entry, error.message)
        population.gap(entry.lastNs)
      }
    }
  }

  private look(population: Population, index: number): void {
    if (index === this.picture?.index) return
    const keyframe = this.keyframe(index)
    if (keyframe) population.load(keyframe.live, keyframe.timeNs, keyframe.gapLastNs)
  }

  /**
   * The goroutines that are older than the recording: as the session's first picture has them, but those that had rows
   * before it as these say. If nothing tells of them there are none.
   */
  private older(): { index: number; live: LiveGoroutines; timeNs: number } {
    const nobody = { index: -1, live: noGoroutines(0), timeNs: this.head.firstNs }
    const { entries } = this.file
    let rows = 0
    const index = entries.findIndex(({ type, flags, rows: more }) => {
      if (type === ChunkType.Transitions) rows += more
      // A file that begins with a keyframe knows who lived then.
      if (type === ChunkType.Keyframe) return rows === 0 || (flags & ChunkFlag.Picture) !== 0
      return type === ChunkType.Gap || type === MISSING
    })
    const isPicture = entries[index]?.type === ChunkType.Keyframe
    if (!isPicture || rows === 0 || rows > PICTURE_ROWS_MAX) return nobody
    const keyframe = this.keyframe(index)
    const seen = keyframe && this.seenBefore(index)
    return seen ? { index, live: merge(seen, keyframe.live), timeNs: keyframe.timeNs } : nobody
  }

  /** By goid the first rows before a chunk, births as undefined; nothing if they cannot be read. */
  private seenBefore(end: number): Map<number, Older | undefined> | undefined {
    const seen = new Map<number, Older | undefined>()
    const { batch } = this
    try {
      for (const entry of this.file.entries.slice(0, end)) {
        if (entry.type !== ChunkType.Transitions) continue
        this.rows.open(this.file.payload(entry), entry.rows, this.head.sites.length)
        while (this.rows.left > 0) {
          this.rows.read(batch)
          for (let row = 0; row < batch.length; row++)
            if (!seen.has(batch.goid[row])) seen.set(batch.goid[row], olderOf(batch, row))
        }
      }
      return seen
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      return undefined
    }
  }
}

/** Chunks that tell something that happened, or who lived. */
const isTold = (type: number): boolean =>
  type === MISSING || type === ChunkType.Transitions || type === ChunkType.Keyframe || type === ChunkType.Gap

/** What a goroutine's first row says of the time before. */
interface Older {
  state: number
  reason: number
  site: number
  tid: number
}

function olderOf(batch: TransitionBatch, row: number): Older | undefined {
  const state = batch.from[row]
  if (state === State.NotExist) return undefined
  const onThread = state === State.Running || state === State.Syscall
  return {
    state,
    reason: batch.endedReason[row],
    site: batch.site[row],
    tid: onThread ? batch.tid[row] : 0,
  }
}

function merge(seen: Map<number, Older | undefined>, found: LiveGoroutines): LiveGoroutines {
  const goids: number[] = []
  const rows: Older[] = []
  const siteOf = new Map<number, number>()
  for (let at = 0; at < found.length; at++) {
    const goid = found.goid[at]
    siteOf.set(goid, found.site[at])
    if (seen.has(goid)) continue
    goids.push(goid)
    rows.push({ state: found.state[at], reason: found.reason[at], site: found.site[at], tid: found.tid[at] })
  }
  for (const [goid, older] of seen) {
    if (!older) continue
    goids.push(goid)
    rows.push({ ...older, site: siteOf.get(goid) ?? older.site })
  }
  const live = noGoroutines(goids.length)
  live.goid.set(goids)
  rows.forEach(({ state, reason, site, tid }, at) => {
    live.state[at] = state
    live.reason[at] = state === State.Waiting ? reason : REASON_NONE
    live.site[at] = site
    live.tid[at] = tid
  })
  return live
}

/** Room for goroutines of which nothing is known. */
function noGoroutines(length: number): LiveGoroutines {
  return {
    length,
    goid: new Float64Array(length),
    state: new Uint8Array(length),
    sinceNs: new Float64Array(length).fill(Number.NaN),
    createdNs: new Float64Array(length).fill(Number.NaN),
    site: new Uint32Array(length),
    tid: new Uint32Array(length),
    reason: new Uint8Array(length).fill(REASON_NONE),
  }
}
