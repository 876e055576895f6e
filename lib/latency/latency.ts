import { Flag, REASON_COROUTINE, REASON_PREEMPTED, State, type TransitionBatch } from '../model/transition.js'
import { bucketOf, Histograms } from './histogram.js'
import { LIFETIME, NO_STAGE, STAGES, stageOf, WAIT } from './stage.js'
import { Window } from './window.js'

export interface LatencyOptions {
  /**
   * Whether the runtime's own goroutines count in the overall stages and wait reasons. Off by default: GC workers
   * that idle for minutes would drown the program's waits. Their sites are listed either way.
   */
  system?: boolean
  /** When the session begins, ns since its base. */
  beginNs?: number
}

/**
 * The latency breakdown: every interval of known start and end, once per stage overall, per site and, for waits, per
 * reason. Intervals that are censored, undetermined or contradicted never get here with a start.
 */
export class Latency {
  readonly histograms = new Histograms()
  readonly window: Window
  /** For whoever merges histograms to show; valid until the next one does. */
  readonly scratch = this.histograms.add()
  /** By wait reason: its histogram, 0 if none yet. */
  readonly byReason = new Uint32Array(256)
  /** By `site * STAGES + stage`: the histogram, 0 if none yet. */
  bySite = new Uint32Array(64 * STAGES)

  private readonly skip: number

  constructor(options: LatencyOptions = {}) {
    this.window = new Window(this.histograms, options.beginNs ?? 0)
    this.skip = options.system ? 0 : Flag.System
  }

  /** The sink to add to the model. */
  readonly sink = (batch: TransitionBatch): void => this.take(batch)

  /** To be called about ten times a second: moves the window on. */
  tick(nowNs: number): void {
    this.window.rotate(nowNs)
  }

  private take(batch: TransitionBatch): void {
    const { timeNs, sinceNs, createdNs, site, from, to, kind, flags, endedReason, length } = batch
    for (let row = 0; row < length; row++) {
      const ns = timeNs[row] - sinceNs[row]
      // NaN, where the start is not known, is not ≥ 0.
      if (ns >= 0) {
        const stage = stageOf(from[row], to[row], kind[row], flags[row])
        if (stage !== NO_STAGE) {
          const bucket = bucketOf(ns)
          this.histograms.record(this.ofSite(site[row], stage), bucket, ns)
          if ((flags[row] & this.skip) === 0) {
            this.histograms.record(this.window.current[stage], bucket, ns)
            if (stage === WAIT) this.histograms.record(this.ofReason(endedReason[row]), bucket, ns)
          }
        }
      }
      if (to[row] === State.NotExist) {
        const lifeNs = timeNs[row] - createdNs[row]
        if (lifeNs >= 0) {
          const bucket = bucketOf(lifeNs)
          this.histograms.record(this.ofSite(site[row], LIFETIME), bucket, lifeNs)
          if ((flags[row] & this.skip) === 0) {
            this.histograms.record(this.window.current[LIFETIME], bucket, lifeNs)
          }
        }
      }
    }
  }

  private ofSite(site: number, stage: number): number {
    const at = site * STAGES + stage
    if (at >= this.bySite.length) this.widen(at)
    return this.bySite[at] || this.addSite(at)
  }

  private ofReason(reason: number): number {
    if (this.byReason[reason] === 0) this.byReason[reason] = this.histograms.add()
    return this.byReason[reason]
  }

  private addSite(at: number): number {
    this.bySite[at] = this.histograms.add()
    return this.bySite[at]
  }

  private widen(at: number): void {
    let size = this.bySite.length
    while (size <= at) size *= 2
    const longer = new Uint32Array(size)
    longer.set(this.bySite)
    this.bySite = longer
  }
}

/**
 * The text of a wait reason. Coroutines have a runtime reason of their own (waitReasonCoroutine), so a switch carries
 * that text too.
 * @param texts the target's own, by waitReason value (`Plan.waitReasons`)
 */
export function waitReasonText(reason: number, texts: readonly string[]): string {
  if (reason === REASON_PREEMPTED) return 'preempted'
  if (reason === REASON_COROUTINE) return 'coroutine'
  return texts[reason] || 'unknown'
}
