import type { LifeComparison } from './life.js'
import type { Step } from './step.js'
import type { Pieces, Window } from './window.js'

/**
 * A goroutine whose P was taken during a system call ends the call in one of two ways: it gets a P at once and runs on
 * (Syscall → Running in the runtime), or it becomes runnable and is started, maybe at once by the same thread. Go's
 * trace tells both as Syscall → Runnable → Running; runqscope, which sees the runtime's own transitions, tells them
 * apart. Which of the two it was shows in Go's trace only as far as the way over another thread is surely the second.
 *
 * So an end and a start by the same thread are one step on either side while goroutines are aligned, and are taken
 * apart again afterwards: where runqscope has both, both are compared; where it has a return, Go's end is left out
 * under this name, and the start is compared with the return.
 */
const NAME = 'P lost and found'

/**
 * Takes every blocked end of a system call and the start after it by the same thread together; only where both lie in
 * the window, because beyond it one side may have recorded nothing.
 *
 * @param threads false if Go's trace does not tell threads: then whatever thread it was
 */
export function fuse(life: Step[], window: Window, threads: boolean): Step[] {
  const within = ({ time_ns }: Step) => time_ns >= window.first_ns && time_ns <= window.last_ns
  const fused: Step[] = []
  for (const step of life) {
    const before = fused.at(-1)
    const together =
      before &&
      within(before) &&
      within(step) &&
      !before.excluded &&
      before.from === 'syscall' &&
      before.to === 'runnable' &&
      step.to === 'running' &&
      (!threads || before.tid === step.tid)
    if (together) fused[fused.length - 1] = { ...step, from: 'syscall', parts: [before, step] }
    else fused.push(step)
  }
  return fused
}

/** Takes the steps apart again. A start that Go has not is unmatched. */
export function takeApart(pieces: Pieces, life: LifeComparison): { pieces: Pieces; life: LifeComparison } {
  const pairs: [Step, Step][] = []
  const onlyGo = life.onlyGo.flatMap(partsOf)
  const onlyRunqscope = life.onlyRunqscope.flatMap(partsOf)
  for (const [go, runqscope] of life.pairs) {
    if (go.parts && runqscope.parts)
      pairs.push([go.parts[0], runqscope.parts[0]], [go.parts[1], runqscope.parts[1]])
    else if (runqscope.parts) {
      onlyGo.push(go)
      onlyRunqscope.push(...runqscope.parts)
    } else if (go.parts) {
      go.parts[0].excluded = NAME
      pairs.push([go.parts[1], runqscope])
    } else pairs.push([go, runqscope])
  }
  return {
    pieces: { go: pieces.go.flatMap(partsOf), runqscope: pieces.runqscope.flatMap(partsOf) },
    life: { pairs, onlyGo, onlyRunqscope },
  }
}

/** What was decided of the whole holds for its parts. */
function partsOf(step: Step): Step[] {
  if (!step.parts) return [step]
  for (const part of step.parts) part.excluded ||= step.excluded
  return step.parts
}
