import { icon } from '../parts/icon.js'
import { openDialog } from '../session/dialogs.js'
import { inFile } from '../session/place.js'
import { hello, type Status, status } from '../session/session.js'
import { printable } from '../session/sites.js'
import { theme } from '../session/theme.js'
import { LiveFigures } from './figures.js'
import { SaveLatest } from './flight.js'

const statusTexts: Record<Status, string> = {
  connecting: 'connecting',
  live: 'live',
  recording: 'recording',
  ended: 'ended',
  lost: 'no connection',
  refused: 'refused',
}

/** What is looked at, how it goes, and the figures that must never be out of sight. */
export function Header() {
  return (
    <div class="top-row">
      <h1 class="brand">
        <img src={icon} alt="" />
        runqscope
      </h1>
      <Target />
      <p class="pill" role="status" data-status={status.value}>
        {statusTexts[status.value]}
      </p>
      <LiveFigures />
      <span class="top-tools">
        <SaveLatest />
        <ThemeButton />
        <button
          type="button"
          class="quiet"
          aria-label="Save and settings"
          onClick={() => openDialog('settings')}
        >
          Save<span class="wide-only"> and settings</span>
        </button>
        <button
          type="button"
          class="quiet"
          aria-label="Keyboard shortcuts"
          onClick={() => openDialog('keys')}
        >
          ?
        </button>
      </span>
    </div>
  )
}

function Target() {
  const told = hello.value
  if (!told) return <p class="target note">{inFile ? 'unpacking the recording' : 'waiting for the server'}</p>
  const command = printable(told.command ?? '')
  const [program = '', ...rest] = command.split(' ')
  const base = new Date(told.started_at_unix_ms ?? 0)
  return (
    <p class="target" title={`${command}\nattached ${base.toLocaleString()}`}>
      <strong>{[program.split('/').at(-1), ...rest].join(' ')}</strong>
      <span class="note">
        pid {told.pid} · {printable(told.go_version ?? '')}
      </span>
    </p>
  )
}

const nextTheme = { auto: 'dark', dark: 'light', light: 'auto' } as const
const themeFaces = { auto: '◐', dark: '●', light: '○' } as const

function ThemeButton() {
  const now = theme.value
  const next = nextTheme[now]
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Colours: ${now}. Switch to ${next}`}
      title={`Colours: ${now}`}
      onClick={() => {
        theme.value = next
      }}
    >
      {themeFaces[now]}
    </button>
  )
}
