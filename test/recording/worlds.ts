import { Model } from '../../lib/model/model.js'
import type { Gap, Snapshot, TransitionSink } from '../../lib/model/transition.js'
import { headOf } from '../../lib/recording/head.js'
import type { RecordingOutput } from '../../lib/recording/output.js'
import { RecordingWriter, type WriterOptions } from '../../lib/recording/writer.js'
import { type Row, rowsOf } from '../history/told.js'
import { BASE_NS, siteKinds, siteKindsWithSyscalls, slotsOf, type TapeEvent } from '../model/tape.js'
import { random, World } from '../model/world.js'
import { linesOf } from './heard.js'

const JITTER_NS = 150
const HOLD_NS = 304

/** Who lived after so many rows. */
export interface Moment {
  rows: number
  live: string[]
}

/** What a session told its sinks, and who lived after each batch: the truth that a recording is compared with. */
export interface Truth {
  rows: Row[]
  gaps: { rows: number; gap: Gap }[]
  pictures: Moment[]
  moments: Moment[]
}

export interface WorldOptions {
  seed: number
  moves?: number
  old?: number
  /** How many losses, each followed by a picture. */
  losses?: number
  syscalls?: boolean
}

/** Records what happens in a made-up world, with losses. */
export async function recordWorld(
  { seed, moves = 3000, old = 30, losses = 0, syscalls = false }: WorldOptions,
  output: RecordingOutput,
  options: Partial<WriterOptions> = {},
): Promise<{ truth: Truth; writer: RecordingWriter }> {
  const next = random(seed)
  const world = new World(next, old, moves, syscalls)
  const model = new Model({
    baseNs: BASE_NS,
    siteKinds: syscalls ? siteKindsWithSyscalls : siteKinds,
    holdNs: HOLD_NS,
    resolve: pc => ({
      function: `main.f${pc}`,
      createdAt: 'main.go:1',
      createdBy: 'main.main',
      system: false,
    }),
  })
  const truth: Truth = { rows: [], gaps: [], pictures: [], moments: [] }
  const now = (): Moment => ({ rows: truth.rows.length, live: linesOf(model.goroutines()) })
  const sink: TransitionSink = batch => {
    truth.rows.push(...rowsOf(batch))
    truth.moments.push(now())
  }
  model.addSink(
    sink,
    gap => truth.gaps.push({ rows: truth.rows.length, gap }),
    () => truth.pictures.push(now()),
  )
  const writer = new RecordingWriter({
    head: () => headOf({ info, baseNs: BASE_NS, startedAtUnixMs: 1_700_000_000_000, armedNs: 0 }),
    getLive: () => model.goroutines(),
    getSites: () => model.sites.names,
    output,
    ...options,
  })
  model.addSink(writer.onTransitions, writer.onGap, writer.onSnapshot)

  const events = world.delivered(JITTER_NS)
  const gaps = lossesOf(events, losses, next)
  const snapshots: Snapshot[] = [world.snapshot(0, 2000)]
  for (const { gap } of gaps) {
    const beginNs = gap.lastNs + Math.floor(next() * 100)
    snapshots.push(world.snapshot(beginNs, beginNs + Math.floor(next() * 500)))
  }
  const told = new Set<Gap>()
  let batch: TapeEvent[] = []
  const push = () => {
    const { bytes, slots } = slotsOf(batch)
    if (slots > 0) model.push(bytes, slots)
    batch = []
  }
  for (const event of events) {
    const loss = gaps.find(({ lost }) => lost.has(event))
    if (loss && !told.has(loss.gap)) {
      told.add(loss.gap)
      push()
      model.gap(loss.gap)
    }
    while (snapshots.length > 0 && event.timeNs > snapshots[0].endNs) {
      push()
      model.applySnapshot(snapshots.shift()!)
    }
    if (!loss) batch.push(event)
    if (next() < 0.02) push()
  }
  push()
  model.end()
  await writer.finish(Math.max(0, ...truth.rows.map(row => row.timeNs)))
  return { truth, writer }
}

const info = {
  pid: 77,
  command: '/srv/world --all',
  goVersion: 'go1.26.8',
  method: 'tape',
  waitReasons: ['', 'one', 'two', 'three'],
}

/** Losses over the second half of each part, as a ring loses: a random share of consecutive events. */
function lossesOf(
  events: readonly TapeEvent[],
  count: number,
  next: () => number,
): { gap: Gap; lost: Set<TapeEvent> }[] {
  return Array.from({ length: count }, (_, i) => {
    const begin = Math.floor(((i + 0.2 + 0.4 * next()) * events.length) / count)
    const window = events.slice(begin, begin + 1 + Math.floor(next() * 200))
    const share = next()
    const lost = window.filter((_, at) => at === 0 || next() < share)
    const timesNs = lost.map(event => event.timeNs)
    const gap = { firstNs: Math.min(...timesNs), lastNs: Math.max(...timesNs), lost: [lost.length, 0, 0] }
    return { gap, lost: new Set(lost) }
  })
}
