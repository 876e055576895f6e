import type { LifeComparison } from './life.js'
import type { Step } from './step.js'
import type { Pieces, Window } from './window.js'

/** The name under which such transitions are left out. */
const AT_THE_EDGE = 'at the edge'

/**
 * Tells transitions without a counterpart whose other timestamp may lie beyond the window. The two are taken by the same
 * thread, one soon after the other, but a thread that loses its CPU in between takes the second one much later, or not
 * at all if recording has ended. The evidence asked for: it is the goroutine's last transition in the window, and on
 * neither side has its thread done anything between it and the edge; or the same at the beginning.
 *
 * Traces before Go 1.22 put the end of a system call right after its beginning, or write it when the goroutine starts
 * again, so one that the edge falls into ends on the wrong side of it: there it is enough that the end is the
 * goroutine's last transition, or first.
 */
export class Edges {
  private readonly go: Activity
  private readonly runqscope: Activity

  /** @param threads whether Go's trace tells threads, and when system calls return */
  constructor(
    go: Step[],
    runqscope: Step[],
    window: Window,
    private readonly threads = true,
  ) {
    this.go = new Activity(go, window)
    this.runqscope = new Activity(runqscope, window)
  }

  /** Takes such transitions out of the unmatched ones and marks them as left out. */
  excuse(pieces: Pieces, life: LifeComparison): void {
    // One that is excused makes the one before it the last.
    for (let left = Infinity; left > life.onlyGo.length + life.onlyRunqscope.length; ) {
      left = life.onlyGo.length + life.onlyRunqscope.length
      life.onlyGo = life.onlyGo.filter(step => !this.lies(step, pieces.go))
      life.onlyRunqscope = life.onlyRunqscope.filter(step => !this.lies(step, pieces.runqscope))
    }
  }

  private lies(step: Step, piece: Step[]): boolean {
    const compared = piece.filter(one => !one.excluded)
    const sides = [this.go, this.runqscope]
    const untold = !this.threads && step.from === 'syscall'
    const atEnd =
      step === compared.at(-1) && (untold || sides.every(side => side.last(step.tid) <= step.time_ns))
    const atBegin =
      step === compared[0] && (untold || sides.every(side => side.first(step.tid) >= step.time_ns))
    if (atEnd || atBegin) step.excluded = AT_THE_EDGE
    return atEnd || atBegin
  }
}

/** When each thread did something first and last within the window. */
class Activity {
  private readonly firsts = new Map<number, number>()
  private readonly lasts = new Map<number, number>()

  constructor(steps: Step[], window: Window) {
    for (const { tid, time_ns } of steps) {
      if (time_ns < window.first_ns || time_ns > window.last_ns) continue
      this.firsts.set(tid, Math.min(this.first(tid), time_ns))
      this.lasts.set(tid, Math.max(this.last(tid), time_ns))
    }
  }

  first(tid: number): number {
    return this.firsts.get(tid) ?? Infinity
  }

  last(tid: number): number {
    return this.lasts.get(tid) ?? -Infinity
  }
}
