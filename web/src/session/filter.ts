import { computed, signal } from '@preact/signals'
import type { WireFilter } from '../../../lib/stream/wire.js'
import type { Names } from '../filter/language.js'
import { parse } from '../filter/parse.js'
import { resolve } from '../filter/resolve.js'
import { hello, sites } from './session.js'

/** What is in the filter box. */
export const filterText = signal('')
/** The runtime's own goroutines count, too. */
export const includeSystem = signal(false)

/** The text as understood, with what is wrong in it. */
export const filter = computed(() => parse(filterText.value))

/** What names in a filter are looked up in. */
export const names = computed<Names>(() => ({
  sites: sites.value.all,
  states: hello.value?.states ?? [],
  reasons: hello.value?.wait_reasons ?? [],
}))

/** The filter with its names resolved against the sites and reasons known now. */
export const resolved = computed(() => resolve(filter.value, names.value, includeSystem.value))

/** The filter as the server takes it. */
export function wireFilter(): WireFilter {
  return resolved.value.wire
}
