import type { LiveGoroutines } from '../model/live.js'
import type { TransitionBatch } from '../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'
import type { Format } from './format.js'
import type { Output } from './output.js'
import { profileOf } from './pprof/choice.js'
import { type ProfileName, profileNames, Samples } from './pprof/samples.js'
import { type Frame, stackOf } from './pprof/stacks.js'

/** Folded stacks: a line for each, outermost function first, and its time in ns. */
class FoldedWriter implements RecordingVisitor {
  private readonly samples: Samples
  private head!: RecordingHead

  constructor(
    private readonly output: Output,
    private readonly name: ProfileName,
  ) {
    this.samples = new Samples(name)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.head = head
    this.samples.begin(live)
  }

  batch(batch: TransitionBatch): void {
    this.samples.batch(batch)
  }

  gap(gap: RecordedGap): void {
    this.samples.gap(gap)
  }

  live(live: LiveGoroutines & { timeNs: number }): void {
    this.samples.live(live)
  }

  end(): void {
    const totals = new Map<string, number>()
    for (const sample of this.samples.all) {
      const stack = stackOf(this.name, sample, this.head).map(frameText).reverse().join(';')
      totals.set(stack, (totals.get(stack) ?? 0) + sample.totalNs)
    }
    for (const [stack, ns] of [...totals].sort(([a], [b]) => (a < b ? -1 : 1)))
      this.output.text(`${stack} ${ns}\n`)
  }
}

/** Semicolons and line breaks are what a reader splits at. */
function frameText({ function: name, file, line }: Frame): string {
  const text = file ? `${name} (${file.slice(file.lastIndexOf('/') + 1)}:${line})` : name
  return text.replaceAll(';', ':').replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
}

/** Stacks as flame graphs take them: one of the profiles of pprof. */
export const foldedFormat: Format = {
  name: 'folded',
  summary: 'stacks of two functions with their time in ns, for flame graphs',
  extension: 'folded',
  binary: false,
  each: 'profile',
  takes: { profile: profileNames },
  make: (output, { profile }) => new FoldedWriter(output, profileOf(profile)),
}
