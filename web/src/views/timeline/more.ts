import { askOnce } from '../../session/ask.js'
import { wireFilter } from '../../session/filter.js'
import { shown } from '../../session/range.js'
import { GoroutinesOrder, TermField } from '../../session/schema.js'
import type { TimelineState } from './state.js'

/** So many goroutines of a site come at once. */
export const MORE = 50

/** Lanes for goroutines of a site that match the filter. */
export async function showMore(state: TimelineState, site: number): Promise<void> {
  const { firstNs, lastNs } = shown()
  const filter = wireFilter()
  const terms = [...(filter.terms ?? []), { field: TermField.SITE, sites: [site] }]
  try {
    const answer = await askOnce({
      first_ns: firstNs,
      last_ns: lastNs,
      filter: { system: true, terms },
      goroutines: { order: GoroutinesOrder.BY_TIME_IN_STATE, descending: true, limit: MORE },
    })
    const { goroutines } = answer
    for (let row = 0; row < (goroutines?.rows ?? 0); row++) state.choice.choose(goroutines!.goid[row]!, site)
    const none =
      goroutines?.rows === 0 ? 'No goroutine of this site that matches the filter lives in this range.' : ''
    state.note('more', answer.refused || none)
    state.lanesChosen()
    state.reveal(state.index.site(site))
  } catch (error) {
    state.note('more', `The goroutines of this site could not be asked for: ${(error as Error).message}.`)
  }
}
