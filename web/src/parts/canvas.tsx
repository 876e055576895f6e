import type { HTMLAttributes } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { onFrame } from './frame.js'

/** Where a picture is painted. The context's unit is a CSS pixel; ImageData goes by the canvas's own pixels. */
export interface Surface {
  canvas: HTMLCanvasElement
  context: CanvasRenderingContext2D
  /** In CSS pixels. */
  width: number
  height: number
  /** Pixels of the canvas in a CSS pixel. */
  ratio: number
  /** Counts the changes of size: what was painted before is gone. */
  resized: number
}

export interface CanvasProps extends Omit<HTMLAttributes<HTMLCanvasElement>, 'label' | 'width' | 'height'> {
  /** What it shows, in words. */
  label: string
  /** In CSS pixels; without it the canvas fills its parent. */
  height?: number
  /**
   * Called in every frame while the canvas is on the screen. Returns the newest moment of the past that it painted, or
   * undefined if it painted nothing.
   */
  draw: (surface: Surface, nowMs: number) => number | undefined
}

/** A canvas in the size of its place, at the resolution of the screen, painted by `draw`. */
export function Canvas({ label, height, draw, ...rest }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(draw)
  latest.current = draw
  useEffect(
    () => paint(box.current!, canvas.current!, (surface, nowMs) => latest.current(surface, nowMs)),
    [],
  )
  return (
    <div class="canvas-box" ref={box} style={height === undefined ? undefined : { height: `${height}px` }}>
      <canvas ref={canvas} role="img" aria-label={label} {...rest} />
    </div>
  )
}

function paint(box: HTMLElement, canvas: HTMLCanvasElement, draw: CanvasProps['draw']): () => void {
  const context = canvas.getContext('2d')!
  const surface: Surface = { canvas, context, width: 0, height: 0, ratio: 1, resized: 0 }
  let visible = true
  let told: number | undefined
  let size = { width: box.clientWidth, height: box.clientHeight }
  const resize = new ResizeObserver(entries => {
    const { width, height } = entries.at(-1)!.contentRect
    size = { width, height }
  })
  const intersection = new IntersectionObserver(entries => {
    visible = entries.at(-1)!.isIntersecting
  })
  resize.observe(box)
  intersection.observe(box)
  const endFrames = onFrame(nowMs => {
    const ratio = devicePixelRatio
    if (!visible || size.width < 1 || size.height < 1) return
    if (surface.width !== size.width || surface.height !== size.height || surface.ratio !== ratio) {
      Object.assign(surface, { ...size, ratio, resized: surface.resized + 1 })
      canvas.width = Math.round(size.width * ratio)
      canvas.height = Math.round(size.height * ratio)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
    }
    const paintedNs = draw(surface, nowMs)
    if (paintedNs === undefined || paintedNs === told) return
    told = paintedNs
    canvas.dataset.paintedNs = String(Math.round(paintedNs))
  })
  return () => {
    endFrames()
    resize.disconnect()
    intersection.disconnect()
  }
}
