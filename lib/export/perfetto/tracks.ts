import { basename } from 'node:path'
import type { SiteName } from '../../model/sites.js'
import type { RecordingHead } from '../../recording/walk.js'
import { Message } from './message.js'
import type { Packets } from './packets.js'

const PROCESS = 1
const PS = 2
const GOROUTINES = 3
const COUNTERS = 4
export const LOSSES = 5
const FIRST_FREE = 16

const LEXICOGRAPHIC = 1
const CHRONOLOGICAL = 2
const EXPLICIT = 3
const UNIT_COUNT = 2

/** The tracks of a trace, described when they are first needed. Numbers are small, so that every event is short. */
export class Tracks {
  private next = FIRST_FREE
  private readonly ps = new Int32Array(65536)
  private readonly sites = new Int32Array(65536)
  private names: readonly SiteName[] = []

  constructor(private readonly packets: Packets) {}

  open(head: RecordingHead): void {
    const { packets } = this
    this.names = head.sites
    const ordered = (ordering: number) => new Message().varint(11, ordering)
    const process = new Message().varint(1, head.pid).text(6, head.command)
    packets.track(PROCESS, head.command, 0, new Message().block(3, process).varint(11, EXPLICIT))
    packets.track(LOSSES, 'Losses', PROCESS, new Message().varint(12, 0))
    packets.track(COUNTERS, 'Goroutines by state', PROCESS, new Message().varint(12, 1))
    packets.track(PS, 'Ps', PROCESS, ordered(EXPLICIT).varint(12, 2))
    packets.track(GOROUTINES, 'Goroutines', PROCESS, ordered(LEXICOGRAPHIC).varint(12, 3))
  }

  counter(name: string): number {
    const uuid = this.next++
    const counter = new Message().varint(3, UNIT_COUNT)
    this.packets.track(uuid, name, COUNTERS, new Message().block(8, counter))
    return uuid
  }

  ofP(p: number): number {
    if (this.ps[p] === 0) {
      this.ps[p] = this.next++
      this.packets.track(this.ps[p], `P${p}`, PS, new Message().varint(12, p))
    }
    return this.ps[p]
  }

  /** A new track for a goroutine, among those of its site. */
  goroutine(goid: number, site: number): number {
    const parent = this.ofSite(site)
    const uuid = this.next++
    this.packets.track(uuid, `G${goid}`, parent)
    return uuid
  }

  nameOf(site: number): string {
    return this.names[site]?.function ?? 'unknown'
  }

  private ofSite(site: number): number {
    if (this.sites[site] === 0) {
      this.sites[site] = this.next++
      const createdAt = this.names[site]?.createdAt
      const name = createdAt ? `${this.nameOf(site)} (${basename(createdAt)})` : this.nameOf(site)
      this.packets.track(this.sites[site], name, GOROUTINES, new Message().varint(11, CHRONOLOGICAL))
    }
    return this.sites[site]
  }
}
