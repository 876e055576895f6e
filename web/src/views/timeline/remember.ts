import { effect, signal } from '@preact/signals'
import { registerParam } from '../../session/address.js'
import type { TimelineState } from './state.js'

/** Keeps pinned and chosen lanes and the colours in the address. Returns what ends it. */
export function rememberLanes(state: TimelineState): () => void {
  const lanes = signal('')
  const color = signal('')
  const ends = [
    registerParam('lanes', lanes),
    registerParam('ps', color),
    effect(() => {
      if (state.choice.read(lanes.value)) state.lanesChosen()
    }),
    effect(() => {
      state.bySite.value = color.value !== 'state'
      state.dirty = true
    }),
    effect(() => {
      void state.lanesChanged.value
      lanes.value = state.choice.text()
    }),
    effect(() => {
      color.value = state.bySite.value ? '' : 'state'
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
