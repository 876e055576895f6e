import type { WireGap } from '../../../../lib/stream/wire.js'
import type { Answer, Lanes } from '../../link/answer.js'
import { State } from '../../session/schema.js'
import { type Dims, Lane } from './lane.js'

/** What is asked for together: all Ps, one goroutine, one site. `id` is the goid or the site. */
export interface Unit {
  readonly kind: 'ps' | 'goid' | 'site'
  readonly id: number
  /** What is known: [firstNs, lastNs) in spans of this resolution. */
  firstNs: number
  lastNs: number
  /** 0: nothing is known. */
  pixelNs: number
  /** Ps by number; one lane of a goroutine; running and runnable of a site. */
  readonly lanes: Lane[]
  /** Counts questions; units that nobody has wanted for a while are forgotten. */
  wantedAt: number
}

/** A question on its way: whose spans, which range, and whether it adds to what is known. */
export interface Asked {
  units: Unit[]
  firstNs: number
  lastNs: number
  pixelNs: number
  extend: boolean
}

/** Ends that are not known fade over less than this. */
const FADE_PIXELS = 32
/** Units beyond this that are not wanted now are forgotten. */
const SPARE_UNITS = 64

/** Lanes of an answer have numbers of 16 bits. */
const LANES_MAX = 1 << 16
/** No more Ps get lanes, whatever an answer says: each takes some kB. */
const PS_MAX = 1 << 12

/** The spans known to this page, by unit. */
export class LaneStore {
  readonly #units = new Map<string, Unit>()
  #wants = 0
  /** Losses that touch what is known, ascending. */
  gaps: WireGap[] = []
  /** How many spans of the latest answer were left out by the server. */
  omitted = 0
  /** Up to this moment the newest answer told what happened. */
  lastNs = 0
  dims: Dims | undefined

  unit(kind: Unit['kind'], id: number): Unit {
    const key = keyOf(kind, id)
    let unit = this.#units.get(key)
    if (!unit) {
      unit = { kind, id, firstNs: 0, lastNs: 0, pixelNs: 0, lanes: [], wantedAt: this.#wants }
      if (kind !== 'ps') unit.lanes.push(new Lane())
      if (kind === 'site') unit.lanes.push(new Lane())
      this.#units.set(key, unit)
    }
    return unit
  }

  get ps(): Unit {
    return this.unit('ps', 0)
  }

  /** Bounds the memory: what has not been wanted for longest goes first. */
  want(units: readonly Unit[]): void {
    this.#wants++
    for (const unit of units) {
      unit.wantedAt = this.#wants
      // Rows hold on to units that were forgotten here.
      this.#units.set(keyOf(unit.kind, unit.id), unit)
    }
    if (this.#units.size <= units.length + SPARE_UNITS) return
    const spare = [...this.#units].filter(([, unit]) => unit.wantedAt !== this.#wants)
    spare.sort(([, a], [, b]) => a.wantedAt - b.wantedAt)
    for (const [key, unit] of spare.slice(0, spare.length - SPARE_UNITS / 2)) {
      this.#units.delete(key)
      unit.pixelNs = 0
      for (let lane = 0; lane < unit.lanes.length; lane++) unit.lanes[lane] = new Lane()
    }
  }

  /** Takes an answer's spans. An answer of which spans were left out is not taken: false. */
  accept(asked: Asked, answer: Answer): boolean {
    const { lanes } = answer
    if (!lanes) return false
    this.omitted = lanes.omitted
    if (lanes.omitted > 0 && asked.units.length > 1) return false
    const taking = asked.units.filter(unit => !asked.extend || follows(unit, asked))
    const targets = this.#targets(asked, lanes, new Set(taking))
    for (const target of targets)
      for (const lane of target) {
        if (asked.extend) lane.cutAt(asked.firstNs, asked.pixelNs * FADE_PIXELS)
        else lane.clear()
      }
    for (let row = 0; row < lanes.rows; row++) {
      const target = targets[lanes.lane[row]!]
      if (!target || target.length === 0) continue
      const lane = target.length === 2 && lanes.state[row] === State.Runnable ? target[1]! : target[0]!
      lane.add(lanes, row, this.dims)
    }
    const lastNs = Math.max(answer.first_ns, Math.min(asked.lastNs, answer.last_ns))
    for (const unit of taking) {
      if (!asked.extend) unit.firstNs = asked.firstNs
      unit.lastNs = lastNs
      unit.pixelNs = asked.pixelNs
    }
    this.#takeGaps(answer, asked)
    this.lastNs = Math.max(this.lastNs, answer.last_ns)
    return true
  }

  /** Forgets what is not needed any more of lanes that grow at their end. */
  dropBefore(ns: number): void {
    for (const unit of this.#units.values()) {
      if (unit.firstNs >= ns) continue
      unit.firstNs = Math.min(ns, unit.lastNs)
      for (const lane of unit.lanes) lane.dropBefore(ns)
    }
    let old = 0
    while (old < this.gaps.length && (this.gaps[old]!.last_ns ?? 0) < ns) old++
    if (old > 0) this.gaps.splice(0, old)
  }

  setDims(dims: Dims | undefined): void {
    if (!dims && !this.dims) return
    this.dims = dims
    for (const unit of this.#units.values())
      if (unit.kind !== 'site') for (const lane of unit.lanes) lane.dimAll(dims)
  }

  /** Another session: nothing of this is true there. */
  clear(): void {
    this.#units.clear()
    this.gaps = []
    this.lastNs = 0
    this.omitted = 0
  }

  /** By lane of the answer: the lanes here that take its spans. Ps come first and can become more. */
  #targets(asked: Asked, lanes: Lanes, taking: ReadonlySet<Unit>): Lane[][] {
    const targets: Lane[][] = []
    for (const unit of asked.units) {
      if (unit.kind !== 'ps') {
        targets.push(taking.has(unit) ? unit.lanes : [])
        continue
      }
      const ps = Math.min(lanes.ps, LANES_MAX)
      while (unit.lanes.length < Math.min(ps, PS_MAX)) unit.lanes.push(new Lane())
      for (let p = 0; p < ps; p++) targets.push(taking.has(unit) && p < PS_MAX ? [unit.lanes[p]!] : [])
    }
    return targets
  }

  #takeGaps(answer: Answer, asked: Asked): void {
    const known = asked.extend
      ? this.gaps.filter(
          gap => (gap.first_ns ?? 0) < answer.first_ns && (gap.last_ns ?? 0) <= answer.first_ns,
        )
      : this.gaps.filter(gap => (gap.last_ns ?? 0) < answer.first_ns || (gap.first_ns ?? 0) > answer.last_ns)
    const straddling = new Set(answer.gaps.map(gap => gap.first_ns))
    this.gaps = [...known.filter(gap => !straddling.has(gap.first_ns)), ...answer.gaps]
    this.gaps.sort((a, b) => (a.first_ns ?? 0) - (b.first_ns ?? 0))
  }
}

function keyOf(kind: Unit['kind'], id: number): string {
  return `${kind}${id}`
}

/** Whether an answer can be added to what a unit knows now; it may have been asked for anew meanwhile. */
function follows(unit: Unit, asked: Asked): boolean {
  return unit.pixelNs === asked.pixelNs && unit.lastNs >= asked.firstNs && unit.firstNs <= asked.firstNs
}
