import { Kind } from '../contract.gen.js'
import type { EventOrder } from './order.js'
import { GOID_WORD, PLACE_WORD, SITE_MASK, SITE_SHIFT, SLOT_WORDS } from './record.js'

/**
 * Whether the goroutine that came back from a system call without a P, at `sequence[at]`, found one.
 *
 * From Go 1.26 on exitsyscall first moves the goroutine Syscall → Running and only then looks for a P
 * (runtime/proc.go); if there is none, exitsyscallNoP moves it on to Runnable. Between the two it runs nothing of the
 * program, so then the system call has lasted until it gave up and the return is no transition. If it found a P, it has
 * been running since the return. Which of the two it was shows in what the goroutine does next.
 *
 * An answer further away than `aheadNs` (the thread lost its CPU in between) is not waited for: the goroutine is said
 * to run, and the SYSCALL_EXIT that follows is one from Running, whose time counts as system call all the same.
 *
 * @param aheadNs how far ahead to look: less than events are held back, so that all up to there have come
 * @param gapNs when events begin to be lost next: an answer from then on may not be the next event, so nothing is said
 */
export function foundP(
  order: EventOrder,
  siteKinds: Uint8Array,
  at: number,
  aheadNs: number,
  gapNs: number,
): boolean {
  const { words, times, sequence, tail } = order
  const slot = sequence[at]
  const low = words[slot * SLOT_WORDS + GOID_WORD]
  const high = words[slot * SLOT_WORDS + GOID_WORD + 1]
  const untilNs = times[slot] + aheadNs
  for (let next = at + 1; next < tail; next++) {
    const other = sequence[next]
    if (times[other] > untilNs) break
    const word = other * SLOT_WORDS
    if (words[word + GOID_WORD] !== low || words[word + GOID_WORD + 1] !== high) continue
    if (times[other] >= gapNs) return false
    return siteKinds[(words[word + PLACE_WORD] >>> SITE_SHIFT) & SITE_MASK] !== Kind.SYSCALL_EXIT
  }
  return gapNs > untilNs
}
