import { createLayout, eventLayout, Kind, NO_P, SLOT_SIZE } from '../../lib/contract.gen.js'
import { sites } from './syntheticsites.js'

const WORDS = SLOT_SIZE / 4
const TIME = eventLayout.time_ns / 4
const GOID = eventLayout.goid / 4
const OTHER = eventLayout.other / 4
const TID = eventLayout.tid / 4
const PLACE = eventLayout.p / 4
const STARTPC = createLayout.startpc / 4
const GOPC = createLayout.gopc / 4
const HIGH = 2 ** 32

const G_RUNNABLE = 1
const FIRST_TID = 1000
/** Longest queue, a power of two. */
const QUEUE = 1 << 16
/** How far back in the order of parking the next one to be woken lies: from a table, log-uniform. */
const DEPTHS = 4096

/** Of 1024 decisions of a running goroutine. */
const READY_WHILE_SHORT = 600
const READY_WHILE_LONG = 120
const CREATE = 24
const EXIT_SHORT = 480
const GOSCHED = 20
const SYSCALL_EXIT = 2

/** How many more are waiting to run by turns: quiet, busy, overloaded; one step is 2²⁹ ns. */
const crowds = [4, 12, 30, 8, 90, 300, 40, 6, 20, 2000, 10, 60]
const CROWD_NS = 2 ** 29

const siteIsShort = Uint8Array.from(sites, ({ life }) => (life === 'short' ? 1 : 0))
const siteReason = Uint8Array.from(sites, ({ reason }) => reason)
/** Sites of goroutines that are made while it runs. */
const born = sites.flatMap(({ life }, site) => (life === 'short' ? [site] : []))
const leaking = sites.findIndex(({ life }) => life === 'leak')
/** One in so many births is of the site that leaks. */
const LEAK = 256

/**
 * Goroutines on Ps, one event at a time: whatever comes out obeys the scheduler's rules, each P runs one goroutine at a
 * time, and who is woken waits in a queue. A goroutine is a slot of these columns, free ones are used again.
 */
export class Scheduler {
  readonly goid: Uint32Array
  readonly site: Uint8Array
  /** Time of the last event, ns since the beginning. */
  nowNs = 0
  live: number

  private readonly waiting: Int32Array
  private waitingLength: number
  private readonly free: Int32Array
  private freeLength = 0
  private readonly queue = new Int32Array(QUEUE)
  private queueHead = 0
  private queueTail = 0
  /** By P: what runs there, what runs there next; -1 nothing. */
  private readonly current: Int32Array
  private readonly next: Int32Array
  private readonly depth: Uint32Array
  private lastGoid: number
  private leaked = 0
  private random: number
  private crowd = crowds[0]!

  /** @param goroutines live at the beginning, all of them waiting; about as many stay */
  constructor(
    readonly goroutines: number,
    private readonly ps: number,
    seed: number,
  ) {
    const capacity = Math.ceil(goroutines * 1.25) + 4096
    this.goid = new Uint32Array(capacity)
    this.site = new Uint8Array(capacity)
    this.waiting = new Int32Array(capacity)
    this.free = new Int32Array(capacity)
    this.current = new Int32Array(ps).fill(-1)
    this.next = new Int32Array(ps).fill(-1)
    this.random = seed
    this.live = goroutines
    this.lastGoid = goroutines
    this.waitingLength = goroutines
    this.depth = Uint32Array.from({ length: DEPTHS }, (_, i) => goroutines ** (i / DEPTHS))
    for (let slot = capacity - 1; slot >= goroutines; slot--) this.free[this.freeLength++] = slot
    const many = sites.flatMap(({ weight }, site) => Array<number>(weight).fill(site))
    for (let slot = 0; slot < goroutines; slot++) {
      this.goid[slot] = slot + 1
      // The main goroutine and the runtime's own come first.
      this.site[slot] = slot < 4 ? slot : many[slot % many.length]!
      this.waiting[slot] = slot
    }
  }

  /**
   * Makes events up to a moment, or until the slab is full.
   * @param words the slab, `slotsMax` slots
   * @param stepNs from one event to the next, on average
   * @param baseNs CLOCK_MONOTONIC of the beginning
   */
  fill(
    words: Uint32Array,
    slotsMax: number,
    untilNs: number,
    stepNs: number,
    baseNs: bigint,
  ): { events: number; slots: number } {
    const base = Number(baseNs)
    const halfNs = stepNs / 2
    let nowNs = this.nowNs
    let high = Math.floor((base + nowNs) / HIGH)
    let slot = 0
    let events = 0
    for (; slot + 2 <= slotsMax; events++) {
      const random = this.draw()
      const timeNs = nowNs + halfNs + (stepNs * (random >>> 22)) / 1024
      if (timeNs >= untilNs) break
      nowNs = timeNs
      let low = base + Math.floor(timeNs) - high * HIGH
      if (low >= HIGH) {
        high++
        low -= HIGH
      }
      const at = slot * WORDS
      words[at + TIME] = low
      words[at + TIME + 1] = high
      slot += this.step(words, at, random)
    }
    this.nowNs = nowNs
    this.crowd = crowds[Math.floor(nowNs / CROWD_NS) % crowds.length]!
    return { events, slots: slot }
  }

