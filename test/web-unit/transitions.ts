import { transitionLayout, type WireTransitions } from '../../lib/stream/wire.js'

/** A message with a row for each time: goid is twice the time, the rest is `values` or 0. */
export function transitionMessage(
  times: number[],
  values: Partial<Record<keyof typeof transitionLayout, number[]>> = {},
): WireTransitions {
  const columns: Record<string, Uint8Array> = {}
  const given = { time_ns: times, goid: times.map(time => time * 2), ...values } as Record<string, number[]>
  for (const [name, Column] of Object.entries(transitionLayout)) {
    const column = new Column(times.length)
    column.set(given[name] ?? [])
    columns[name] = new Uint8Array(column.buffer)
  }
  return { rows: times.length, ...columns }
}
