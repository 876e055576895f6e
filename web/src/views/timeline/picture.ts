import { type Colors, colors } from '../../session/theme.js'
import { laneName } from './describe.js'
import { ROW } from './plot.js'
import { naming, type TimelineState } from './state.js'

const NAMES_WIDTH = 250

/** The canvas with the lanes' names beside it, as a picture to be saved. */
export function pictureOf(state: TimelineState, canvas: HTMLCanvasElement): HTMLCanvasElement {
  const { plot } = state
  const picture = document.createElement('canvas')
  picture.width = Math.round(NAMES_WIDTH * plot.ratio) + canvas.width
  picture.height = canvas.height
  const context = picture.getContext('2d')!
  context.fillStyle = colors.peek().css.raised
  context.fillRect(0, 0, picture.width, picture.height)
  context.drawImage(canvas, Math.round(NAMES_WIDTH * plot.ratio), 0)
  context.setTransform(plot.ratio, 0, 0, plot.ratio, 0, 0)
  drawNames(context, state, colors.peek())
  return picture
}

function drawNames(context: CanvasRenderingContext2D, state: TimelineState, { css }: Colors): void {
  const { plot } = state
  context.textBaseline = 'middle'
  context.fillStyle = css.dim
  context.font = '11px ui-monospace, monospace'
  context.fillText(state.base.peek(), 8, 12)
  context.beginPath()
  context.rect(0, plot.y(0) + plot.scrolled, NAMES_WIDTH - 6, plot.height)
  context.clip()
  for (let index = plot.firstRow; index < plot.endRow; index++) {
    const row = plot.rows[index]!
    context.fillStyle = css.ink
    context.font = `${row.kind === 'site' ? '600 ' : ''}12px system-ui, sans-serif`
    const indent = row.kind === 'goroutine' ? 24 : 8
    context.fillText(laneName(row, naming), indent, plot.y(index) + ROW / 2)
  }
}
