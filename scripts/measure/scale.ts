/** How long and how often the bench measures. */
export interface Scale {
  /** Times that every condition comes round. */
  rounds: number
  windowMs: number
  httpSeconds: number
  httpRounds: number
  liveSeconds: number
  attaches: number
  /** Goroutines in the model's benchmark. */
  modelSizes: number[]
  /** The page under load, and its tab frozen. */
  dashboardSeconds: number
  frozenSeconds: number
  /** A busy server recorded by us and traced by Go itself. */
  traceSeconds: number
  /** Transitions of the recording that is exported, and MB of the flight recorder's ring. */
  recordedRows: number
  ringMegabytes: number
}

export const full: Scale = {
  rounds: 9,
  windowMs: 500,
  httpSeconds: 3,
  httpRounds: 5,
  liveSeconds: 12,
  attaches: 9,
  modelSizes: [1_000, 10_000, 100_000, 1_000_000],
  dashboardSeconds: 60,
  frozenSeconds: 120,
  traceSeconds: 5,
  recordedRows: 10_000_000,
  ringMegabytes: 64,
}

export const quick: Scale = {
  rounds: 3,
  windowMs: 300,
  httpSeconds: 1,
  httpRounds: 2,
  liveSeconds: 3,
  attaches: 3,
  modelSizes: [1_000, 10_000],
  dashboardSeconds: 12,
  frozenSeconds: 10,
  traceSeconds: 2,
  recordedRows: 1_000_000,
  ringMegabytes: 8,
}
