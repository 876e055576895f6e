import type { ComponentChildren } from 'preact'
import { useEvery } from '../parts/every.js'
import { clock } from '../parts/units.js'
import { inFile } from '../session/place.js'
import { everything, follow, range } from '../session/range.js'
import { aggregate, history, problem, status } from '../session/session.js'

/** Says in one sentence what is wrong and what comes next. It is there from the start, so that its text is announced. */
export function Banner() {
  const text = problem.value
  const kind = status.value === 'ended' ? 'note' : 'alarm'
  return (
    <div id="banner" class="banner" role="alert" data-kind={kind} hidden={text === ''}>
      {text}
    </div>
  )
}

/** How often it is looked whether the range is still kept. */
const EVERY_MS = 500

const lost = inFile ? 'not in this file, which begins at' : 'no longer kept: the past begins at'

/** What the views cannot show, and why. */
export function Notes() {
  useEvery(EVERY_MS)
  const kept = history.peek()
  if (!kept) return null
  if (!kept.bytes_max)
    return (
      <Note>
        No past is kept (<code>--history 0</code>): the views need one. Start runqscope with{' '}
        <code>--history 256MB</code>.
      </Note>
    )
  const { following, firstNs, lastNs } = range.value
  const first = kept.first_ns ?? 0
  if (following || firstNs >= first) return null
  if (lastNs <= first)
    return (
      <Note>
        This range is {lost} {clock(first)}. <ShowKept />
      </Note>
    )
  if ((kept.forgotten ?? 0) === 0) return null
  return (
    <Note>
      The beginning of this range is {lost} {clock(first)}. <ShowKept />
    </Note>
  )
}

function ShowKept() {
  return (
    <>
      <button type="button" onClick={everything}>
        Show all that is kept
      </button>
      <button type="button" onClick={() => follow()}>
        Back to now
      </button>
    </>
  )
}

function Note({ children }: { children: ComponentChildren }) {
  return (
    <div class="banner" data-kind="warn" role="note">
      {children}
    </div>
  )
}

/** Nothing has happened in the target yet: says what would show here, and how to make it. */
export function Teaching() {
  useEvery(EVERY_MS)
  const now = aggregate.peek()
  const quiet = status.value === 'live' && now !== undefined && (now.events ?? 0) === 0
  if (!quiet || (now.duration_ns ?? 0) < 2e9) return null
  return (
    <section class="teach" aria-label="Nothing yet">
      <h2>No goroutine has done anything since the attach</h2>
      <p>
        runqscope is attached and sees {now.goroutines?.live ?? 0} goroutines, all of them still. What they
        wait for shows as soon as they move.
      </p>
      <ul>
        <li>Give the program something to do: send it a request, or start its load.</li>
        <li>
          Where goroutines are not only idle but stuck, their page tells since when and where they wait.
        </li>
      </ul>
    </section>
  )
}
