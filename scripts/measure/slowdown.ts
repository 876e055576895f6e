import { bpftraceEntries, nullProbes, ours, oursWithSyscalls, untouched } from './condition.js'
import type { PingPongSeries } from './cost.js'
import { PingPong } from './pingpong.js'
import { build, Running, startService } from './programs.js'
import {
  interleave,
  lostIn,
  named,
  nsPerOperation,
  operationsPerSecond,
  type Series,
  type Span,
} from './rounds.js'
import { median, type Row, type Section, show, spread, table } from './row.js'
import type { Scale } from './scale.js'
import { Subject } from './subject.js'

const CONNECTIONS = 32

/** (b) How much slower a program gets that does nothing but switch, and a server that does nothing but serve. */
export async function slowdownSection(pingpong: PingPongSeries[], scale: Scale): Promise<Section> {
  const http = await measureHttp(scale)
  const calls = await measureCalls(scale)
  const workloads = [
    ...pingpong.map(({ procs, pairs, series }) => ({
      name: `ping-pong, GOMAXPROCS=${procs}, pairs: ${pairs}`,
      unit: 'round trips/s',
      series,
    })),
    { name: `HTTP, saturated by wrk with ${CONNECTIONS} connections`, unit: 'requests/s', series: http },
  ]
  return {
    rows: [
      ...workloads.flatMap(({ name, unit, series }) => rowsOf(name, unit, series)),
      syscallsRow(workloads.at(-1)!.name, 'requests/s', http),
      callRow(calls),
    ],
    raw: [
      ...workloads.map(({ name, unit, series }) => rawTable(name, unit, series)),
      rawTable(CALLS, 'calls/s', calls),
    ].join('\n\n'),
  }
}

const CALLS = 'getppid in a loop, GOMAXPROCS=1'

/** A program that does nothing but enter and leave system calls: the worst that can be probed with --syscalls. */
async function measureCalls(scale: Scale): Promise<Series[]> {
  const program = await PingPong.start(1, 1, true)
  const subject = Subject.open(program.pid)
  try {
    const conditions = [untouched, ours, oursWithSyscalls]
    return await interleave(subject, conditions, scale.rounds, () => program.window(scale.windowMs))
  } finally {
    subject.close()
    await program.end()
  }
}

function syscallsRow(name: string, unit: string, series: Series[]): Row {
  const rate = (condition: string) => median(operationsPerSecond(named(series, condition)))
  const kept = (condition: string) => `${show((100 * rate(condition)) / rate(untouched.name))} %`
  return {
    what: `${name}, with --syscalls: ${unit} kept`,
    ours: `${show(rate(oursWithSyscalls.name))}, ${kept(oursWithSyscalls.name)} of untouched`,
    beside: `without --syscalls: ${kept(ours.name)}`,
    ratio: `${show(rate(untouched.name) / rate(oursWithSyscalls.name))} × slower`,
  }
}

function callRow(series: Series[]): Row {
  const ns = (condition: string) => median(nsPerOperation(named(series, condition)))
  const added = (condition: string) => `${show(ns(condition) - ns(untouched.name))} ns`
  return {
    what: `${CALLS}, with --syscalls: time added to a system call`,
    ours: `${added(oursWithSyscalls.name)} (two hits)`,
    beside: `a call untouched: ${show(ns(untouched.name))} ns; without --syscalls: ${added(ours.name)}`,
    ratio: `${show(ns(oursWithSyscalls.name) / ns(untouched.name))} × slower`,
  }
}

async function measureHttp(scale: Scale): Promise<Series[]> {
  const { running, url } = await startService(build('service'))
  const subject = Subject.open(running.pid)
  try {
    const conditions = [untouched, nullProbes, ours, oursWithSyscalls, bpftraceEntries]
    return await interleave(subject, conditions, scale.httpRounds, () =>
      saturate(`${url}/fast`, scale.httpSeconds),
    )
  } finally {
    subject.close()
    await running.kill()
  }
}

/** Requests that wrk got answered, and how long it took by its own clock. */
export async function saturate(url: string, seconds: number): Promise<Span> {
  const wrk = Running.start('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, url])
  const [, requests, length, unit] = await wrk.says(/^ *(\d+) requests in ([\d.]+)(ms|s|m),/)
  const lines = await wrk.succeeds()
  const bad = lines.find(line => /Socket errors|Non-2xx/.test(line))
  if (bad) throw new Error(`wrk: ${bad}`)
  return { operations: Number(requests), ns: Number(length) * { ms: 1e6, s: 1e9, m: 60e9 }[unit as 's']! }
}

function rowsOf(name: string, unit: string, series: Series[]): Row[] {
  const rate = (condition: string) => median(operationsPerSecond(named(series, condition)))
  const kept = (condition: string) => `${show((100 * rate(condition)) / rate(untouched.name))} %`
  return [
    {
      what: `${name}: ${unit} kept`,
      ours: `${show(rate(ours.name))}, ${kept(ours.name)} of untouched`,
      beside: `null probes: ${kept(nullProbes.name)}; bpftrace entries: ${kept(bpftraceEntries.name)}`,
      ratio: `${show(rate(untouched.name) / rate(ours.name))} × slower`,
    },
  ]
}

function rawTable(name: string, unit: string, series: Series[]): string {
  const bare = median(operationsPerSecond(named(series, untouched.name)))
  const rows = series.map(one => {
    const rates = operationsPerSecond(one)
    return [
      one.condition,
      show(median(rates)),
      spread(rates),
      `${show((100 * median(rates)) / bare)} %`,
      one.lifted.some(({ lost }) => lost !== undefined) ? String(lostIn(one)) : '',
    ]
  })
  return `${name}:\n\n${table(['condition', unit, 'least to most', 'of untouched', 'lost'], rows)}`
}
