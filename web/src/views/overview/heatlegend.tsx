import type { ReadonlySignal } from '@preact/signals'
import { Count, Time } from '../../parts/figures.js'
import { colors } from '../../session/theme.js'
import { legendCounts } from './ramp.js'

/** How wide the columns of cells and lines are, ns. */
export interface Widths {
  cellNs: number
  lineNs: number
}

/** What the colours and lines of the heat map stand for. */
export function HeatLegend({
  octaves,
  widths,
}: {
  octaves: ReadonlySignal<number>
  widths: ReadonlySignal<Widths>
}) {
  const { cellNs, lineNs } = widths.value
  const counts = legendCounts(octaves.value)
  const { heatCss } = colors.value
  return (
    <div class="heat-legend">
      <span class="heat-ramp">
        <span>
          intervals in a cell of <Time ns={cellNs} />
        </span>
        {counts.map(count => {
          const share = Math.log2(count) / Math.max(1, octaves.value)
          const stop = Math.round(Math.min(1, share) * (heatCss.length - 1))
          return (
            <span class="heat-stop" key={count}>
              <span class="heat-swatch" style={{ background: heatCss[stop]! }} />
              <Count n={count} />
            </span>
          )
        })}
      </span>
      <span class="heat-line p50">p50</span>
      <span class="heat-line p99">p99</span>
      <span>
        of each <Time ns={lineNs} />
      </span>
      <span class="heat-dot">longest in a column of cells</span>
    </div>
  )
}
