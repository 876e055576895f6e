import type {
  PageExtent,
  PageFinding,
  PageFindingGroup,
  PageFront,
} from '../../../lib/report/html/content.js'
import { count, moment } from '../parts/units.js'
import { printable } from '../session/sites.js'
import { holds, placeOf, timelineOf } from './places.js'

/** In a narrower window the box begins closed: it would leave no room for a view. */
const OPEN_PX = 700

/** What the report found, before anything else; each finding leads to the view that shows it. */
export function Findings({ front }: { front: PageFront }) {
  const { findings, extent } = front
  return (
    <section class="findings" aria-label="Findings">
      <details open={innerWidth >= OPEN_PX}>
        <summary>
          <h2>{printable(findings.title)}</h2>
        </summary>
        <p class="note">{heldText(extent)}</p>
        {findings.whole && (
          <dl class="findings-whole">
            {findings.whole.map(({ name, value }) => (
              <div key={name}>
                <dt>{printable(name)}</dt>
                <dd>{printable(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        <div class="findings-groups">
          {findings.groups.map(group => (
            <Group key={group.title} group={group} extent={extent} />
          ))}
        </div>
      </details>
    </section>
  )
}

function Group({ group, extent }: { group: PageFindingGroup; extent: PageExtent }) {
  return (
    <section aria-label={printable(group.title)}>
      <h3>{printable(group.title)}</h3>
      {group.note !== undefined && <p class="note">{printable(group.note)}</p>}
      <ol>
        {group.items.map(item => (
          <Item key={`${item.text} ${item.firstNs}`} item={item} extent={extent} />
        ))}
      </ol>
    </section>
  )
}

function Item({ item, extent }: { item: PageFinding; extent: PageExtent }) {
  const place = placeOf(item, extent)
  const timeline = timelineOf(item, extent)
  const text = printable(item.text)
  return (
    <li>
      {place === undefined ? text : <a href={place}>{text}</a>}
      {timeline !== undefined && timeline !== place && (
        <>
          {' '}
          <a href={timeline} aria-label={`On the timeline: ${text}`}>
            timeline
          </a>
        </>
      )}
      {!holds(item, extent) && <span class="note"> (not in this file)</span>}
    </li>
  )
}

/** What of the recording the file holds. */
function heldText(extent: PageExtent): string {
  const { firstNs, lastNs, rows, rowsTotal, wholeFirstNs, wholeLastNs, cut, live, liveKept } = extent
  const missing =
    liveKept < live
      ? ` Of the ${count(live)} goroutines that live at its end it names ${count(liveKept)}.`
      : ''
  const at = (ns: number) => moment(ns, lastNs - firstNs)
  if (rows === rowsTotal)
    return cut
      ? `This file holds the part of the recording that was asked for, from ${at(wholeFirstNs)} to ${at(wholeLastNs)}: ${count(rows)} transitions. Nothing here is of the rest.${missing}`
      : `This file holds the whole recording: ${count(rows)} transitions.${missing}`
  const whole = cut ? 'the part of the recording that was asked for' : 'the recording'
  return (
    `This file holds ${count(rows)} of the ${count(rowsTotal)} transitions of ${whole}, from ${at(firstNs)} to ${at(lastNs)}; ` +
    `${cut ? 'the part' : whole} goes from ${at(wholeFirstNs)} to ${at(wholeLastNs)}. What is said here is of all of it, the views below ` +
    `are of what the file holds.${missing}`
  )
}
