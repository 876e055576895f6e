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

/** A moment of the session as the step between ticks allows to tell it: `12.3 s`, `2:05.25`, `1:02:05`. */
export function moment(ns: number, stepNs: number): string {
  const decimals = stepNs >= 1e9 ? 0 : Math.min(9, Math.ceil(9 - Math.log10(stepNs) - 1e-9))
  const sign = ns < 0 ? '−' : ''
  const size = Math.abs(ns)
  if (size < 120e9) return `${sign}${(size / 1e9).toFixed(decimals)} s`
  // Rounded as a whole, so that no second is told as 60.
  const scale = 10 ** decimals
  const total = Math.round((size / 1e9) * scale) / scale
  const seconds = (total % 60).toFixed(decimals).padStart(decimals ? 3 + decimals : 2, '0')
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${sign}${minutes}:${seconds}`
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}
