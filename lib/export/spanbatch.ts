/** Bits of `SpanBatch.flags`. */
export const SpanFlag = {
  /** The goroutine was in this state before `beginNs`; nobody knows since when. */
  BeginUnknown: 1,
  /** It was in it before `beginNs`, which is where the part that is told begins. */
  BeginCut: 2,
  /** A loss, or the end of what is told, ended the span; not the goroutine. */
  EndCut: 4,
  /** As `Flag.System`. */
  System: 8,
  /** From the creation to the first run. */
  FirstRun: 16,
} as const

/** Stretches of goroutines in one state each, as columns; `0 … length-1` are valid until the sink returns. */
export class SpanBatch {
  length = 0
  /** Ns since the session's base. */
  readonly beginNs: Float64Array
  readonly endNs: Float64Array
  readonly goid: Float64Array
  /** Who brought it about (waker, parent, other side of a coroutine switch), 0 if nobody or not known. */
  readonly by: Float64Array
  readonly site: Uint32Array
  /** Row of the batch that ended it, -1 if none did. */
  readonly row: Int32Array
  /** Of a running goroutine or one in a system call, if known; else NO_P. */
  readonly p: Uint16Array
  readonly state: Uint8Array
  /** Wait reason if `state` is Waiting and it is known, else REASON_NONE. */
  readonly reason: Uint8Array
  /** State after it; Undetermined if no row ended it. */
  readonly next: Uint8Array
  /** `Kind` of the event that ended it, 0 if none did. */
  readonly kind: Uint8Array
  readonly flags: Uint8Array

  constructor(readonly capacity: number) {
    this.beginNs = new Float64Array(capacity)
    this.endNs = new Float64Array(capacity)
    this.goid = new Float64Array(capacity)
    this.by = new Float64Array(capacity)
    this.site = new Uint32Array(capacity)
    this.row = new Int32Array(capacity)
    this.p = new Uint16Array(capacity)
    this.state = new Uint8Array(capacity)
    this.reason = new Uint8Array(capacity)
    this.next = new Uint8Array(capacity)
    this.kind = new Uint8Array(capacity)
    this.flags = new Uint8Array(capacity)
  }
}
