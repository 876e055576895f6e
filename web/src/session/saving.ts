import { effect } from '@preact/signals'
import { saveFile } from '../parts/save.js'
import { savingState, tellWorker } from './connection.js'
import { wireFilter } from './filter.js'
import { scope } from './range.js'

export { savingState } from './connection.js'

/** Saves the transitions of the present scope and filter, as lines of JSON. */
export function saveRange(): void {
  const { firstNs, lastNs } = scope()
  const range = { first_ns: Math.floor(firstNs), last_ns: Math.ceil(lastNs), filter: wireFilter() }
  tellWorker({ type: 'save-range', range })
}

/** Saves the last seconds that the raw feed holds. */
export function saveRaw(seconds: number): void {
  tellWorker({ type: 'save-raw', seconds })
}

/** Saves what has come so far. */
export function stopSaving(): void {
  tellWorker({ type: 'save-stop' })
}

/** Hands finished files to the browser; called once. */
export function startSaving(): void {
  effect(() => {
    const file = savingState.value?.file
    if (file) saveFile('runqscope-transitions.ndjson', [file], 'application/x-ndjson')
  })
}
