import { Dialog } from '../parts/dialog.js'
import { closeDialog } from '../session/dialogs.js'
import { shortcuts } from '../session/keys.js'

const keyNames: Record<string, string> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** All that the keyboard does here. */
export function Help() {
  // The latest of the same combination is the one that is heard.
  const heard = new Map(shortcuts.value.map(one => [one.combo, one.what]))
  return (
    <Dialog title="Keyboard" onClose={closeDialog}>
      <div class="keys">
        {[...heard].map(([combo, what]) => (
          <div key={combo}>
            <span>{what}</span>
            <span>
              {splitCombo(combo).map(part => (
                <kbd key={part}>{keyNames[part] ?? part}</kbd>
              ))}
            </span>
          </div>
        ))}
      </div>
      <p class="note">
        Tables: arrows, Page Up and Down, Home and End move, Enter opens. Tab goes on to the next part of the
        page.
      </p>
    </Dialog>
  )
}

function splitCombo(combo: string): string[] {
  return combo === '+' ? ['+'] : combo.split(/\+(?=.)/)
}
