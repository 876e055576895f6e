import { count } from '../parts/units.js'
import { printable } from '../session/sites.js'

/** Why events are missing, by the name of the cause on the wire. */
const texts: Readonly<Record<string, string>> = {
  ring_full: 'the ring buffer was full',
  g_fault: 'the probe could not read the g',
  pool_empty: 'runqscope could not follow',
  damaged_chunk: 'a part of the file cannot be read',
  recording_slow: 'the output was too slow for what was recorded',
  other: 'a cause that this version does not know',
}

type Lost = Record<string, number> | null | undefined

const some = (lost: Lost) => Object.entries(lost ?? {}).filter(([, events]) => events > 0)

/** `ring_full 12, damaged_chunk 3`. */
export function causes(lost: Lost): string {
  return some(lost)
    .map(([cause, events]) => `${printable(cause)} ${count(events)}`)
    .join(', ')
}

/** What the causes mean of which there are any. */
export function explained(lost: Lost): string {
  const told = some(lost).flatMap(([cause]) =>
    Object.hasOwn(texts, cause) ? [`${cause}: ${texts[cause]}`] : [],
  )
  return ['Events that happened and were not delivered, by cause', ...told].join('. ')
}
