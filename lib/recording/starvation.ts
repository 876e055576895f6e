import type { Starvation } from '../probe/starvation.js'

/** What the kernel kept from the target between two moments, of which both figures count since the session began. */
export function starvationSince(last: Starvation, base: Starvation = {}): Starvation {
  const names = Object.keys(last) as (keyof Starvation)[]
  return Object.fromEntries(names.map(name => [name, Math.max(0, last[name]! - (base[name] ?? 0))]))
}
