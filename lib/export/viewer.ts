import type { Amount } from './format.js'

/** Above this much a page in a browser gets slow; Perfetto's engine has 4 GB there at most. */
const COMFORTABLE_BYTES = 2e9
const LIMIT_BYTES = 4e9

/** An export whose viewer needs much memory. */
export interface Demand {
  /** See `Format.viewerBytes`, its options settled. */
  bytesOf(amount: Amount): number
  amount: Amount
  /** Where the exported part begins, s since the recording does; and how long it is. */
  fromS: number
  spanS: number
}

/** A warning for an export that its viewer can hardly open, with a cut that it can; undefined if it can. */
export function suggestion({ bytesOf, amount, fromS, spanS }: Demand): string | undefined {
  const bytes = bytesOf(amount)
  if (bytes <= COMFORTABLE_BYTES) return undefined
  let share = 1
  const part = () => ({ transitions: amount.transitions * share, goroutines: amount.goroutines * share })
  while (bytesOf(part()) > COMFORTABLE_BYTES && share > 1e-6) share *= 0.9
  const needs = `a viewer will need about ${(bytes / 1e9).toFixed(1)} GB for this`
  const limit = bytes > LIMIT_BYTES ? ', more than a browser gives it' : ''
  const cut = `--from ${short(fromS)}s --until ${short(fromS + spanS * share)}s`
  return `${needs}${limit}; a part opens better: ${cut}, or fewer goroutines with --site`
}

function short(seconds: number): number {
  return Number(seconds.toPrecision(3))
}
