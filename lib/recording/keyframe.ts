import type { LiveGoroutines } from '../model/live.js'
import { SITE_UNKNOWN } from '../model/sites.js'
import { REASON_NONE, State } from '../model/transition.js'
import { ColumnReader, ColumnWriter, Damaged, joinColumns, openColumns } from './column.js'
import { ChunkFlag, ChunkType, KEYFRAME_ROWS_MAX } from './format.js'
import type { UnsealedChunk } from './seal.js'

const PART = KEYFRAME_ROWS_MAX
const PART_BYTES = PART * 48

/** How a goroutine's two moments and its wait reason are told, in one byte with its state. */
const STATE_MASK = 7
const SINCE_SHIFT = 3
const CREATED_SHIFT = 5
const HAS_REASON = 1 << 7
const Moment = { Unknown: 0, Ago: 1, Float: 2 } as const

/** The live goroutines at a moment. */
export interface Keyframe {
  /** The newest moment that had been told. */
  timeNs: number
  /** End of the last loss told, -Infinity if there was none. */
  gapLastNs: number
  /** The session had just read who lives. */
  picture: boolean
  live: LiveGoroutines
}

/** The chunks of a keyframe, not deflated yet; one at least. */
export function keyframeChunks({ timeNs, gapLastNs, picture, live }: Keyframe): UnsealedChunk[] {
  const chunks: UnsealedChunk[] = []
  const writer = new PartWriter()
  for (let from = 0; from === 0 || from < live.length; from += PART) {
    const end = Math.min(live.length, from + PART)
    const first = from === 0 ? ChunkFlag.First : 0
    const last = end === live.length ? ChunkFlag.Last : 0
    chunks.push({
      type: ChunkType.Keyframe,
      flags: first | last | (picture ? ChunkFlag.Picture : 0),
      rows: end - from,
      firstNs: timeNs,
      lastNs: timeNs,
      payload: writer.write(live, from, end, timeNs, gapLastNs),
    })
  }
  return chunks
}

class PartWriter {
  private readonly fixed = new ColumnWriter(16)
  private readonly state = new ColumnWriter(PART)
  private readonly reason = new ColumnWriter(PART)
  private readonly goid = new ColumnWriter(PART_BYTES)
  private readonly site = new ColumnWriter(PART * 5)
  private readonly tid = new ColumnWriter(PART * 5)
  private readonly since = new ColumnWriter(PART * 8)
  private readonly created = new ColumnWriter(PART * 8)
  private readonly columns = [
    this.fixed,
    this.state,
    this.reason,
    this.goid,
    this.site,
    this.tid,
    this.since,
    this.created,
  ]

  write(live: LiveGoroutines, from: number, end: number, timeNs: number, gapLastNs: number): Uint8Array {
    for (const column of this.columns) column.length = 0
    this.fixed.float(timeNs)
    this.fixed.float(gapLastNs)
    let last = 0
    for (let row = from; row < end; row++) {
      const state = live.state[row]
      const reason = live.reason[row]
      const since = moment(this.since, timeNs, live.sinceNs[row])
      const created = moment(this.created, timeNs, live.createdNs[row])
      const hasReason = reason === REASON_NONE ? 0 : HAS_REASON
      this.state.byte(state | (since << SINCE_SHIFT) | (created << CREATED_SHIFT) | hasReason)
      if (hasReason !== 0) this.reason.byte(reason)
      const goid = live.goid[row]
      // An even number is a step up from the goroutine before, an odd one a step down.
      this.goid.number(goid >= last ? (goid - last) * 2 : (last - goid) * 2 - 1)
      last = goid
      this.site.number(live.site[row])
      if (state === State.Running || state === State.Syscall) this.tid.number(live.tid[row])
    }
    return joinColumns(this.columns)
  }
}

function moment(to: ColumnWriter, timeNs: number, ns: number): number {
  if (Number.isNaN(ns)) return Moment.Unknown
  const ago = timeNs - ns
  if (ago >= 0 && Number.isSafeInteger(ago)) {
    to.number(ago)
    return Moment.Ago
  }
  to.float(ns)
  return Moment.Float
}

/** Puts a keyframe together from its parts. */
export class KeyframeReader {
  private readonly fixed = new ColumnReader()
  private readonly state = new ColumnReader()
  private readonly reason = new ColumnReader()
  private readonly goid = new ColumnReader()
  private readonly site = new ColumnReader()
  private readonly tid = new ColumnReader()
  private readonly since = new ColumnReader()
  private readonly created = new ColumnReader()
  private readonly columns = [
    this.fixed,
    this.state,
    this.reason,
    this.goid,
    this.site,
    this.tid,
    this.since,
    this.created,
  ]

  /** @param parts payloads, and how many goroutines each holds @param sites how many have names @throws Damaged */
  read(parts: readonly { payload: Uint8Array; rows: number }[], picture: boolean, sites: number): Keyframe {
    const total = parts.reduce((sum, { rows }) => sum + rows, 0)
    // Each takes three bytes at least: a lie is found before memory is asked for.
    for (const { payload, rows } of parts)
      if (rows * 3 > payload.length) throw new Damaged('it promises more goroutines than it can hold')
    const live: LiveGoroutines = {
      length: total,
      goid: new Float64Array(total),
      state: new Uint8Array(total),
      sinceNs: new Float64Array(total),
      createdNs: new Float64Array(total),
      site: new Uint32Array(total),
      tid: new Uint32Array(total),
      reason: new Uint8Array(total).fill(REASON_NONE),
    }
    const keyframe = { timeNs: 0, gapLastNs: 0, picture, live }
    let from = 0
    for (const { payload, rows } of parts) {
      openColumns(payload, this.columns)
      keyframe.timeNs = this.fixed.float()
      keyframe.gapLastNs = this.fixed.float()
      if (!Number.isFinite(keyframe.timeNs) || Number.isNaN(keyframe.gapLastNs))
        throw new Damaged('it has a time that is none')
      this.part(live, from, from + rows, keyframe.timeNs, sites)
      from += rows
    }
    return keyframe
  }

  private part(live: LiveGoroutines, from: number, end: number, timeNs: number, sites: number): void {
    let goid = 0
    for (let row = from; row < end; row++) {
      const code = this.state.byte()
      const state = code & STATE_MASK
      if (state > State.Syscall) throw new Damaged('it has a state that is none')
      live.state[row] = state
      if ((code & HAS_REASON) !== 0) live.reason[row] = this.reason.byte()
      live.sinceNs[row] = momentOf(this.since, timeNs, (code >> SINCE_SHIFT) & 3)
      live.createdNs[row] = momentOf(this.created, timeNs, (code >> CREATED_SHIFT) & 3)
      const step = this.goid.number()
      goid += step % 2 === 0 ? step / 2 : -(step + 1) / 2
      live.goid[row] = goid
      const site = this.site.number()
      live.site[row] = site < sites ? site : SITE_UNKNOWN
      if (state === State.Running || state === State.Syscall) live.tid[row] = this.tid.number()
    }
  }
}

function momentOf(column: ColumnReader, timeNs: number, mode: number): number {
  if (mode === Moment.Unknown) return Number.NaN
  return mode === Moment.Ago ? timeNs - column.number() : column.float()
}
