import { placeOf, STEPS } from './buckets.js'

/** What is shown before there is anything to show: 1 µs to 1 ms. */
const EMPTY_LOW = octave(placeOf(1e3))
const EMPTY_HIGH = octave(placeOf(1e6)) + STEPS
/** Fewer octaves would make rows that look like a result. */
const LEAST = 6 * STEPS
/** The axis grows at once and shrinks when nothing has needed it for so long. */
const SHRINK_MS = 2000
/** Time constant of its way to a new extent. */
const EASE_MS = 45

/**
 * The extent of the latency axis, as places (buckets.ts). It covers all that occurs in the columns shown, whole octaves,
 * without a limit.
 */
export class LatencyAxis {
  /** As drawn now. */
  low = EMPTY_LOW
  high = EMPTY_HIGH
  /** Where it is going. */
  targetLow = EMPTY_LOW
  targetHigh = EMPTY_HIGH
  private neededMs = Number.NEGATIVE_INFINITY
  private steppedMs = Number.NEGATIVE_INFINITY
  private covered = false

  /** The buckets of the shortest and the longest interval shown; low > high: there is none. */
  cover(lowBucket: number, highBucket: number, nowMs: number): void {
    if (lowBucket > highBucket) return
    const low = octave(lowBucket)
    const high = Math.max(octave(highBucket) + STEPS, low + LEAST)
    const grows = low < this.targetLow || high > this.targetHigh
    const same = low === this.targetLow && high === this.targetHigh
    if (same || grows) this.neededMs = nowMs
    if (!this.covered) {
      // The first picture is not a movement.
      this.covered = true
      this.low = this.targetLow = low
      this.high = this.targetHigh = high
    } else if (grows) {
      this.targetLow = Math.min(low, this.targetLow)
      this.targetHigh = Math.max(high, this.targetHigh)
    } else if (nowMs - this.neededMs > SHRINK_MS) {
      this.targetLow = low
      this.targetHigh = high
    }
  }

  /** Another range or stage: the next extent is taken as it is. */
  restart(): void {
    this.covered = false
  }

  /** Moves towards the target; whether it moved. */
  step(nowMs: number, still: boolean): boolean {
    const share = still ? 1 : 1 - Math.exp(-Math.min(100, Math.max(0, nowMs - this.steppedMs)) / EASE_MS)
    this.steppedMs = nowMs
    if (this.low === this.targetLow && this.high === this.targetHigh) return false
    this.low = towards(this.low, this.targetLow, share)
    this.high = towards(this.high, this.targetHigh, share)
    return true
  }
}

function octave(place: number): number {
  return Math.floor(place / STEPS) * STEPS
}

function towards(from: number, to: number, share: number): number {
  const next = from + (to - from) * share
  return Math.abs(to - next) < 0.05 ? to : next
}
