import type { LiveGoroutines } from '../model/live.js'
import type { SiteName } from '../model/sites.js'
import type { TransitionBatch } from '../model/transition.js'
import { Anonymizer } from './anonymous.js'
import { RecordingEncoder } from './encoder.js'
import type { ClockAnchor } from './facts.js'
import { RecordingFile } from './file.js'
import type { FileHead } from './format.js'
import type { RecordingOutput } from './output.js'
import { Population } from './population.js'
import type { RecordedCounters, RecordedGap, RecordingHead, RecordingVisitor } from './walk.js'

export interface CopyOptions {
  /** Replaces the program's names, and leaves out its command line and what the recorder said besides. */
  anonymize?: boolean
}

/**
 * Writes what is told of a recording, all of it or a part, as a recording of its own: rows, losses, pictures of who lives,
 * counters and clock anchors. A part that could not be read is a loss in the copy. What was not ended in order is not in
 * the copy either, unless the part ends before.
 */
export class RecordingCopy implements RecordingVisitor {
  private readonly population = new Population()
  private readonly anonymizer: Anonymizer | undefined
  private file!: RecordingFile
  private encoder!: RecordingEncoder
  private whole = true
  private ending: Promise<void> | undefined

  /** @param write takes the bytes, in order */
  constructor(
    private readonly write: (bytes: Uint8Array) => void,
    { anonymize = false }: CopyOptions = {},
  ) {
    this.anonymizer = anonymize ? new Anonymizer() : undefined
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    const { anonymizer, population } = this
    const file = new RecordingFile(this.headOf(head), outputOf(this.write))
    this.file = file
    this.whole = head.whole
    this.encoder = new RecordingEncoder({
      getLive: () => population.columns(),
      getSites: () => head.sites,
      take: chunk => file.write(chunk),
      // Whoever tells waits until there is room: nothing may be lost.
      pendingBytesMax: Infinity,
      ...(anonymizer ? { rename: (name: SiteName) => anonymizer.site(name) } : {}),
    })
    population.load(live, live.timeNs)
    this.encoder.keyframe(false, live.timeNs)
  }

  batch(batch: TransitionBatch): void {
    // A keyframe that is due then has who lives after these rows.
    this.population.batch(batch)
    this.encoder.onTransitions(batch)
  }

  gap(gap: RecordedGap): void {
    this.population.gap(gap.lastNs)
    this.encoder.gap(gap)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.population.load(live, live.timeNs)
    this.encoder.keyframe(true, live.timeNs)
  }

  counters(counters: RecordedCounters): void {
    this.encoder.tellCounters(counters)
  }

  anchor(anchor: ClockAnchor): void {
    this.encoder.tellAnchor(anchor)
  }

  end(ns: number): void {
    this.ending = this.finish(ns)
  }

  settled(): Promise<void> | undefined {
    return this.ending ?? (this.encoder.crowded ? this.encoder.room() : undefined)
  }

  private async finish(ns: number): Promise<void> {
    await this.encoder.finish(ns)
    if (this.whole) await this.file.finish(ns)
  }

  private headOf(head: RecordingHead): FileHead {
    return this.anonymizer ? { ...head, command: 'anonymous', notes: {} } : head
  }
}

function outputOf(write: (bytes: Uint8Array) => void): RecordingOutput {
  return {
    name: 'the copy',
    write: async parts => {
      for (const part of parts) write(part)
    },
    finish: async () => undefined,
  }
}
