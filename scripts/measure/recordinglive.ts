import { rmSync } from 'node:fs'
import type { Summary } from '../../lib/summary.js'
import { PingPong } from './pingpong.js'
import { cli, Running, root } from './programs.js'
import type { Recorded } from './recordinghttp.js'
import { outcomeOf, told } from './recordingprocess.js'

/** As in (c). */
const loads = [
  { procs: 1, pairs: 1 },
  { procs: 1, pairs: 1000 },
  { procs: 2, pairs: 2 },
  { procs: 2, pairs: 1000 },
]
export const SYNTHETIC_RATE = 1_000_000
export const SYNTHETIC_GOROUTINES = 100_000

/** A session that was recorded as fast as it could. */
export interface LiveRecording {
  what: string
  perSecond: number
  events: number
  /** By a full ring buffer, or by an output that was too slow. */
  lost: number
  bytesEach: number
  cpuPercent: number
  peakBytes: number
  /** The same session seen by `attach`, which keeps nothing. */
  unrecorded: { perSecond: number; cpuPercent: number }
}

export async function measureLiveRecordings(folder: string, seconds: number): Promise<LiveRecording[]> {
  const measured: LiveRecording[] = []
  for (const { procs, pairs } of loads) {
    const pingpong = await PingPong.start(procs, pairs)
    const duration = ['--json', '--duration', `${seconds}s`]
    try {
      const what = `ping-pong, GOMAXPROCS=${procs}, pairs: ${pairs}`
      measured.push(
        await recordAndNot(what, `${folder}/live.rqs`, path =>
          path
            ? Running.start(cli, ['record', `${pingpong.pid}`, '-o', path, ...duration])
            : Running.start(cli, ['attach', `${pingpong.pid}`, ...duration]),
        ),
      )
    } finally {
      await pingpong.end()
    }
  }
  return measured
}

/** Events from memory: as many a second as is asked, of many goroutines. */
export function measureSyntheticRecording(folder: string, seconds: number): Promise<LiveRecording> {
  const what = `synthetic, ${SYNTHETIC_GOROUTINES.toLocaleString('en')} goroutines`
  return recordAndNot(what, `${folder}/synthetic.rqs`, path =>
    startSynthetic([...(path ? ['--output', path] : []), '--duration', `${seconds}s`]),
  )
}

export function startSynthetic(options: string[]): Running {
  const load = ['--rate', `${SYNTHETIC_RATE}`, '--goroutines', `${SYNTHETIC_GOROUTINES}`]
  const script = `${root}dist/scripts/measure/recordingsynthetic.js`
  return Running.start('node', ['--max-semi-space-size=2', script, ...load, ...options])
}

/** @param start a session, recorded to a path if there is one */
async function recordAndNot(
  what: string,
  path: string,
  start: (path: string | undefined) => Running,
): Promise<LiveRecording> {
  const without = await outcomeOf(start(undefined))
  const { lines, cpuPercent, peakBytes } = await outcomeOf(start(path))
  rmSync(path)
  const summary = told<Summary>(lines, 'summary')
  const recorded = told<Recorded>(lines, 'recording')
  return {
    what,
    perSecond: rateOf(summary),
    events: summary.events,
    lost: summary.lost + recorded.not_recorded,
    bytesEach: recorded.bytes / recorded.transitions,
    cpuPercent,
    peakBytes,
    unrecorded: {
      perSecond: rateOf(told<Summary>(without.lines, 'summary')),
      cpuPercent: without.cpuPercent,
    },
  }
}

function rateOf(summary: Summary): number {
  return (summary.events * 1e9) / summary.duration_ns
}
