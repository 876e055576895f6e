import { SITE_UNKNOWN } from '../model/sites.js'
import type { TransitionBatch } from '../model/transition.js'
import { ColumnReader, Damaged, openColumns } from './column.js'
import { Goroutine, Moment, OnP, Other, Scene, THREADS_MAX, Time } from './scene.js'
import {
  CREATED_SHIFT,
  OTHER_SHIFT,
  P_SHIFT,
  Shapes,
  SINCE_SHIFT,
  SITE_GIVEN,
  THREAD_SHIFT,
  TIME_SHIFT,
} from './shape.js'

/** What is given for each shape as bytes. */
const SHAPE_BYTES = 8

/** Turns a chunk's payload into rows again. */
export class RowReader {
  /** Rows that are still to come. */
  left = 0
  private sites = 0
  private readonly scene = new Scene()
  private readonly shapes = new Shapes()
  private readonly threads = new Uint32Array(THREADS_MAX)
  private threadCount = 0

  private readonly shapeTable = new ColumnReader()
  private readonly shape = new ColumnReader()
  private readonly timeLow = new ColumnReader()
  private readonly timeHigh = new ColumnReader()
  private readonly goid = new ColumnReader()
  private readonly site = new ColumnReader()
  private readonly number = new ColumnReader()
  private readonly p = new ColumnReader()
  private readonly tid = new ColumnReader()
  private readonly other = new ColumnReader()
  private readonly since = new ColumnReader()
  private readonly created = new ColumnReader()
  private readonly float = new ColumnReader()
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

  /** @param sites how many there are names of @throws Damaged */
  open(payload: Uint8Array, rows: number, sites: number): void {
    openColumns(payload, this.columns)
    this.shapes.read(this.shapeTable, this.shapeTable.length / SHAPE_BYTES)
    this.sites = sites
    this.threadCount = 0
    this.scene.clear(this.float.float())
    this.left = rows
  }

  /** Fills the batch with the rows that come next, as many as it can hold. @throws Damaged */
  read(batch: TransitionBatch): void {
    const count = Math.min(this.left, batch.capacity)
    batch.length = count
    this.left -= count
    for (let row = 0; row < count; row++) this.row(batch, row)
  }

  private row(batch: TransitionBatch, row: number): void {
    const { scene, shapes } = this
    const shape = this.shape.number()
    if (shape >= shapes.count) throw new Damaged('it has a shape too few')
    const modes = shapes.modes[shape]
    const from = shapes.from[shape]
    const to = shapes.to[shape]
    const ns = this.time((modes >> TIME_SHIFT) & 3)

    const how = modes & 3
    const onP = (modes >> P_SHIFT) & 3
    let entry = how === Goroutine.Numbered ? this.numbered(this.number.number()) : -1
    const p = onP === OnP.Same ? scene.p : onP === OnP.Own && entry >= 0 ? scene.ownP[entry] : this.givenP()
    const place = scene.place(p)
    const runs = scene.runs[place]
    if (how === Goroutine.Runs) entry = runs
    else if (how === Goroutine.Readied) entry = scene.readied[place]
    else if (how === Goroutine.New) entry = this.add(from, place, this.givenSite())
    if (entry < 0) throw new Damaged('it foretells a goroutine that is none')

    const tid = ((modes >> THREAD_SHIFT) & 1) === 0 ? scene.tid[place] : this.thread()
    batch.other[row] = this.waker((modes >> OTHER_SHIFT) & 3, runs, place)
    batch.sinceNs[row] = this.moment(this.since, (modes >> SINCE_SHIFT) & 3, ns, scene.lastNs[entry])
    batch.createdNs[row] = this.moment(this.created, (modes >> CREATED_SHIFT) & 3, ns, scene.bornNs[entry])
    if ((modes & SITE_GIVEN) !== 0) scene.site[entry] = this.givenSite()

    batch.timeNs[row] = ns
    batch.goid[row] = scene.goid[entry]
    batch.tid[row] = tid
    batch.site[row] = scene.site[entry]
    batch.p[row] = p
    batch.kind[row] = shapes.kind[shape]
    batch.from[row] = from
    batch.to[row] = to
    batch.reason[row] = shapes.reason[shape]
    batch.endedReason[row] = shapes.endedReason[shape]
    batch.flags[row] = shapes.flags[shape]
    scene.change(entry, from, to, p, tid)
  }

  private time(mode: number): number {
    const { scene } = this
    if (mode === Time.Later) scene.timeNs += this.timeLow.byte() + this.timeHigh.number() * 0x100
    else if (mode === Time.Earlier) scene.timeNs -= this.timeHigh.number()
    else scene.timeNs = this.float.float()
    if (!Number.isFinite(scene.timeNs)) throw new Damaged('it has a time that is none')
    return scene.timeNs
  }

  private moment(column: ColumnReader, mode: number, ns: number, known: number): number {
    if (mode === Moment.Unknown) return Number.NaN
    if (mode === Moment.Known) return known
    return mode === Moment.Ago ? ns - column.number() : this.float.float()
  }

  private waker(mode: number, runs: number, place: number): number {
    if (mode === Other.None) return 0
    let entry = runs
    if (mode === Other.New) entry = this.add(-1, place, 0)
    else if (mode === Other.Numbered) entry = this.numbered(this.other.number())
    if (entry < 0) throw new Damaged('it foretells a waker that is none')
    return this.scene.goid[entry]
  }

  private numbered(entry: number): number {
    if (entry >= this.scene.entries) throw new Damaged('it has a goroutine too few')
    return entry
  }

  private givenP(): number {
    return (this.p.number() + 0xffff) & 0xffff
  }

  private givenSite(): number {
    const site = this.site.number()
    // The part of the file that named it is gone.
    return site < this.sites ? site : SITE_UNKNOWN
  }

  private thread(): number {
    const number = this.tid.number()
    if (number < this.threadCount) return this.threads[number]
    if (number > this.threadCount) throw new Damaged('it has a thread too few')
    const tid = this.tid.number()
    if (this.threadCount < THREADS_MAX) this.threads[this.threadCount++] = tid
    return tid >>> 0
  }

  private add(from: number, place: number, site: number): number {
    const { scene } = this
    const code = this.goid.number()
    const goid =
      code === 0 ? this.goid.number() : scene.near(from, place) + 1 + (((code - 1) >>> 1) ^ -((code - 1) & 1))
    scene.name(goid, from, place)
    return scene.add(goid, site)
  }
}
