/** An event at `trace_ns` of Go's trace clock that happened between two readings of CLOCK_MONOTONIC (ns since base). */
export interface Mark {
  trace_ns: number
  before_ns: number
  after_ns: number
}

/** How Go's trace clock maps to the session's, and how well the marks agree. */
export interface ClockFit {
  toSession: (trace_ns: number) => number
  /** Marks used: the narrowest bracket of each burst. */
  marks: number
  /** How far the two clocks drift apart, parts per million. */
  drift_ppm: number
  /** Largest distance of a used mark's midpoint from the line, ns. */
  residual_ns_max: number
  /** Half the widest bracket used: how well a single mark is known, ns. */
  bracket_ns_max: number
}

/** Marks closer to each other than this are of one burst. */
const BURST_NS = 20e6

/**
 * Fits a line through the marks by the Theil–Sen estimator: the median of all slopes, then the median offset, so that
 * a mark which was interrupted does not matter. Only marks are used, never the events that are to be compared.
 */
export function fitClock(all: Mark[]): ClockFit {
  const marks = narrowest(all)
  if (marks.length < 3) throw new Error(`${marks.length} clock marks in the trace, needed at least 3`)
  const origin = marks[0]!.trace_ns
  const x = marks.map(mark => mark.trace_ns - origin)
  // Offsets instead of values keep the slope's digits: it is 1 to many places.
  const y = marks.map(mark => (mark.before_ns + mark.after_ns) / 2 - mark.trace_ns)
  const slopes: number[] = []
  for (let i = 0; i < x.length; i++)
    for (let j = i + 1; j < x.length; j++) if (x[j]! > x[i]!) slopes.push((y[j]! - y[i]!) / (x[j]! - x[i]!))
  const slope = median(slopes)
  const offset = median(y.map((value, i) => value - slope * x[i]!))
  const toSession = (trace_ns: number) => trace_ns + offset + slope * (trace_ns - origin)
  return {
    toSession,
    marks: marks.length,
    drift_ppm: slope * 1e6,
    residual_ns_max: Math.max(...y.map((value, i) => Math.abs(value - offset - slope * x[i]!))),
    bracket_ns_max: Math.max(...marks.map(mark => (mark.after_ns - mark.before_ns) / 2)),
  }
}

function narrowest(marks: Mark[]): Mark[] {
  const kept: Mark[] = []
  let burstStart = Number.NEGATIVE_INFINITY
  for (const mark of marks.toSorted((a, b) => a.trace_ns - b.trace_ns)) {
    if (mark.trace_ns - burstStart > BURST_NS) {
      burstStart = mark.trace_ns
      kept.push(mark)
    } else if (width(mark) < width(kept.at(-1)!)) kept[kept.length - 1] = mark
  }
  return kept
}

const width = (mark: Mark) => mark.after_ns - mark.before_ns

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}
