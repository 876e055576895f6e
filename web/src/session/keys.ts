import { type ReadonlySignal, signal } from '@preact/signals'

/** A shortcut: shown by `?`. */
export interface Shortcut {
  /** `?`, `/`, `ArrowLeft`, `Shift+ArrowLeft`, `Ctrl+Enter`: modifiers, then the key's name as events have it. */
  combo: string
  what: string
  run: (event: KeyboardEvent) => void
}

const list = signal<readonly Shortcut[]>([])
export const shortcuts: ReadonlySignal<readonly Shortcut[]> = list

/** Registers a shortcut; the latest of the same combo wins. Returns what unregisters it. */
export function key(combo: string, what: string, run: (event: KeyboardEvent) => void): () => void {
  const shortcut = { combo, what, run }
  list.value = [...list.peek(), shortcut]
  return () => {
    list.value = list.peek().filter(one => one !== shortcut)
  }
}

/** Hears the keyboard from now on; called once. Where text is written, keys write, and in a dialog they are the dialog's. */
export function startKeys(): void {
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
    const combo = comboOf(event)
    if (writes(event.target) && event.key !== 'Escape') return
    const shortcut = list.peek().findLast(one => one.combo === combo)
    if (!shortcut) return
    event.preventDefault()
    shortcut.run(event)
  })
}

function comboOf(event: KeyboardEvent): string {
  const { key } = event
  const named = key.length > 1
  const parts = [
    event.ctrlKey && 'Ctrl',
    event.metaKey && 'Meta',
    event.altKey && 'Alt',
    named && event.shiftKey && 'Shift',
  ]
  return [...parts.filter(Boolean), key].join('+')
}

/** Whether keys write text or choose something where the event comes from. */
function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  )
}
