import type { StageName } from '../latency/report.js'
import type { Measure } from './estimate.js'

/** How a measure changed. */
export interface Change {
  /** Intervals a second for `rate`, else ns. */
  before: number
  after: number
  /** after / before; null where one of them is 0. */
  ratio: number | null
  /** The ratio's 95 % confidence interval; null if there is too little to tell. */
  low: number | null
  high: number | null
  /**
   * The probability, adjusted for the number of tests, of seeing so much where nothing changed, and where the measure
   * changed by no more than `least`; null if there is too little to tell.
   */
  chance_none: number | null
  chance_least: number | null
  /** Whether `chance_least` is at most `level`. */
  certain: boolean
}

export interface StageChange {
  stage: StageName
  count_before: number
  count_after: number
  total_before_ns: number
  total_after_ns: number
  changes: Record<Measure, Change>
}

/** A site as one side names it. */
export interface DiffSite {
  function: string
  created_at: string
  created_by: string
  system: boolean
}

export interface SiteChange {
  /** By certainty × size, 1 the first. */
  rank: number
  score: number
  /** What ranks it: of all its changes the one that counts most; null if nothing can be told. */
  most: { stage: StageName; measure: Measure } | null
  /** Whether any of its changes is certain. */
  certain: boolean
  before: DiffSite[]
  after: DiffSite[]
  /** The lines differ: matched by function and creator. */
  moved: boolean
  stages: StageChange[]
}

export interface DiffSide {
  files: string[]
  /** Time told of, gaps excluded, ns. */
  told_ns: number
  blocks: number
  transitions: number
  lost: number
  gaps: number
  /** Intervals of unknown beginning, in no figure. */
  unknown_since: number
}

/** What `diff --json` prints. */
export interface Diff {
  type: 'diff'
  version: string
  before: DiffSide
  after: DiffSide
  options: DiffSettings
  /** Tests that were made, and the changes that are certain. */
  tests: number
  certain: number
  /** What limits the answer, one sentence each. */
  notes: string[]
  /** Sites that both sides have, by rank. */
  sites: SiteChange[]
  /** Sites that only one side has, by intervals. */
  only_before: SiteChange[]
  only_after: SiteChange[]
}

export interface DiffSettings {
  seed: number
  resamples: number
  /** Blocks that each side's time is cut into, about. */
  blocks: number
  /** Of all that is called certain, at most this share is expected to be wrong. */
  level: number
  /** Smaller changes do not count: a share, e.g. 0.05. */
  least: number
  /** Whether the runtime's own goroutines are compared, too. */
  system: boolean
}
