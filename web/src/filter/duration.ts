const units: [unit: string, ns: number][] = [
  ['h', 3600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
  ['ns', 1],
]
const nsOf = new Map([...units, ['µs', 1e3], ['μs', 1e3]] as [string, number][])

/** `10ms`, `1.5s`, `1m30s` in whole nanoseconds; a sentence if it is no duration. */
export function durationNs(text: string): number | string {
  if (/^\d*\.?\d+$/.test(text)) return `${text} has no unit`
  if (!/^(\d*\.?\d+[a-zµμ]+)+$/i.test(text)) return `${text || 'nothing'} is no duration`
  let totalNs = 0
  for (const [, number, unit] of text.matchAll(/(\d*\.?\d+)([a-zµμ]+)/gi)) {
    const ns = nsOf.get(unit!.toLowerCase())
    if (ns === undefined) return `${unit} is no unit of time`
    totalNs += Number(number) * ns
  }
  totalNs = Math.round(totalNs)
  return totalNs < Number.MAX_SAFE_INTEGER ? totalNs : `${text} is too long`
}

/** The shortest exact text of whole nanoseconds: `90s` is `90s`, 1500000 is `1500us`. */
export function durationText(lengthNs: number): string {
  const [unit, ns] = units.find(([, ns]) => lengthNs % ns === 0 && lengthNs >= ns) ?? ['ns', 1]
  return `${lengthNs / ns}${unit}`
}
