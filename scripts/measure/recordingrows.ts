import type { Recordings } from './recording.js'
import { type Export, GOROUTINES, type LongRecording } from './recordingexport.js'
import type { Flight } from './recordingflight.js'
import type { BusyServer } from './recordinghttp.js'
import { type LiveRecording, SYNTHETIC_RATE } from './recordinglive.js'
import { atLeast, atMost, median, type Row, show, table } from './row.js'

const megabytes = (bytes: number) => bytes / 1e6
const whole = (value: number) => value.toLocaleString('en')

export function recordingRows({ busy, live, synthetic, long, flights }: Recordings): Row[] {
  return [
    ...busy.flatMap(busyRows),
    ...liveRows(live),
    syntheticRow(synthetic),
    ...exportRows(long),
    ...seekRows(long),
    ...flights.map(flightRow),
  ]
}

const eachOf = (one: BusyServer) => one.bytes / one.transitions
const rateOf = (one: BusyServer) => one.bytes / one.seconds
const traceRateOf = (one: BusyServer) => one.traceBytes / one.traceSeconds

function busyRows(one: BusyServer): Row[] {
  const what = `busy HTTP server recorded${one.syscalls ? ', with --syscalls' : ''}`
  const ratio = rateOf(one) / traceRateOf(one)
  return [
    {
      what: `${what}: bytes of file a transition`,
      ours: show(eachOf(one)),
      beside: `${whole(Math.round(one.transitions / one.seconds))} transitions/s, ${whole(one.lost)} lost`,
      ratio: '',
      ...(one.syscalls ? {} : { bound: atMost(eachOf(one), 3.5) }),
    },
    {
      what: `${what}: file, a second`,
      ours: `${show(rateOf(one) / 1000)} kB`,
      beside: `Go's own execution trace of the same seconds: ${show(traceRateOf(one) / 1000)} kB`,
      ratio: `${show(ratio)} ×`,
      ...(one.syscalls ? {} : { bound: atMost(ratio, 0.75, ' ×') }),
    },
  ]
}

function liveRows(live: LiveRecording[]): Row[] {
  const complete = live.filter(({ lost }) => lost === 0)
  const fastest = (among: LiveRecording[]) => Math.max(0, ...among.map(({ perSecond }) => perSecond))
  const best = live.find(({ perSecond }) => perSecond === fastest(complete))
  return [
    {
      what: 'events/s recorded live with 0 lost, by the CLI into a file',
      ours: show(fastest(complete)),
      beside: `most, lost or not: ${show(fastest(live))}; \`attach\` at the same load: ${show(best?.unrecorded.perSecond ?? Number.NaN)}`,
      ratio: `lost 0 in ${complete.length} of ${live.length} loads`,
      bound: atLeast(fastest(complete), SYNTHETIC_RATE),
    },
  ]
}

function syntheticRow(one: LiveRecording): Row {
  return {
    what: `${one.what}, ${whole(SYNTHETIC_RATE)} events/s recorded: lost`,
    ours: whole(one.lost),
    beside: `${show(one.perSecond)} events/s, ${show(one.cpuPercent)} % of a core, ${show(megabytes(one.peakBytes))} MB; not recorded: ${show(one.unrecorded.cpuPercent)} %`,
    ratio: `${show(one.cpuPercent / one.unrecorded.cpuPercent)} × the CPU`,
    bound: atMost(one.lost, 0),
  }
}

/** Transitions a second that are promised, by format. */
const promised: Record<string, number> = {
  gotrace: 700_000,
  perfetto: 700_000,
  csv: 700_000,
  parquet: 400_000,
  chrome: 400_000,
}

/** Several tables of one format are one promise: that all of them are written at this rate. */
function exportRows({ exports, seek }: LongRecording): Row[] {
  const reading = seek.transitions / seek.walkSeconds
  const tables = exports.filter(({ format }) => format === 'parquet')
  const rows = exports.map(one => {
    const perSecond = one.transitions / one.seconds
    const least = tables.includes(one) ? undefined : promised[one.format]
    return exportRow(one.what, perSecond, one.bytes, one.peakBytes, reading, least)
  })
  const seconds = tables.reduce((sum, one) => sum + one.seconds, 0)
  const bytes = tables.reduce((sum, one) => sum + one.bytes, 0)
  const both = exportRow(
    'parquet, both tables one after the other',
    seek.transitions / seconds,
    bytes,
    Math.max(...tables.map(({ peakBytes }) => peakBytes)),
    reading,
    promised.parquet,
  )
  const largest = exports.reduce((most, one) => (one.peakBytes > most.peakBytes ? one : most))
  return [
    ...rows,
    both,
    {
      what: `export of ${whole(seek.transitions)} transitions: RSS, the most of all formats`,
      ours: `${show(megabytes(largest.peakBytes))} MB`,
      beside: `${largest.what}; least: ${show(megabytes(Math.min(...exports.map(({ peakBytes }) => peakBytes))))} MB`,
      ratio: '',
      bound: atMost(megabytes(largest.peakBytes), 300, ' MB'),
    },
  ]
}

