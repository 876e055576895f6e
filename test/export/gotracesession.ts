import { NO_P } from '../../lib/contract.gen.js'
import { Model } from '../../lib/model/model.js'
import type { SiteName } from '../../lib/model/sites.js'
import { type Gap, type Snapshot, TransitionBatch } from '../../lib/model/transition.js'
import type { RecordingHead, RecordingVisitor } from '../../lib/recording/walk.js'
import { BASE_NS, siteKinds, siteKindsWithSyscalls, slotsOf, type TapeEvent } from '../model/tape.js'
import type { Random } from '../model/world.js'

/** Events that are missing, and what is told of it. */
export interface Loss {
  gap: Gap
  lost: Set<TapeEvent>
}

export interface SessionOptions {
  /** In the order in which they are delivered. */
  events: readonly TapeEvent[]
  /** The first one is of the beginning. */
  snapshots: Snapshot[]
  losses: readonly Loss[]
  syscalls: boolean
  waitReasons: readonly string[]
  holdNs: number
  next: Random
  /** Names as no decent program has them. */
  strangeNames?: boolean
  /** Rows are dropped, doubled, exchanged and falsified, without a word. */
  falsified?: boolean
}

/** Tells visitors what a session of these events says, as a recording would. */
export function tellSession(options: SessionOptions, visitors: readonly RecordingVisitor[]): void {
  const { snapshots, syscalls, next } = options
  const model = new Model({
    baseNs: BASE_NS,
    siteKinds: syscalls ? siteKindsWithSyscalls : siteKinds,
    holdNs: options.holdNs,
    resolve: pc => (options.strangeNames ? strangeName(pc) : decentName(pc)),
  })
  /** When the goroutines are told, by snapshot. */
  const momentsNs = snapshots.map(snapshot => snapshot.endNs)
  let begun = false
  let lastNs = 0
  model.addSink(
    batch => {
      for (let i = 0; i < batch.length; i++) lastNs = Math.max(lastNs, batch.timeNs[i])
      const told = options.falsified ? falsified(batch, next) : batch
      for (const visitor of visitors) visitor.batch(told)
    },
    gap => {
      for (const visitor of visitors) visitor.gap({ ...gap, lost: { ring_full: gap.lost[0] } })
    },
    () => {
      const live = { ...model.goroutines(), timeNs: momentsNs.shift()! }
      for (const visitor of visitors) {
        if (begun) visitor.live?.(live)
        else visitor.begin(headOf(options, model.sites.names), live)
      }
      begun = true
    },
  )
  feed(model, options)
  for (const visitor of visitors) visitor.end(lastNs + 1000)
}

function headOf({ syscalls, waitReasons }: SessionOptions, sites: readonly SiteName[]): RecordingHead {
  return {
    ...{ version: '0.0.0', pid: 42, goVersion: 'go1.26', command: '/bin/world', method: 'world', syscalls },
    ...{ baseNs: String(BASE_NS), startedAtUnixMs: 1_700_000_000_000, waitReasons, armedNs: 0, sites },
    ...{ firstNs: 0, lastNs: 0, rows: 0, whole: true },
  }
}

const decentName = (pc: number): SiteName => ({
  function: `main.f${pc % 16}`,
  createdAt: `/src/main.go:${pc % 16}`,
  createdBy: 'main.main',
  system: false,
})

const strangeNames = ['', 'main.\u0000\n\t', 'main.\ud800x', '\u{1F600}'.repeat(2000), 'main.f"<b>\\']

const strangeName = (pc: number): SiteName => ({
  function: strangeNames[pc % 5],
  createdAt: ['', ':', 'x:0', 'C:\\src\\main.go:7', `${'d/'.repeat(3000)}f.go:12345678901`][pc % 5],
  createdBy: strangeNames[(pc + 2) % 5],
  system: false,
})

/** Some events come long after what happened after them. */
export function delay(events: TapeEvent[], next: Random): void {
  for (let i = 0; i + 60 < events.length; i++) {
    if (next() >= 0.01) continue
    const to = i + 20 + Math.floor(next() * 40)
    const [event] = events.splice(i, 1)
    events.splice(to, 0, event)
  }
}

/** Windows of events of which many are lost. @param share of all events that lie in one */
export function losses(events: readonly TapeEvent[], next: Random, share: number): Loss[] {
  const windows = 1 + Math.floor(next() * 6)
  const size = Math.floor((events.length * share) / windows)
  return Array.from({ length: windows }, (_, i) => {
    const begin = Math.floor(((i + 0.3 * next()) * events.length) / windows)
    const window = events.slice(begin, begin + size + 1)
    const density = 0.2 + 0.8 * next()
    const lost = window.filter((_, at) => at === 0 || next() < density)
    const gap = { firstNs: Infinity, lastNs: -Infinity, lost: [lost.length] }
    for (const { timeNs } of lost) {
      gap.firstNs = Math.min(gap.firstNs, timeNs)
      gap.lastNs = Math.max(gap.lastNs, timeNs)
    }
    return { gap, lost: new Set(lost) }
  })
}

function feed(model: Model, { events, snapshots, losses, next }: SessionOptions): void {
  const coming = [...snapshots]
  const told = new Set<Gap>()
  let batch: TapeEvent[] = []
  const push = (): void => {
    const { bytes, slots } = slotsOf(batch)
    if (slots > 0) model.push(bytes, slots)
    batch = []
  }
  model.applySnapshot(coming.shift()!)
  for (const event of events) {
    const loss = losses.find(({ lost }) => lost.has(event))
    if (loss && !told.has(loss.gap)) {
      told.add(loss.gap)
      push()
      model.gap(loss.gap)
    }
    while (coming.length > 0 && event.timeNs > coming[0].endNs) {
      push()
      model.applySnapshot(coming.shift()!)
    }
    if (loss === undefined) batch.push(event)
    if (next() < 0.01) push()
  }
  push()
  model.end()
}

const columns = [
  ...(['timeNs', 'sinceNs', 'createdNs', 'goid', 'other', 'tid', 'site', 'p'] as const),
  ...(['kind', 'from', 'to', 'reason', 'endedReason', 'flags'] as const),
]

function falsified(batch: TransitionBatch, next: Random): TransitionBatch {
  const told = new TransitionBatch(2 * batch.length + 2)
  const order = Array.from({ length: batch.length }, (_, row) => row)
  for (let i = 0; i + 1 < order.length; i++) {
    if (next() < 0.1) order.splice(i, 2, order[i + 1], order[i])
    if (next() < 0.02) order.splice(i, 1)
    if (next() < 0.02) order.splice(i, 0, order[i])
  }
  for (const row of order) {
    if (told.length === told.capacity) break
    const to = told.length++
    for (const column of columns) told[column][to] = batch[column][row]
    if (next() < 0.02) told.p[to] = next() < 0.3 ? NO_P : Math.floor(next() * 6)
    if (next() < 0.02) told.tid[to] = 99 + Math.floor(next() * 6)
    if (next() < 0.01) told.goid[to] = 1 + Math.floor(next() * 100)
  }
  return told
}
