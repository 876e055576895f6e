/** How a flight recorder is set; times in ns. */
export interface FlightTerms {
  /** What it keeps; Infinity: as long as fits into `bytesMax`. */
  spanNs: number
  bytesMax: number
  postNs: number
  cooldownNs: number
  filesMax: number
}

/** What became of a trigger, as `Triggered` in `proto/stream.proto` says. */
export interface TriggerTold {
  outcome: 'writing' | 'waiting' | 'busy' | 'cooling' | 'full' | 'failed' | 'over'
  /** Why nothing is written, '' if something is. */
  refused: string
  path: string
  untilNs: number
  cooldownNs: number
  files: number
}

/** What the stream asks of a flight recorder. */
export interface StreamFlight {
  readonly terms: FlightTerms
  /** @param why what the file is to say of its trigger; any text */
  trigger(why: string): TriggerTold
}

/** A file that a flight recorder has made; or why it could not, and what had triggered it. */
export type FlightTold =
  | { failed: string; why: string }
  | {
      failed?: undefined
      why: string
      path: string
      triggeredNs: number
      firstNs: number
      lastNs: number
      askedNs: number
      keptNs: number
      cut: boolean
      rows: number
      bytes: number
    }