function exportRow(
  what: string,
  perSecond: number,
  bytes: number,
  peakBytes: number,
  reading: number,
  least: number | undefined,
): Row {
  return {
    what: `export --to ${what}: transitions/s`,
    ours: show(perSecond),
    beside: `${show(megabytes(bytes))} MB written, RSS ${show(megabytes(peakBytes))} MB; reading alone: ${show(reading)}`,
    ratio: `${show(perSecond / reading)} ×`,
    ...(least === undefined ? {} : { bound: atLeast(perSecond, least) }),
  }
}

function seekRows({ seek, cutSeconds }: LongRecording): Row[] {
  const slowest = Math.max(...seek.seekMs)
  const readMs = (seek.walkSeconds * 1000) / 2
  return [
    {
      what: `opening ${whole(seek.transitions)} transitions and all states at a moment, slowest of ${seek.seekMs.length}`,
      ours: `${show(slowest)} ms`,
      beside: `median ${show(median(seek.seekMs))} ms; reading up to the middle: ${show(readMs)} ms`,
      ratio: `${show(slowest / readMs)} ×`,
      bound: atMost(slowest, 200, ' ms'),
    },
    {
      what: 'the command that writes a millisecond from its middle as CSV, with its start',
      ours: `${show(cutSeconds * 1000)} ms`,
      beside: '',
      ratio: '',
    },
  ]
}

function flightRow(one: Flight): Row {
  const over = megabytes(one.peakBytes - one.ringBytes)
  return {
    what: `flight recorder, ${one.what}: RSS over a full ring of ${show(megabytes(one.ringBytes))} MB, written out`,
    ours: `${show(over)} MB`,
    beside: `it holds ${show(one.keptSeconds)} s; ${show(one.perSecond)} events/s, ${whole(one.lost)} lost`,
    ratio: '',
    bound: atMost(over, 150, ' MB'),
  }
}

export function recordingText({ busy, live, synthetic, long, flights }: Recordings): string {
  return [
    `The service of [targets/service](../targets/service) under wrk with 32 connections, recorded by \`runqscope record\` while its
endpoint /trace has it trace itself; Go's trace holds system calls and stacks, too, and is not compressed:

${busyTable(busy)}`,
    `By \`runqscope record -o FILE --json\`, and by \`runqscope attach --json\` just before; the target shares the cores. The synthetic
events are made in the recording process itself, whose CPU holds that work, too:

${liveTable([...live, synthetic])}`,
    `A synthetic recording of ${whole(GOROUTINES)} goroutines, ${show(long.seek.seconds)} s and ${show(megabytes(long.bytes))} MB, written by \`runqscope export\` in a process of its
own each time; transitions/s are by the clock from its start to its end:

${exportTable(long.exports)}`,
    `By \`runqscope record --ring\`, triggered by SIGUSR2 until what it writes says that the ring had been full:

${flightTable(flights)}`,
  ].join('\n\n')
}

function busyTable(busy: BusyServer[]): string {
  const head = [
    '',
    'transitions/s',
    'bytes a transition',
    'kB/s',
    "Go's trace kB/s",
    'the same, gzip',
    'lost',
  ]
  const rows = busy.map(one => [
    one.syscalls ? '--syscalls' : 'without system calls',
    show(one.transitions / one.seconds),
    show(eachOf(one)),
    show(rateOf(one) / 1000),
    show(traceRateOf(one) / 1000),
    show(one.traceGzipBytes / one.traceSeconds / 1000),
    whole(one.lost),
  ])
  return table(head, rows)
}

function liveTable(live: LiveRecording[]): string {
  const head = [
    '',
    'events/s',
    'attach',
    'lost',
    'bytes a transition',
    'CPU, % of a core',
    'attach',
    'RSS MB',
  ]
  const rows = live.map(one => [
    one.what,
    show(one.perSecond),
    show(one.unrecorded.perSecond),
    whole(one.lost),
    show(one.bytesEach),
    show(one.cpuPercent),
    show(one.unrecorded.cpuPercent),
    show(megabytes(one.peakBytes)),
  ])
  return table(head, rows)
}

function exportTable(exports: Export[]): string {
  const head = ['', 'seconds', 'transitions/s', 'CPU, % of a core', 'MB', 'bytes a transition', 'RSS MB']
  const rows = exports.map(one => [
    one.what,
    show(one.seconds),
    show(one.transitions / one.seconds),
    show(one.cpuPercent),
    show(megabytes(one.bytes)),
    show(one.bytes / one.transitions),
    show(megabytes(one.peakBytes)),
  ])
  return table(head, rows)
}

function flightTable(flights: Flight[]): string {
  const head = ['', 'ring MB', 'RSS MB, most', 'seconds kept', 'file MB', 'events/s', 'lost']
  const rows = flights.map(one => [
    one.what,
    show(megabytes(one.ringBytes)),
    show(megabytes(one.peakBytes)),
    show(one.keptSeconds),
    show(megabytes(one.fileBytes)),
    show(one.perSecond),
    whole(one.lost),
  ])
  return table(head, rows)
}
