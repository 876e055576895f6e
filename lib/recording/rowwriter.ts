import type { TransitionBatch } from '../model/transition.js'
import { ColumnWriter, joinColumns } from './column.js'
import { CHUNK_NS_MAX, CHUNK_ROWS_MAX, PAYLOAD_BYTES_MAX } from './format.js'
import { Goroutine, Moment, OnP, Other, Scene, THREADS_MAX, Thread, Time } from './scene.js'
import {
  CREATED_SHIFT,
  OTHER_SHIFT,
  P_SHIFT,
  SHAPES_MAX,
  ShapeWriter,
  SINCE_SHIFT,
  SITE_GIVEN,
  THREAD_SHIFT,
  TIME_SHIFT,
} from './shape.js'

/** After how many rows it is looked whether the chunk is full, and what so many rows take at most. */
const LOOK_ROWS = 128
const LOOK_BYTES = LOOK_ROWS * 112
const INDEX_SLOTS = 1 << 18
const INDEX_SHIFT = 14
const MULTIPLIER = 0x9e3779b1
/** Goids further from what was foretold are written whole. */
const NEAR = 1 << 30

/**
 * Turns rows into the payload of a chunk: a column of numbers for each thing that cannot be foretold from the rows before.
 * Makes nothing per row. `RowReader` undoes it, exactly, whatever the rows are.
 */
export class RowWriter {
  rows = 0
  /** Of the rows so far, ns; the least and the greatest. */
  firstNs = Infinity
  lastNs = -Infinity

  private readonly scene = new Scene()
  private readonly shapes = new ShapeWriter()
  /** Goid → number in the scene, plus one: open addressing, at most half full. */
  private readonly index = new Int32Array(INDEX_SLOTS)
  private readonly threads = new Uint32Array(THREADS_MAX)
  private threadCount = 0

  private readonly shapeTable = column()
  private readonly shape = column()
  private readonly timeLow = column()
  private readonly timeHigh = column()
  private readonly goid = column()
  private readonly site = column()
  private readonly number = column()
  private readonly p = column()
  private readonly tid = column()
  private readonly other = column()
  private readonly since = column()
  private readonly created = column()
  private readonly float = column()
  private readonly columns = [
    this.shapeTable,
    this.shape,
    this.timeLow,
    this.timeHigh,
    this.goid,
    this.site,
    this.number,
    this.p,
    this.tid,
    this.other,
    this.since,
    this.created,
    this.float,
  ]

  /** Takes rows of a batch from `row` on, until the chunk is full; returns up to which one. */
  append(batch: TransitionBatch, row: number): number {
    const { timeNs } = batch
    for (let at = row; at < batch.length; at++) {
      if (this.rows % LOOK_ROWS === 0 && this.isFull()) return at
      const ns = timeNs[at]
      if (this.rows === 0) this.begin(ns)
      const first = Math.min(ns, this.firstNs)
      const last = Math.max(ns, this.lastNs)
      if (last - first >= CHUNK_NS_MAX) return at
      this.firstNs = first
      this.lastNs = last
      this.row(batch, at)
    }
    return batch.length
  }

  /** The payload; what comes next begins another chunk. */
  seal(): Uint8Array {
    this.shapes.write(this.shapeTable)
    const payload = joinColumns(this.columns)
    for (const each of this.columns) each.length = 0
    this.shapes.clear()
    this.rows = 0
    this.firstNs = Infinity
    this.lastNs = -Infinity
    return payload
  }

  private begin(ns: number): void {
    this.scene.clear(ns)
    this.index.fill(0)
    this.threadCount = 0
    this.float.float(ns)
  }

  private isFull(): boolean {
    let bytes = 8 * this.shapes.count + 4 * (this.columns.length + 1)
    for (const each of this.columns) bytes += each.length
    return (
      this.rows >= CHUNK_ROWS_MAX || this.shapes.count >= SHAPES_MAX || bytes > PAYLOAD_BYTES_MAX - LOOK_BYTES
    )
  }

