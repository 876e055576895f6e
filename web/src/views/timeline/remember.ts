import { effect, signal, untracked } from '@preact/signals'
import { registerParam } from '../../session/address.js'
import type { TimelineState } from './state.js'

/** Keeps pinned and chosen lanes, colours, the selected span and what is measured in the address. Returns what ends it. */
export function rememberLanes(state: TimelineState): () => void {
  const lanes = signal('')
  const color = signal('')
  const span = signal('')
  const stretch = signal('')
  const ends = [
    registerParam('lanes', lanes),
    registerParam('ps', color),
    registerParam('sel', span),
    registerParam('measure', stretch),
    effect(() => {
      if (state.choice.read(lanes.value)) state.lanesChosen()
    }),
    effect(() => {
      state.bySite.value = color.value !== 'state'
      state.dirty = true
    }),
    effect(() => {
      const text = span.value
      if (text !== state.selectionText()) untracked(() => state.selectByText(text))
    }),
    effect(() => {
      state.measureByText(stretch.value)
    }),
    effect(() => {
      void state.lanesChanged.value
      lanes.value = state.choice.text()
    }),
    effect(() => {
      color.value = state.bySite.value ? '' : 'state'
    }),
    effect(() => {
      void state.selected.value
      span.value = state.selectionText()
    }),
    effect(() => {
      const { firstNs, lastNs } = state.stretch.value ?? {}
      stretch.value = firstNs === undefined ? '' : `${firstNs}_${lastNs}`
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
