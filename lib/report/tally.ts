import { bucketOf, Histograms } from '../latency/histogram.js'
import { waitReasonText } from '../latency/latency.js'
import { type StageName, type StageStats, type Stages, stageNames } from '../latency/report.js'
import { LIFETIME, STAGES, WAIT } from '../latency/stage.js'

const QUANTILES = [0.5, 0.9, 0.99, 0.999]
const REASONS = 256

/** All waits of a site for a reason; and the longest. */
export interface WaitTally {
  site: number
  reason: number
  histogram: number
  ns: number
  goid: number
  /** When the longest began, ns since the session's base. */
  sinceNs: number
}

/** Lengths of intervals by stage, by site, and of waits by site and reason. */
export class Tally {
  private readonly histograms = new Histograms()
  private readonly scratch = this.histograms.add()
  private readonly overall = Array.from({ length: STAGES }, () => this.histograms.add())
  /** By `site * STAGES + stage`: the histogram, 0 if none yet. */
  private bySite = new Uint32Array(64 * STAGES)
  /** By `site * 256 + reason`. */
  private readonly waits = new Map<number, WaitTally>()

  /** @param counts whether it counts in the overall figures */
  add(stage: number, site: number, ns: number, counts: boolean): void {
    const bucket = bucketOf(ns)
    this.histograms.record(this.ofSite(site * STAGES + stage), bucket, ns)
    if (counts) this.histograms.record(this.overall[stage], bucket, ns)
  }

  addWait(site: number, reason: number, ns: number, goid: number, sinceNs: number): void {
    const key = site * REASONS + reason
    let wait = this.waits.get(key)
    if (!wait) {
      wait = { site, reason, histogram: this.histograms.add(), ns: -1, goid: 0, sinceNs: 0 }
      this.waits.set(key, wait)
    }
    this.histograms.record(wait.histogram, bucketOf(ns), ns)
    if (ns <= wait.ns) return
    wait.ns = ns
    wait.goid = goid
    wait.sinceNs = sinceNs
  }

  get stages(): Stages {
    return this.stagesOf(this.overall)
  }

  site(site: number): Stages {
    return this.stagesOf(
      Array.from({ length: STAGES }, (_, stage) => this.bySite[site * STAGES + stage] ?? 0),
    )
  }

  /** Of one stage of a site: how many, and how long in all, ns. */
  sum(site: number, stage: number): { count: number; ns: number } {
    const histogram = this.bySite[site * STAGES + stage] ?? 0
    return { count: this.histograms.count(histogram), ns: this.histograms.total(histogram) }
  }

  waitTallies(): WaitTally[] {
    return [...this.waits.values()]
  }

  stats(histogram: number): StageStats {
    const [p50_ns, p90_ns, p99_ns, p999_ns] = this.histograms.quantiles(histogram, QUANTILES)
    return {
      count: this.histograms.count(histogram),
      total_ns: this.histograms.total(histogram),
      p50_ns,
      p90_ns,
      p99_ns,
      p999_ns,
      max_ns: this.histograms.max(histogram),
    }
  }

  /** By text, most time first. @param counts which sites do */
  waitReasons(texts: readonly string[], counts: (site: number) => boolean): Record<string, StageStats> {
    const byText = new Map<string, number[]>()
    for (const wait of this.waits.values()) {
      if (!counts(wait.site)) continue
      const text = waitReasonText(wait.reason, texts)
      const parts = byText.get(text)
      if (parts) parts.push(wait.histogram)
      else byText.set(text, [wait.histogram])
    }
    const rows = [...byText].map(([text, parts]): [string, StageStats] => {
      this.histograms.clear(this.scratch)
      for (const part of parts) this.histograms.merge(this.scratch, part)
      return [text, this.stats(this.scratch)]
    })
    return Object.fromEntries(rows.sort(([, a], [, b]) => b.total_ns - a.total_ns))
  }

  private stagesOf(histograms: readonly number[]): Stages {
    const entries = stageNames.map((name, stage): [StageName, StageStats] => [
      name,
      this.stats(histograms[stage]),
    ])
    return Object.fromEntries(entries) as Stages
  }

  private ofSite(at: number): number {
    if (at >= this.bySite.length) {
      const longer = new Uint32Array(Math.max(this.bySite.length * 2, at + 1))
      longer.set(this.bySite)
      this.bySite = longer
    }
    if (this.bySite[at] === 0) this.bySite[at] = this.histograms.add()
    return this.bySite[at]
  }
}

export const RUN = stageNames.indexOf('run')
export const CREATE_TO_RUN = stageNames.indexOf('create_to_run')
export { LIFETIME, WAIT }
