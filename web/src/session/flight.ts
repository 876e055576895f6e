import { computed, signal } from '@preact/signals'
import { flightNews, tellWorker } from './connection.js'
import { newsText } from './news.js'
import { hello, status } from './session.js'

/** What the page says in the file's notes. */
const REASON = 'asked for on the page'

/** How the server's flight recorder is set; undefined where there is none, or its session has ended. */
export const flightRecorder = computed(() =>
  status.value === 'ended' ? undefined : (hello.value?.flight ?? undefined),
)

/** News up to here have been read. */
const read = signal<object | undefined>(undefined)

/** What to say of the flight recorder now; undefined: nothing. */
export const flightNotice = computed(() => {
  const news = flightNews.value
  const recorder = hello.value?.flight
  return news && recorder && news !== read.value ? newsText(news, recorder) : undefined
})

/** Has the server write what its flight recorder holds. */
export function saveLatest(): void {
  if (status.peek() === 'live' && flightRecorder.peek()) tellWorker({ type: 'trigger', reason: REASON })
}

export function closeFlightNotice(): void {
  read.value = flightNews.peek()
}
