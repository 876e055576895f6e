import { rmSync } from 'node:fs'
import type { Summary } from '../../lib/summary.js'
import { PingPong } from './pingpong.js'
import { cli, Running, sleep } from './programs.js'
import { SYNTHETIC_GOROUTINES, startSynthetic } from './recordinglive.js'
import { peakOf, told } from './recordingprocess.js'

/** A flight recorder that was triggered until its ring had been full. */
export interface Flight {
  what: string
  ringBytes: number
  peakBytes: number
  perSecond: number
  lost: number
  /** What the last file holds of before the trigger. */
  keptSeconds: number
  fileBytes: number
}

/** What `record --json --ring` says of a file. */
interface Written {
  path: string
  cut: boolean
  kept_ns: number
  bytes: number
}

/** Between two triggers; and how many are tried before the ring counts as one that never fills. */
const FILL_MS = 8000
const TRIGGERS = 20

export async function measureFlights(folder: string, megabytes: number): Promise<Flight[]> {
  const ring = ['--ring', `${megabytes}MB`]
  const path = `${folder}/flight.rqs`
  const pingpong = await PingPong.start(2, 1000)
  const live = await fly('ping-pong, GOMAXPROCS=2, pairs: 1000', megabytes, () => {
    const files = ['-o', path, '--max-files', '1000', '--post', '1s']
    return Running.start(cli, ['record', `${pingpong.pid}`, '--json', ...files, ...ring])
  }).finally(() => pingpong.end())
  const what = `synthetic, ${SYNTHETIC_GOROUTINES.toLocaleString('en')} goroutines`
  return [live, await fly(what, megabytes, () => startSynthetic(['--output', path, ...ring]))]
}

async function fly(what: string, megabytes: number, start: () => Running): Promise<Flight> {
  const session = start()
  const peak = peakOf(session.pid)
  try {
    await session.says(/"type":"armed"/)
    const written = await untilCut(session)
    session.child.kill('SIGINT')
    const summary = told<Summary>(await session.succeeds(), 'summary')
    return {
      what,
      ringBytes: megabytes * 2 ** 20,
      peakBytes: peak.stop(),
      perSecond: (summary.events * 1e9) / summary.duration_ns,
      lost: summary.lost,
      keptSeconds: written.kept_ns / 1e9,
      fileBytes: written.bytes,
    }
  } finally {
    peak.stop()
    await session.kill()
  }
}

/** Has it write what it holds, again and again, until its oldest had to go: writing a full ring takes the most memory. */
async function untilCut(session: Running): Promise<Written> {
  for (let trigger = 0; trigger < TRIGGERS; trigger++) {
    await sleep(FILL_MS)
    session.child.kill('SIGUSR2')
    const written = await nextFile(session, trigger)
    rmSync(written.path)
    if (written.cut) return written
  }
  throw new Error(`a ring was not full after ${(TRIGGERS * FILL_MS) / 1000} s: ${session.command}`)
}

async function nextFile(session: Running, before: number): Promise<Written> {
  for (;;) {
    const lines = session.lines.filter(line => line.startsWith('{"type":"recording"'))
    if (lines.length > before) return JSON.parse(lines[before]!) as Written
    if (session.child.exitCode !== null) throw new Error(`${session.command} ended: ${session.lines.at(-1)}`)
    await sleep(50)
  }
}
