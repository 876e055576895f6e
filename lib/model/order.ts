import { Kind, SLOT_SIZE } from '../contract.gen.js'
import { HIGH, PLACE_WORD, SITE_MASK, SITE_SHIFT, SLOT_WORDS, TIME_WORD } from './record.js'

/**
 * Puts records into time order. One ring's records are nearly in order: a record's time is taken before its place in
 * the ring, so records of two threads can change places (up to some hundred µs, rarely ms), while those of one
 * goroutine, or of one thread, are always in order, in the ring and by time. The newest records are held back for as
 * long as an older one may still come; what comes later than that is counted and keeps its order of arrival.
 *
 * Slots are copied as they are; what is sorted is a list of slot numbers, by merging the runs found in it: linear
 * where the ring was in order.
 */
export class EventOrder {
  /** The slots kept, SLOT_WORDS words each. */
  words!: Uint32Array
  /** By slot: time in ns since the session's base. */
  times!: Float64Array
  /** Slot numbers; `sequence[head … tail-1]` are the events not yet released, in time order. */
  sequence!: Uint32Array
  head = 0
  tail = 0

  /** Time of the newest event ever pushed. */
  newestNs = -Infinity
  /** Nothing older than this is expected any more. */
  floorNs = -Infinity
  events = 0
  late = 0
  /** Slots that were no record: an unknown site, or half a create event. */
  malformed = 0

  private bytes!: Uint8Array
  private slots: Slots | undefined
  private spare!: Slots
  private filled = 0
  private scratch = new Uint32Array(0)
  private runs = new Uint32Array(64)
  private readonly baseLow: number
  private readonly baseHigh: number

  /**
   * @param baseNs CLOCK_MONOTONIC ns that session time 0 stands for
   * @param siteKinds `Kind` by the record's site byte, 0 where there is no site; 256 long
   */
  constructor(
    baseNs: bigint,
    private readonly siteKinds: Uint8Array,
    capacity = 1 << 15,
  ) {
    this.baseLow = Number(baseNs & 0xffffffffn)
    this.baseHigh = Number(baseNs >> 32n)
    this.use(new Slots(capacity))
    this.spare = new Slots(capacity)
  }

  /** @param bytes `slots` consecutive slots; copied, so the slab is free again on return */
  push(bytes: Uint8Array, slots: number): void {
    this.reserve(slots)
    const size = slots * SLOT_SIZE
    this.bytes.set(bytes.length === size ? bytes : bytes.subarray(0, size), this.filled * SLOT_SIZE)

    const { words, times, sequence, siteKinds, baseLow, baseHigh, head, floorNs } = this
    const first = this.tail
    const end = this.filled + slots
    let tail = first
    let runs = 0
    let previous = tail > head ? times[sequence[tail - 1]] : -Infinity
    let newest = this.newestNs
    for (let slot = this.filled; slot < end; slot++) {
      const at = slot * SLOT_WORDS
      const kind = siteKinds[(words[at + PLACE_WORD] >>> SITE_SHIFT) & SITE_MASK]
      const time = (words[at + TIME_WORD + 1] - baseHigh) * HIGH + (words[at + TIME_WORD] - baseLow)
      if (kind === 0 || (kind === Kind.CREATE && slot + 1 === end)) {
        this.malformed++
        continue
      }
      times[slot] = time
      if (time < previous) runs = this.startRun(runs, tail)
      else if (time > newest) newest = time
      if (time < floorNs) this.late++
      previous = time
      sequence[tail++] = slot
      if (kind === Kind.CREATE) slot++
    }
    this.filled = end
    this.tail = tail
    this.newestNs = newest
    this.events += tail - first
    if (runs > 0) this.sort(runs)
  }

