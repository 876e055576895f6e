import { dropCauses } from '../contract.gen.js'
import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import type { Gap, TransitionBatch } from '../model/transition.js'
import { anchorChunk, type ClockAnchor, countersChunk, gapChunk, siteChunks } from './facts.js'
import { CHUNK_NS_MAX, ChunkType, KEYFRAME_PARTS_MAX, KEYFRAME_ROWS_MAX, type SealedChunk } from './format.js'
import { keyframeChunks } from './keyframe.js'
import { RowWriter } from './rowwriter.js'
import { plain, seal, type UnsealedChunk } from './seal.js'
import type { RecordedCounters, RecordedGap } from './walk.js'

export interface EncoderOptions {
  /** The live goroutines as they are after the rows told last; `getLive` of the session's model. */
  getLive(): LiveGoroutines
  /** By the numbers of the column `site`; only ever added to. */
  getSites(): readonly SiteName[]
  getCounters?(): RecordedCounters
  /** The wall clock, Unix ms; left out where the session is not happening now. */
  getUnixMs?(): number
  /** Takes the chunks in order, one at a time. What it throws ends the recording. */
  take(chunk: SealedChunk): void | Promise<void>
  /** What names are written as. */
  rename?(name: SiteName): SiteName
  /** The longest time between keyframes, ns; left out, they come when they are small beside the rows between them. */
  keyframeNs?: number
  /** Payloads that may wait to be taken, bytes: what comes when there are more is lost, and counted. */
  pendingBytesMax?: number
}

/** Between keyframes lie so many bytes of rows, before deflate: several times the keyframe, but not too far to seek. */
const KEYFRAME_SHARE = 8
const KEYFRAME_SHARE_MIN = 2
const KEYFRAME_BYTES_MIN = 1 << 20
const KEYFRAME_BYTES_MAX = 4 << 20
const KEYFRAME_NS = 10e9
const PENDING_BYTES_MAX = 64 << 20
const ROOM_BYTES = 8 << 20
const COUNTERS_NS = 1e9
const ANCHOR_NS = 10e9
/** Payloads below are not worth a thread. */
const SMALL_BYTES = 512

/**
 * Turns what a session tells into chunks. On the session's thread it only fills columns; deflate runs on the thread pool,
 * and whoever takes the chunks may be slow: the session never waits for either. What cannot be kept becomes a gap.
 */
export class RecordingEncoder {
  /** Transitions told, and those of them that are in chunks lost because the taker was too slow. */
  rows = 0
  lostRows = 0
  /** Resolves, with what `take` threw, only if it does. */
  readonly failed: Promise<Error>

  private readonly writer = new RowWriter()
  private tail: Promise<void> = Promise.resolve()
  private pendingBytes = 0
  private failure: Error | undefined
  private tellFailed!: (error: Error) => void
  private lost: RecordedGap | undefined

  private sitesTold = 0
  private newestNs = -Infinity
  private gapLastNs = -Infinity
  private countersNs = -Infinity
  private anchorNs = -Infinity
  /** Of the last keyframe: when, and how long; and the rows since then, bytes before deflate. */
  private keyframeNs = -Infinity
  private keyframeBytes = 0
  private rowBytes = 0
  private keyframeWanted = false

  constructor(private readonly options: EncoderOptions) {
    this.failed = new Promise(resolve => {
      this.tellFailed = resolve
    })
  }

  readonly onTransitions = (batch: TransitionBatch): void => {
    if (this.failure) return
    if (this.rows === 0 && this.keyframeNs === -Infinity) this.keyframeNs = batch.timeNs[0]
    this.rows += batch.length
    for (let row = 0; row < batch.length; ) {
      row = this.writer.append(batch, row)
      if (row < batch.length) this.sealRows()
    }
    this.newestNs = Math.max(this.newestNs, this.writer.lastNs)
    if (this.keyframeWanted || this.isKeyframeDue()) this.keyframe()
  }

  readonly onGap = (gap: Gap): void => {
    const lost = Object.fromEntries(
      dropCauses.map(({ name }, cause) => [name.toLowerCase(), gap.lost[cause] ?? 0]),
    )
    this.gap({ firstNs: gap.firstNs, lastNs: gap.lastNs, lost })
  }

  /** The session has just read from the program's memory who lives. */
  readonly onSnapshot = (): void => this.keyframe(true)

  /** A loss in words. */
  gap(gap: RecordedGap): void {
    if (this.failure) return
    this.sealRows()
    this.gapLastNs = Math.max(this.gapLastNs, gap.lastNs)
    this.emit(gapChunk({ ...gap, firstNs: Math.min(gap.firstNs, gap.lastNs) }, false))
  }

  /** To be called some times a second, so that a quiet program's rows do not wait for ever. @param nowNs of the session */
  tick(nowNs: number): void {
    if (this.failure) return
    if (nowNs - this.writer.firstNs >= CHUNK_NS_MAX) this.sealRows()
    if (nowNs - this.countersNs >= COUNTERS_NS) this.counters()
    if (nowNs - this.anchorNs >= ANCHOR_NS) this.anchor(nowNs)
  }

  /** Writes down now who lives; in a call of the session's, or between two. @param atNs not before this moment */
  keyframe(picture = false, atNs = -Infinity): void {
    if (this.failure) return
    this.sealRows()
    this.newestNs = Math.max(this.newestNs, atNs)
    const live = this.options.getLive()
    if (live.length > KEYFRAME_ROWS_MAX * KEYFRAME_PARTS_MAX) return
    this.sites()
    const timeNs = this.momentOf(live)
    const parts = keyframeChunks({ timeNs, gapLastNs: this.gapLastNs, picture, live })
    const bytes = parts.reduce((sum, { payload }) => sum + payload.length, 0)
    this.keyframeWanted = !this.hasRoom(bytes)
    if (this.keyframeWanted) return
    this.tellLost()
    for (const part of parts) this.emit(part)
    this.keyframeNs = timeNs
    this.keyframeBytes = bytes
    this.rowBytes = 0
    this.counters()
  }

