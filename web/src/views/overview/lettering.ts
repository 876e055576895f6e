import type { Surface } from '../../parts/canvas.js'
import { duration } from '../../parts/units.js'
import type { Colors } from '../../session/theme.js'
import { decades, placeOf } from './buckets.js'
import { BOTTOM, type Frame, LEFT, RIGHT, TOP, xOf, yOf } from './plot.js'
import { moment, tickStep } from './timeaxis.js'

const FONT = '11px system-ui, sans-serif'
/** CSS pixels between two labels of the time axis. */
const TICK_PX = 110
/** Labels nearer to each other than that would touch. */
const LINE_PX = 13

/** The labels of the axes around the plot. */
export class Lettering {
  /** Texts by moment: most of them are shown again in the next frame. */
  private readonly texts = new Map<number, string>()
  private textStep = 0

  private resized = -1

  draw({ context, width, height, resized }: Surface, frame: Frame, colors: Colors): void {
    // A new size resets the context. To set the font in each frame costs more than the letters.
    if (resized !== this.resized) context.font = FONT
    this.resized = resized

    context.fillStyle = colors.css.raised
    context.fillRect(0, 0, LEFT, height)
    context.fillRect(0, 0, width, TOP)
    context.fillRect(LEFT + frame.width, 0, RIGHT, height)
    context.fillRect(0, TOP + frame.height, width, BOTTOM)
    context.fillStyle = colors.css.dim
    context.strokeStyle = colors.css.line
    context.lineWidth = 1
    context.beginPath()
    this.drawLatency(context, frame)
    this.drawTime(context, frame)
    context.stroke()
  }

  private drawLatency(context: CanvasRenderingContext2D, frame: Frame): void {
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    let above = Number.POSITIVE_INFINITY
    for (const ns of decades(frame.low, frame.high)) {
      const y = TOP + yOf(frame, placeOf(ns))
      context.moveTo(LEFT - 4, Math.round(y) + 0.5)
      context.lineTo(LEFT, Math.round(y) + 0.5)
      const inside = Math.min(Math.max(y, TOP + LINE_PX / 2), TOP + frame.height - LINE_PX / 2)
      if (above - inside < LINE_PX) continue
      above = inside
      context.fillText(duration(ns).replace(/\.0+(?= )/, ''), LEFT - 7, inside)
    }
  }

  private drawTime(context: CanvasRenderingContext2D, frame: Frame): void {
    context.textAlign = 'center'
    context.textBaseline = 'top'
    const { firstNs, lastNs } = frame
    const stepNs = tickStep(lastNs - firstNs, frame.width / TICK_PX)
    if (stepNs !== this.textStep || this.texts.size > 256) this.texts.clear()
    this.textStep = stepNs
    const bottom = TOP + frame.height
    for (let ns = Math.ceil(firstNs / stepNs) * stepNs; ns < lastNs; ns += stepNs) {
      if (ns < 0) continue
      const x = LEFT + xOf(frame, ns)
      context.moveTo(Math.round(x) + 0.5, bottom)
      context.lineTo(Math.round(x) + 0.5, bottom + 4)
      if (x < LEFT + 24 || x > LEFT + frame.width - 24) continue
      context.fillText(this.textOf(ns, stepNs), x, bottom + 6)
    }
  }

  private textOf(ns: number, stepNs: number): string {
    let text = this.texts.get(ns)
    if (text === undefined) {
      text = moment(ns, stepNs)
      this.texts.set(ns, text)
    }
    return text
  }
}
