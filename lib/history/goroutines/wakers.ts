import { Goroutines } from '../../model/goroutines.js'
import { State } from '../../model/transition.js'
import { TermField, type WireTerm } from '../../stream/wire.js'
import type { Chunk } from '../chunk.js'
import type { Rows, Scene } from '../lanes/scene.js'
import type { LiveColumns, Work } from '../past.js'

const HIGH = 0x100000000
const SLOTS = 0x10000
const SITES = 0x10000

/** Whether a row of these states, `from << 3 | to`, is one that somebody else made: woken, or created. */
export const wakes = new Uint8Array(64)
wakes[(State.Waiting << 3) | State.Runnable] = 1
wakes[(State.NotExist << 3) | State.Runnable] = 1

/** A set of goroutines. */
export class Goids {
  private readonly table = new Goroutines()

  has(goid: number): boolean {
    return this.table.find(goid) >= 0
  }

  add(goid: number): void {
    if (this.table.find(goid) < 0) this.table.insert(goid)
  }

  remove(goid: number): void {
    const at = this.table.find(goid)
    if (at >= 0) this.table.remove(at)
  }
}

/** What WOKEN_BY, WAKES and PARENT ask for: those that `has` has after all rows of the range have been taken. */
export class Relation {
  private readonly found = new Goids()
  private readonly named = new Goids()
  private readonly site = new Uint8Array(SITES)
  private readonly anySite: boolean

  constructor(private readonly term: WireTerm) {
    for (const goid of term.values ?? []) this.named.add(goid)
    for (const site of term.sites ?? []) this.site[site] = 1
    this.anySite = (term.sites ?? []).length > 0
  }

  has(goid: number): boolean {
    return this.found.has(goid)
  }

  /** Finds the goroutines of the sites that are asked for: they are met as wakers and parents by their goids only. */
  *name(scene: Scene): Work<void> {
    if (!this.anySite || this.term.field === TermField.WAKES) return
    for (const { chunk, length } of scene.rows) {
      for (let row = 0; row < length; row++)
        if (this.site[chunk.site[row]] !== 0) this.named.add(chunk.goid(row))
      yield
    }
    const { live } = scene
    for (let i = 0; i < (live?.length ?? 0); i++)
      if (this.site[live!.site[i]] !== 0) this.named.add(live!.goid[i])
  }

  /** Takes the rows at [firstNs, lastNs), in order. */
  take({ chunk, length }: Rows, firstNs: number, lastNs: number): void {
    const { time, fromTo, baseNs } = chunk
    const first = firstNs - baseNs
    const last = lastNs - baseNs
    const { field } = this.term
    for (let row = 0; row < length; row++) {
      const states = fromTo[row]
      const born = states >> 3 === State.NotExist
      if (field === TermField.PARENT ? !born : wakes[states] === 0) continue
      if (time[row] < first || time[row] >= last) continue
      if (field === TermField.WAKES) this.wakes(chunk, row)
      else this.wokenBy(chunk, row)
    }
  }

  private wakes(chunk: Chunk, row: number): void {
    const waker = chunk.other(row)
    if (waker !== 0 && (this.site[chunk.site[row]] !== 0 || this.named.has(chunk.goid(row))))
      this.found.add(waker)
  }

  /** Who was woken last by another is not woken by those any more. */
  private wokenBy(chunk: Chunk, row: number): void {
    const other = chunk.other(row)
    if (other !== 0 && this.named.has(other)) this.found.add(chunk.goid(row))
    else this.found.remove(chunk.goid(row))
  }
}

/** By which of the rows of a roster was each last made runnable within [firstNs, lastNs); 0 if that is not known. */
export function* lastWakers(
  scene: Scene,
  roster: LiveColumns,
  rows: Uint32Array,
  firstNs: number,
  lastNs: number,
): Work<Float64Array> {
  const search = new WakerSearch(scene, roster, rows, firstNs, lastNs)
  for (const each of scene.between(firstNs, lastNs).reverse()) {
    if (!search.take(each)) break
    yield
  }
  return search.wakers
}

/**
 * Looks backward for wake-ups. A goroutine was last woken before it came into its present state, mostly shortly before;
 * so rows are looked at from there on only, and where nobody is looked for they are passed over.
 */
class WakerSearch {
  readonly wakers: Float64Array
  /** Places in `wakers` of those to look for: by when they came into their states, latest first. */
  private readonly places: number[] = []
  private readonly sinceNs: Float64Array
  /** So many of `places` have been taken up; those not found yet are here, by goid. */
  private taken = 0
  private readonly sought = new Map<number, number>()
  private readonly marked = new Uint8Array(SLOTS)

  constructor(
    scene: Scene,
    private readonly roster: LiveColumns,
    private readonly rows: Uint32Array,
    private readonly firstNs: number,
    private readonly lastNs: number,
  ) {
    this.wakers = new Float64Array(rows.length)
    this.sinceNs = new Float64Array(rows.length)
    const eraNs = scene.losses.seek(lastNs) ? scene.losses.beginNs : Infinity
    rows.forEach((row, place) => {
      const sinceNs = roster.sinceNs[row]
      // Where it is not known since when, nothing has happened since the last loss.
      this.sinceNs[place] = Number.isNaN(sinceNs) ? Math.min(lastNs, eraNs) : sinceNs
      if (this.sinceNs[place] >= firstNs) this.places.push(place)
    })
    this.places.sort((a, b) => this.sinceNs[b] - this.sinceNs[a])
  }

  /** Takes a chunk, the newest first; returns whether anybody is still looked for. */
  take({ chunk, length }: Rows): boolean {
    const first = this.firstNs - chunk.baseNs
    const last = this.lastNs - chunk.baseNs
    for (let row = length; row > 0; ) {
      const nextNs = this.taken < this.places.length ? this.sinceNs[this.places[this.taken]] : -Infinity
      // Rows that tell of its state have its row that began it, or one before it, as the last that counts.
      const next = nextNs >= chunk.minNs ? Math.min(length, chunk.endRow(nextNs + 1)) : 0
      if (next >= row || (next > 0 && this.sought.size === 0)) {
        row = Math.min(row, next)
        this.takeUp()
        continue
      }
      if (this.sought.size === 0) break
      row = this.scan(chunk, row, next, first, last)
    }
    return this.sought.size > 0 || this.taken < this.places.length
  }

  private takeUp(): void {
    const place = this.places[this.taken++]
    const goid = this.roster.goid[this.rows[place]]
    this.sought.set(goid, place)
    this.marked[goid % SLOTS] = 1
  }

  /** Looks at the rows before `from`, down to `to`, or until nobody is looked for; returns where it stopped. */
  private scan(chunk: Chunk, from: number, to: number, first: number, last: number): number {
    const { time, fromTo, goidLow, goidHigh } = chunk
    const { marked, sought } = this
    let row = from
    while (row > to && sought.size > 0) {
      row--
      if (wakes[fromTo[row]] === 0 || marked[goidLow[row] & (SLOTS - 1)] === 0) continue
      if (time[row] < first || time[row] >= last) continue
      const goid = goidHigh[row] * HIGH + goidLow[row]
      const place = sought.get(goid)
      if (place === undefined) continue
      this.wakers[place] = chunk.other(row)
      sought.delete(goid)
    }
    return row
  }
}
