import type { Lanes } from '../../link/answer.js'
import type { Sheet } from '../../parts/sheet.js'

/** A stretch of the lane on the screen. */
export interface Stretch {
  x: number
  width: number
  state: number
  reason: number
  /** 0: a span as it was; else so many are in it. */
  merged: number
  /** The part of it that was in `state`. */
  share: number
  beginNs: number
  endNs: number
}

/** Less than this cannot be seen, CSS pixels. */
const WIDTH_MIN = 1

/** What of the first lane lies in a range that is `width` wide. */
export function stretches(lanes: Lanes, firstNs: number, lastNs: number, width: number): Stretch[] {
  const scale = width / (lastNs - firstNs)
  const found: Stretch[] = []
  for (let row = 0; row < lanes.rows; row++) {
    const beginNs = Math.max(lanes.begin_ns[row]!, firstNs)
    const endNs = Math.min(lanes.end_ns[row]!, lastNs)
    if (lanes.lane[row] !== 0 || endNs <= beginNs) continue
    const x = (beginNs - firstNs) * scale
    found.push({
      x,
      width: Math.max((endNs - beginNs) * scale, WIDTH_MIN),
      state: lanes.state[row]!,
      reason: lanes.reason[row]!,
      merged: lanes.merged[row]!,
      share: shareOf(lanes, row),
      beginNs: lanes.begin_ns[row]!,
      endNs: lanes.end_ns[row]!,
    })
  }
  return found
}

function shareOf(lanes: Lanes, row: number): number {
  const length = lanes.end_ns[row]! - lanes.begin_ns[row]!
  return length > 0 ? Math.min(1, lanes.busy_ns[row]! / length) : 1
}

/** The stretch at a place, the one that begins last where several are too small to tell apart. */
export function stretchAt(all: readonly Stretch[], x: number): Stretch | undefined {
  return all.findLast(one => x >= one.x && x < one.x + one.width)
}

export function laneSheet(
  lanes: Lanes | undefined,
  goid: number,
  words: { state: (state: number) => string; reason: (reason: number) => string },
): Sheet {
  return {
    caption: `What goroutine ${goid} did`,
    columns: ['begin ns', 'end ns', 'state', 'reason', 'spans merged', 'of it in this state ns'],
    rows: Array.from({ length: lanes?.rows ?? 0 }, (_, row) => [
      lanes!.begin_ns[row]!,
      lanes!.end_ns[row]!,
      words.state(lanes!.state[row]!),
      lanes!.reason[row] === 255 ? '' : words.reason(lanes!.reason[row]!),
      lanes!.merged[row]!,
      lanes!.busy_ns[row]!,
    ]),
  }
}
