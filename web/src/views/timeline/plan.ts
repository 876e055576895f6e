import type { Asked, Unit } from './store.js'

/** What the screen shows and of what is there. Times in ns of the session. */
export interface Wanted {
  /** Ps first, then goroutines, then sites: the order of lanes in an answer. */
  units: readonly Unit[]
  firstNs: number
  lastNs: number
  /** One pixel of the screen. */
  screenPixelNs: number
  /** The past that the server has. */
  pastFirstNs: number
  pastLastNs: number
}

/** Resolutions are powers of two, so that equal viewers ask equal questions; a pixel is 0.7 to 1.4 of one. */
export function levelNs(screenPixelNs: number): number {
  if (!(screenPixelNs > 1)) return 1
  return 2 ** Math.round(Math.log2(screenPixelNs))
}

/** Ranges begin and end at multiples of so many pixels. */
const GRID = 64
/** What follows is asked for from a multiple of so many pixels on. */
const TAIL_GRID = 4
/** What is asked beside the screen, on either side. */
const MARGIN = 0.5
/** When less than this beside the screen is known, more is asked while there is nothing better to do. */
const MARGIN_MIN = 0.2

/**
 * What the screen lacks, if anything: lanes of which the left part is not known, or not at this resolution; then, while
 * there is nothing better to do, a margin on the left.
 * @param unitsMax at most so many in one question
 */
export function wholeQuestion(wanted: Wanted, unitsMax: number): Asked | undefined {
  const need = needOf(wanted)
  if (!need) return undefined
  const stale = wanted.units.filter(unit => !holds(unit, need))
  if (stale.length > 0) return whole(wanted, stale.slice(0, unitsMax), need.pixelNs)
  const firstNs = Math.max(wanted.firstNs - need.spanNs * MARGIN_MIN, wanted.pastFirstNs)
  const lacking = wanted.units.filter(unit => unit.firstNs > firstNs)
  return lacking.length > 0 ? whole(wanted, lacking.slice(0, unitsMax), need.pixelNs) : undefined
}

/** What has come since, of the lanes that know the left part of the screen; with a margin on the right if there is one. */
export function tailQuestion(wanted: Wanted, unitsMax: number): Asked | undefined {
  const need = needOf(wanted)
  if (!need) return undefined
  const lastNs = Math.min(wanted.lastNs + need.spanNs * MARGIN_MIN, wanted.pastLastNs)
  const late = wanted.units.filter(unit => unit.lastNs < lastNs && holds(unit, need))
  return late.length > 0 ? tail(wanted, latest(late, unitsMax), need.pixelNs) : undefined
}

interface Need {
  firstNs: number
  lastNs: number
  spanNs: number
  pixelNs: number
}

/** The part of the screen of which there is a past. */
function needOf(wanted: Wanted): Need | undefined {
  const spanNs = wanted.lastNs - wanted.firstNs
  const firstNs = Math.max(wanted.firstNs, wanted.pastFirstNs)
  const lastNs = Math.min(wanted.lastNs, wanted.pastLastNs)
  if (!(spanNs > 0) || firstNs >= lastNs) return undefined
  return { firstNs, lastNs, spanNs, pixelNs: levelNs(wanted.screenPixelNs) }
}

/** Whether what a unit knows reaches from the needed beginning to near the needed end. */
function holds(unit: Unit, need: Need): boolean {
  if (unit.pixelNs !== need.pixelNs || unit.firstNs > need.firstNs) return false
  return unit.lastNs > need.firstNs && need.lastNs - unit.lastNs < need.spanNs
}

function whole(wanted: Wanted, units: Unit[], pixelNs: number): Asked {
  const grid = pixelNs * GRID
  const beside = (wanted.lastNs - wanted.firstNs) * MARGIN
  return {
    units,
    firstNs: Math.max(0, Math.floor((wanted.firstNs - beside) / grid) * grid),
    lastNs: Math.ceil((wanted.lastNs + beside) / grid) * grid,
    pixelNs,
    extend: false,
  }
}

/** The last pixels known come again: what was merged in them may have changed. */
function tail(wanted: Wanted, units: Unit[], pixelNs: number): Asked {
  const grid = pixelNs * GRID
  let knownNs = Infinity
  for (const unit of units) knownNs = Math.min(knownNs, unit.lastNs)
  const beside = (wanted.lastNs - wanted.firstNs) * MARGIN
  return {
    units,
    firstNs: Math.max(0, Math.floor((knownNs / pixelNs - 1) / TAIL_GRID) * TAIL_GRID * pixelNs),
    lastNs: Math.ceil((wanted.lastNs + beside) / grid) * grid,
    pixelNs,
    extend: true,
  }
}

/** Those that are most behind, in the order that they came in. */
function latest(late: Unit[], unitsMax: number): Unit[] {
  if (late.length <= unitsMax) return late
  const first = new Set([...late].sort((a, b) => a.lastNs - b.lastNs).slice(0, unitsMax))
  return late.filter(unit => first.has(unit))
}
