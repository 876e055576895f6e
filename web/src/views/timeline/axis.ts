/** Marks of a time axis. */
export interface Ticks {
  /** 1, 2 or 5 times a power of ten, ns. */
  stepNs: number
  /** The first mark at or after the beginning of the range. */
  firstNs: number
  /** What labels are relative to; 0: they tell the session's time. */
  baseNs: number
}

/** Labels with more digits than this are told as a base and what comes on top. */
const DIGITS_MAX = 6

/** Where marks go. @param stepMinNs the least distance that leaves room for labels */
export function ticksOf(firstNs: number, lastNs: number, stepMinNs: number): Ticks {
  const power = 10 ** Math.floor(Math.log10(Math.max(stepMinNs, 1)))
  const stepNs = Math.max(1, [1, 2, 5, 10].map(times => times * power).find(step => step >= stepMinNs)!)
  const digits = Math.log10(Math.max(Math.abs(lastNs), 1) / stepNs)
  const coarse = 10 ** Math.ceil(Math.log10(Math.max(lastNs - firstNs, stepNs)))
  const baseNs = digits > DIGITS_MAX ? Math.floor(firstNs / coarse) * coarse : 0
  return { stepNs, firstNs: Math.ceil(firstNs / stepNs) * stepNs, baseNs }
}

const units: [sizeNs: number, name: string][] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
]

/** A mark's label: in the unit that its distance from the base has, with the digits that the step needs. */
export function tickLabel(ns: number, { stepNs, baseNs }: Ticks): string {
  if (baseNs === 0) return exactly(ns, 1e9, stepNs, 's')
  const delta = ns - baseNs
  const [size, name] = units.find(([unit]) => Math.abs(delta) >= unit) ?? [1, 'ns']
  return `+${exactly(delta, size, stepNs, name)}`
}

/** What labels are relative to, e.g. `12.345 67 s`. */
export function baseLabel({ stepNs, baseNs }: Ticks): string {
  return baseNs === 0 ? '' : sessionTime(baseNs, Math.max(stepNs, 1))
}

/** The session's time with the digits that a resolution needs, in groups of three: `12.345 678 s`. */
export function sessionTime(ns: number, resolutionNs = 1): string {
  return exactly(ns, 1e9, resolutionNs, 's')
}

/** A length of time to the nanosecond in the unit that fits: `1.234 567 ms`, `12.345 µs`, `345 ns`. */
export function exactLength(ns: number): string {
  const [size, name] = units.find(([unit]) => Math.abs(ns) >= unit) ?? [1, 'ns']
  return exactly(ns, size, 1, name)
}

/** Whole nanoseconds are told as they are: all arithmetic is on integers below 2^53. */
function exactly(ns: number, size: number, resolutionNs: number, name: string): string {
  const rounded = Math.round(Math.abs(ns))
  const whole = Math.floor(rounded / size)
  const places = Math.round(Math.log10(size))
  const wanted = Math.max(0, places - Math.floor(Math.log10(Math.max(1, resolutionNs)) + 1e-9))
  const rest = String(rounded - whole * size)
    .padStart(places, '0')
    .slice(0, wanted)
  const groups = rest.match(/.{1,3}/g)?.join('\u2009') ?? ''
  const sign = ns < 0 ? '-' : ''
  return `${sign}${whole.toLocaleString('en')}${groups ? `.${groups}` : ''} ${name}`
}
