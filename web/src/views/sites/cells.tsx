import { useMemo } from 'preact/hooks'
import type { SiteSeries } from '../../link/answer.js'
import { Time } from '../../parts/figures.js'
import { count, duration, percent, short } from '../../parts/units.js'
import { shortLabel } from '../../session/sites.js'
import { isGrowing, riseOf } from './growth.js'
import type { SiteRow } from './row.js'
import { maxOf, sparkPoints } from './spark.js'

const WIDTH = 80
const TREND_WIDTH = 44
const HEIGHT = 18

/** The site's name and where it was created; the runtime's own say so. */
export function SiteCell({ row }: { row: SiteRow }) {
  const { info } = row
  const where = info.created_at === '' ? '' : ` created at ${info.created_at} by ${info.created_by}`
  return (
    <span class="site-name" title={`${info.function}${where}`}>
      {shortLabel(info.label)}
      {info.system && <span class="tag"> runtime</span>}
    </span>
  )
}

/** How many more there are, live goroutines over the last minute, and the mark of those that only become more. */
export function GrowthCell({ row, samples }: { row: SiteRow; samples: readonly number[] }) {
  const growing = isGrowing(samples, row.created, row.exited)
  // Figures change several times as often as curves: those are drawn again when there is something new in them.
  const curve = useMemo(() => <TrendCurve samples={samples} growing={growing} />, [samples, growing])
  return (
    <span class={growing ? 'growth growing' : 'growth'}>
      {growing && (
        <strong title="growing: more are created than exit, all the time">
          ▲<span class="visually-hidden"> growing</span>
        </strong>
      )}
      {curve}
      <data value={String(row.growth)}>{signed(row.growth)}</data>
    </span>
  )
}

function TrendCurve({ samples, growing }: { samples: readonly number[]; growing: boolean }) {
  const { rise, greatest } = riseOf(samples)
  const points = sparkPoints(rise, TREND_WIDTH, HEIGHT, greatest)
  if (points === '') return null
  return (
    <svg class="spark" width={TREND_WIDTH} height={HEIGHT} aria-hidden="true">
      <title>live goroutines over the last minute, above the least of them</title>
      <path d={`M${points}`} class={growing ? 'spark-alarm' : 'spark-live'} />
    </svg>
  )
}

/** With a sign that is as wide as a digit. */
function signed(value: number): string {
  const size = count(Math.abs(value))
  return value > 0 ? `+${size}` : value < 0 ? `−${size}` : size
}

/** A bar of wait time by reason, and the first of them in words. */
export function ReasonsCell({ row }: { row: SiteRow }) {
  const totalNs = row.stages.wait.totalNs
  const [first] = row.reasons
  if (!first || !(totalNs > 0))
    return (
      <span class="reasons">
        <Time ns={totalNs} />
      </span>
    )
  const alone = first.totalNs > 0.995 * totalNs
  const said = row.reasons.slice(0, 6).map(({ text, totalNs: ns }) => `${text} ${duration(ns)}`)
  return (
    <span class="reasons" title={said.join('\n')}>
      <Time ns={totalNs} />
      {!alone && (
        <span class="reason-bar" aria-hidden="true">
          {row.reasons.slice(0, 4).map(({ text, totalNs: ns }, index) => (
            <span
              key={text}
              class={`reason-part reason-${index}`}
              style={{ width: `${(ns / totalNs) * 100}%` }}
            />
          ))}
        </span>
      )}
      <span class="reason-text">
        {first.text}
        {!alone && ` ${percent(first.totalNs / totalNs)}`}
      </span>
    </span>
  )
}

/** Runs as an area, the longest ready→run as a line, over the scope. */
export function CurveCell({ curve }: { curve: SiteSeries | undefined }) {
  return useMemo(() => (curve ? <SiteCurve curve={curve} /> : <span class="none">–</span>), [curve])
}

function SiteCurve({ curve }: { curve: SiteSeries }) {
  const runs = sparkPoints(curve.runs, WIDTH, HEIGHT)
  const latency = sparkPoints(curve.latency_max_ns, WIDTH, HEIGHT)
  const said = `most runs ${short(maxOf(curve.runs))} in a step, longest ready→run ${duration(maxOf(curve.latency_max_ns))}`
  return (
    <svg class="spark" role="img" aria-label={said} width={WIDTH} height={HEIGHT}>
      <title>{said}</title>
      {runs !== '' && <path class="spark-runs" d={`M0,${HEIGHT} ${runs} ${WIDTH},${HEIGHT}Z`} />}
      {latency !== '' && <path class="spark-latency" d={`M${latency}`} />}
    </svg>
  )
}

/** A wait that began before the session is longer than can be told. */
export function WaitingCell({ row, lastNs }: { row: SiteRow; lastNs: number }) {
  if (row.waitingNs === Infinity)
    return (
      <span title="it has waited since before the session">
        &gt; <Time ns={lastNs} />
      </span>
    )
  return <Time ns={row.waitingNs} />
}
