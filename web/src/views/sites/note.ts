import { presentTerms } from '../../filter/text.js'
import { filter } from '../../session/filter.js'

/** How many sites are shown of how many, and what of the filter does not concern them. */
export function sitesNote(shown: number, total: number, refused: string): string {
  if (refused !== '') return refused
  const count = shown < total ? `the first ${shown} of ${total}, by time runnable and waiting` : `${shown}`
  const present = presentTerms(filter.value.terms)
  return present === '' ? count : `${count}; ${present} is for goroutines only`
}
