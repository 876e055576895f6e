import { batch, signal } from '@preact/signals'
import type { Resolved } from '../../filter/resolve.js'
import type { Answer } from '../../link/answer.js'
import { count } from '../../parts/units.js'
import { resolved } from '../../session/filter.js'
import { reasonText, sites, stateName } from '../../session/session.js'
import { Choice } from './choice.js'
import type { Naming } from './describe.js'
import { dimsOf, needsGoroutines } from './highlight.js'
import { emptySpan, type Lane, type Span } from './lane.js'
import { AXIS, Plot, ROW } from './plot.js'
import { type Row, rowsOf, sameRows } from './rows.js'
import { LaneStore } from './store.js'
import { type Arrows, RowIndex } from './wakeups.js'

export const naming: Naming = {
  site: site => sites.value.get(site).label,
  state: stateName,
  reason: reasonText,
}

/** A span of a row, as it was when it was taken. */
export interface Picked {
  row: Row
  span: Span
}

/** What the pointer is over, and where, in CSS pixels of the canvas. */
export interface Hovered extends Picked {
  x: number
  y: number
}

export interface Stretch {
  firstNs: number
  lastNs: number
}

/** All that one timeline shows and has been told by its user. */
export class TimelineState {
  readonly store = new LaneStore()
  readonly choice = new Choice()
  readonly plot = new Plot()
  readonly rows = signal<readonly Row[]>([])
  readonly selected = signal<Picked | undefined>(undefined)
  readonly hovered = signal<Hovered | undefined>(undefined)
  /** Where the mouse is, CSS pixels of the canvas. */
  pointer: { x: number; y: number } | undefined
  /** A range that is measured. */
  readonly stretch = signal<Stretch | undefined>(undefined)
  /** Dragging measures. */
  readonly measuring = signal(false)
  /** Tones of P lanes tell sites apart; else states. */
  readonly bySite = signal(true)
  readonly scrolled = signal(0)
  /** What labels of the axis are relative to. */
  readonly base = signal('')
  /** Sentences on what is not shown, by their subject. */
  readonly notes = signal<Readonly<Record<string, string>>>({})
  /** Counts changes of what is pinned and chosen. */
  readonly lanesChanged = signal(0)
  index = new RowIndex([])
  wakeups: Arrows | undefined
  selectedWakeups: Arrows | undefined
  /** Called when other lanes are shown. */
  onLanes: (() => void) | undefined
  /** Something that is drawn over the lanes has changed. */
  dirty = true
  #session = ''
  /** A goroutine that another view, or the address, has led to and whose spans have not come yet; 0 none. */
  #ledTo = 0
  /** The moment of it that is meant; NaN: what is in the middle of the screen. */
  #ledToNs = Number.NaN
  #ledText = ''
  #matched: ReadonlySet<number> = new Set()
  /** The element that scrolls the rows. */
  scroller: HTMLElement | undefined

  /** @param goroutines whether there are lanes of goroutines, too */
  constructor(readonly goroutines: boolean) {}

  /** A session is told of. The same one again, after the connection was lost, changes nothing; another one all. */
  enter(session: string): void {
    if (this.#session !== '' && this.#session !== session) this.#reset()
    this.#session = session
  }

  #reset(): void {
    batch(() => {
      this.store.clear()
      this.choice.clear()
      this.selected.value = undefined
      this.hovered.value = undefined
      this.stretch.value = undefined
      this.wakeups = undefined
      this.selectedWakeups = undefined
      this.refreshRows()
    })
  }

  /** Takes over what the choice and the store know now. */
  refreshRows(): void {
    const next = rowsOf(this.store, true, this.goroutines ? this.choice.groups() : [])
    if (sameRows(next, this.rows.peek())) return
    this.index = new RowIndex(next)
    this.plot.rows = next
    this.rows.value = next
    this.dirty = true
  }

  /** Tells something that the picture does not; an empty sentence takes it back. */
  note(subject: string, sentence: string): void {
    const notes = this.notes.peek()
    if ((notes[subject] ?? '') !== sentence) this.notes.value = { ...notes, [subject]: sentence }
  }

  /** Takes over which goroutines a filter matches by what no span tells. */
  takeMatched({ goroutines }: Answer): void {
    const filter = resolved.peek()
    if (!goroutines || !needsGoroutines(filter)) {
      this.note('matched', '')
      return
    }
    this.#matched = new Set(goroutines.goid)
    this.highlight(filter)
    const left = goroutines.matched - goroutines.rows
    const told = `Beyond the ${count(goroutines.rows)} goroutines that match first, ${count(left)} more are dimmed.`
    this.note('matched', left > 0 ? told : '')
  }

