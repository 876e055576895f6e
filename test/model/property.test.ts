import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind } from '../../lib/contract.gen.js'
import { stageNames } from '../../lib/latency/report.js'
import { type Gap, type Snapshot, State } from '../../lib/model/transition.js'
import { Observed, stretchText } from './observe.js'
import type { TapeEvent } from './tape.js'
import { random, SETTLE_NS, type Stretch, World } from './world.js'

const SEEDS = 60
const MOVES = 3000
const JITTER_NS = 150
/** Half is for records that come late, half for looking ahead: far enough to see whether a goroutine got a P. */
const HOLD_NS = 2 * (JITTER_NS + SETTLE_NS)

/** The stage of a true stretch, by what ended it. */
function stageOf({ state, endedBy, first }: Stretch): string {
  if (state === State.Syscall || endedBy === Kind.SYSCALL_EXIT) return 'syscall'
  if (state === State.Runnable) return first ? 'create_to_run' : 'ready_to_run'
  return state === State.Running ? 'run' : 'wait'
}

const suffix = (syscalls: boolean) => (syscalls ? ', with system calls' : '')

for (const syscalls of [false, true])
  test(`without loss every interval that began in the session is reported, once and exactly${suffix(syscalls)}`, () => {
    let intervals = 0
    let withdrawn = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const next = random(seed)
      const world = new World(next, 30, MOVES, syscalls)
      const observed = new Observed(HOLD_NS, syscalls)
      const snapshot = world.snapshot(0, 2000)
      const appliedAt = 2000 + next() * 3000
      let applied = false
      observed.feed(world.delivered(JITTER_NS), next, event => {
        if (!applied && event.timeNs > appliedAt) {
          applied = true
          observed.model.applySnapshot(snapshot)
        }
        return true
      })

      const old = world.stretches.filter(stretch => stretch.old)
      const expected = world.stretches.filter(stretch => !stretch.old)
      const optional = afterUnseenLeave(expected, world, stretch => stretch.old)
      assertSame(observed.intervals, expected, `seed ${seed}`, optional)
      const { counters, states } = observed.model
      assert.deepEqual(
        { ...counters, snapshot: undefined, censored: undefined },
        {
          events: world.events.length,
          late: 0,
          malformed: 0,
          late_gaps: 0,
          disagreements: 0,
          undetermined: 0,
          censored: undefined,
          seen: 30 + world.created,
          snapshot: undefined,
          created: world.created,
          exited: world.exited,
          vanished: 0,
          live: world.live,
          sites_overflowed: 0,
        },
        `seed ${seed}`,
      )
      assert.equal(counters.seen, counters.snapshot + counters.created)
      assert.ok(counters.censored <= old.length && counters.censored >= old.length - optional.length)
      assert.deepEqual(observed.lives, world.lives, `seed ${seed}`)
      const reported = new Set(observed.intervals)
      const stretches = expected.filter(stretch => reported.has(stretchText(stretch)))
      checkStages(observed, stretches, seed)
      if (optional.length === 0) assert.deepEqual(states, world.states, `seed ${seed}`)
      intervals += expected.length
      withdrawn += world.withdrawn
    }
    assert.ok(intervals > SEEDS * MOVES * 0.5, `the worlds are dull: ${intervals} intervals`)
    assert.equal(withdrawn > SEEDS * 10, syscalls, `${withdrawn} returns without a P`)
  })

/**
 * A switch does not name the goroutine left: until an event or a snapshot tells whom a thread runs, the wait that such
 * a switch begins is not seen. Those of `stretches` that begin so, after a run that is not known.
 */
function afterUnseenLeave(
  stretches: readonly Stretch[],
  world: World,
  unknown: (run: Stretch) => boolean,
): Stretch[] {
  const left = new Set(
    world.stretches
      .filter(({ state, endedBy }) => state === State.Running && endedBy === Kind.CORO_SWITCH)
      .filter(unknown)
      .map(({ goid, untilNs }) => `${goid} ${untilNs}`),
  )
  return stretches.filter(({ goid, sinceNs }) => left.has(`${goid} ${sinceNs}`))
}

function assertSame(actual: string[], expected: Stretch[], text: string, optional: Stretch[]): void {
  const missing = new Set(expected.map(stretchText))
  const extra = actual.filter(interval => !missing.delete(interval))
  for (const stretch of optional) missing.delete(stretchText(stretch))
  assert.deepEqual({ extra, missing: [...missing] }, { extra: [], missing: [] }, text)
}

