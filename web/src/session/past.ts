import { ask } from './ask.js'

/** How often it is asked what past there is, ms. */
const EVERY_MS = 500

/** Keeps `history` and the clock up to date, also where no view asks for anything; called once. */
export function watchPast(): void {
  ask(() => ({ first_ns: 0, last_ns: 0 }), ignore, { everyMs: EVERY_MS, always: true })
}

/** Every answer tells of the past, and the connection takes note of it. */
function ignore(): void {}
