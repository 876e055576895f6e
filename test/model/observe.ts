import assert from 'node:assert/strict'
import { Latency } from '../../lib/latency/latency.js'
import { Model } from '../../lib/model/model.js'
import { Flag, State, type TransitionBatch } from '../../lib/model/transition.js'
import { BASE_NS, siteKinds, siteKindsWithSyscalls, slotsOf, type TapeEvent } from './tape.js'
import { Validator } from './validate.js'
import { lifeKey, type Random, type Stretch } from './world.js'

/** One interval in words, so that sets of them can be compared. */
export function intervalText(
  goid: number,
  state: number,
  sinceNs: number,
  untilNs: number,
  first: boolean,
): string {
  return `g${goid} ${state} ${sinceNs}…${untilNs}${first ? ' first' : ''}`
}

export function stretchText({ goid, state, sinceNs, untilNs, first }: Stretch): string {
  return intervalText(goid, state, sinceNs, untilNs, first)
}

/** A model with the validator on it and everything that it reports. */
export class Observed {
  readonly model: Model
  readonly latency = new Latency()
  readonly validator = new Validator()
  readonly intervals: string[] = []
  readonly lives = new Map<string, number>()

  constructor(holdNs: number, syscalls = false) {
    this.model = new Model({
      baseNs: BASE_NS,
      siteKinds: syscalls ? siteKindsWithSyscalls : siteKinds,
      holdNs,
      resolve: pc => ({
        function: `main.f${pc}`,
        createdAt: 'main.go:1',
        createdBy: 'main.main',
        system: false,
      }),
    })
    this.model.addSink(this.validator.sink, this.validator.onGap)
    this.model.addSink(this.latency.sink)
    this.model.addSink(batch => this.keep(batch))
  }

  /** Pushes the events in batches of random length; calls `between` before each event. */
  feed(
    events: readonly TapeEvent[],
    next: Random,
    between: (event: TapeEvent, push: () => void) => boolean,
  ): void {
    let batch: TapeEvent[] = []
    const push = (): void => {
      const { bytes, slots } = slotsOf(batch)
      if (slots > 0) this.model.push(bytes, slots)
      batch = []
    }
    for (const event of events) {
      if (between(event, push)) batch.push(event)
      if (next() < 0.01) push()
    }
    push()
    this.model.end()
    assert.ok(this.validator.inversions <= this.model.counters.late)
  }

  private keep(batch: TransitionBatch): void {
    for (let row = 0; row < batch.length; row++) {
      const { timeNs, sinceNs, createdNs, goid, from, to, flags } = batch
      if (!Number.isNaN(sinceNs[row])) {
        const first = (flags[row] & Flag.FirstRun) !== 0
        this.intervals.push(intervalText(goid[row], from[row], sinceNs[row], timeNs[row], first))
      }
      if (to[row] === State.NotExist && !Number.isNaN(createdNs[row]))
        this.lives.set(lifeKey(goid[row], timeNs[row]), timeNs[row] - createdNs[row])
    }
  }
}
