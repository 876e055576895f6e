import type { StreamFlight, TriggerTold } from '../../lib/stream/flightterms.js'

/** A flight recorder that writes nothing, but remembers what it was asked. */
export class FakeFlight implements StreamFlight {
  readonly terms = { spanNs: 30e9, bytesMax: 1 << 28, postNs: 2e9, cooldownNs: 30e9, filesMax: 10 }
  readonly whys: string[] = []
  /** What it answers. */
  told: TriggerTold = {
    ...{ outcome: 'writing', refused: '', path: '/var/a.rqs' },
    ...{ untilNs: 7e9, cooldownNs: 30e9, files: 1 },
  }

  trigger(why: string): TriggerTold {
    this.whys.push(why)
    return this.told
  }
}
