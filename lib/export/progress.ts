import { Kind } from '../contract.gen.js'
import type { LiveGoroutines } from '../model/live.js'
import type { TransitionBatch } from '../model/transition.js'
import type { RecordedCounters, RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'

/** How often it is drawn, ms. */
const DRAW_MS = 100
const BAR_COLUMNS = 24

/** Where progress is shown: a terminal. */
interface Terminal {
  write(text: string): unknown
}

/** Passes a recording on, counts it, and shows on a terminal how far it is. */
export class Progress implements RecordingVisitor {
  transitions = 0
  /** Those that were there, and those created. */
  goroutines = 0
  gaps = 0
  /** Events, by cause. */
  readonly lost: Record<string, number> = {}
  firstNs = Number.NaN
  lastNs = Number.NaN
  private readonly beganMs = performance.now()
  private drawnMs = 0
  private drawn = false
  private untilNs = 0

  /**
   * @param label in front of the bar
   * @param terminal where it is drawn; undefined for nowhere
   * @param bytes written so far
   */
  constructor(
    private readonly inner: RecordingVisitor,
    private readonly label: string,
    private readonly terminal: Terminal | undefined,
    private readonly bytes: () => number,
  ) {}

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.firstNs = live.timeNs
    this.lastNs = live.timeNs
    this.untilNs = head.lastNs
    this.goroutines = live.length
    this.inner.begin(head, live)
  }

  batch(batch: TransitionBatch): void {
    this.inner.batch(batch)
    this.transitions += batch.length
    for (let row = 0; row < batch.length; row++) if (batch.kind[row] === Kind.CREATE) this.goroutines++
    if (batch.length > 0) this.lastNs = Math.max(this.lastNs, batch.timeNs[batch.length - 1])
    if (this.terminal) this.draw(this.terminal)
  }

  gap(gap: RecordedGap): void {
    this.gaps++
    for (const [cause, count] of Object.entries(gap.lost)) this.lost[cause] = (this.lost[cause] ?? 0) + count
    this.inner.gap(gap)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.inner.live?.(live)
  }

  counters(counters: RecordedCounters): void {
    this.inner.counters?.(counters)
  }

  anchor(anchor: Parameters<NonNullable<RecordingVisitor['anchor']>>[0]): void {
    this.inner.anchor?.(anchor)
  }

  settled(): Promise<void> | undefined {
    return this.inner.settled?.()
  }

  end(ns: number): void {
    this.lastNs = ns
    this.inner.end(ns)
  }

  get seconds(): number {
    return (performance.now() - this.beganMs) / 1000
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.drawn) this.terminal?.write('\r\x1b[K')
    this.drawn = false
  }

  private draw(terminal: Terminal): void {
    const nowMs = performance.now()
    if (nowMs - this.drawnMs < DRAW_MS) return
    this.drawnMs = nowMs
    this.drawn = true
    const spanNs = this.untilNs - this.firstNs
    const share = spanNs > 0 ? Math.min(1, Math.max(0, (this.lastNs - this.firstNs) / spanNs)) : 0
    const full = Math.round(share * BAR_COLUMNS)
    const bar = '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full)
    const megabytes = (this.bytes() / 1e6).toFixed(1)
    const left = share > 0.02 ? ` ${Math.ceil((this.seconds / share) * (1 - share))}s left` : ''
    terminal.write(`\r${this.label} ${bar} ${Math.floor(share * 100)}% ${megabytes} MB${left}\x1b[K`)
  }
}