  private row(batch: TransitionBatch, row: number): void {
    const { scene } = this
    const p = batch.p[row]
    const from = batch.from[row]
    const to = batch.to[row]
    const place = scene.place(p)
    let modes = this.time(batch.timeNs[row]) << TIME_SHIFT

    const goid = batch.goid[row]
    const site = batch.site[row]
    const runs = scene.runs[place]
    let entry = this.find(goid)
    const isNew = entry < 0
    if (isNew) {
      entry = this.add(goid, from, place, site)
      this.site.number(site)
      modes |= Goroutine.New
    } else if (entry === runs) modes |= Goroutine.Runs
    else if (entry === scene.readied[place]) modes |= Goroutine.Readied
    else this.number.number(entry)

    if (p === scene.p) modes |= OnP.Same << P_SHIFT
    else if ((modes & 3) === Goroutine.Numbered && p === scene.ownP[entry]) modes |= OnP.Own << P_SHIFT
    else this.p.number((p + 1) & 0xffff)

    const tid = batch.tid[row]
    if (tid !== scene.tid[place]) {
      this.thread(tid)
      modes |= Thread.Given << THREAD_SHIFT
    }

    const other = batch.other[row]
    if (other !== 0) modes |= this.waker(other, runs, place) << OTHER_SHIFT

    const ns = batch.timeNs[row]
    const since = batch.sinceNs[row]
    if (since === scene.lastNs[entry]) modes |= Moment.Known << SINCE_SHIFT
    else if (!Number.isNaN(since)) modes |= this.moment(this.since, ns, since) << SINCE_SHIFT
    const created = batch.createdNs[row]
    if (created === scene.bornNs[entry]) modes |= Moment.Known << CREATED_SHIFT
    else if (!Number.isNaN(created)) modes |= this.moment(this.created, ns, created) << CREATED_SHIFT

    if (site !== scene.site[entry]) {
      scene.site[entry] = site
      this.site.number(site)
      modes |= SITE_GIVEN
    }
    const low = batch.kind[row] | (from << 8) | (to << 16) | (batch.reason[row] << 24)
    const high = batch.endedReason[row] | (batch.flags[row] << 8) | (modes << 16)
    this.shape.number(this.shapes.number(low, high))
    scene.change(entry, from, to, p, tid)
    this.rows++
  }

  /** Writes how much later it is. */
  private time(ns: number): number {
    const { scene } = this
    const later = ns - scene.timeNs
    let mode: number = Time.Later
    if (later >= 0 && later < 0x80000000 && later === (later | 0)) {
      this.timeLow.byte(later & 0xff)
      this.timeHigh.number(later >>> 8)
    } else if (isLength(-later) && scene.timeNs + later === ns) {
      this.timeHigh.number(-later)
      mode = Time.Earlier
    } else {
      this.float.float(ns)
      mode = Time.Float
    }
    scene.timeNs = ns
    return mode
  }

  /** Writes a moment that cannot be foretold. */
  private moment(to: ColumnWriter, ns: number, moment: number): number {
    const ago = ns - moment
    if (isLength(ago) && ns - ago === moment) {
      to.number(ago)
      return Moment.Ago
    }
    this.float.float(moment)
    return Moment.Float
  }

  private waker(goid: number, runs: number, place: number): number {
    const { scene } = this
    if (runs >= 0 && scene.goid[runs] === goid) return Other.Runs
    const entry = this.find(goid)
    if (entry >= 0) {
      this.other.number(entry)
      return Other.Numbered
    }
    this.add(goid, -1, place, 0)
    return Other.New
  }

  /** Threads are numbered in the order of their first row, too; the number behind the last is followed by a tid. */
  private thread(tid: number): void {
    let at = 0
    while (at < this.threadCount && this.threads[at] !== tid) at++
    this.tid.number(at)
    if (at < this.threadCount) return
    if (this.threadCount < THREADS_MAX) this.threads[this.threadCount++] = tid
    this.tid.number(tid)
  }

  private find(goid: number): number {
    const { index } = this
    const { goid: goids } = this.scene
    let at = Math.imul(goid | 0, MULTIPLIER) >>> INDEX_SHIFT
    for (;;) {
      const entry = index[at] - 1
      if (entry < 0 || goids[entry] === goid) return entry
      at = (at + 1) & (INDEX_SLOTS - 1)
    }
  }

  private add(goid: number, from: number, place: number, site: number): number {
    const { scene, index } = this
    const later = goid - scene.near(from, place) - 1
    if (later > -NEAR && later < NEAR) this.goid.number((((later << 1) ^ (later >> 31)) >>> 0) + 1)
    else {
      this.goid.number(0)
      this.goid.number(goid)
    }
    scene.name(goid, from, place)
    const entry = scene.add(goid, site)
    let at = Math.imul(goid | 0, MULTIPLIER) >>> INDEX_SHIFT
    while (index[at] !== 0) at = (at + 1) & (INDEX_SLOTS - 1)
    index[at] = entry + 1
    return entry
  }
}

const column = () => new ColumnWriter(PAYLOAD_BYTES_MAX + LOOK_BYTES)

/** Whether it can be written as a number. */
const isLength = (ns: number) => ns >= 0 && ns <= Number.MAX_SAFE_INTEGER && Math.floor(ns) === ns