  /** What the counters were, as somebody has told them: behind all rows so far. */
  tellCounters(counters: RecordedCounters): void {
    if (this.failure) return
    this.sealRows()
    this.countersNs = counters.timeNs
    this.emit(countersChunk(counters))
  }

  tellAnchor(anchor: ClockAnchor): void {
    if (this.failure) return
    this.anchorNs = anchor.timeNs
    this.emit(anchorChunk(anchor))
  }

  /** Whether so much is waiting to be taken, or taking it has failed, that a source that can wait should. */
  get crowded(): boolean {
    return this.pendingBytes > ROOM_BYTES || this.failure !== undefined
  }

  /**
   * Resolves when little is waiting to be taken: for a source that can wait, as no live session can.
   * @throws what `take` threw
   */
  async room(): Promise<void> {
    while (this.crowded) {
      await this.tail
      if (this.failure) throw this.failure
    }
  }

  /** Resolves when all told so far has been taken. */
  flush(): Promise<void> {
    this.sealRows()
    return this.tail
  }

  /** No more rows come. @throws what `take` threw */
  async finish(endNs: number): Promise<void> {
    this.sealRows()
    this.tellLost()
    this.sites()
    this.counters()
    this.anchor(endNs)
    await this.tail
    if (this.failure) throw this.failure
  }

  /** The newest moment told: of rows, or of what the goroutines did last. */
  private momentOf({ sinceNs }: LiveGoroutines): number {
    let newest = Math.max(this.newestNs, this.keyframeNs)
    for (const ns of sinceNs) if (ns > newest) newest = ns
    return Number.isFinite(newest) ? newest : 0
  }

  private isKeyframeDue(): boolean {
    const { keyframeNs } = this.options
    const share = Math.min(this.keyframeBytes * KEYFRAME_SHARE, KEYFRAME_BYTES_MAX)
    const bytesMin = Math.max(share, KEYFRAME_BYTES_MIN, this.keyframeBytes * KEYFRAME_SHARE_MIN)
    const ageNs = this.newestNs - this.keyframeNs
    if (keyframeNs !== undefined) return ageNs >= keyframeNs || this.rowBytes >= bytesMin
    return this.rowBytes >= bytesMin || (ageNs >= KEYFRAME_NS && this.rowBytes >= this.keyframeBytes)
  }

  /** Ends the chunk in hand. */
  private sealRows(): void {
    const { writer } = this
    const { rows, firstNs, lastNs } = writer
    if (rows === 0) return
    this.newestNs = Math.max(this.newestNs, lastNs)
    const payload = writer.seal()
    if (this.failure) return
    this.rowBytes += payload.length
    if (!this.hasRoom(payload.length)) {
      this.lose(rows, firstNs, lastNs)
      return
    }
    this.tellLost()
    this.sites()
    this.emit({ type: ChunkType.Transitions, flags: 0, rows, firstNs, lastNs, payload })
  }

  private lose(rows: number, firstNs: number, lastNs: number): void {
    this.lostRows += rows
    this.lost = {
      firstNs: Math.min(firstNs, this.lost?.firstNs ?? Infinity),
      lastNs: Math.max(lastNs, this.lost?.lastNs ?? -Infinity),
      lost: { recording_slow: rows + (this.lost?.lost.recording_slow ?? 0) },
    }
    this.keyframeWanted = true
  }

  private tellLost(): void {
    if (!this.lost) return
    this.emit(gapChunk(this.lost, true))
    this.lost = undefined
  }

  private sites(): void {
    const names = this.options.getSites()
    const { rename, getSites } = this.options
    if (names.length === this.sitesTold) return
    const told = rename
      ? names.map((name, site) => (site < this.sitesTold ? name : rename(name)))
      : getSites()
    for (const chunk of siteChunks(told, this.sitesTold, this.momentNow())) this.emit(chunk)
    this.sitesTold = names.length
  }

  private counters(): void {
    const counters = this.options.getCounters?.()
    if (!counters || this.failure) return
    this.countersNs = counters.timeNs
    this.emit(countersChunk(counters))
  }

  private anchor(timeNs: number): void {
    const unixMs = this.options.getUnixMs?.()
    if (unixMs !== undefined) this.tellAnchor({ timeNs, unixMs })
  }

  private momentNow(): number {
    return Number.isFinite(this.newestNs) ? this.newestNs : 0
  }

  private hasRoom(bytes: number): boolean {
    return this.pendingBytes + bytes <= (this.options.pendingBytesMax ?? PENDING_BYTES_MAX)
  }

  private emit(chunk: UnsealedChunk): void {
    const bytes = chunk.payload.length
    this.pendingBytes += bytes
    const sealing = bytes < SMALL_BYTES ? plain(chunk) : seal(chunk)
    this.tail = this.tail.then(() => this.pass(sealing, bytes))
  }

  private async pass(sealing: SealedChunk | Promise<SealedChunk>, bytes: number): Promise<void> {
    try {
      const chunk = await sealing
      if (!this.failure) await this.options.take(chunk)
    } catch (error) {
      this.failure = error as Error
      this.tellFailed(this.failure)
    } finally {
      this.pendingBytes -= bytes
    }
  }
}
