import { Dialog } from '../parts/dialog.js'
import { useEvery } from '../parts/every.js'
import { bytes, clock, count, percent } from '../parts/units.js'
import { rawState } from '../session/connection.js'
import { closeDialog } from '../session/dialogs.js'
import { pageBytes } from '../session/memory.js'
import { inFile } from '../session/place.js'
import { RAW_MB_DEFAULT, rawMegabytes, rawParam } from '../session/raw.js'
import { saveRange, saveRaw, savingState, stopSaving } from '../session/saving.js'
import { hello, history } from '../session/session.js'
import { printable } from '../session/sites.js'
import { type Theme, theme } from '../session/theme.js'

/** Saving, the raw feed, colours, and what this page is connected to. */
export function Settings() {
  return (
    <Dialog title="Save and settings" onClose={closeDialog}>
      <SaveRange />
      {!inFile && <RawFeed />}
      <Colours />
      <About />
    </Dialog>
  )
}

function SaveRange() {
  const saving = savingState.value
  const busy = saving !== undefined && saving.file === undefined
  return (
    <section class="form" aria-labelledby="save-title">
      <h3 id="save-title">Save this range</h3>
      <p class="note">
        Every transition of the range that is shown, or of the selection, after the filter: one line of JSON
        each, as <code>--json --transitions</code> writes them. At most 5,000,000.
      </p>
      <div class="form-row">
        <button type="button" class="primary" disabled={busy} onClick={saveRange}>
          Save transitions
        </button>
        {busy && (
          <button type="button" onClick={stopSaving}>
            Stop and keep what is there
          </button>
        )}
        <span class="note" role="status">
          {saving &&
            `${count(saving.rows)} transitions, ${saving.file ? 'saved' : percent(saving.share)}. ${saving.note}`}
        </span>
      </div>
      {busy && <progress aria-label="Saved" value={saving.share} max={1} />}
    </section>
  )
}

function RawFeed() {
  useEvery(500)
  const raw = rawState.peek()
  const megabytes = rawMegabytes(rawParam.value)
  return (
    <section class="form" aria-labelledby="raw-title">
      <h3 id="raw-title">Raw feed</h3>
      <p class="note">
        Lets the server send every transition to this page, which keeps the latest of them. The views do not
        need it.
      </p>
      <div class="form-row">
        <label class="check">
          <input
            type="checkbox"
            checked={megabytes > 0}
            onChange={event => {
              rawParam.value = event.currentTarget.checked ? String(RAW_MB_DEFAULT) : ''
            }}
          />
          on, keep
        </label>
        <input
          type="number"
          aria-label="Megabytes that the raw feed keeps"
          min={4}
          max={1024}
          value={megabytes || RAW_MB_DEFAULT}
          disabled={megabytes === 0}
          onChange={event => {
            rawParam.value = event.currentTarget.value
          }}
        />
        MB
        {raw && (
          <>
            <button type="button" onClick={() => saveRaw(5)}>
              Save the last 5 s
            </button>
            <button type="button" onClick={() => saveRaw(Number.POSITIVE_INFINITY)}>
              Save all of it
            </button>
          </>
        )}
      </div>
      {raw && (
        <p class="note">
          {count(raw.rows)} transitions kept ({clock(Math.max(raw.lastNs - raw.firstNs, 0) || 0)},{' '}
          {bytes(raw.bytes)}), {count(raw.rowsTotal)} received, {count(raw.lost)} not sent because this page
          was too slow.
        </p>
      )}
    </section>
  )
}

const themes: [Theme, string][] = [
  ['auto', 'as the system'],
  ['dark', 'dark'],
  ['light', 'light'],
]

function Colours() {
  return (
    <fieldset class="form form-row">
      <legend>Colours</legend>
      {themes.map(([value, name]) => (
        <label class="check" key={value}>
          <input
            type="radio"
            name="theme"
            checked={theme.value === value}
            onChange={() => {
              theme.value = value
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

function About() {
  const told = hello.value
  const past = history.peek()
  const held = pageBytes.value
  if (!told) return null
  return (
    <section class="form" aria-labelledby="about-title">
      <h3 id="about-title">This session</h3>
      <p class="note">
        runqscope {printable(told.version ?? '')}, attached{' '}
        {new Date(told.started_at_unix_ms ?? 0).toLocaleString()} to process {told.pid}. System calls are{' '}
        {told.syscalls ? '' : 'not '}probed.{' '}
        {past?.bytes_max && Number.isFinite(past.bytes_max)
          ? `The past may take ${bytes(past.bytes_max)} of the server’s memory (--history); ${count(past.forgotten ?? 0)} transitions had to go.`
          : ''}
        {held === undefined ? '' : ` This page itself holds ${bytes(held)}.`}
      </p>
    </section>
  )
}
