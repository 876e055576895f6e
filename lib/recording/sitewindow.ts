import { bucketOf, Histograms } from '../latency/histogram.js'
import type { StageName } from '../latency/report.js'
import { stageNames } from '../latency/report.js'
import { LIFETIME, stageOf } from '../latency/stage.js'
import { Window } from '../latency/window.js'
import type { SiteName } from '../model/sites.js'
import type { TransitionBatch } from '../model/transition.js'
import type { Figure, Trigger } from './trigger.js'

const QUANTILES: readonly Figure[] = ['p50_ns', 'p90_ns', 'p99_ns', 'p999_ns']
const quantileOf = [0.5, 0.9, 0.99, 0.999]

/** Which sites a trigger means, by their number. */
export class SiteMask {
  private readonly meant: boolean[] = []

  constructor(
    private readonly trigger: Trigger,
    private readonly watched: { readonly sites: { readonly names: readonly SiteName[] } },
  ) {}

  has(site: number): boolean {
    const { names } = this.watched.sites
    for (let next = this.meant.length; next < names.length; next++) {
      const name = names[next]!
      this.meant.push(this.trigger.site ? this.trigger.site(name, next) : !name.system)
    }
    return this.meant[site] ?? false
  }
}

/** The last second of one stage at some sites. */
export class SiteWindow {
  private readonly histograms = new Histograms()
  private readonly window = new Window(this.histograms, 0)
  private readonly number: number

  constructor(
    stage: StageName,
    private readonly mask: SiteMask,
  ) {
    this.number = stageNames.indexOf(stage)
  }

  take(batch: TransitionBatch): void {
    const { timeNs, sinceNs, createdNs, from, to, kind, flags, site, length } = batch
    const current = this.window.current[this.number]!
    const lives = this.number === LIFETIME
    for (let row = 0; row < length; row++) {
      const ns = timeNs[row]! - (lives ? createdNs[row]! : sinceNs[row]!)
      if (!(ns >= 0) || !this.mask.has(site[row]!)) continue
      if (lives || stageOf(from[row]!, to[row]!, kind[row]!, flags[row]!) === this.number)
        this.histograms.record(current, bucketOf(ns), ns)
    }
  }

  figure(figure: Figure, nowNs: number): number | undefined {
    const id = this.now(nowNs)
    if (this.histograms.count(id) === 0) return undefined
    if (figure === 'max_ns') return this.histograms.max(id)
    return this.histograms.quantiles(id, [quantileOf[QUANTILES.indexOf(figure)]!])[0]
  }

  rate(nowNs: number): number {
    const id = this.now(nowNs)
    return (this.histograms.count(id) * 1e9) / Math.max(1, this.window.lengthNs(nowNs))
  }

  private now(nowNs: number): number {
    this.window.rotate(nowNs)
    return this.window.last()[this.number]!
  }
}
