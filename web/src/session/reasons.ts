/** Numbers of wait reasons that are runqscope's own; see `Hello.wait_reasons` in proto/stream.proto. */
export const REASON_COROUTINE = 253
export const REASON_PREEMPTED = 254
export const REASON_NONE = 255

/** @param texts the target's own, by number */
export function reasonName(reason: number, texts: readonly string[]): string {
  if (reason === REASON_COROUTINE) return 'coroutine'
  if (reason === REASON_PREEMPTED) return 'preempted'
  return texts[reason] || 'unknown'
}
