import { Goroutines, ROW_F64 } from '../../model/goroutines.js'
import { State } from '../../model/transition.js'
import type { Chunk } from '../chunk.js'
import type { Work } from '../past.js'
import type { Counts } from './counts.js'
import { Lives } from './lives.js'
import type { Rows, Scene } from './scene.js'

const HIGH = 0x100000000
const SITES = 0x10000
/** The live goroutines may be so much older than the newest rows, ns. */
const LIVE_AGE_NS = 1e9
/**
 * So many rows are followed for what the live goroutines do not know yet. Where there are more in so short a time, each
 * goroutine has later rows that tell, but for very few; to follow them all would take several times as long.
 */
const ROWS_MORE = 32768

/** Lane i tells of all goroutines of `sites[i]`. */
export function* siteLanes(scene: Scene, sites: readonly number[], counts: Counts): Work<void> {
  const crowd = new Crowd(scene, sites, counts)
  for (const rows of scene.telling(ROWS_MORE)) {
    crowd.take(rows)
    yield
  }
  crowd.finish()
}

/** The goroutines of some sites, as rows tell of them. */
class Crowd {
  private readonly goroutines = new Goroutines()
  private readonly lives: Lives
  /** By site: its lane + 1, 0 if it has none. */
  private readonly laneOf = new Uint16Array(SITES)
  /** What happened before, the live goroutines know of. */
  private readonly settledNs: number
  /** Rows before tell all that there is to tell, without following anybody. */
  private readonly plainNs: number

  constructor(
    private readonly scene: Scene,
    sites: readonly number[],
    private readonly counts: Counts,
  ) {
    this.lives = new Lives(scene, this.goroutines, counts)
    sites.forEach((site, lane) => {
      this.laneOf[site] = lane + 1
    })
    this.settledNs = (scene.live?.timeNs ?? -Infinity) - LIVE_AGE_NS
    const { losses, firstNs } = scene
    this.plainNs = losses.endedBy(firstNs) === losses.length ? this.settledNs : -Infinity
  }

  /** Takes all rows of a chunk. */
  take(rows: Rows): void {
    const { losses, oldestNs } = this.scene
    const eraNs = Math.max(losses.endOf(losses.length - 1), oldestNs)
    if (rows.chunk.minNs < this.plainNs) this.counts.take(rows, this.plainNs, this.laneOf, eraNs)
    if (rows.chunk.maxNs >= this.plainNs) this.follow(rows)
  }

  private follow({ chunk, length }: Rows): void {
    const { goidLow, goidHigh, site, time, fromTo } = chunk
    const { laneOf, goroutines, lives } = this
    const from = this.plainNs - chunk.baseNs
    for (let row = 0; row < length; row++) {
      const lane = laneOf[site[row]] - 1
      if (lane < 0 || time[row] < from) continue
      const goid = goidHigh[row] * HIGH + goidLow[row]
      let at = goroutines.find(goid)
      if (at < 0) at = lives.add(goid, lane)
      lives.take(at, chunk, row)
      if ((fromTo[row] & 7) === State.NotExist) this.exit(at, chunk, row)
    }
  }

  finish(): void {
    const { goroutines, scene, laneOf } = this
    const { live } = scene
    const rows = new Int32Array(goroutines.high + (live?.length ?? 0)).fill(-1)
    for (let i = 0; i < (live?.length ?? 0); i++) {
      const lane = laneOf[live!.site[i]] - 1
      let at = goroutines.find(live!.goid[i])
      if (at < 0 && lane >= 0) at = this.lives.add(live!.goid[i], lane)
      if (at >= 0) rows[at] = i
    }
    for (let at = 0; at < goroutines.high; at++)
      if (goroutines.f64[at * ROW_F64] !== 0) this.lives.finish(at, rows[at])
  }

  private exit(at: number, chunk: Chunk, row: number): void {
    if (chunk.timeNs(row) < this.settledNs) this.goroutines.remove(at)
  }
}