function checkStages(observed: Observed, stretches: readonly Stretch[], seed: number): void {
  const all = observed.latency.window.all()
  for (const [stage, name] of stageNames.entries()) {
    if (name === 'lifetime') continue
    const lengths = stretches.filter(s => stageOf(s) === name).map(s => s.untilNs - s.sinceNs)
    const { histograms } = observed.latency
    assert.equal(histograms.count(all[stage]), lengths.length, `seed ${seed}: ${name}`)
    const total = lengths.reduce((sum, length) => sum + length, 0)
    assert.equal(histograms.total(all[stage]), total, `seed ${seed}: ${name}`)
    assert.equal(histograms.max(all[stage]), Math.max(0, ...lengths), `seed ${seed}: ${name}`)
  }
}

/** Whether a gap begins so soon after a moment that what follows it cannot be foreseen. */
const near = (ns: number, gap: Gap): boolean => gap.firstNs >= ns && gap.firstNs <= ns + HOLD_NS / 2

/** Stretches of the ring's order that get lost, each a random part of some consecutive events. */
function losses(events: readonly TapeEvent[], next: () => number): { gap: Gap; lost: Set<TapeEvent> }[] {
  return Array.from({ length: 3 }, (_, i) => {
    const begin = Math.floor(((i + 0.2 + 0.4 * next()) * events.length) / 3)
    const window = events.slice(begin, begin + 1 + Math.floor(next() * 200))
    const share = next()
    const lost = window.filter((_, at) => at === 0 || next() < share)
    const timesNs = lost.map(event => event.timeNs)
    const gap = { firstNs: Math.min(...timesNs), lastNs: Math.max(...timesNs), lost: [lost.length] }
    return { gap, lost: new Set(lost) }
  })
}

for (const [resync, syscalls] of [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
]) {
  test(`with loss exactly the intervals that no gap touches are reported, ${resync ? 'with' : 'without'} a resync${suffix(syscalls)}`, () => {
    let lostIntervals = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const next = random(seed + 1000)
      const world = new World(next, 30, MOVES, syscalls)
      const observed = new Observed(HOLD_NS, syscalls)
      const events = world.delivered(JITTER_NS)
      const gaps = losses(events, next)
      const snapshots: Snapshot[] = [world.snapshot(0, 2000)]
      if (resync) {
        for (const { gap } of gaps) {
          const beginNs = gap.lastNs + Math.floor(next() * 100)
          snapshots.push(world.snapshot(beginNs, beginNs + Math.floor(next() * 500)))
        }
      }
      const told = new Set<Gap>()
      observed.feed(events, next, (event, push) => {
        const loss = gaps.find(({ lost }) => lost.has(event))
        if (loss && !told.has(loss.gap)) {
          told.add(loss.gap)
          push()
          observed.model.gap(loss.gap)
        }
        while (snapshots.length > 0 && event.timeNs > snapshots[0].endNs) {
          push()
          observed.model.applySnapshot(snapshots.shift()!)
        }
        return loss === undefined
      })

      const lostNs = new Set(gaps.flatMap(({ lost }) => [...lost].map(event => event.timeNs)))
      const touched = ({ sinceNs, untilNs }: Stretch): boolean =>
        lostNs.has(sinceNs) ||
        lostNs.has(untilNs) ||
        gaps.some(({ gap }) => sinceNs < gap.lastNs && untilNs > gap.firstNs)
      const expected = world.stretches.filter(stretch => !stretch.old && !touched(stretch))
      const optional = [
        ...afterUnseenLeave(expected, world, stretch => stretch.old || touched(stretch)),
        // A gap may hide whether the goroutine got a P.
        ...expected.filter(({ lostP, untilNs }) => lostP && gaps.some(gap => near(untilNs, gap.gap))),
      ]
      assertSame(observed.intervals, expected, `seed ${seed}`, optional)
      for (const [life, lifeNs] of observed.lives) {
        assert.equal(lifeNs, world.lives.get(life), `seed ${seed}: ${life}`)
      }
      const { counters, states } = observed.model
      assert.equal(counters.late_gaps, 0)
      assert.equal(counters.disagreements, 0, `seed ${seed}`)
      assert.equal(counters.events, world.events.length - lostNs.size)
      assert.equal(counters.seen, counters.exited + counters.vanished + counters.live)
      if (resync && snapshots.length === 0) {
        assert.equal(counters.live, world.live, `seed ${seed}`)
        assert.deepEqual(states, world.states, `seed ${seed}`)
      }
      lostIntervals += world.stretches.length - expected.length
    }
    assert.ok(lostIntervals > SEEDS * 100, `the losses are dull: ${lostIntervals} intervals`)
  })
}
