import type { ComponentChildren } from 'preact'
import { useEvery } from '../parts/every.js'
import { Count, Percent, Rate, Time } from '../parts/figures.js'
import { bytes, clock, count } from '../parts/units.js'
import { rawState } from '../session/connection.js'
import { aggregate, history } from '../session/session.js'
import { causes, explained } from './causes.js'

/** Faster than this figures cannot be read. */
const EVERY_MS = 250

/** Rate, loss, cost and past: always in sight. */
export function LiveFigures() {
  useEvery(EVERY_MS)
  const now = aggregate.peek()
  const rate = now?.hits_per_s ?? 0
  const cost = now?.hit_cost_ns ?? 0
  const lost = now?.lost ?? 0
  return (
    <dl class="figures">
      <Figure name="events/s">{now && <Rate perSecond={rate} />}</Figure>
      <Figure name="events lost" alarm={lost > 0} title={explained(now?.lost_by_cause)}>
        {now && <Count n={lost} />} <small>{causes(now?.lost_by_cause)}</small>
      </Figure>
      <Figure
        name="intervals left out"
        title="Undetermined: events were lost meanwhile or contradicted each other. Censored: begun before the attach."
      >
        {now && <Count n={(now.undetermined ?? 0) + (now.disagreements ?? 0)} />}{' '}
        {now && <small>+ {count(now.censored ?? 0)} older</small>}
      </Figure>
      <Figure
        name="cost of a hit"
        title="What one probe hit costs the target, measured at the start of the session"
      >
        {cost > 0 ? <Time ns={cost} /> : <span class="none">not known</span>}{' '}
        {cost > 0 && (
          <small>
            <Percent share={(rate * cost) / 1e9} /> of a CPU
          </small>
        )}
      </Figure>
      <Past />
      <RawFigure />
    </dl>
  )
}

function Past() {
  const past = history.peek()
  if (!past) return <Figure name="past kept">–</Figure>
  const max = past.bytes_max ?? 0
  if (max === 0) return <Figure name="past kept">none</Figure>
  const kept = Math.max((past.last_ns ?? 0) - (past.first_ns ?? 0), 0)
  return (
    <Figure
      name="past kept"
      title={`${count(past.rows ?? 0)} transitions; ${count(past.forgotten ?? 0)} had to go`}
    >
      <data value={kept}>{clock(kept)}</data>{' '}
      <small>
        {bytes(past.bytes ?? 0)}
        {Number.isFinite(max) ? ` of ${bytes(max)}` : ''}
      </small>
    </Figure>
  )
}

function RawFigure() {
  const raw = rawState.peek()
  if (!raw) return null
  return (
    <Figure name="raw feed" alarm={raw.lost > 0} title="Every transition, kept in this page">
      <data value={raw.rowsTotal}>{count(raw.rowsTotal)}</data>{' '}
      <small>
        {raw.lost > 0 ? `${count(raw.lost)} lost, ` : ''}
        {bytes(raw.bytes)}
      </small>
    </Figure>
  )
}

function Figure({
  name,
  alarm = false,
  title,
  children,
}: {
  name: string
  alarm?: boolean
  title?: string
  children: ComponentChildren
}) {
  return (
    <div class={alarm ? 'figure alarm' : 'figure'} title={title}>
      <dt>{name}</dt>
      <dd>{children || '–'}</dd>
    </div>
  )
}
