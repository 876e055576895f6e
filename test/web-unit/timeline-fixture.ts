import type { Answer, Lanes } from '../../web/src/link/answer.js'

/** A row of `Lanes`: lane, begin, end and what is not the default. */
export interface SpanRow {
  lane?: number
  begin: number
  end: number
  goid?: number
  site?: number
  state?: number
  reason?: number
  merged?: number
  busy?: number
  flags?: number
}

/** Lanes of an answer as the decoder makes them. */
export function lanesOf(rows: SpanRow[], ps = 1): Lanes {
  const none = new Float64Array(0)
  return {
    rows: rows.length,
    ps,
    omitted: 0,
    arrows_omitted: 0,
    lane: Uint16Array.from(rows, row => row.lane ?? 0),
    begin_ns: Float64Array.from(rows, row => row.begin),
    end_ns: Float64Array.from(rows, row => row.end),
    goid: Float64Array.from(rows, row => row.goid ?? 7),
    site: Uint32Array.from(rows, row => row.site ?? 1),
    state: Uint8Array.from(rows, row => row.state ?? 3),
    reason: Uint8Array.from(rows, row => row.reason ?? 255),
    merged: Uint32Array.from(rows, row => row.merged ?? 0),
    busy_ns: Float64Array.from(rows, row => row.busy ?? row.end - row.begin),
    flags: Uint8Array.from(rows, row => row.flags ?? 0),
    arrows: {
      rows: 0,
      arrow_ns: none,
      arrow_from: none,
      arrow_to: none,
      arrow_run_ns: none,
      arrow_from_p: new Uint16Array(0),
      arrow_to_p: new Uint16Array(0),
    },
  }
}

export function answerOf(firstNs: number, lastNs: number, lanes: Lanes, gaps: Answer['gaps'] = []): Answer {
  return { id: 1, history: {}, first_ns: firstNs, last_ns: lastNs, refused: '', gaps, lanes }
}
