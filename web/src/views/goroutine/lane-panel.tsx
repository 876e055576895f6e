import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Canvas, type Surface } from '../../parts/canvas.js'
import { Panel } from '../../parts/panel.js'
import { duration } from '../../parts/units.js'
import { pan, shown, zoom } from '../../session/range.js'
import { reasonText, stateName } from '../../session/session.js'
import { colors } from '../../session/theme.js'
import type { GoroutineSource } from './data.js'
import { laneSheet, type Stretch, stretchAt, stretches } from './lane.js'
import { paintLane } from './painting.js'

const ZOOM_STEP = 1.25

/** What the goroutine did over the range, as one lane. The wheel zooms, dragging moves the range. */
export function LanePanel({ source, goid }: { source: GoroutineSource; goid: number }) {
  const painted = useRef<readonly Stretch[]>([])
  /** What the picture was made of: it is painted anew where that is something else. */
  const drawn = useRef<unknown[]>([])
  const drag = useRef<number | undefined>(undefined)
  const said = useSignal('')
  const holes = useSignal(0)

  const draw = (surface: Surface) => {
    source.width = surface.width
    const answer = source.steps.peek()
    if (!answer?.lanes) return undefined
    const span = shown()
    const inputs = [answer, span.firstNs, span.lastNs, surface.resized, colors.peek()]
    if (inputs.every((one, index) => one === drawn.current[index])) return undefined
    drawn.current = inputs
    painted.current = stretches(answer.lanes, span.firstNs, span.lastNs, surface.width)
    const gaps = answer.gaps.map(gap => ({ firstNs: gap.first_ns ?? 0, lastNs: gap.last_ns ?? 0 }))
    paintLane(surface, painted.current, gaps, span, colors.peek())
    if (holes.peek() !== gaps.length) holes.value = gaps.length
    return answer.last_ns
  }
  const momentAt = (event: MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const { firstNs, lastNs } = shown()
    return firstNs + ((event.clientX - box.left) / box.width) * (lastNs - firstNs)
  }

  return (
    <Panel
      title="Timeline"
      picture
      note={said.value || 'wheel: zoom, drag: move'}
      sheet={() => laneSheet(source.steps.peek()?.lanes, goid, { state: stateName, reason: reasonText })}
    >
      <div class="goroutine-lane">
        <Canvas
          label={`What goroutine ${goid} did over the range; the menu shows it as a table`}
          data-gaps={holes.value}
          draw={draw}
          onWheel={event => {
            event.preventDefault()
            zoom(event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, momentAt(event))
          }}
          onPointerDown={event => {
            drag.current = event.clientX
            event.currentTarget.setPointerCapture(event.pointerId)
          }}
          onPointerMove={event => {
            const { width, left } = event.currentTarget.getBoundingClientRect()
            const one = stretchAt(painted.current, event.clientX - left)
            said.value = one ? stretchText(one) : ''
            if (drag.current === undefined) return
            const { firstNs, lastNs } = shown()
            const moved = drag.current - event.clientX
            if (moved !== 0) pan((moved / width) * (lastNs - firstNs))
            drag.current = event.clientX
          }}
          onPointerUp={() => {
            drag.current = undefined
          }}
          onPointerLeave={() => {
            said.value = ''
          }}
        />
      </div>
    </Panel>
  )
}

function stretchText({ state, reason, merged, share, beginNs, endNs }: Stretch): string {
  const length = duration(endNs - beginNs)
  const what = stateName(state) + (stateName(state) === 'waiting' ? ` (${reasonText(reason)})` : '')
  return merged > 0
    ? `${merged} spans merged over ${length}, ${Math.round(share * 100)} % of it ${what}`
    : `${what} ${length}`
}
