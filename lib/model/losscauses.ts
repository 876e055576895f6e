import { dropCauses } from '../contract.gen.js'

/**
 * Why events can be missing, by number: the causes of the kernel side as in `dropCauses`; behind them what only a recording
 * can lose, a part of the file that cannot be read and what the recorder could not write in time; and last what has a name
 * that this version does not know.
 */
export const lossCauses: readonly string[] = [
  ...dropCauses.map(({ name }) => name.toLowerCase()),
  'damaged_chunk',
  'recording_slow',
  'other',
]

/** A loss by the names of its causes; those of the kernel side are always there, the rest where there is something. */
export function lossByCause(lost: readonly number[]): Record<string, number> {
  const named: Record<string, number> = {}
  for (let cause = 0; cause < lost.length; cause++) {
    const count = lost[cause]!
    if (count > 0 || cause < dropCauses.length) named[lossCauses[cause] ?? 'other'] = count
  }
  return named
}

/** The same by number. */
export function lossByNumber(lost: Readonly<Record<string, number>>): number[] {
  const counts = dropCauses.map(() => 0)
  for (const [name, count] of Object.entries(lost)) {
    const found = lossCauses.indexOf(name)
    const cause = found < 0 ? lossCauses.length - 1 : found
    while (counts.length <= cause) counts.push(0)
    counts[cause]! += count
  }
  return counts
}
