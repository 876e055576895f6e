import type { Kind } from '../contract.gen.js'

/**
 * Goroutine states, in the words of Go's execution trace (`internal/trace`: GoState).
 * `NotExist` is both before creation and after exit.
 */
export const State = {
  Undetermined: 0,
  NotExist: 1,
  Runnable: 2,
  Running: 3,
  Waiting: 4,
  Syscall: 5,
} as const
export type State = (typeof State)[keyof typeof State]

/** By `State` value; these words are in every output. */
export const stateNames = ['undetermined', 'notexist', 'runnable', 'running', 'waiting', 'syscall'] as const

/** Bits of `TransitionBatch.flags`. */
export const Flag = {
  /** The goroutine belongs to the runtime (GC workers, scavenger…), as `runtime.isSystemGoroutine` says. */
  System: 1,
  /** This run ends the state that the goroutine was created in, and nothing was lost since its creation. */
  FirstRun: 2,
  /** The state before contradicted what was known (snapshot or table): that interval was dropped. */
  Disagreement: 4,
} as const

/** `reason` of a wait that is an asynchronous preemption (`preemptPark`): the g's own waitreason is stale there. */
export const REASON_PREEMPTED = 254
/** `reason` of a coroutine left by `coroswitch`. */
export const REASON_COROUTINE = 253
/** `reason` where none applies or none is known. */
export const REASON_NONE = 255

/**
 * A run of transitions as columns; rows `0 … length-1` are valid until the sink returns. One instance is reused: a
 * sink that wants to keep rows copies them. Rows are ordered by `timeNs`, except for rows counted as `late`.
 */
export class TransitionBatch {
  length = 0
  /** When, ns since the session's base. */
  readonly timeNs: Float64Array
  /** Start of the interval in state `from` that ends here, ns since the session's base; NaN if its start is unknown (older than the attach: censored; or a loss or disagreement lies between: undetermined). */
  readonly sinceNs: Float64Array
  /** On rows to NotExist: when the goroutine was created, ns since the session's base; NaN on all other rows, if the creation was not seen, or if events were lost during the life. */
  readonly createdNs: Float64Array
  readonly goid: Float64Array
  /** Waker (to runnable), parent (created), goroutine left or entered (coroutine switch); 0 if none. */
  readonly other: Float64Array
  readonly tid: Uint32Array
  /** Index into the model's sites (start function + creation position). */
  readonly site: Uint32Array
  readonly p: Uint16Array
  /** `Kind` of the event behind the row. */
  readonly kind: Uint8Array
  readonly from: Uint8Array
  readonly to: Uint8Array
  /** Wait reason of the new state if it is `Waiting`, else REASON_NONE. For Kind.GOSCHED: 1 preempted, 0 yielded. */
  readonly reason: Uint8Array
  /** Wait reason of the state that ends, if it was `Waiting` and known, else REASON_NONE. */
  readonly endedReason: Uint8Array
  readonly flags: Uint8Array

  constructor(readonly capacity: number) {
    this.timeNs = new Float64Array(capacity)
    this.sinceNs = new Float64Array(capacity)
    this.createdNs = new Float64Array(capacity)
    this.goid = new Float64Array(capacity)
    this.other = new Float64Array(capacity)
    this.tid = new Uint32Array(capacity)
    this.site = new Uint32Array(capacity)
    this.p = new Uint16Array(capacity)
    this.kind = new Uint8Array(capacity)
    this.from = new Uint8Array(capacity)
    this.to = new Uint8Array(capacity)
    this.reason = new Uint8Array(capacity)
    this.endedReason = new Uint8Array(capacity)
    this.flags = new Uint8Array(capacity)
  }
}

/** Takes a run of transitions, synchronously; never throws, never keeps the batch. */
export type TransitionSink = (batch: TransitionBatch) => void

/** Events were lost between two moments, ns since the session's base. */
export interface Gap {
  firstNs: number
  lastNs: number
  /** By number, see `lossCauses`; what is not in it is 0. */
  lost: number[]
}

/**
 * The goroutines that `allgs` held, as columns. Read from the target's memory after arming, so it is blurred: the
 * reads happened between `beginNs` and `endNs`.
 */
export interface Snapshot {
  /**
   * Moment of arming; for a later snapshot a moment before the first read that is not before the `lastNs` of the gap
   * that made it necessary (else that gap keeps its goroutines undetermined). Ns since the session's base.
   */
  beginNs: number
  endNs: number
  length: number
  goid: Float64Array
  state: Uint8Array
  reason: Uint8Array
  startpc: Float64Array
  gopc: Float64Array
  /** Thread that runs it (state Running or Syscall), else 0. */
  tid: Uint32Array
}

export type { Kind }
