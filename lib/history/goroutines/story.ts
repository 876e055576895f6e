import { Flag, REASON_NONE, State } from '../../model/transition.js'
import type { WireGoroutine } from '../../stream/wire.js'
import type { Chunk } from '../chunk.js'
import { RowFilter } from '../filter.js'
import type { Rows, Scene } from '../lanes/scene.js'
import { summaryOf } from '../stats.js'
import { Tally } from '../tally.js'
import { Peers } from './peers.js'
import { wakes } from './wakers.js'

const HIGH = 0x100000000
const everything = new RowFilter({ system: true })

/** What is known of a goroutine at a moment. */
type Standing = Required<Pick<WireGoroutine, 'state' | 'reason' | 'since_ns' | 'tid'>>

const unknown: Standing = { state: State.Undetermined, reason: REASON_NONE, since_ns: Number.NaN, tid: 0 }

/** Gathers all that the past tells of one goroutine. Who it is comes from all rows, what it did from the range's. */
export class Story {
  readonly wokenBy = new Peers()
  readonly woke = new Peers()
  readonly children = new Peers()
  private known = false
  private site = 0
  private createdNs = Number.NaN
  private exitedNs = Number.NaN
  private parent = 0
  private readonly tally = new Tally()
  /** Its last row before the range's end and its first row after that. */
  private before: { chunk: Chunk; row: number } | undefined
  private after: { chunk: Chunk; row: number } | undefined

  constructor(
    private readonly scene: Scene,
    private readonly goid: number,
  ) {}

  /** Takes all rows of a chunk, in order. */
  take({ chunk, length }: Rows): void {
    const { goidLow, goidHigh, otherLow, otherHigh, fromTo } = chunk
    const low = this.goid % HIGH
    const high = Math.floor(this.goid / HIGH)
    for (let row = 0; row < length; row++) {
      if (goidLow[row] === low && goidHigh[row] === high) this.own(chunk, row)
      if (otherLow[row] === low && otherHigh[row] === high && (fromTo[row] & 7) !== State.NotExist)
        this.others(chunk, row)
    }
  }

  /** Without the sites of peers, and without those peers. */
  encode(): WireGoroutine {
    const { scene, goid, tally } = this
    const i = scene.live ? scene.live.goid.subarray(0, scene.live.length).indexOf(goid) : -1
    if (i >= 0) {
      this.site = scene.live!.site[i]
      if (!Number.isNaN(scene.live!.createdNs[i])) this.createdNs = scene.live!.createdNs[i]
    }
    const slots = Array.from({ length: tally.length }, (_, slot) => slot)
    const { stages, reasons, transitions } = summaryOf(tally, slots)
    return {
      goid,
      known: this.known || i >= 0,
      site: this.site,
      ...this.standing(i),
      created_ns: this.createdNs,
      exited_ns: this.exitedNs,
      parent: this.parent,
      stages,
      reasons,
      transitions,
    }
  }

  private own(chunk: Chunk, row: number): void {
    const timeNs = chunk.timeNs(row)
    const { firstNs, lastNs } = this.scene
    this.known = true
    this.site = chunk.site[row]
    if (timeNs < lastNs) this.before = { chunk, row }
    else this.after ??= { chunk, row }
    if (chunk.from(row) === State.NotExist) {
      this.createdNs = timeNs
      this.exitedNs = Number.NaN
      this.parent = chunk.other(row)
    }
    if (chunk.to(row) === State.NotExist) {
      this.exitedNs = timeNs
      const lifeNs = chunk.lifeNs(row)
      if (lifeNs >= 0) this.createdNs = timeNs - lifeNs
    }
    if (timeNs < firstNs || timeNs >= lastNs) return
    this.tally.take(chunk, row, row + 1, firstNs, lastNs, everything)
    const other = chunk.other(row)
    if (wakes[chunk.fromTo[row]] !== 0 && other !== 0) this.wokenBy.add(other)
  }

  private others(chunk: Chunk, row: number): void {
    const { firstNs, lastNs } = this.scene
    const timeNs = chunk.timeNs(row)
    const goid = chunk.goid(row)
    if (chunk.from(row) === State.NotExist) this.children.add(goid, chunk.site[row])
    if (wakes[chunk.fromTo[row]] === 0 || timeNs < firstNs || timeNs >= lastNs) return
    this.woke.add(goid, chunk.site[row])
  }

  /** Its state at the range's end. @param i its row among the live goroutines, -1 if it is not there */
  private standing(i: number): Standing {
    const { before, after, scene } = this
    const { losses, lastNs, newestNs, live } = scene
    if (!losses.seek(lastNs)) return unknown
    if (before && before.chunk.timeNs(before.row) >= losses.beginNs) {
      const { chunk, row } = before
      return standingOf(chunk, row, chunk.to(row), chunk.reason[row], chunk.timeNs(row))
    }
    if (after && after.chunk.timeNs(after.row) <= losses.endNs) {
      const { chunk, row } = after
      const ns = chunk.lengthNs(row)
      const contradicts = Number.isNaN(ns) && (chunk.flags(row) & Flag.Disagreement) !== 0
      if (contradicts) return unknown
      return standingOf(chunk, row, chunk.from(row), chunk.endedReason[row], chunk.timeNs(row) - ns)
    }
    if (after || i < 0 || losses.endNs < newestNs) return unknown
    return { state: live!.state[i], reason: live!.reason[i], since_ns: live!.sinceNs[i], tid: live!.tid[i] }
  }
}

function standingOf(chunk: Chunk, row: number, state: number, reason: number, since_ns: number): Standing {
  const onThread = state === State.Running || state === State.Syscall
  return {
    state,
    reason: state === State.Waiting ? reason : REASON_NONE,
    since_ns,
    tid: onThread ? chunk.tid[row] : 0,
  }
}