  /** Index after the last event in `sequence` whose time is ≤ `boundNs`. */
  until(boundNs: number): number {
    const { times, sequence } = this
    let low = this.head
    let high = this.tail
    if (high > low && times[sequence[high - 1]] <= boundNs) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if (times[sequence[middle]] <= boundNs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The events before `end` are done with. */
  release(end: number): void {
    if (end > this.head) this.floorNs = Math.max(this.floorNs, this.times[this.sequence[end - 1]])
    this.head = end
    if (end < this.tail) return
    this.head = 0
    this.tail = 0
    this.filled = 0
  }

  private startRun(runs: number, at: number): number {
    if (runs + 2 > this.runs.length) {
      const longer = new Uint32Array(this.runs.length * 2)
      longer.set(this.runs)
      this.runs = longer
    }
    this.runs[runs + 1] = at
    return runs + 1
  }

  /** Merges neighbouring runs, pass by pass; `runs[1 … count]` are where the second and later runs begin. */
  private sort(count: number): void {
    const { runs } = this
    runs[0] = this.head
    let length = count + 1
    while (length > 1) {
      let kept = 0
      for (let i = 0; i < length; i += 2) {
        if (i + 1 < length) this.merge(runs[i], runs[i + 1], i + 2 < length ? runs[i + 2] : this.tail)
        runs[kept++] = runs[i]
      }
      length = kept
    }
  }

  /** Merges the sorted stretches [low, middle) and [middle, high); on equal times the earlier arrival stays first. */
  private merge(low: number, middle: number, high: number): void {
    const { times, sequence } = this
    const rightFirst = times[sequence[middle]]
    const leftLast = times[sequence[middle - 1]]
    // Only the overlap moves: what is not newer than the right's first, and not older than the left's last, stays.
    let from = low
    for (let to = middle; from < to; ) {
      const half = (from + to) >>> 1
      if (times[sequence[half]] <= rightFirst) from = half + 1
      else to = half
    }
    let end = middle
    for (let to = high; end < to; ) {
      const half = (end + to) >>> 1
      if (times[sequence[half]] < leftLast) end = half + 1
      else to = half
    }
    const leftLength = middle - from
    if (leftLength > this.scratch.length) this.scratch = new Uint32Array(sequence.length)
    const { scratch } = this
    for (let i = 0; i < leftLength; i++) scratch[i] = sequence[from + i]
    let left = 0
    let right = middle
    let to = from
    while (left < leftLength && right < end) {
      if (times[scratch[left]] <= times[sequence[right]]) sequence[to++] = scratch[left++]
      else sequence[to++] = sequence[right++]
    }
    while (left < leftLength) sequence[to++] = scratch[left++]
  }

  /** Makes room for more slots: moves the waiting ones to the front of the spare buffers, longer ones if these would be half full. */
  private reserve(slots: number): void {
    const capacity = this.times.length
    if (this.filled + slots <= capacity) return
    const { words, times, sequence, head, tail, siteKinds, spare } = this
    let size = capacity
    while (size < 2 * (2 * (tail - head) + slots)) size *= 2
    this.use(spare.times.length === size ? spare : new Slots(size))
    let filled = 0
    for (let i = head; i < tail; i++) {
      const slot = sequence[i]
      const at = slot * SLOT_WORDS
      const kind = siteKinds[(words[at + PLACE_WORD] >>> SITE_SHIFT) & SITE_MASK]
      const length = kind === Kind.CREATE ? 2 : 1
      for (let w = 0; w < length * SLOT_WORDS; w++) this.words[filled * SLOT_WORDS + w] = words[at + w]
      this.times[filled] = times[slot]
      this.sequence[i - head] = filled
      filled += length
    }
    this.head = 0
    this.tail = tail - head
    this.filled = filled
  }

  private use(slots: Slots): void {
    this.spare = this.slots ?? slots
    this.slots = slots
    this.words = slots.words
    this.bytes = slots.bytes
    this.times = slots.times
    this.sequence = slots.sequence
  }
}

class Slots {
  readonly bytes: Uint8Array
  readonly words: Uint32Array
  readonly times: Float64Array
  readonly sequence: Uint32Array

  constructor(capacity: number) {
    const memory = new ArrayBuffer(capacity * SLOT_SIZE)
    this.bytes = new Uint8Array(memory)
    this.words = new Uint32Array(memory)
    this.times = new Float64Array(capacity)
    this.sequence = new Uint32Array(capacity)
  }
}
