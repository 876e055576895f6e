import type { Answer } from '../../link/answer.js'
import { AXIS, type Plot, ROW } from './plot.js'
import type { Row } from './rows.js'

export type Arrows = NonNullable<Answer['lanes']>['arrows']

const NO_P = 65535
/** More arrows than this are a thicket. */
const DRAWN_MAX = 600

/** Which row shows what, for arrows that go from lane to lane. */
export class RowIndex {
  readonly #byGoid = new Map<number, number>()
  readonly #byP = new Map<number, number>()
  readonly #bySite = new Map<number, number>()

  constructor(rows: readonly Row[]) {
    rows.forEach((row, index) => {
      if (row.kind === 'goroutine') this.#byGoid.set(row.id, index)
      else if (row.kind === 'p') this.#byP.set(row.id, index)
      else this.#bySite.set(row.id, index)
    })
  }

  /** The goroutine's own lane, else that of the P; -1 none. */
  of(goid: number, p: number): number {
    return this.#byGoid.get(goid) ?? (p === NO_P ? -1 : (this.#byP.get(p) ?? -1))
  }

  /** The header of a site. */
  site(site: number): number {
    return this.#bySite.get(site) ?? -1
  }

  goroutine(goid: number): number {
    return this.#byGoid.get(goid) ?? -1
  }
}

/**
 * Draws wake-ups from who woke to the run of who was woken; where that run is not known, to the moment itself.
 * @param goid only those from or to this goroutine; 0 all
 * @returns how many in view were left out
 */
export function drawWakeups(
  context: CanvasRenderingContext2D,
  plot: Plot,
  arrows: Arrows,
  rows: RowIndex,
  goid: number,
  color: string,
): number {
  let drawn = 0
  let left = 0
  context.strokeStyle = color
  context.fillStyle = color
  context.lineWidth = goid ? 1.5 : 1
  context.globalAlpha = goid ? 1 : 0.6
  context.beginPath()
  for (let index = 0; index < arrows.rows; index++) {
    if (goid && arrows.arrow_from[index] !== goid && arrows.arrow_to[index] !== goid) continue
    const runNs = arrows.arrow_run_ns[index]!
    const atNs = arrows.arrow_ns[index]!
    const x = plot.x(atNs)
    const toX = Number.isNaN(runNs) ? x : plot.x(runNs)
    if (toX < 0 || x > plot.width) continue
    const from = rows.of(arrows.arrow_from[index]!, arrows.arrow_from_p[index]!)
    const to = rows.of(arrows.arrow_to[index]!, arrows.arrow_to_p[index]!)
    if (from < 0 || to < 0 || from === to) continue
    if (++drawn > DRAWN_MAX) left++
    else addArrow(context, x, middle(plot, from), toX, middle(plot, to))
  }
  context.stroke()
  context.globalAlpha = 1
  return left
}

function middle(plot: Plot, row: number): number {
  return Math.min(plot.height, Math.max(AXIS, plot.y(row) + ROW / 2))
}

const HEAD = 5

function addArrow(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.moveTo(x, y)
  context.lineTo(toX, toY)
  const angle = Math.atan2(toY - y, toX - x)
  for (const turn of [2.6, -2.6]) {
    context.moveTo(toX, toY)
    context.lineTo(toX + Math.cos(angle + turn) * HEAD, toY + Math.sin(angle + turn) * HEAD)
  }
}
