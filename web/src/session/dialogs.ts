import { type ReadonlySignal, signal } from '@preact/signals'

export type DialogName = 'keys' | 'settings'

const open = signal<DialogName | undefined>(undefined)

/** The dialog that is open. */
export const openedDialog: ReadonlySignal<DialogName | undefined> = open

export function openDialog(name: DialogName): void {
  open.value = name
}

export function closeDialog(): void {
  open.value = undefined
}
