/** Steps between ticks, as multiples of a power of ten ns. */
const STEPS = [1, 2, 5]

/** The least step of 1, 2 or 5 times a power of ten ns with at most so many ticks in a span; whole minutes above one. */
export function tickStep(spanNs: number, ticksMax: number): number {
  const least = spanNs / Math.max(1, ticksMax)
  if (least > 50e9) {
    const minutes = [1, 2, 5, 10, 30, 60, 120, 360, 1440].find(one => one * 60e9 >= least) ?? 1440
    return minutes * 60e9
  }
  for (let power = 1; ; power *= 10) {
    for (const step of STEPS) if (step * power >= least) return step * power
  }
}

/** A moment of the session as the step between ticks allows to tell it, in seconds as in all views: `125.3 s`. */
export function moment(ns: number, stepNs: number): string {
  const decimals = stepNs >= 1e9 ? 0 : Math.min(9, Math.ceil(9 - Math.log10(stepNs) - 1e-9))
  const sign = ns < 0 ? '−' : ''
  return `${sign}${(Math.abs(ns) / 1e9).toFixed(decimals)} s`
}
