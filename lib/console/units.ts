const steps: [number, string][] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
]

/** A duration for people, three significant digits: `417ns`, `1.24ms`, `3.50s`. */
export function duration(ns: number): string {
  for (const [size, unit] of steps) {
    if (ns >= size) {
      const value = ns / size
      return `${value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)}${unit}`
    }
  }
  return `${Math.round(ns)}ns`
}

/** A count for people: `912`, `45.1k`, `1.70M`. */
export function count(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(value >= 1e8 ? 0 : value >= 1e7 ? 1 : 2)}M`
  if (value >= 1e4) return `${(value / 1e3).toFixed(value >= 1e5 ? 0 : 1)}k`
  return String(Math.round(value))
}
