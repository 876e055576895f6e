import type { RecordingVisitor } from '../recording/walk.js'
import type { Output } from './output.js'

/** What a format may be asked to do otherwise; each takes its own and the command line refuses the rest. */
export interface FormatOptions {
  /** perfetto: Ps as CPUs and goroutines as threads, for the reader's own tables of the scheduler. */
  sched?: boolean
  /** gotrace: the version that the header names, e.g. `1.22`. */
  go?: string
  /** csv, parquet: `transitions` or `intervals`. */
  table?: string
  /** pprof, folded: which profile. */
  profile?: string
  /** rqs: without the program's names. */
  anonymize?: boolean
}

/** A format that a recording can be written in. */
export interface Format {
  /** As after `--to`. */
  name: string
  /** One line for `--help`: who reads it. */
  summary: string
  /** Without a dot. */
  extension: string
  /** It must not go to a terminal. */
  binary: boolean
  /** Some goroutines alone would make it say what is not so: a cut by site or goroutine is refused. */
  allGoroutines?: boolean
  /** The option whose values make a file each when the output is a folder; left out where one file holds all. */
  each?: 'table' | 'profile'
  /** Those of `FormatOptions` that it takes, with the values that it takes where they are words, the default first. */
  takes?: { [Option in keyof FormatOptions]?: readonly string[] | true }
  /**
   * Begins to write. The visitor's `end` writes the last byte but does not finish the output.
   * @throws RunqscopeError usage: an option's value
   */
  make(output: Output, options: FormatOptions): RecordingVisitor
  /** Memory that its viewer is estimated to need, bytes; left out where its reader does not mind how much there is. */
  viewerBytes?(amount: Amount, options: FormatOptions): number
}

/** How much is exported. */
export interface Amount {
  transitions: number
  /** Goroutines that were there or came into being. */
  goroutines: number
}
