import { Kind, NO_P } from '../../lib/contract.gen.js'
import type { Snapshot } from '../../lib/model/transition.js'
import type { RecordingVisitor } from '../../lib/recording/walk.js'
import type { TapeEvent } from '../model/tape.js'
import { type Random, random, World } from '../model/world.js'
import { delay, losses, tellSession } from './gotracesession.js'

/** A world's moves are some ns apart: in a trace each event takes one. */
const SCALE = 1000
const JITTER_NS = 150
const HOLD_NS = 400 * SCALE

export const waitReasons = ['', 'chan receive', 'select', 'IO wait', 'sleep', 'coroutine']

export interface WorldOptions {
  seed: number
  moves?: number
  old?: number
  syscalls?: boolean
  /** Share of the events that are lost, in some windows. */
  lost?: number
  /** Events that come too late to be put in order. */
  late?: boolean
  /** Names as no decent program has them. */
  strangeNames?: boolean
  /** Rows are dropped, doubled, exchanged and falsified, without a word. */
  falsified?: boolean
}

/** Tells visitors a session of a world as a recording would. */
export function tellWorld(options: WorldOptions, visitors: readonly RecordingVisitor[]): void {
  const { seed, moves = 2000, old = 30, syscalls = false, lost = 0, late = false } = options
  const next = random(seed)
  const world = new World(next, old, moves, syscalls)
  const events = placed(world.delivered(JITTER_NS), next, syscalls)
  if (late) delay(events, next)
  const lossesOf = lost > 0 ? losses(events, next, lost) : []
  const snapshots = [world.snapshot(0, 0)]
  for (const { gap } of lossesOf) {
    const beginNs = gap.lastNs / SCALE
    if (next() < 0.7) snapshots.push(world.snapshot(beginNs, beginNs + Math.floor(next() * 500)))
  }
  tellSession(
    {
      ...{ events, losses: lossesOf, snapshots: snapshots.map(scaled), syscalls, waitReasons, next },
      ...{
        holdNs: HOLD_NS,
        strangeNames: options.strangeNames ?? false,
        falsified: options.falsified ?? false,
      },
    },
    visitors,
  )
}

/** Gives events their Ps. A thread in a system call, seen or not, may lose its P to one that has nothing to run. */
function placed(events: readonly TapeEvent[], next: Random, syscalls: boolean): TapeEvent[] {
  const ps = [0, 1, 2, 3]
  const busy = new Set<number>()
  const calling = new Set<number>()
  const given = new Map<TapeEvent, TapeEvent>()
  for (const event of [...events].sort((a, b) => a.timeNs - b.timeNs)) {
    const thread = event.tid! - 100
    const { kind } = event
    if (kind === Kind.RUN && next() < 0.3) {
      const victims = [...(syscalls ? calling : busy)].filter(other => other !== thread)
      const victim = victims[Math.floor(next() * victims.length)]
      if (victim !== undefined) {
        const p = ps[victim]
        ps[victim] = ps[thread]
        ps[thread] = p
      }
    }
    const p = ps[thread]
    if (kind === Kind.RUN || kind === Kind.CORO_SWITCH || kind === Kind.SYSCALL_RETURN) {
      busy.add(thread)
      calling.delete(thread)
    } else if (kind === Kind.SYSCALL_ENTER || kind === Kind.NEEDM) {
      calling.add(thread)
    } else if (kind !== Kind.READY && kind !== Kind.CREATE) {
      busy.delete(thread)
      calling.delete(thread)
    }
    const placeless = kind === Kind.SYSCALL_EXIT || kind === Kind.NEEDM || event.p === NO_P
    given.set(event, { ...event, timeNs: event.timeNs * SCALE, p: placeless ? NO_P : p })
  }
  return events.map(event => given.get(event)!)
}

const scaled = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  beginNs: snapshot.beginNs * SCALE,
  endNs: snapshot.endNs * SCALE,
})
