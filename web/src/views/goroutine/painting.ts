import type { Surface } from '../../parts/canvas.js'
import type { Colors } from '../../session/theme.js'
import { tickLabel, ticksOf } from '../timeline/axis.js'
import type { Stretch } from './lane.js'

const LANE_TOP = 6
const LANE_HEIGHT = 30
const FONT = '11px system-ui, sans-serif'
/** Room for a label of the axis, CSS pixels. */
const LABEL_WIDTH = 110

/** As in style/goroutines.css. */
const LANE_CANVAS_HEIGHT = 60

/** A gap is where events were lost: nothing is known there. */
export interface Hole {
  firstNs: number
  lastNs: number
}

/** Paints the lane and its axis over [firstNs, lastNs). */
export function paintLane(
  { context, width }: Surface,
  all: readonly Stretch[],
  holes: readonly Hole[],
  { firstNs, lastNs }: { firstNs: number; lastNs: number },
  colors: Colors,
): void {
  context.clearRect(0, 0, width, LANE_CANVAS_HEIGHT)
  for (const one of all) {
    context.fillStyle = colors.stateCss[one.state] ?? colors.css.undetermined
    // Of merged spans the height tells how much of the time was spent in the state that is shown.
    const height = one.merged > 0 ? Math.max(3, LANE_HEIGHT * one.share) : LANE_HEIGHT
    context.globalAlpha = one.merged > 0 ? 0.75 : 1
    context.fillRect(one.x, LANE_TOP + LANE_HEIGHT - height, one.width, height)
  }
  context.globalAlpha = 1
  const scale = width / (lastNs - firstNs)
  for (const hole of holes) {
    const from = Math.max(0, (hole.firstNs - firstNs) * scale)
    const to = Math.min(width, (hole.lastNs - firstNs) * scale)
    if (to >= from) paintHole(context, from, Math.max(to - from, 2), colors)
  }
  paintAxis(context, width, firstNs, lastNs, colors)
}

function paintHole(context: CanvasRenderingContext2D, x: number, width: number, colors: Colors): void {
  context.save()
  context.beginPath()
  context.rect(x, LANE_TOP, width, LANE_HEIGHT)
  context.clip()
  context.fillStyle = colors.css.paper
  context.fillRect(x, LANE_TOP, width, LANE_HEIGHT)
  context.strokeStyle = colors.css.alarm
  context.beginPath()
  for (let at = x - LANE_HEIGHT; at < x + width; at += 6) {
    context.moveTo(at, LANE_TOP + LANE_HEIGHT)
    context.lineTo(at + LANE_HEIGHT, LANE_TOP)
  }
  context.stroke()
  context.restore()
}

function paintAxis(
  context: CanvasRenderingContext2D,
  width: number,
  firstNs: number,
  lastNs: number,
  colors: Colors,
): void {
  const ticks = ticksOf(firstNs, lastNs, ((lastNs - firstNs) * LABEL_WIDTH) / width)
  context.font = FONT
  context.fillStyle = colors.css.dim
  context.textBaseline = 'bottom'
  for (let ns = ticks.firstNs; ns < lastNs; ns += ticks.stepNs) {
    const x = ((ns - firstNs) / (lastNs - firstNs)) * width
    context.fillRect(x, LANE_TOP + LANE_HEIGHT, 1, 5)
    context.fillText(tickLabel(ns, ticks), x + 3, LANE_CANVAS_HEIGHT - 4)
  }
}
