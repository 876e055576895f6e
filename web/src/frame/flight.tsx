import { useEffect } from 'preact/hooks'
import { closeFlightNotice, flightNotice, flightRecorder, saveLatest } from '../session/flight.js'
import { key } from '../session/keys.js'
import { ringText } from '../session/news.js'
import { status } from '../session/session.js'

/** Has the flight recorder write; nothing where there is none. */
export function SaveLatest() {
  const recorder = flightRecorder.value
  const what = recorder && (ringText(recorder) ?? 'moments')
  useEffect(
    () => (what === undefined ? undefined : key('F', `save the last ${what} on the server`, saveLatest)),
    [what],
  )
  if (what === undefined) return null
  return (
    <button
      type="button"
      class="quiet"
      title="Write what the flight recorder holds into a file, on the machine where runqscope runs"
      disabled={status.value !== 'live'}
      onClick={saveLatest}
    >
      Save <span class="wide-only">the last </span>
      {what}
    </button>
  )
}

/** What the flight recorder answered or wrote. It is there from the start, so that its text is announced. */
export function FlightNotice() {
  const notice = flightNotice.value
  return (
    <div
      id="flight"
      class="banner"
      role="status"
      data-kind={notice?.bad ? 'warn' : 'note'}
      hidden={notice === undefined}
    >
      {notice && (
        <>
          <span class="told">{notice.text}</span>
          <button type="button" onClick={closeFlightNotice}>
            Close
          </button>
        </>
      )}
    </div>
  )
}
