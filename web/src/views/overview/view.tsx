import '../../style/overview.css'
import { Charts } from './charts.js'
import { HeatMap } from './heatmap.js'
import { Tiles } from './tiles.js'
import { Worst } from './worst.js'

/** Who waits, how long, and when: the first view. */
export function Overview() {
  return (
    <div class="overview">
      <Tiles />
      <HeatMap />
      <Worst />
      <Charts />
    </div>
  )
}
