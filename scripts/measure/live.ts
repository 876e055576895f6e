import type { Summary } from '../../lib/summary.js'
import { PingPong } from './pingpong.js'
import { cli, Running, root } from './programs.js'
import { atLeast, type Row, type Section, show, table } from './row.js'
import type { Scale } from './scale.js'
import { usageOf } from './usage.js'

interface Load {
  procs: number
  pairs: number
}

/** Target and agent share the machine, so the more the one does, the less is left for the other. */
const loads: Load[] = [
  { procs: 1, pairs: 1 },
  { procs: 1, pairs: 1000 },
  { procs: 2, pairs: 2 },
  { procs: 2, pairs: 1000 },
]

interface LiveResult extends Load {
  summary: Summary
  perSecond: number
  cpuPercent: number
}

/** (c) What goes through without loss: from a live target, and from memory. */
export async function throughputSection(scale: Scale): Promise<Section> {
  const live: LiveResult[] = []
  for (const load of loads) live.push(await measureLive(load, scale.liveSeconds))
  const memory = await measureMemory(scale.modelSizes)
  const whole = live.filter(({ summary }) => summary.lost === 0)
  const best = whole.length ? Math.max(...whole.map(({ perSecond }) => perSecond)) : 0
  const rows: Row[] = [
    {
      what: `events/s live, CLI with decode, model and aggregates, over ${scale.liveSeconds} s with 0 lost`,
      ours: show(best),
      beside: `most, lost or not: ${show(Math.max(...live.map(({ perSecond }) => perSecond)))}`,
      ratio: `lost 0 in ${whole.length} of ${live.length} loads`,
      bound: atLeast(best, 1e6),
    },
    ...memory.map(result => ({
      what: `events/s from memory on one core, ${show0(result.goroutines)} goroutines`,
      ours: show(result.events_per_s),
      beside: `at ${show0(memory[0]!.goroutines)}: ${show(memory[0]!.events_per_s)}`,
      ratio: `${show(result.events_per_s / memory[0]!.events_per_s)} ×`,
      ...(result.goroutines === 10_000 ? { bound: atLeast(result.events_per_s, 5e6) } : {}),
    })),
  ]
  return { rows, raw: `${liveTable(live)}\n\n${memoryTable(memory)}` }
}

async function measureLive(load: Load, seconds: number): Promise<LiveResult> {
  const pingpong = await PingPong.start(load.procs, load.pairs)
  try {
    const session = Running.start(cli, ['attach', `${pingpong.pid}`, '--json', '--duration', `${seconds}s`])
    await session.says(/"type":"armed"/)
    const usage = usageOf(session.pid)
    const lines = await session.succeeds()
    const summary = JSON.parse(lines.find(line => line.startsWith('{"type":"summary"'))!) as Summary
    const perSecond = (summary.events * 1e9) / summary.duration_ns
    return { ...load, summary, perSecond, cpuPercent: usage.stop().cpuPercent }
  } finally {
    await pingpong.end()
  }
}

interface MemoryResult {
  goroutines: number
  events: number
  events_per_s: number
  events_per_s_min: number
  events_per_s_max: number
  disagreements: number
  rss_mb: number
}

async function measureMemory(sizes: number[]): Promise<MemoryResult[]> {
  const model = Running.start('node', [`${root}dist/scripts/bench-model.js`, ...sizes.map(String)])
  const lines = await model.succeeds()
  return lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as MemoryResult)
}

const show0 = (value: number) => value.toLocaleString('en')

function liveTable(live: LiveResult[]): string {
  const head = [
    'GOMAXPROCS',
    'pairs',
    'events/s',
    'events',
    'lost',
    'ready → run p99 ns',
    "agent's CPU, % of a core",
  ]
  const rows = live.map(({ procs, pairs, summary, perSecond, cpuPercent }) => [
    String(procs),
    show0(pairs),
    show(perSecond),
    show0(summary.events),
    show0(summary.lost),
    show(summary.stages.ready_to_run!.p99_ns),
    show(cpuPercent),
  ])
  return `Live, by \`runqscope attach --json\`; the target runs as fast as it can and shares the cores with the agent:\n\n${table(head, rows)}`
}

function memoryTable(memory: MemoryResult[]): string {
  const head = [
    'goroutines',
    'events/s, median',
    'least to most',
    'events',
    'disagreements',
    'RSS MB, with the tape',
  ]
  const rows = memory.map(one => [
    show0(one.goroutines),
    show(one.events_per_s),
    `${show(one.events_per_s_min)} to ${show(one.events_per_s_max)}`,
    show0(one.events),
    show0(one.disagreements),
    show(one.rss_mb),
  ])
  return `From memory, by \`scripts/bench-model.ts\`:\n\n${table(head, rows)}`
}
