import { dock, navigate } from '../session/address.js'
import { openDialog } from '../session/dialogs.js'
import { key } from '../session/keys.js'
import { brush, everything, follow, pan, pause, range, shown, zoom } from '../session/range.js'
import { player, status } from '../session/session.js'
import { theme } from '../session/theme.js'
import { tabs } from './nav.js'

/** Follows or stands still; in a recording, plays or stands still. */
export function toggleFollow(): void {
  const nowMs = performance.now()
  const { following } = range.peek()
  if (status.peek() !== 'recording') {
    if (following) pause()
    else follow()
  } else if (player.playing.peek() && following) {
    player.pause(nowMs)
  } else {
    player.play(nowMs)
    follow()
  }
}

/** The shortcuts of the frame; views register their own. Called once. */
export function registerShortcuts(): void {
  tabs.forEach(([view, name], index) => {
    key(String(index + 1), `go to ${name}`, () => navigate(view))
  })
  key(' ', 'pause, or go on', toggleFollow)
  key('ArrowLeft', 'earlier', () => pan(-span() / 4))
  key('ArrowRight', 'later', () => pan(span() / 4))
  key('+', 'zoom in', () => zoom(0.5, middle()))
  key('-', 'zoom out', () => zoom(2, middle()))
  key('0', 'show all that is kept', everything)
  key('n', 'back to now', () => follow())
  key('Escape', 'end the selection', () => {
    brush.value = undefined
  })
  key('b', 'panels beside the view on or off', () => {
    dock.value = dock.peek() === 'none' ? '' : 'none'
  })
  key('c', 'switch between dark and light', () => {
    theme.value = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'
  })
  key('S', 'save and settings', () => openDialog('settings'))
  key('?', 'show these keys', () => openDialog('keys'))
}

function span(): number {
  const { firstNs, lastNs } = shown()
  return lastNs - firstNs
}

function middle(): number {
  const { firstNs, lastNs } = shown()
  return (firstNs + lastNs) / 2
}
