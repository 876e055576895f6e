import { calibrate } from '../../lib/probe/probe.js'
import { bpftraceEntries, drained, nullProbes, ours, untouched } from './condition.js'
import { PingPong } from './pingpong.js'
import {
  cpuNsPerOperation,
  hitsPerOperation,
  interleave,
  lostIn,
  named,
  nsPerOperation,
  type Series,
} from './rounds.js'
import { atLeast, atMost, median, type Row, type Section, show, spread, table } from './row.js'
import type { Scale } from './scale.js'
import { Subject } from './subject.js'

/** Two goroutines change hands twice a round trip: ready, park and run of each. */
export const TRANSITIONS = 6

export interface PingPongSeries {
  procs: number
  pairs: number
  series: Series[]
  calibrated: { nullNs: number; recordNs: number }
}

/** One ping-pong process, untouched and under each kind of probe by turns. */
export async function measurePingPong(procs: number, pairs: number, scale: Scale): Promise<PingPongSeries> {
  const pingpong = await PingPong.start(procs, pairs)
  const subject = Subject.open(pingpong.pid)
  try {
    const conditions = [untouched, nullProbes, drained, ours, bpftraceEntries]
    const series = await interleave(subject, conditions, scale.rounds, () => pingpong.window(scale.windowMs))
    return { procs, pairs, series, calibrated: await calibrate(subject.plan, 'multi') }
  } finally {
    subject.close()
    await pingpong.end()
  }
}

/** Median cost of a transition under a condition, ns, by one of the two clocks. */
function costs(series: Series[], clock: (one: Series) => number[]): (condition: string) => number {
  const bare = median(clock(named(series, untouched.name)))
  return condition => (median(clock(named(series, condition))) - bare) / TRANSITIONS
}

/** (a) What one tracked transition costs the target. */
export function costSection(measured: PingPongSeries[]): Section {
  const [main, ...others] = measured
  const rows = [...rowsOf(main!, true), calibratedRow(main!), ...others.flatMap(one => rowsOf(one, false))]
  return { rows, raw: `${explanation}\n\n${measured.map(rawTable).join('\n\n')}` }
}

function rowsOf({ procs, series }: PingPongSeries, promised: boolean): Row[] {
  const wall = costs(series, nsPerOperation)
  const cpu = costs(series, cpuNsPerOperation)
  const floorRow = (what: string, cost: (condition: string) => number, condition: string): Row => ({
    what,
    ours: `${show(cost(condition))} ns`,
    beside: `null probes on the same sites: ${show(cost(nullProbes.name))} ns`,
    ratio: `${show(cost(condition) / cost(nullProbes.name))} ×`,
  })
  const ratio = wall(ours.name) / wall(nullProbes.name)
  const cheaper = wall(bpftraceEntries.name) / wall(ours.name)
  return [
    {
      ...floorRow(`cost of a tracked transition, GOMAXPROCS=${procs}, a whole session`, wall, ours.name),
      ...(promised ? { bound: atMost(ratio, 1.5, ' ×') } : {}),
    },
    floorRow("the same in the target's CPU time", cpu, ours.name),
    floorRow("records drained and thrown away, the target's CPU time", cpu, drained.name),
    {
      what: `the same transitions, GOMAXPROCS=${procs}`,
      ours: `${show(wall(ours.name))} ns`,
      beside: `bpftrace on function entries: ${show(wall(bpftraceEntries.name))} ns`,
      ratio: `${show(cheaper)} × cheaper`,
      ...(promised ? { bound: atLeast(cheaper, 5, ' ×') } : {}),
    },
  ]
}

function calibratedRow({ calibrated: { nullNs, recordNs } }: PingPongSeries): Row {
  return {
    what: 'a hit in a tight loop of our own, as `doctor` and every session calibrate it',
    ours: `${show(recordNs)} ns`,
    beside: `null probe: ${show(nullNs)} ns`,
    ratio: `${show(recordNs / nullNs)} ×`,
  }
}

const explanation = `One process of [targets/pingpong](../targets/pingpong) is measured under each condition in turn, round after round. ns a
round trip are medians over the rounds; a round trip is ${TRANSITIONS} transitions. Cost is (with − untouched) / (null − untouched),
from the medians. CPU ns are what the target's threads spent on a CPU, so they leave out the wait for one while the
agent has it. "Records only" is our kernel side, with nobody but the drain thread behind it. bpftrace traces
runtime.execute, runtime.ready and runtime.park_m, which is the same ${TRANSITIONS} hits a round trip; it tells its count only at the
end.`

function rawTable({ procs, pairs, series }: PingPongSeries): string {
  const wall = costs(series, nsPerOperation)
  const cpu = costs(series, cpuNsPerOperation)
  const rows = series.map(one => {
    const hits = hitsPerOperation(one)
    return [
      one.condition,
      show(median(nsPerOperation(one))),
      spread(nsPerOperation(one)),
      show(wall(one.condition)),
      show(median(cpuNsPerOperation(one))),
      show(cpu(one.condition)),
      hits ? show(hits) : '',
      one.lifted.some(({ lost }) => lost !== undefined) ? String(lostIn(one)) : '',
    ]
  })
  const head = [
    'condition',
    'ns a round trip',
    'least to most',
    'ns a transition',
    'CPU ns a round trip',
    'CPU ns a transition',
    'hits a round trip',
    'lost',
  ]
  const load = `GOMAXPROCS=${procs}, ${pairs === 1 ? 'one pair' : `${pairs} pairs`}`
  return `${load}, ${series[0]!.windows.length} rounds:\n\n${table(head, rows)}`
}
