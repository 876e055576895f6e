import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Summary } from '../../lib/summary.js'
import { build, cli, Running, sleep, startService } from './programs.js'
import { told } from './recordingprocess.js'
import { saturate } from './slowdown.js'

/** What `record --json` says of its file. */
export interface Recorded {
  path: string
  transitions: number
  bytes: number
  not_recorded: number
}

/** The same seconds of a busy server, twice. */
export interface BusyServer {
  syscalls: boolean
  seconds: number
  transitions: number
  bytes: number
  lost: number
  /** Of Go's own trace. */
  traceSeconds: number
  traceBytes: number
  traceGzipBytes: number
}

/** The load goes on for so long before and after, so that attach and detach see nothing else. */
const MARGIN_S = 3

/** Records the service under wrk while it traces itself. */
export async function measureBusyServer(
  folder: string,
  seconds: number,
  syscalls: boolean,
): Promise<BusyServer> {
  const { running, url } = await startService(build('service'))
  try {
    const busy = saturate(`${url}/fast`, seconds + 2 * MARGIN_S)
    await sleep(1000)
    const path = `${folder}/busy.rqs`
    const options = ['-o', path, '--json', ...(syscalls ? ['--syscalls'] : [])]
    const session = Running.start(cli, ['record', `${running.pid}`, ...options])
    await session.says(/"type":"armed"/)
    const trace = await traceOf(url, seconds)
    session.child.kill('SIGINT')
    const lines = await session.succeeds()
    await busy
    rmSync(path)
    const recorded = told<Recorded>(lines, 'recording')
    const summary = told<Summary>(lines, 'summary')
    return {
      syscalls,
      seconds: summary.duration_ns / 1e9,
      transitions: recorded.transitions,
      bytes: recorded.bytes,
      lost: summary.lost + recorded.not_recorded,
      traceSeconds: seconds,
      traceBytes: trace.length,
      traceGzipBytes: gzipSync(trace, { level: 1 }).length,
    }
  } finally {
    await running.kill()
  }
}

async function traceOf(url: string, seconds: number): Promise<Uint8Array> {
  const answer = await fetch(`${url}/trace?ms=${Math.round(seconds * 1000)}`)
  if (!answer.ok)
    throw new Error(`the service does not trace itself: ${answer.status} ${await answer.text()}`)
  return new Uint8Array(await answer.arrayBuffer())
}