  /** Dims what a filter does not match. */
  highlight(filter: Resolved): void {
    this.store.setDims(dimsOf(filter, this.#matched))
    this.dirty = true
  }

  /** Somebody has chosen, pinned or let go of lanes. */
  lanesChosen(): void {
    this.refreshRows()
    this.lanesChanged.value = this.lanesChanged.peek() + 1
    this.onLanes?.()
  }

  /** Another view leads to a goroutine: it gets a lane, and its span in the middle of the screen is selected once there. */
  leadTo(goid: number, site: number): void {
    this.choice.choose(goid, site)
    this.lanesChosen()
    this.#ledTo = goid
    this.#ledToNs = Number.NaN
    this.#ledText = ''
  }

  /** What is selected, or about to be, for an address: `17.3.1200`, goid, site and a moment of a goroutine's span. */
  selectionText(): string {
    const picked = this.selected.peek()
    if (picked?.row.kind !== 'goroutine') return picked ? '' : this.#ledText
    const { goid, site, beginNs } = picked.span
    return `${goid}.${site}.${Math.ceil(beginNs)}`
  }

  /** Selects what an address says, as soon as it is there. */
  selectByText(text: string): void {
    const [, goid, site, ns] = /^(\d{1,15})\.(\d{1,9})\.(\d{1,15})$/.exec(text) ?? []
    this.select(undefined)
    if (goid === undefined) return
    this.choice.visit([[Number(goid), Number(site)]])
    this.lanesChosen()
    this.#ledTo = Number(goid)
    this.#ledToNs = Number(ns)
    this.#ledText = text
    this.arrived()
  }

  /** Measures what an address says: `1200_3400`. */
  measureByText(text: string): void {
    const [firstNs, lastNs] = text.split('_').map(Number)
    const isRange = text !== '' && lastNs !== undefined && lastNs > firstNs!
    const before = this.stretch.peek()
    if (isRange && before?.firstNs === firstNs && before?.lastNs === lastNs) return
    this.stretch.value = isRange ? { firstNs: firstNs!, lastNs } : undefined
    this.dirty = true
  }

  /** Another view leads to a site. @returns whether its goroutines are still to be asked for */
  lacks(site: number): boolean {
    const { chosen, pinned } = this.choice
    return ![...chosen.values(), ...pinned.values()].includes(site)
  }

  /** Spans have come. */
  arrived(): void {
    this.dirty = true
    if (this.#ledTo === 0) return
    const index = this.index.goroutine(this.#ledTo)
    const row = this.plot.rows[index]
    const lane = row && this.lane(row)
    const at = lane ? lane.at(this.#ledToNs || (this.plot.firstNs + this.plot.lastNs) / 2) : -1
    if (!row || !lane || at < 0) return
    this.select({ row, span: lane.read(at, emptySpan()) })
    this.reveal(index)
  }

  select(picked: Picked | undefined): void {
    this.#ledTo = 0
    this.#ledText = ''
    this.selected.value = picked
    this.selectedWakeups = undefined
    this.dirty = true
  }

  /** The row's lane, if the row is one of spans. */
  lane(row: Row): Lane | undefined {
    return row.kind === 'site' ? undefined : row.unit.lanes[row.lane]
  }

  /** What is drawn at a place of the canvas; within a few pixels of it if nothing is exactly there. */
  pick(x: number, y: number): Picked | undefined {
    const row = this.plot.rows[this.plot.rowAt(y)]
    if (!row) return undefined
    const ns = this.plot.nsAt(x)
    const lane = row.kind === 'site' ? this.#countLane(row, y, ns) : this.lane(row)
    if (!lane) return undefined
    const reachNs = 4 / (this.plot.scale.perNs / this.plot.ratio)
    let index = lane.at(ns)
    if (index < 0) index = nearest(lane, ns, reachNs)
    return index < 0 ? undefined : { row, span: lane.read(index, emptySpan()) }
  }

  /** The index of a picked span in its lane now, -1 if it is not there any more. */
  indexOf(picked: Picked): number {
    const lane = this.lane(picked.row)
    if (!lane) return -1
    const index = lane.at(picked.span.beginNs)
    return index >= 0 && lane.goid[index] === picked.span.goid ? index : -1
  }

  /** The index of a picked span's row among the present ones, -1 if it has gone. */
  rowOf({ row }: Picked): number {
    return this.plot.rows.findIndex(({ unit, lane }) => unit === row.unit && lane === row.lane)
  }

  /** Scrolls so that a row is seen, once the rows and the details below them have their new heights. */
  reveal(index: number): void {
    const { scroller } = this
    if (!scroller || index < 0) return
    requestAnimationFrame(() => {
      const room = scroller.clientHeight - AXIS - ROW
      const above = index * ROW - scroller.scrollTop
      // With some of what is beside it: a lane at the edge tells little.
      if (above < 0 || above > room) scroller.scrollTop += above - room / 2
    })
  }

  /** Looks again at what is under a pointer that has not moved while the lanes have. */
  pointAgain(): void {
    const place = this.pointer
    const before = this.hovered.peek()
    if (!place || !before) return
    const picked = this.pick(place.x, place.y)
    if (picked?.row === before.row && picked.span.beginNs === before.span.beginNs) return
    this.hovered.value = picked && { ...picked, ...place }
  }

  /** Running is drawn below, runnable above it: the pointer's height tells which is meant. */
  #countLane(row: Row, y: number, ns: number): Lane | undefined {
    const [running, runnable] = row.unit.lanes
    const upper = (y - AXIS + this.plot.scrolled) % ROW < ROW / 2
    const first = upper ? runnable : running
    return first && first.at(ns) >= 0 ? first : upper ? running : runnable
  }
}

function nearest(lane: Lane, ns: number, reachNs: number): number {
  const after = lane.firstAfter(ns)
  const toAfter = after < lane.to ? lane.beginNs[after]! - ns : Infinity
  const toBefore = after > lane.from ? ns - lane.endNs[after - 1]! : Infinity
  if (Math.min(toAfter, toBefore) > reachNs) return -1
  return toAfter < toBefore ? after : after - 1
}
