const steps: [number, string][] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
]

/** A length of time in ns with three digits and the unit that fits, e.g. `1.23 ms`. */
export function duration(ns: number): string {
  if (ns >= 100e9) return clock(ns)
  for (const [size, unit] of steps) {
    // What would round to 1000 of a unit is 1 of the next.
    if (ns >= size * 0.9995) return `${digits(ns / size)} ${unit}`
  }
  return '0 ns'
}

/** A length of time in ns for people: `12.3 s`, `4 min 05 s`, `3 h 07 min`. */
export function clock(ns: number): string {
  const seconds = ns / 1e9
  if (seconds < 100) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${two(Math.floor(seconds % 60))} s`
  return `${Math.floor(minutes / 60).toLocaleString('en')} h ${two(minutes % 60)} min`
}

/** A whole number with separators. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** A share of one as percent: `0.4 %`, `12 %`. */
export function percent(share: number): string {
  const value = share * 100
  return `${value >= 10 ? value.toFixed(0) : value.toPrecision(2)} %`
}

function digits(value: number): string {
  if (value >= 99.95) return value.toFixed(0)
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** So many a second: `12.3 k/s`. */
export function rate(perSecond: number): string {
  return `${short(perSecond)}/s`
}

/** A number with three digits: `950`, `12.3 k`, `1.02 M`. */
export function short(value: number): string {
  const size = Math.abs(value)
  if (size < 999.5) return size < 9.995 && !Number.isInteger(value) ? value.toFixed(2) : value.toFixed(0)
  for (const [unit, name] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const)
    if (size >= unit * 0.9995) return `${digits(value / unit)} ${name}`
  return value.toFixed(0)
}

/** Memory: `64 MB`, `1.5 GB`; in powers of 1000. */
export function bytes(value: number): string {
  return `${short(value).replace(/ G$/, ' GB').replace(/ M$/, ' MB').replace(/ k$/, ' kB')}${value < 999.5 ? ' B' : ''}`
}

/**
 * A moment of the session, with as many digits as a span of `spanNs` needs: `12.345 s` in a span of 100 ms,
 * `12.345 678 9 s` in one of 10 µs.
 */
export function moment(ns: number, spanNs: number): string {
  const digitsMax = Math.min(Math.max(Math.ceil(11 - Math.log10(Math.max(spanNs, 1))), 1), 9)
  const [whole = '', part = ''] = (ns / 1e9).toFixed(digitsMax).split('.')
  return `${whole}.${part.replace(/(\d{3})(?=\d)/g, '$1\u202f')} s`
}
