import { gzipSync } from 'node:zlib'
import type { LiveGoroutines } from '../model/live.js'
import type { TransitionBatch } from '../model/transition.js'
import type { RecordedGap, RecordingHead, RecordingVisitor } from '../recording/walk.js'
import type { Format } from './format.js'
import type { Output } from './output.js'
import { profileOf } from './pprof/choice.js'
import { Profile, type ValueType } from './pprof/profile.js'
import { type ProfileName, profileNames, Samples } from './pprof/samples.js'
import { labelsOf, stackOf } from './pprof/stacks.js'

const delay: ValueType = { type: 'delay', unit: 'nanoseconds' }
/** The names of Go's own block profile, and of its scheduler latency profile. */
const types: Record<ProfileName, ValueType[]> = {
  creation: [{ type: 'wakeups', unit: 'count' }, delay],
  waker: [{ type: 'wakeups', unit: 'count' }, delay],
  blocking: [{ type: 'contentions', unit: 'count' }, delay],
}

const told: Record<ProfileName, string> = {
  creation:
    'Time from runnable to running, by the function that the goroutine began with and the go statement that made it.',
  waker: 'Time from runnable to running, by the goroutine that made the other runnable.',
  blocking: 'Time spent waiting, by wait reason.',
}

/** A profile for `go tool pprof`; all of it is written at the end, since it is small. */
class PprofWriter implements RecordingVisitor {
  private readonly samples: Samples
  private head!: RecordingHead
  private beginNs = 0

  constructor(
    private readonly output: Output,
    private readonly name: ProfileName,
  ) {
    this.samples = new Samples(name)
  }

  begin(head: RecordingHead, live: LiveGoroutines & { timeNs: number }): void {
    this.head = head
    this.beginNs = live.timeNs
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

  end(ns: number): void {
    const { name, samples, head, beginNs } = this
    const profile = new Profile()
    for (const sample of samples.all)
      profile.add(stackOf(name, sample, head), [sample.count, sample.totalNs], labelsOf(name, sample, head), {
        max_delay: sample.maxNs,
      })
    const bytes = profile.encode({
      types: types[name],
      shown: delay.type,
      program: head.command.split(' ')[0]!,
      timeNs: head.startedAtUnixMs * 1e6 + beginNs,
      durationNs: Math.max(0, ns - beginNs),
      comments: this.comments(),
    })
    this.output.write(gzipSync(bytes))
  }

  private comments(): string[] {
    const { version, pid, command, goVersion } = this.head
    const lost = Object.entries(this.samples.lost).filter(([, count]) => count > 0)
    return [
      `runqscope ${version}: ${command} (process ${pid}, ${goVersion})`,
      `${told[this.name]} Without the runtime's own goroutines.`,
      lost.length
        ? `Events were lost (${lost.map(([cause, count]) => `${cause} ${count}`).join(', ')}): what crosses a loss is not counted.`
        : 'No events were lost.',
    ]
  }
}

/** pprof: one of three profiles. */
export const pprofFormat: Format = {
  name: 'pprof',
  summary: 'a profile of scheduling delay or of blocking, for go tool pprof',
  extension: 'pb.gz',
  binary: true,
  each: 'profile',
  takes: { profile: profileNames },
  make: (output, { profile }) => new PprofWriter(output, profileOf(profile)),
}