  /** One event of one P; returns how many slots it took. */
  private step(words: Uint32Array, at: number, random: number): number {
    const p = (random & 0xffff) % this.ps
    const slot = this.current[p]!
    const chance = (random >>> 12) & 1023
    return slot < 0 ? this.idle(words, at, p) : this.act(words, at, p, slot, chance)
  }

  /** A P that runs nothing takes the next one; if there is none, the network wakes somebody. */
  private idle(words: Uint32Array, at: number, p: number): number {
    let slot = this.next[p]!
    this.next[p] = -1
    if (slot < 0) {
      if (this.queueHead === this.queueTail) return this.ready(words, at, p, 0)
      slot = this.queue[this.queueHead++ & (QUEUE - 1)]!
    }
    this.current[p] = slot
    return this.put(words, at, Kind.RUN, slot, 0, p, 0)
  }

  /** What a running goroutine does next. */
  private act(words: Uint32Array, at: number, p: number, slot: number, chance: number): number {
    const length = this.queueTail - this.queueHead
    const readies = length < this.crowd ? READY_WHILE_SHORT : READY_WHILE_LONG
    if (chance < readies && this.waitingLength > this.goroutines >> 4)
      return this.ready(words, at, p, this.goid[slot]!)
    const rest = 1023 - chance
    if (rest < CREATE && this.freeLength > 0 && length < QUEUE / 2) return this.create(words, at, p, slot)
    this.current[p] = -1
    if (rest < CREATE + GOSCHED) return this.yield(words, at, p, slot, Kind.GOSCHED, rest & 1)
    if (rest < CREATE + GOSCHED + SYSCALL_EXIT) return this.yield(words, at, NO_P, slot, Kind.SYSCALL_EXIT, 0)
    if (siteIsShort[this.site[slot]!] === 1 && rest < EXIT_SHORT) return this.exit(words, at, p, slot)
    this.waiting[this.waitingLength++] = slot
    return this.put(words, at, Kind.PARK, slot, 0, p, siteReason[this.site[slot]!]!)
  }

  /** Wakes one of those that wait: mostly one that has parked not long ago. */
  private ready(words: Uint32Array, at: number, p: number, waker: number): number {
    const random = this.draw()
    const back = Math.min(this.depth[random & (DEPTHS - 1)]!, this.waitingLength)
    const index = this.waitingLength - back
    const slot = this.waiting[index]!
    this.waiting[index] = this.waiting[--this.waitingLength]!
    if (this.next[p]! < 0 && random >>> 30 !== 0) this.next[p] = slot
    else this.queue[this.queueTail++ & (QUEUE - 1)] = slot
    return this.put(words, at, Kind.READY, slot, waker, p, 0)
  }

  private create(words: Uint32Array, at: number, p: number, parent: number): number {
    const random = this.draw()
    const slot = this.free[--this.freeLength]!
    const leaks = random % LEAK === 0 && this.leaked < this.goroutines / 10
    const site = leaks ? leaking : born[(random >>> 8) % born.length]!
    if (leaks) this.leaked++
    this.live++
    this.goid[slot] = ++this.lastGoid
    this.site[slot] = site
    this.queue[this.queueTail++ & (QUEUE - 1)] = slot
    this.put(words, at, Kind.CREATE, slot, this.goid[parent]!, p, G_RUNNABLE)
    const { startpc, gopc } = sites[site]!
    words.fill(0, at + WORDS, at + 2 * WORDS)
    words[at + STARTPC] = startpc
    words[at + GOPC] = gopc
    return 2
  }

  /** It stays runnable, at the end of the queue. */
  private yield(words: Uint32Array, at: number, p: number, slot: number, kind: Kind, reason: number): number {
    this.queue[this.queueTail++ & (QUEUE - 1)] = slot
    return this.put(words, at, kind, slot, 0, p, reason)
  }

  private exit(words: Uint32Array, at: number, p: number, slot: number): number {
    this.free[this.freeLength++] = slot
    this.live--
    return this.put(words, at, Kind.EXIT, slot, 0, p, 0)
  }

  private put(
    words: Uint32Array,
    at: number,
    kind: Kind,
    slot: number,
    other: number,
    p: number,
    reason: number,
  ): number {
    words[at + GOID] = this.goid[slot]!
    words[at + GOID + 1] = 0
    words[at + OTHER] = other
    words[at + OTHER + 1] = 0
    words[at + TID] = FIRST_TID + (p & 63)
    words[at + PLACE] = p | (kind << 16) | (reason << 24)
    return 1
  }

  private draw(): number {
    let random = this.random
    random ^= random << 13
    random ^= random >>> 17
    random ^= random << 5
    this.random = random
    return random >>> 0
  }
}
