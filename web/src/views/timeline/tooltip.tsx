import { factsOf, headline, laneName } from './describe.js'
import { naming, type TimelineState } from './state.js'

const WIDTH = 340

/** What lies under the pointer. What is selected is told by the details; this one is for the eye alone. */
export function Tooltip({ state }: { state: TimelineState }) {
  const hovered = state.hovered.value
  if (!hovered) return null
  const { row, span, x, y } = hovered
  const { width, height } = state.plot
  const right = x + WIDTH + 24 > width
  const low = y > height * 0.6
  const style = {
    left: right ? `${Math.max(0, x - WIDTH - 14)}px` : `${x + 14}px`,
    top: low ? 'auto' : `${y + 16}px`,
    bottom: low ? `${height - y + 12}px` : 'auto',
    width: `${WIDTH}px`,
  }
  return (
    <div class="tl-tooltip" style={style} aria-hidden="true">
      <strong>
        {laneName(row, naming)}: {headline(row, span, naming)}
      </strong>
      <dl>
        {factsOf(row, span, naming).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
